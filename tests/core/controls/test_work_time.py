"""Hours against the card, the approval, the invoice and the project's window."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.controls.registry import CONTROLS
from core.controls.work_time import last_closed_month
from tests.core.controls.asking import ANN, C, P, found, hourly_book, hours, invoice, line, said


def test_the_card_rate_says_nothing() -> None:
    assert said("TE-01", hourly_book(time=[hours("2026-08-03", "7.5")])) == {}


def test_hours_off_the_card_are_priced_by_project() -> None:
    """
    2026-08-03  2 h at 90, card 100   20.00 lost
    2026-08-04  1 h at 115            15.00 too much; distances add up
    """
    book = hourly_book(time=[hours("2026-08-03", "2", rate="90"), hours("2026-08-04", "1", rate="115")])
    rows = found("TE-01", book)
    assert said("TE-01", book) == {P: 3_500}
    assert rows["impact_class"].tolist() == ["LR"]
    assert rows["related"].tolist() == [f"{C};{P};harvest:time:1;harvest:time:2"]
    assert "35.00 GBP" in rows["message"].iloc[0]


def test_a_role_without_a_card_line_is_not_a_wrong_rate() -> None:
    book = hourly_book(time=[hours("2026-08-03", "2", rate="90", role="Partner")])
    assert said("TE-01", book) == {}


def test_only_billable_hours_of_hourly_contracts_are_asked() -> None:
    assert said("TE-01", hourly_book(time=[hours("2026-08-03", "2", rate="90", billable=False)])) == {}
    fixed = hourly_book(contracts=[{"id": C, "method": "milestones"}], time=[hours("2026-08-03", "2", rate="90")])
    assert said("TE-01", fixed) == {}


def test_the_rate_of_an_ended_card_is_outdated_not_wrong() -> None:
    rates = [
        {"contract": C, "role": "Analyst", "rate": "90", "valid_to": "2026-06-30"},
        {"contract": C, "role": "Analyst", "rate": "100", "valid_from": "2026-07-01"},
    ]
    book = hourly_book(rates=rates, time=[hours("2026-08-03", "2", rate="90"), hours("2026-06-30", "2", rate="90")])
    assert said("TE-01", book) == {}
    assert said("TE-02", book) == {P: 2_000}


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 14 * 3600), st.integers(1, 9_999_999), st.integers(1, 9_999_999)),
        min_size=1,
        max_size=6,
    )
)
def test_the_price_of_wrong_rates_is_exact(entries: list[tuple[int, int, int]]) -> None:
    rates = [
        {"contract": C, "role": f"R{n}", "rate": card, "currency": "GBP"} for n, (_, _, card) in enumerate(entries)
    ]
    time = [hours("2026-08-03", "1", seconds=s, rate=r, role=f"R{n}") for n, (s, r, _) in enumerate(entries)]
    exact = sum(Decimal(s) / 3600 * abs(Decimal(card - rate)) / 10_000 for s, rate, card in entries) + Decimal(0)
    cents = (exact * 100).quantize(Decimal(1), ROUND_HALF_UP)
    got = said("TE-01", hourly_book(rates=rates, time=time))
    assert got == ({P: int(cents)} if any(rate != card for _, rate, card in entries) else {})


def test_approved_hours_of_a_closed_month_wait_for_their_invoice() -> None:
    book = hourly_book(
        time=[hours("2026-08-31", "7.5"), hours("2026-09-01", "8"), hours("2026-08-03", "2", approved=False)]
    )
    assert said("TE-03", book) == {P: 75_000}


def test_billed_hours_and_hours_beyond_a_used_up_cap_do_not_wait() -> None:
    assert said("TE-03", hourly_book(time=[hours("2026-08-31", "7.5", invoiced=True)])) == {}
    capped = {
        "contracts": [{"id": C, "method": "capped", "currency": "GBP", "cap": "500.00"}],
        "invoices": [invoice("I1")],
        "more_links": [("contract-invoice", C, "xero:invoice:I1")],
        "time": [hours("2026-08-31", "7.5")],
    }
    full = hourly_book(invoice_lines=[line("I1", "Ann Lee - July 2026", "500.00")], **capped)
    assert said("TE-03", full) == {}
    below = hourly_book(invoice_lines=[line("I1", "Ann Lee - July 2026", "499.99")], **capped)
    assert said("TE-03", below) == {P: 75_000}


def test_hours_on_a_credited_invoice_wait_again_until_it_is_reissued() -> None:
    note = invoice(
        "N1", "2026-08-20", kind="credit_note", id="xero:credit_note:N1", total="-200.00", reference="I1 billing error"
    )
    given: dict[str, object] = {
        "time": [hours("2026-07-06", "2", invoiced=True, invoice_number="I1")],
        "invoices": [invoice("I1", "2026-08-03", total="200.00", tax="0.00"), note],
        "invoice_lines": [line("I1", "Ann Lee - July 2026", "200.00")],
        "more_links": [("contract-invoice", C, "xero:invoice:I1"), ("contract-invoice", C, "xero:invoice:I2")],
    }
    gone = hourly_book(**given)
    assert said("TE-03", gone) == {P: 20_000}
    assert "xero:invoice:I1" in found("TE-03", gone)["related"].iloc[0]
    given["invoices"] = [*given["invoices"], invoice("I2", "2026-08-21", total="200.00", tax="0.00")]  # type: ignore[misc]
    given["invoice_lines"] = [*given["invoice_lines"], line("I2", "Ann Lee - July 2026", "200.00")]  # type: ignore[misc]
    assert said("TE-03", hourly_book(**given)) == {}


def test_nothing_is_unbilled_where_the_system_does_not_say() -> None:
    mute = hourly_book(
        time=[{k: v for k, v in hours("2026-08-31", "7.5").items() if k not in {"invoiced", "approved"}}]
    )
    for id, why in (("TE-03", "invoiced"), ("TE-04", "approval"), ("TE-05", "approval")):
        unless = CONTROLS[id].unless
        assert unless is not None
        assert why in unless(mute)


def test_an_entry_without_a_rate_is_priced_at_the_card() -> None:
    bare = {k: v for k, v in hours("2026-08-31", "2").items() if k != "rate"}
    assert said("TE-03", hourly_book(time=[bare])) == {P: 20_000}
    assert said("TE-03", hourly_book(time=[bare], rates=[])) == {P: None}


@pytest.mark.parametrize(("day", "late"), [("2026-09-24", True), ("2026-09-25", False)])
def test_unapproved_hours_are_late_after_five_days(day: str, late: bool) -> None:
    book = hourly_book(time=[hours(day, "2", approved=False), hours("2026-09-01", "1")])
    assert said("TE-04", book) == ({P: 20_000} if late else {})


def test_unapproved_hours_on_an_invoice() -> None:
    book = hourly_book(
        time=[
            hours("2026-08-03", "2", approved=False, invoiced=True, invoice_number="I1"),
            hours("2026-08-04", "1", approved=False),
        ],
        invoices=[invoice("I1")],
    )
    assert said("TE-05", book) == {"xero:invoice:I1": 20_000}
    assert said("TE-04", book) == {P: 10_000}


@pytest.mark.parametrize(
    ("day", "outside"), [("2025-12-31", True), ("2026-01-01", False), ("2026-12-31", False), ("2027-01-01", True)]
)
def test_hours_outside_the_project(day: str, outside: bool) -> None:
    assert said("TE-06", hourly_book(time=[hours(day, "2")])) == ({P: 20_000} if outside else {})


def test_hours_inside_the_window_of_an_archived_project_are_right() -> None:
    archived = [{"id": P, "start": "2026-01-01", "end": "2026-06-30", "active": False, "status": "Archived"}]
    assert said("TE-06", hourly_book(projects=archived, time=[hours("2026-06-30", "2")])) == {}
    assert said("TE-06", hourly_book(projects=archived, time=[hours("2026-07-01", "2")])) == {P: 20_000}


@pytest.mark.parametrize(
    ("period", "days", "month"),
    [("2026-09", 10, "2026-08"), ("2026-02", 10, "2026-01"), ("2026-09", 30, "2026-07"), ("2026-09", 29, "2026-08")],
)
def test_the_last_closed_month(period: str, days: int, month: str) -> None:
    assert last_closed_month(hourly_book(period=period), days) == month


def test_findings_of_one_project_in_two_currencies_stand_apart() -> None:
    book = hourly_book(time=[hours("2026-08-03", "1"), hours("2026-08-04", "1", currency="EUR")])
    rows = found("TE-03", book)
    assert sorted(zip(rows["subject"], rows["currency"], rows["amount"], strict=True)) == [
        (P, "EUR", 10_000),
        (P, "GBP", 10_000),
    ]
    assert rows["key"].is_unique
    assert ANN not in rows["subject"].tolist()
