"""Headings are found by name, whatever stands around them."""

from __future__ import annotations

import pytest

from importers.shared.columns import Headings, day, flag, money, number, plain, text


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("*ContactName", "contactname"),
        ("\ufeffUser", "user"),
        ("Amount (USD)", "amount"),
        ("Billable Amount (EURO)", "billable amount"),
        ("Amount ()", "amount"),
        ("Duration (h)", "duration (h)"),
        ("Deal - Title *", "deal - title"),
        ("weekly_capacity_hours", "weekly capacity hours"),
        ("Payment  terms (days)", "payment terms (days)"),
    ],
)
def test_headings_are_compared_bare(printed: str, compared: str) -> None:
    assert plain(printed) == compared


def test_the_first_of_the_accepted_headings_that_is_there_is_read() -> None:
    headings = Headings.of(["Fee", "Contract value", "Rate to GBP"])
    assert headings.position(money("Contract value", "Fee")) == 1
    assert headings.position(money("Value", "Fee")) == 0
    assert headings.position(number("Rate to *")) == 2
    assert headings.position(text("Customer")) is None
    assert headings.places({"when": day("Date"), "fee": money("Fee"), "ok": flag("Fee")}) == {"fee": 0, "ok": 0}


def test_the_currency_in_a_heading_is_kept() -> None:
    assert Headings.of(["Rate (CAD)", "Cost (EURO)", "Hours (h)", 7.0]).currencies == ("CAD", "EUR", "", "")
