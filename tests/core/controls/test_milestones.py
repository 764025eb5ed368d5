"""The billing schedule of fixed fees."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, P, found, hourly_book, invoice, line, said

M = f"register:milestone:{C.split(':')[-1]}|Pilot"
I1, I2 = "xero:invoice:I1", "xero:invoice:I2"


def schedule(
    milestone: dict[str, Any] | None = None,
    billed: dict[str, str] | None = None,
    day: str = "2026-08-20",
    method: str = "milestones",
    **terms: Any,
) -> Thread:
    """One milestone of 1,000 accepted on 10 August; `billed`: invoice number -> amount of its one line, all of `day`."""
    billed = billed or {}
    given = {
        "id": M,
        "contract": C,
        "name": "Pilot",
        "type": "milestone",
        "amount": "1000.00",
        "accepted": "2026-08-10",
    }
    return hourly_book(
        contracts=[{"id": C, "method": method, "currency": "GBP", "acceptance_required": True} | terms],
        milestones=[given | {"status": "Accepted"} | (milestone or {})],
        invoices=[invoice(number, day) for number in billed],
        invoice_lines=[line(number, "Milestone: Pilot - Review", amount) for number, amount in billed.items()],
        more_links=[("contract-invoice", C, f"xero:invoice:{n}") for n in billed]
        + [("milestone-invoice", M, f"xero:invoice:{n}", a) for n, a in billed.items()],
    )


def test_billed_after_acceptance_is_clean() -> None:
    book = schedule(billed={"I1": "1000.00"})
    assert [said(f"MS-0{n}", book) for n in (1, 2, 3, 4)] == [{}] * 4


@pytest.mark.parametrize(("accepted", "late"), [("2026-09-24", True), ("2026-09-25", False)])
def test_accepted_and_on_no_invoice(accepted: str, late: bool) -> None:
    book = schedule({"accepted": accepted})
    assert said("MS-01", book) == ({M: 100_000} if late else {})
    assert not late or P in found("MS-01", book)["related"].iloc[0]


def test_neither_planned_nor_cancelled_milestones_wait() -> None:
    assert said("MS-01", schedule({"accepted": None, "status": "Planned", "planned": "2026-08-01"})) == {}
    assert said("MS-01", schedule({"status": "Cancelled"})) == {}
    assert said("MS-01", schedule(status="Cancelled")) == {}


def test_a_status_without_a_day_counts_from_the_plan() -> None:
    assert said("MS-01", schedule({"accepted": None, "planned": "2026-09-01"})) == {M: 100_000}


def test_instalments_are_due_by_date() -> None:
    part = {"type": "instalment", "accepted": None, "status": "Due", "planned": "2026-09-01"}
    assert said("MS-01", schedule(part, method="instalments")) == {M: 100_000}
    assert said("MS-01", schedule(part | {"planned": "2026-10-01"}, method="instalments")) == {}
    early = schedule(part, {"I1": "1000.00"}, method="instalments")
    assert said("MS-02", early) == {}


def test_an_invoice_credited_for_an_error_bills_nothing() -> None:
    book = schedule(billed={"I1": "1000.00"})
    heads = book.tables["invoices"].assign(status="void")
    voided = Thread(book.tables.with_frame("invoices", heads))
    assert said("MS-01", voided) == {M: 100_000}
    assert said("MS-02", voided) == {}


@pytest.mark.parametrize(("accepted", "early"), [("2026-08-20", False), ("2026-08-21", True), (None, True)])
def test_billed_before_acceptance(accepted: str | None, early: bool) -> None:
    book = schedule({"accepted": accepted, "status": "Planned"}, {"I1": "1000.00"})
    assert said("MS-02", book) == ({M: 100_000} if early else {})
    free = schedule({"accepted": accepted, "status": "Planned"}, {"I1": "1000.00"}, acceptance_required=False)
    assert said("MS-02", free) == {}


@pytest.mark.parametrize(("billed", "gap"), [("1000.01", None), ("1000.02", 2), ("900.00", 10_000)])
def test_another_amount_than_agreed(billed: str, gap: int | None) -> None:
    book = schedule(billed={"I1": billed})
    assert said("MS-03", book) == ({M: gap} if gap else {})


def test_billed_twice_and_billed_in_parts() -> None:
    twice = schedule(billed={"I1": "1000.00", "I2": "1000.00"})
    assert said("MS-04", twice) == {M: 100_000}
    assert said("MS-03", twice) == {}
    assert {I1, I2, C} <= set(found("MS-04", twice)["related"].iloc[0].split(";"))
    halves = schedule(billed={"I1": "400.00", "I2": "600.00"})
    assert said("MS-04", halves) == {}


def test_a_line_that_names_the_milestone_needs_no_link() -> None:
    book = schedule(billed={"I1": "1000.00", "I2": "1000.00"})
    links = book.tables.links
    bare = Thread(book.tables.with_links(links[links["kind"] != "milestone-invoice"].reset_index(drop=True)))
    assert said("MS-04", bare) == {M: 100_000}
    refused = links.assign(status=links["status"].where(links["kind"] != "milestone-invoice", "rejected"))
    assert said("MS-04", Thread(book.tables.with_links(refused))) == {}
