"""Columns of QuickBooks Online reports; casing and some names changed between generations of the reports."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

CUSTOMERS: Final = {
    "name": text("Customer full name", "Customer", need=True),
    "email": text("Email", "Email address"),
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
    "location": text("Location full name", target=""),
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
    "item": text("Product/Service full name", "Product/Service", "Item"),
    "description": text("Description", "Memo/Description", "Memo"),
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

OPEN: Final = {
    "day": day("Date", "Transaction date", need=True, order="mdy"),
    "kind": text("Transaction type", need=True),
    "number": text("Num", "No.", "Number"),
    "customer_name": text("Name", "Customer full name", "Client full name", "Customer", "Client"),
    "po_number": text("PO number", "P.O. number"),
    "reference": text("Memo", "Memo/Description"),
    "due": day("Due date", order="mdy"),
    "terms": text("Terms", target="terms_days"),
    "location": text("Location full name", "Location", target=""),
    "aging": number("Past due", "Aging", target=""),
    "amount": money("Amount", total=True, target="total"),
    "open": money("Open balance", need=True, total=True),
    "currency": text("Currency"),
}

TRANSACTIONS: Final = {
    "day": day("Date", "Transaction date", need=True, order="mdy"),
    "kind": text("Transaction type", need=True),
    "number": text("Num", "No.", "Number"),
    "posting": text("Posting (Y/N)", "Posting", target=""),
    "customer_name": text("Name", "Customer full name", "Client full name", "Customer", "Client"),
    "vendor": text("Vendor", "Vendor display name", target=""),
    "memo": text("Memo", "Memo/Description", "Description"),
    "account": text("Account name", "Account", "Account full name"),
    "split": text("Split", "Item split account", "Split account", target=""),
    "location": text("Location full name", "Location", target=""),
    "due": day("Due date", order="mdy"),
    "amount": money("Amount", need=True, total=True),
    "currency": text("Currency"),
}

LEDGER: Final = {
    "day": day("Date", "Transaction date", order="mdy"),
    "source": text("Transaction Type"),
    "document": text("Num", "No."),
    "contact": text("Name"),
    "description": text("Memo/Description", "Memo", "Description"),
    "split": text("Split", "Split account", "Item split account", target=""),
    "debit": money("Debit", total=True),
    "credit": money("Credit", total=True),
    "amount": money("Amount", total=True, target="debit"),
    "balance": money("Balance", target=""),
}

AGED: Final = {
    "customer_name": text("Customer", "Customer full name", target=""),
    "current": money("Current", total=True, target=""),
    "first": money("1 - 30", "1-30", total=True, target=""),
    "second": money("31 - 60", "31-60", total=True, target=""),
    "third": money("61 - 90", "61-90", total=True, target=""),
    "fourth": money("91 - 120", "91-120", total=True, target=""),
    "oldest": money("91 and over", "> 90", "90+", "121 and over", "Over 90", total=True, target=""),
    "total": money("Total", total=True, target=""),
}

TRIAL_BALANCE: Final = {
    "account_name": text("Account", "Account name", "Full name", target=""),
    "debit": money("Debit", total=True, target=""),
    "credit": money("Credit", total=True, target=""),
}

ACCOUNTS: Final = {
    "code": text("Account number", "Account #", "Number"),
    "name": text("Full name", "Account name", "Account", need=True),
    "kind": text("Type", "Account type", target="role"),
    "detail": text("Detail type", "Detail account type", target="role"),
    "description": text("Description", target=""),
    "balance": money("Balance", "QuickBooks balance", "Total balance", target=""),
    "currency": text("Currency"),
}
"""[R] names recalled."""

PRODUCTS: Final = {
    "name": text("Product/Service full name", "Product/Service Name", "Product/Service", need=True, target=""),
    "kind": text("Item type", "Type", target=""),
    "sku": text("SKU", target=""),
    "category": text("Category", target=""),
    "description": text("Memo/Description", "Sales description", "Description", target=""),
    "price": number("Sales price", "Sales price/rate", "Price", "Price/Rate", target=""),
    "cost": number("Purchase cost", "Cost", target=""),
    "account": text("Income account", target=""),
    "on_hand": number("Quantity on hand", "Qty on hand", target=""),
}
"""[R] names recalled."""

DEPOSITS: Final = {
    "day": day("Date", "Transaction date", need=True, order="mdy", target=""),
    "kind": text("Transaction type", target=""),
    "number": text("Num", "No.", target=""),
    "customer_name": text("Client", "Customer full name", "Customer", "Name", target=""),
    "vendor": text("Vendor", target=""),
    "memo": text("Memo/Description", "Memo", target=""),
    "cleared": text("Clr", "Cleared", target=""),
    "amount": money("Amount", need=True, total=True, target=""),
}
"""[R] names recalled."""
