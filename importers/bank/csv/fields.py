"""Columns of bank statements as CSV: signed amounts, or money out and money in side by side, or an amount with a sign column."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, text

LINES: Final = {
    "day": day("Date", "Transaction Date", "Posted Date", "Posting Date", "Booking Date", "Value Date", need=True),
    "type": text("Type", "Transaction Type"),
    "payee": text("Payee", "Partner Name", "Name", "Counterparty", "Counter Party"),
    "description": text("Description", "Label", "Details", "Narrative", "Transaction Description", "Memo"),
    "reference": text("Reference", "Transaction Reference", "Your Reference"),
    "check": text("Check Number", "Cheque Number", "Check or Slip #", target="reference"),
    "amount": money("Amount", "Value", "Transaction Amount", total=True),
    "out": money(
        "Paid out",
        "Money out",
        "Debit",
        "Debit Amount",
        "Withdrawal",
        "Withdrawals",
        "Payments",
        strict=True,
        target="amount",
    ),
    "in": money(
        "Paid in",
        "Money in",
        "Credit",
        "Credit Amount",
        "Deposit",
        "Deposits",
        "Receipts",
        strict=True,
        target="amount",
    ),
    "sign": text("D/C", "Dr/Cr", "Debit/Credit", "CR/DR", target="amount"),
    "balance": money("Balance", "Running Balance", "Account Balance"),
    "currency": text("Currency", "Account Currency"),
    "account": text("Bank Account", "Account Number", "IBAN"),
    "external_id": text("Transaction ID", "FITID", "Unique ID"),
}
