"""Which line bills which expense."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, P, hourly_book, invoice, line


def book(expenses: list[dict[str, Any]], lines: dict[str, str], **head: Any) -> Thread:
    base = {
        "project": P,
        "person_name": "Ann Lee",
        "category": "Hotel",
        "merchant": "Grand",
        "amount": "100.00",
        "day": "2026-08-10",
    }
    flags = {"billable": True, "invoiced": True}
    return hourly_book(
        expenses=[base | flags | expense for expense in expenses],
        invoices=[invoice("I1") | head],
        invoice_lines=[
            line("I1", text, amount, id=f"xero:invoice_line:{n}") for n, (text, amount) in enumerate(lines.items())
        ],
        more_links=[("contract-invoice", C, "xero:invoice:I1")],
    )


def ties(thread: Thread) -> dict[str, str]:
    out = thread.billed_expenses
    return dict(zip(out["expense"].str[-1], out["line"].str[-1], strict=True))


def test_two_of_a_kind_go_by_their_day() -> None:
    lines = {"Expenses: Hotel, Grand, 11/08 (Ann Lee)": "100.00", "Expenses: Hotel, Grand, 10/08 (Ann Lee)": "100.00"}
    assert ties(book([{}, {"day": "2026-08-11"}], lines)) == {"1": "1", "2": "0"}


@pytest.mark.parametrize(
    "text", ["Expenses: Hotel, Grand, 08/10", "Expenses: Hotel 2026-08-10 Ann Lee", "Expenses (Ann Lee): grand"]
)
def test_what_a_line_may_say(text: str) -> None:
    assert ties(book([{}], {text: "100.00"})) == {"1": "0"}


def test_merchant_and_person_hold_though_the_amount_does_not() -> None:
    assert ties(book([{}], {"Expenses: Hotel, Grand, 10/08 (Ann Lee)": "130.00"})) == {"1": "0"}


def test_an_amount_and_a_category_alone_are_too_little_when_there_is_a_choice() -> None:
    two = [{"merchant": "Grand"}, {"merchant": "Ritz", "amount": "110.00"}]
    assert ties(book(two, {"Expenses: Hotel": "105.00"})) == {}
    assert ties(book(two[:1], {"Expenses: Hotel": "105.00"})) == {"1": "0"}
    assert ties(book(two[:1], {"Expenses: Hotel": "250.00"})) == {}


def test_neither_dead_invoices_nor_later_expenses_are_tied() -> None:
    text = {"Expenses: Hotel, Grand, 10/08 (Ann Lee)": "100.00"}
    assert ties(book([{}], text, status="void")) == {}
    assert ties(book([{}], text, day="2026-08-01")) == {}
    assert ties(book([{}], text, day="2027-08-01")) == {}
