"""Columns of Zoho Books and Zoho Invoice: documents one row a line, payments one row an invoice paid, contacts."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import Field, day, flag, money, number, text


def _document(name: str, ids: tuple[str, ...], rest: dict[str, Field]) -> dict[str, Field]:
    """The columns that invoices and credit notes share, under the document's own name."""
    return {
        "number": text(f"{name} Number", need=True),
        "day": day(f"{name} Date", need=True),
        "id": text(*ids, target=""),
        "status": text(f"{name} Status", "Status"),
        "customer_name": text("Customer Name", need=True),
        "currency": text("Currency Code", "Currency"),
        "inclusive": flag("Is Inclusive Tax", target=""),
        "discount": money("Entity Discount Amount", target="amount"),
        "item": text("Item Name"),
        "description": text("Item Desc", "Item Description"),
        "quantity": number("Quantity"),
        "unit_price": number("Item Price"),
        "account": text("Account Code", "Account"),
        "amount": money("Item Total", need=True, total=True),
        "tax_code": text("Item Tax"),
        "tax": money("Item Tax Amount", strict=True),
        "shipping": money("Shipping Charge", target="amount"),
        "adjustment": money("Adjustment", target="amount"),
        "rounding": money("Round Off", target="amount"),
        "net": money("SubTotal", "Sub Total", target=""),
        "doc_total": money("Total", need=True, target="total"),
        "open": money("Balance"),
        "project": text("Project Name", target=""),
        **rest,
    }


INVOICES: Final = _document(
    "Invoice",
    ("Invoice ID",),
    {
        "due": day("Due Date"),
        "po_number": text("PurchaseOrder", "Purchase Order"),
        "terms": text("Payment Terms Label", "Payment Terms", target="terms_days"),
    },
)

CREDIT_NOTES: Final = _document(
    "Credit Note",
    ("CreditNotes ID", "CreditNote ID", "Credit Note ID"),
    {"reference": text("Reference#", "Reference Number", "Associated Invoice Number", "Invoice Number")},
)
"""[R] The same shape under the credit note's name; names recalled."""

PAYMENTS: Final = {
    "external_id": text("CustomerPayment ID", "Customer Payment ID"),
    "printed": text("Payment Number", target="number"),
    "method": text("Mode", target="memo"),
    "day": day("Date", "Payment Date", need=True),
    "customer_name": text("Customer Name", need=True),
    "whole": money("Amount", need=True, target="amount"),
    "unused": money("Unused Amount", target=""),
    "currency": text("Currency Code", "Currency"),
    "fx_rate": number("Exchange Rate"),
    "account": text("Deposit To"),
    "reference": text("Reference Number", target="number"),
    "part": text("InvoicePayment ID", "Invoice Payment ID", target=""),
    "invoice": text("Invoice Number"),
    "applied": money("Amount Applied to Invoice", total=True),
    "withheld": money("Withholding Tax Amount", target=""),
    "applied_on": day("Invoice Payment Applied Date", target=""),
}

CONTACTS: Final = {
    "external_id": text("Contact ID", "Customer ID", need=True),
    "name": text("Display Name", "Contact Name", "Customer Name", need=True),
    "legal_name": text("Company Name"),
    "email": text("EmailID", "Email", "Primary Contact EmailID"),
    "street": text("Billing Address", "Billing Street"),
    "city": text("Billing City"),
    "region": text("Billing State"),
    "postcode": text("Billing Code", "Billing Zip"),
    "country": text("Billing Country"),
    "currency": text("Currency Code", "Currency"),
    "terms": text("Payment Terms Label", "Payment Terms", target="terms_days"),
    "tax_id": text("Tax Registration Number", "VAT Reg No", "GST Identification Number (GSTIN)"),
    "website": text("Website", target="domain"),
    "owner": text("Owner Name"),
}
"""[R] Names recalled."""
