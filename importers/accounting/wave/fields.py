"""Columns of Wave: accounting transactions as real exports print them; customers as the import template has them, from memory."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, text

TRANSACTIONS: Final = {
    "journal": text("Transaction ID", need=True),
    "day": day("Transaction Date", need=True),
    "account_name": text("Account Name", need=True),
    "description": text("Transaction Description"),
    "line": text("Transaction Line Description", target="description"),
    "debit": money("Debit Amount (Two Column Approach)", "Debit Amount", total=True),
    "credit": money("Credit Amount (Two Column Approach)", "Credit Amount", total=True),
    "one_column": money("Amount (One column)", target=""),
    "customer": text("Customer", target="contact"),
    "vendor": text("Vendor", target="contact"),
    "invoice": text("Invoice Number", target="document"),
    "bill": text("Bill Number", target="document"),
    "memo": text("Notes / Memo", target="description"),
    "group": text("Account Group", target=""),
    "kind": text("Account Type", target="role"),
    "account_code": text("Account ID"),
}

CUSTOMERS: Final = {
    "name": text("Customer Name", need=True),
    "email": text("Email"),
    "first_name": text("Contact First Name", target=""),
    "last_name": text("Contact Last Name", target=""),
    "currency": text("Customer Currency"),
    "number": text("Account Number", target="external_id"),
    "website": text("Website", target="domain"),
    "street": text("Address Line 1"),
    "city": text("City"),
    "region": text("Province/State"),
    "postcode": text("Postal Code/Zip Code", "Postal Code"),
    "country": text("Country"),
    "toll_free": text("Toll Free", target=""),
}

ROLES: Final = {
    "cash and bank": "bank",
    "money in transit": "other",
    "expected payments from customers": "receivable",
    "accounts receivable": "receivable",
    "system receivable invoice": "receivable",
    "customer prepayments and customer credits": "deferred",
    "sales taxes": "tax",
    "sales taxes on sales and purchases": "tax",
    "income": "revenue",
    "other income": "other",
    "discount": "other",
    "uncategorized income": "other",
}
"""Account type (folded) -> role; other types are left to the account's name."""
