"""Columns of Odoo exports (17 to 19): labels of the fields, or technical names in an import-compatible export.

The names are those of account.move, account.move.line, account.payment and account.account in Odoo's own source.
"""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, flag, money, number, text

INVOICES: Final = {
    "external_id": text("External ID", "id", ".id"),
    "number": text("Number", "name"),
    "kind": text("Type", "move_type"),
    "status": text("Status", "state"),
    "payment_state": text("Payment Status", "payment_state", "Payment Status In Payment", target="status"),
    "customer_name": text(
        "Partner",
        "Invoice Partner Display Name",
        "partner_id",
        "partner_id/name",
        "Partner/Name",
        "Customer",
        "partner_id/id",
    ),
    "day": day("Invoice/Bill Date", "Invoice Date"),
    "booked": day("Date", "Accounting Date", target="day"),
    "due": day("Due Date", "invoice_date_due"),
    "terms": text("Payment Terms", "invoice_payment_term_id", target="terms_days"),
    "reference": text("Reference", "ref"),
    "payment_reference": text("Payment Reference", target="reference"),
    "origin": text("Origin", "invoice_origin", "Source Document", target="reference"),
    "currency": text("Currency", "currency_id", "currency_id/name", "currency_id/id", "Currency/Currency"),
    "base": text("Company Currency", "company_currency_id", "company_currency_id/id", target="currency"),
    "reversed": text("Reversal of", "reversed_entry_id", "reversed_entry_id/id", target="kind"),
    "sent": flag("is_move_sent"),
    "doc_tax": money("Tax", "amount_tax", target="tax"),
    "doc_total": money("Total", "amount_total", strict=True, target="total"),
    "signed_total": money("Total in Currency Signed", "amount_total_in_currency_signed", strict=True, target="total"),
    "base_total": money("Total Signed", "amount_total_signed", strict=True, target="total"),
    "base_tax": money("Tax Signed", "amount_tax_signed", target="tax"),
    "open": money("Amount Due", "amount_residual"),
    "base_open": money("Amount Due Signed", "amount_residual_signed", target="open"),
    "line_type": text("Invoice lines/Display Type", "invoice_line_ids/display_type", target=""),
    "description": text("Invoice lines/Label", "invoice_line_ids/name", "Invoice lines/Description"),
    "item": text("Invoice lines/Product", "invoice_line_ids/product_id", "invoice_line_ids/product_id/id"),
    "quantity": number("Invoice lines/Quantity", "invoice_line_ids/quantity"),
    "unit_price": number("Invoice lines/Unit Price", "invoice_line_ids/price_unit"),
    "amount": money("Invoice lines/Subtotal", "invoice_line_ids/price_subtotal", total=True),
    "tax_code": text("Invoice lines/Taxes", "invoice_line_ids/tax_ids", "invoice_line_ids/tax_ids/id"),
    "account": text(
        "Invoice lines/Account",
        "invoice_line_ids/account_id",
        "invoice_line_ids/account_id/code",
        "invoice_line_ids/account_id/id",
    ),
}

_ENTRY: Final = {
    "base": text("Company Currency", "company_currency_id", "company_currency_id/id", target="currency"),
}

ITEMS: Final = {
    "external_id": text("External ID", "id", ".id"),
    "document": text(
        "Journal Entry", "move_id", "Journal Entry/Number", "move_id/name", "move_name", "Number", "move_id/id"
    ),
    "day": day("Date", need=True),
    "source": text("Journal", "journal_id", "journal_id/name", "Journal/Journal Name"),
    "kind": text("Type", "move_type", target="source"),
    "account": text("Account", "account_id", "account_id/name", "account_id/code", need=True),
    "account_code": text("Account/Code", "account_code"),
    "account_name": text("Account/Account Name", "account_name"),
    "contact": text("Partner", "partner_id", "partner_id/name", "Partner/Name"),
    "description": text("Label", "name"),
    "reference": text("Reference", "ref", target="description"),
    "debit": money("Debit", total=True),
    "credit": money("Credit", total=True),
    "foreign": money("Amount in Currency", "amount_currency", target=""),
    "matching": text("Matching #", "matching_number", "Matching", "full_reconcile_id", target=""),
    "status": text("Parent State", "Status", "Journal Entry/Status", "move_id/state", target=""),
    **_ENTRY,
}

ENTRIES: Final = {
    "external_id": text("External ID", "id", ".id", target=""),
    "document": text("Number", "name"),
    "day": day("Date", need=True),
    "source": text("Journal", "journal_id", "journal_id/id", "journal_id/name"),
    "kind": text("Type", "move_type", target="source"),
    "status": text("Status", "state", target=""),
    "reference": text("Reference", "ref", target="description"),
    "account": text(
        "Journal Items/Account", "line_ids/account_id", "line_ids/account_id/code", "line_ids/account_id/id", need=True
    ),
    "contact": text("Journal Items/Partner", "line_ids/partner_id", "line_ids/partner_id/name"),
    "description": text("Journal Items/Label", "line_ids/name"),
    "debit": money("Journal Items/Debit", "line_ids/debit", total=True),
    "credit": money("Journal Items/Credit", "line_ids/credit", total=True),
    **_ENTRY,
}

PAYMENTS: Final = {
    "external_id": text("External ID", "id", ".id"),
    "number": text("Number", "name"),
    "day": day("Date", "Payment Date", need=True),
    "kind": text("Payment Type"),
    "party_type": text("Partner Type", target=""),
    "customer_name": text("Customer/Vendor", "Partner", "partner_id", "partner_id/name", "Customer"),
    "amount": money("Amount", "Payment Amount", need=True, total=True),
    "base_amount": money("Amount Company Currency Signed", target="fx_rate"),
    "currency": text("Currency", "currency_id", "currency_id/name", "currency_id/id"),
    "memo": text("Memo", "communication", "Reference", "ref"),
    "account": text("Journal", "journal_id", "journal_id/name"),
    "method": text("Payment Method", "payment_method_line_id", "Payment Method Line", target=""),
    "status": text("Status", "State"),
    "invoices": text(
        "Reconciled Invoices/Number",
        "Reconciled Invoices",
        "reconciled_invoice_ids/name",
        "reconciled_invoice_ids",
        target="memo",
    ),
}

ACCOUNTS: Final = {
    "code": text("Code", need=True),
    "name": text("Account Name", "name"),
    "kind": text("Type", "account_type", target="role"),
    "reconcile": flag("Allow Reconciliation", "reconcile", target=""),
    "currency": text("Account Currency", "currency_id", target=""),
}

OWN: Final = frozenset(
    {
        "invoice/bill date",
        "invoice partner display name",
        "total signed",
        "total in currency signed",
        "amount due signed",
        "untaxed amount signed",
        "move type",
        "invoice date due",
        "amount total",
        "payment state",
    }
)
"""Headings (folded) that only an Odoo list of invoices has."""

ROLES: Final = {
    "receivable": "receivable",
    "asset receivable": "receivable",
    "bank and cash": "bank",
    "asset cash": "bank",
    "income": "revenue",
    "other income": "other",
    "income other": "other",
    "payable": "other",
    "liability payable": "other",
    "expenses": "other",
    "expense": "other",
}
"""Account type (folded, label or technical name) -> role; other types are left to the account's name."""
