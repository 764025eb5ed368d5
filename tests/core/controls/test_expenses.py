"""Expenses against the contract's rules and the lines that bill them."""

from __future__ import annotations

from typing import Any

import pytest

from core.controls.registry import CONTROLS
from core.thread.thread import Thread
from tests.core.controls.asking import ANN, C, P, found, hourly_book, invoice, line, said

HOTEL = "Expenses: Hotel, Grand, 10/08 (Ann Lee)"


def cost(day: str = "2026-08-10", amount: str = "100.00", **more: Any) -> dict[str, Any]:
    return {
        "day": day,
        "project": P,
        "person": ANN,
        "person_name": "Ann Lee",
        "category": "Hotel",
        "merchant": "Grand",
        "amount": amount,
        "billable": True,
        "invoiced": False,
    } | more


def claims(*expenses: dict[str, Any], billed: str = "", text: str = HOTEL, **terms: Any) -> Thread:
    """The book with `expenses`; `billed` is the amount of the one expense line on invoice I1."""
    contract = {
        "id": C,
        "method": "time_and_materials",
        "currency": "GBP",
        "markup": "5",
        "expenses_excluded": "Entertainment",
    }
    return hourly_book(
        contracts=[contract | terms],
        expenses=list(expenses),
        invoices=[invoice("I1")],
        invoice_lines=[line("I1", text, billed)] if billed else [],
        more_links=[("contract-invoice", C, "xero:invoice:I1")],
    )


def test_a_billable_expense_at_cost_plus_markup_is_clean() -> None:
    book = claims(cost(invoiced=True), billed="105.00")
    assert [said(id, book) for id in ("EX-02", "EX-03", "EX-04", "EX-06")] == [{}, {}, {}, {}]


@pytest.mark.parametrize(("billed", "gap"), [("105.01", None), ("105.02", 2), ("100.00", 500)])
def test_markup_wrong_beyond_one_minor_unit(billed: str, gap: int | None) -> None:
    assert said("EX-04", claims(cost(invoiced=True), billed=billed)) == ({"xero:invoice:I1": gap} if gap else {})


def test_too_little_is_lost_and_too_much_overbilled() -> None:
    assert found("EX-04", claims(cost(invoiced=True), billed="100.00"))["impact_class"].tolist() == ["LR"]
    assert found("EX-04", claims(cost(invoiced=True), billed="110.00"))["impact_class"].tolist() == ["OB"]


def test_a_markup_on_part_of_a_cent_is_rounded_once() -> None:
    """5 % on 0.90 is 0.045: 0.95 after rounding half up."""
    assert found("EX-03", claims(cost(amount="0.90")))["amount"].tolist() == [95]


def test_non_billable_expenses_on_an_invoice() -> None:
    book = claims(cost(billable=False, invoiced=True), billed="100.00")
    assert said("EX-02", book) == {"xero:invoice:I1": 10_000}
    assert said("EX-04", book) == {}
    assert found("EX-02", book)["related"].iloc[0].split(";")[0] == "harvest:expense:1"


def test_an_excluded_category_is_not_billed_even_where_no_claim_is_known() -> None:
    text = "Expenses: Entertainment, Sky Lounge, 10/08 (Ann Lee)"
    known = claims(cost(category="Entertainment", merchant="Sky Lounge", invoiced=True), billed="105.00", text=text)
    assert said("EX-02", known) == {"xero:invoice:I1": 10_500}
    assert said("EX-02", claims(billed="99.00", text=text)) == {"xero:invoice:I1": 9_900}
    assert said("EX-03", claims(cost(category="Entertainment"))) == {}


def test_expenses_of_closed_months_wait_for_an_invoice() -> None:
    book = claims(cost(), cost("2026-08-31", "10.00", merchant="Cab"), cost("2026-09-01", merchant="Inn"))
    assert said("EX-03", book) == {P: 10_500 + 1_050}
    assert said("EX-03", claims(cost(approved=False))) == {}


def test_a_line_that_bills_the_expense_settles_it_though_the_flag_says_no() -> None:
    assert said("EX-03", claims(cost(), billed="105.00")) == {}


def test_a_contract_without_markup_agrees_to_no_expenses_where_others_state_one() -> None:
    assert said("EX-03", claims(cost(), markup=None)) == {P: 10_000}  # no contract states one: billed at cost
    two = [{"id": C, "method": "time_and_materials", "currency": "GBP"}, {"id": f"{C}2", "markup": "0"}]
    assert said("EX-03", hourly_book(contracts=two, expenses=[cost()])) == {}


def test_nothing_is_unbilled_where_the_report_does_not_say() -> None:
    unless = CONTROLS["EX-03"].unless
    assert unless is not None
    assert "invoiced" in unless(hourly_book(expenses=[{k: v for k, v in cost().items() if k != "invoiced"}]))


@pytest.mark.parametrize(
    ("other", "double"),
    [
        ({}, True),
        ({"day": "2026-08-11"}, True),
        ({"day": "2026-08-12"}, False),
        ({"amount": "100.01"}, False),
        ({"merchant": "Ritz"}, False),
        ({"person": "harvest:person:Bo"}, False),
    ],
    ids=str,
)
def test_a_claim_made_twice(other: dict[str, str], double: bool) -> None:
    book = claims(cost(), cost() | other)
    assert said("EX-06", book) == ({"harvest:expense:2": 10_000} if double else {})


def test_three_of_a_kind_are_two_doubles() -> None:
    assert said("EX-06", claims(cost(), cost(), cost())) == {"harvest:expense:2": 10_000, "harvest:expense:3": 10_000}
