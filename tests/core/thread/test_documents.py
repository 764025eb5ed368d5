"""Which invoices live, what was credited and why, and what each line bills."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, hourly_book, hours, invoice, line

I1 = "xero:invoice:I1"


def credited(reason: str, amount: str = "-120.00", **head: Any) -> Thread:
    note = invoice("N1", "2026-09-10", kind="credit_note", id="xero:credit_note:N1", total=amount, reference=reason)
    return hourly_book(
        invoices=[invoice("I1", total="120.00", tax="20.00") | head, note], invoice_lines=[line("I1", "Work", "100.00")]
    )


@pytest.mark.parametrize(
    ("reason", "live"),
    [
        ("I1 - Billing error, to be rebilled", False),
        ("I1: wrong rate", False),
        ("I1 - Commercial goodwill, full", True),
        ("I1 - agreed discount", True),
        ("Billing error", True),  # names no invoice
    ],
)
def test_an_invoice_credited_in_full_for_an_error_is_not_live(reason: str, live: bool) -> None:
    head = credited(reason).invoices.iloc[0]
    assert bool(head["live"]) is live
    assert head["credited"] == (0 if reason == "Billing error" else 12_000)


def test_part_credits_leave_an_invoice_live_and_voids_and_drafts_do_not() -> None:
    assert credited("I1 - Billing error", "-119.99").invoices["live"].tolist() == [True]
    assert credited("goodwill", status="void").invoices["live"].tolist() == [False]
    assert credited("goodwill", status="draft").invoices["live"].tolist() == [False]


def test_the_ledgers_allocation_names_the_invoice_before_the_text_does() -> None:
    base = credited("I9 - Billing error")
    book = hourly_book(
        invoices=[invoice("I1", total="120.00"), invoice("I9", total="50.00")],
        allocations=[{"source": "xero:credit_note:N1", "invoice": I1, "amount": "120.00"}],
    )
    tables = base.tables.with_frame("allocations", book.tables["allocations"])
    row = Thread(tables).credits.iloc[0]
    assert (row["invoice"], row["amount"], bool(row["allocated"])) == (I1, 12_000, True)


def test_net_is_the_lines_or_what_the_header_leaves() -> None:
    book = hourly_book(
        invoices=[invoice("I1", total="120.00", tax="20.00"), invoice("I2", total="60.00", tax="10.00")],
        invoice_lines=[line("I1", "Work", "99.00")],
    )
    assert book.invoices["net"].tolist() == [9_900, 5_000]


@pytest.mark.parametrize(
    ("method", "text", "quantity", "bills", "month", "who"),
    [
        ("time_and_materials", "Review: Ann Lee, July 2026", "8", "hourly", "2026-07", "ann lee"),
        ("time_and_materials", "Analyst - July 2026", "8", "hourly", "2026-07", "analyst"),
        ("time_and_materials", "Advisory Retainer: Analyst, July 2026", "8", "hourly", "2026-07", "analyst"),
        ("time_and_materials", "Ann Lee", "8", "hourly", "2026-08", "ann lee"),
        ("time_and_materials", "Expenses: Taxi, July 2026", "1", "expense", "2026-07", ""),
        ("time_and_materials", "Recharge of expenses: Taxi", "1", "expense", "", ""),
        ("time_and_materials", "Travel and expenses July 2026", "1", "expense", "2026-07", ""),
        ("time_and_materials", "Expense policy: Analyst, July 2026", "8", "hourly", "2026-07", "analyst"),
        ("time_and_materials", "Additional services", "1", "other", "", ""),
        ("retainer", "Retainer July 2026 - Desk", "1", "retainer", "2026-07", ""),
        ("retainer", "Monthly fee", "1", "retainer", "2026-09", ""),
        ("prepaid", "Block of hours", "40", "prepaid", "", ""),
        ("instalments", "Installment 1 of 3", "1", "instalment", "", ""),
        ("milestones", "Milestone: Pilot", "1", "milestone", "", ""),
        ("milestones", "Final balance", "1", "other", "", ""),
    ],
)
def test_what_a_line_bills(method: str, text: str, quantity: str, bills: str, month: str, who: str) -> None:
    book = hourly_book(
        contracts=[{"id": C, "method": method, "monthly_fee": "500.00"}],
        invoices=[invoice("I1")],
        invoice_lines=[line("I1", text, "500.00", quantity=quantity)],
        more_links=[("contract-invoice", C, I1)],
    )
    row = book.lines.iloc[0]
    assert (row["bills"], row["month"], row["who"]) == (bills, month, who)


def test_the_invoice_that_hours_stand_on() -> None:
    """Named by the time system, else the earliest live hourly invoice of contract and month."""
    given: dict[str, Any] = {
        "invoices": [
            invoice("I0", "2026-08-01", status="void"),
            invoice("I1", "2026-08-03"),
            invoice("I2", "2026-08-04"),
        ],
        "invoice_lines": [line(n, "Ann Lee - July 2026", "100.00") for n in ("I0", "I1", "I2")],
        "more_links": [("contract-invoice", C, f"xero:invoice:I{n}") for n in (0, 1, 2)],
    }
    time = [
        hours("2026-07-02", "1", invoiced=True),
        hours("2026-07-02", "1", invoiced=True, invoice_number="I2"),
        hours("2026-07-02", "1"),
        hours("2026-06-02", "1", invoiced=True),
    ]
    book = hourly_book(time=time, **given)
    assert book.time["invoice"].tolist() == [I1, "xero:invoice:I2", "", ""]
