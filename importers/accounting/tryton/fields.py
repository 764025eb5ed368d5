"""Columns of Tryton exports: paths of English labels, joined by "/"; invoices with their lines, and the lines of moves."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

INVOICES: Final = {
    "external_id": text("ID"),
    "number": text("Number"),
    "kind": text("Type", "Type (string)"),
    "reference": text("Reference"),
    "memo": text("Description", target="reference"),
    "day": day("Invoice Date"),
    "due": day("Payment Term Date", "Lines to Pay/Maturity Date"),
    "customer_name": text("Party/Name", "Party/Record Name", "Party"),
    "party_code": text("Party/Code", target="customer_name"),
    "currency": text("Currency/Code", "Currency"),
    "line_type": text("Lines/Type", "Lines/Type (string)", target=""),
    "description": text("Lines/Description", "Lines/Record Name"),
    "item": text("Lines/Product/Name", "Lines/Product", "Lines/Product/Record Name"),
    "account": text("Lines/Account/Code", "Lines/Account", "Lines/Account/Name"),
    "tax_code": text("Lines/Taxes/Name", "Lines/Taxes"),
    "quantity": number("Lines/Quantity"),
    "unit_price": number("Lines/Unit Price"),
    "amount": money("Lines/Amount", total=True),
    "untaxed": money("Untaxed", "Untaxed Amount", target=""),
    "doc_tax": money("Tax", "Tax Amount", target="tax"),
    "doc_total": money("Total", "Total Amount", strict=True, target="total"),
    "open": money("Amount to Pay", "Amount to Pay Today"),
    "status": text("State", "State (string)"),
}

MOVE_LINES: Final = {
    "external_id": text("ID"),
    "document": text("Move/Number", "Move/Record Name", "Move"),
    "day": day("Move/Effective Date", "Move/Date", "Effective Date", "Date", need=True),
    "source": text("Journal/Name", "Move/Journal/Name", "Move/Journal", "Journal"),
    "account_code": text("Account/Code"),
    "account_name": text("Account/Name", "Account", "Account/Record Name"),
    "contact": text("Party/Name", "Party", "Party/Record Name"),
    "debit": money("Debit", total=True),
    "credit": money("Credit", total=True),
    "description": text("Description", "Move/Description"),
    "origin": text("Move/Origin", "Origin", target="description"),
    "maturity": day("Maturity Date", target=""),
    "reconciliation": text("Reconciliation/Number", "Reconciliation", target=""),
    "period": text("Move/Period/Name", "Move/Period", "Period", target=""),
    "base": text("Move/Company/Currency/Code", "Company/Currency/Code", target="currency"),
    "status": text("Move/State", "Move/State (string)", target=""),
    "line_status": text("State", "State (string)", target=""),
}

STATES: Final = {"draft": "draft", "validated": "draft", "posted": "open", "paid": "paid"}
"""Invoice states; `cancelled` is told by its credit note."""
