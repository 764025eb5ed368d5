"""Columns of QuickBooks Online reports; casing and some names changed between generations of the reports."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

CUSTOMERS: Final = {
    "name": text("Customer full name", "Customer", need=True),
    "email": text("Email"),
    "address": text("Bill address", "Billing address", "Bill to address", target="street"),
    "terms": text("Terms", target="terms_days"),
    "tax_id": text("Tax ID", "Tax reg. no.", "Resale number"),
    "currency": text("Currency"),
    "tax_code": text("Tax code"),
}

INVOICES: Final = {
    "day": day("Date", "Transaction date", need=True, order="mdy"),
    "kind": text("Transaction type", need=True),
    "number": text("Num", "No.", "Number", need=True),
    "customer_name": text("Name", "Client full name", "Customer full name", "Customer"),
    "po_number": text("PO number", "P.O. number"),
    "reference": text("Memo", "Memo/Description"),
    "due": day("Due date", order="mdy"),
    "terms": text("Terms", target="terms_days"),
    "amount": money("Amount", need=True, total=True, target="total"),
    "tax": money("Tax amount"),
    "open": money("Open balance"),
    "currency": text("Currency"),
}

LINES: Final = {
    "day": day("Transaction date", "Date", need=True, order="mdy"),
    "kind": text("Transaction type", need=True),
    "number": text("Num", "No.", "Number", need=True, target="invoice"),
    "customer_name": text("Client full name", "Customer full name", "Client", "Customer", "Name", target=""),
    "description": text("Description", "Memo/Description"),
    "quantity": number("Quantity", "Qty"),
    "unit_price": number("Sales price", "Rate"),
    "amount": money("Amount", need=True, total=True),
    "tax_code": text("Tax code"),
    "currency": text("Currency"),
}

PAYMENTS: Final = {
    "day": day("Date", "Transaction date", need=True, order="mdy"),
    "kind": text("Transaction type", need=True),
    "memo": text("Memo/Description", "Memo"),
    "number": text("Transaction number", "Num", "No."),
    "amount": money("Amount", need=True, total=True),
    "currency": text("Currency"),
}

PAID: Final = {
    "day": day("Date", "Transaction date", order="mdy", target=""),
    "kind": text("Transaction type", need=True),
    "number": text("Transaction number", "Num", "No.", need=True, target="invoice"),
    "amount": money("Amount", need=True, total=True),
    "currency": text("Currency"),
}

JOURNAL: Final = {
    "day": day("Date", "Transaction date", order="mdy"),
    "source": text("Transaction Type"),
    "document": text("Num", "No."),
    "contact": text("Name"),
    "description": text("Memo/Description", "Memo"),
    "account_name": text("Account", "Account name", "Distribution account", need=True),
    "debit": money("Debit", total=True),
    "credit": money("Credit", total=True),
}
