"""What the ledger holds under an invoice's number."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.postings import ledger_lines
from core.thread.thread import Thread
from tests.core.controls.books import book

AR, SALES, TAX = "xero:account:610", "xero:account:200", "xero:account:820"
ACCOUNTS = [{"id": AR, "role": "receivable"}, {"id": SALES, "role": "revenue"}, {"id": TAX, "role": "tax"}]


def row(account: str, debit: str, credit: str, **more: Any) -> dict[str, Any]:
    """A line of invoice 1's posting."""
    common = {"journal": "xero:journal:1", "document": "INV 1", "source": "Invoice", "day": "2026-08-04"}
    return common | {"account": account, "debit": debit, "credit": credit} | more


LINES = [row(AR, "120.00", "0.00"), row(SALES, "0.00", "100.00"), row(TAX, "0.00", "20.00")]
BILL = {"id": "xero:invoice:1", "number": "INV-1", "kind": "invoice", "day": "2026-08-03", "total": "120.00"}


def thread_of(lines: list[dict[str, Any]]) -> Thread:
    """A thread of one invoice and `lines`."""
    return Thread(book(journal_lines=lines, accounts=ACCOUNTS, invoices=[BILL]))


def test_an_invoice_finds_its_posting() -> None:
    found = thread_of(LINES).postings.iloc[0]
    assert (found["sets"], found["receivable"], found["posted_tax"], found["account"]) == (1, 12_000, 2_000, AR)
    assert str(found["posted"].date()) == "2026-08-04"


def test_a_receipt_of_the_same_number_is_no_posting() -> None:
    paid = [row(AR, "0.00", "120.00", source="Payment"), row("xero:account:090", "120.00", "0.00", source="Payment")]
    assert thread_of(paid).postings["receivable"].isna().all()
    both = thread_of(LINES + paid).postings.iloc[0]
    assert (both["sets"], both["receivable"]) == (1, 12_000)


def test_nothing_posted_is_unknown_not_zero() -> None:
    found = thread_of([]).postings.iloc[0]
    assert found.isna()[["sets", "receivable", "posted_tax", "posted"]].all()
    assert found["account"] == ""


@pytest.mark.parametrize(
    ("source", "manual"),
    [
        ("Manual Journal", True),
        ("Journal Entry", True),
        ("General journal", True),
        ("Miscellaneous Operations", True),
        ("Sales Journal", False),
        ("Bank Journal", False),
        ("Receivable Invoice", False),
        ("", False),
    ],
)
def test_journals_by_hand(source: str, manual: bool) -> None:
    lines = ledger_lines(book(journal_lines=[row(AR, "1.00", "0.00", source=source)], accounts=ACCOUNTS))
    assert lines["manual"].tolist() == [manual]


def test_lines_after_the_period_are_left_out() -> None:
    late = [row(AR, "1.00", "0.00", day="2026-10-01")]
    assert ledger_lines(book(journal_lines=late, accounts=ACCOUNTS)).empty
