"""Receipts: payments of one number go together, twins are seen, texts name invoices."""

from __future__ import annotations

import pandas as pd

from core.matching.receipts import bank_text, invoice_keys, named_invoices, payable, real_payments, twins
from tests.core.controls.books import book

ONE = {"customer": "xero:customer:M", "day": "2026-03-10", "amount": "100.00", "kind": "payment"}


def test_payments_of_one_receipt() -> None:
    tables = book(
        payments=[
            {**ONE, "number": "BACS 7"},
            {**ONE, "number": "BACS 7"},
            {**ONE, "number": ""},
            {**ONE, "number": "BACS 8", "status": "VOIDED"},
            {**ONE, "kind": "credit_allocation"},
        ]
    )
    found = real_payments(tables)
    assert len(found) == 3
    assert found["receipt"].nunique() == 2


def test_numbers_whole_and_bare() -> None:
    keys = invoice_keys(pd.DataFrame({"number": ["INV-3001", "INV-3002", "A-12"], "id": ["one", "two", "three"]}))
    assert keys["INV3001"] == keys["3001"] == "one"
    assert "12" not in keys


def test_only_the_ledgers_invoices_can_be_paid() -> None:
    """The time system keeps a draft of the same number."""
    tables = book(
        invoices=[
            {"id": "xero:invoice:INV-3001", "number": "INV-3001", "kind": "invoice"},
            {"id": "harvest:invoice:INV-3001", "number": "INV-3001", "kind": "invoice", "system": "harvest"},
        ],
        payments=[{**ONE}],
    )
    assert payable(tables)["id"].tolist() == ["xero:invoice:INV-3001"]
    assert len(payable(tables.with_frame("payments", tables["payments"].iloc[:0]))) == 2


def test_what_a_text_names() -> None:
    lines = book(
        bank_lines=[
            {"id": "bank:bank_line:1", "payee": "HALYARD &amp; SONS", "description": "INV3001+3002"},
            {"id": "bank:bank_line:2", "description": "rent"},
        ]
    )["bank_lines"]
    assert bank_text(lines)[0] == "HALYARD & SONS INV3001+3002 "
    keys = invoice_keys(pd.DataFrame({"number": ["INV-3001", "INV-3002"], "id": ["one", "two"]}))
    assert named_invoices(lines["id"], bank_text(lines), keys) == {"bank:bank_line:1": ("one", "two")}


def test_a_receipt_entered_twice() -> None:
    payments = pd.DataFrame(
        {
            "id": ["first", "again", "later"],
            "customer": ["M"] * 3,
            "currency": ["GBP"] * 3,
            "amount": [100] * 3,
            "day": pd.to_datetime(["2026-03-10", "2026-03-12", "2026-05-12"]),
            "applied": [100, 0, 0],
        }
    )
    assert twins(payments, 10) == {"again"}
