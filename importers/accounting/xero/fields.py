"""Columns of Xero's exports: invoices one row a line, contacts, payments, the account transactions report."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

INVOICES: Final = {
    "customer_name": text("ContactName", need=True),
    "number": text("InvoiceNumber", need=True),
    "reference": text("Reference"),
    "day": day("InvoiceDate", need=True, order="dmy"),
    "due": day("DueDate", order="dmy"),
    "doc_total": money("Total", target="total"),
    "doc_tax": money("TaxTotal", target="tax"),
    "paid": money("InvoiceAmountPaid"),
    "open": money("InvoiceAmountDue"),
    "description": text("Description"),
    "quantity": number("Quantity"),
    "unit_price": number("UnitAmount"),
    "amount": money("LineAmount", need=True, total=True),
    "account": text("AccountCode"),
    "tax_code": text("TaxType"),
    "tax": money("TaxAmount"),
    "item": text("TrackingOption1"),
    "item_code": text("InventoryItemCode", target="item"),
    "currency": text("Currency"),
    "kind": text("Type"),
    "sent": flag("Sent"),
    "status": text("Status"),
}

CONTACTS: Final = {
    "name": text("ContactName", need=True),
    "email": text("EmailAddress"),
    "street": text("POAddressLine1"),
    "city": text("POCity"),
    "region": text("PORegion"),
    "postcode": text("POPostalCode"),
    "country": text("POCountry"),
    "tax_id": text("TaxNumber"),
    "tax_code": text("AccountsReceivableTaxCodeName"),
    "website": text("Website", target="domain"),
    "legal_name": text("LegalName"),
    "terms_days": number("DueDateSalesDay"),
    "terms_kind": text("DueDateSalesTerm", target="terms_days"),
}

PAYMENTS: Final = {
    "external_id": text("PaymentID"),
    "kind": text("Type"),
    "day": day("Date", need=True),
    "customer_name": text("ContactName"),
    "invoice": text("InvoiceNumber"),
    "credit_note": text("CreditNoteNumber"),
    "amount": money("Amount", need=True, total=True),
    "currency": text("CurrencyCode", "Currency"),
    "fx_rate": number("CurrencyRate"),
    "reference": text("Reference", target="number"),
    "account": text("BankAccountCode", "AccountCode"),
    "status": text("Status"),
}

LEDGER: Final = {
    "day": day("Date", need=True, order="dmy"),
    "source": text("Source"),
    "contact": text("Contact"),
    "description": text("Description"),
    "document": text("Reference"),
    "debit": money("Debit", total=True),
    "credit": money("Credit", total=True),
    "balance": money("Running Balance", target=""),
    "account_code": text("Account Code"),
    "account_name": text("Account"),
    "project": text("Project"),
}
