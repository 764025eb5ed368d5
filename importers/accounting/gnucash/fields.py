"""Columns of GnuCash's export of transactions, and elements of its XML book."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

TRANSACTIONS: Final = {
    "day": day("Date", need=True),
    "external_id": text("Transaction ID", need=True, target="journal"),
    "number": text("Number", target="document"),
    "title": text("Description", target="description"),
    "notes": text("Notes", target="description"),
    "commodity": text("Commodity/Currency", target="currency"),
    "void": text("Void Reason", target=""),
    "action": text("Action", target="source"),
    "description": text("Memo"),
    "account_name": text("Full Account Name", need=True),
    "short_name": text("Account Name", target=""),
    "amount": money("Amount Num.", "Amount Num", need=True, total=True, target="debit"),
    "value": money("Value Num.", "Value Num", strict=True, target="debit"),
    "reconcile": text("Reconcile", target=""),
    "price": number("Rate/Price", target=""),
}

BOOK: Final = {
    "split:id": "external_id",
    "trn:id": "journal",
    "trn:date-posted": "day",
    "trn:num": "document",
    "trn:description": "description",
    "split:memo": "description",
    "split:account": "account",
    "split:value": "debit",
}
"""Element -> canonical field of a journal line."""
ROLES: Final = {
    "RECEIVABLE": "receivable",
    "BANK": "bank",
    "CASH": "bank",
    "INCOME": "revenue",
    "PAYABLE": "other",
    "EXPENSE": "other",
    "EQUITY": "other",
    "CREDIT": "other",
    "STOCK": "other",
    "MUTUAL": "other",
    "TRADING": "other",
}
"""Account type -> role; assets and liabilities are left to their name."""
KINDS: Final = {"I": "Invoice", "P": "Payment"}
"""Type of a transaction of the business side -> source."""
