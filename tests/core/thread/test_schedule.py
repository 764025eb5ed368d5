"""Milestones, when they are due, and the lines that bill them."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, P, hourly_book, invoice, line

A, B = "register:milestone:C1|Design", "register:milestone:C1|Design sign-off"


def book(*lines: tuple[str, str, str], links: tuple[tuple[str, str], ...] = (), **given: Any) -> Thread:
    """Milestones Design (600) and Design sign-off (400); lines of (invoice, text, amount)."""
    numbers = sorted({number for number, _, _ in lines})
    tables: dict[str, Any] = {
        "contracts": [{"id": C, "method": "milestones", "currency": "GBP", "customer": "register:customer:Oak"}],
        "milestones": [
            {"id": A, "contract": C, "name": "Design", "amount": "600.00"},
            {"id": B, "contract": C, "name": "Design sign-off", "amount": "400.00"},
        ],
    }
    own = [("contract-invoice", C, f"xero:invoice:{n}") for n in numbers] if given.pop("placed", True) else []
    return hourly_book(
        invoices=[invoice(number) for number in numbers],
        invoice_lines=[line(*each, id=f"xero:invoice_line:{n}") for n, each in enumerate(lines)],
        more_links=[
            *own,
            *[("milestone-invoice", m, f"xero:invoice:{n}", "1.00") for m, n in links],
            *given.pop("more_links", []),
        ],
        **(tables | given),
    )


def ties(thread: Thread) -> list[tuple[str, str, int]]:
    out = thread.billed_milestones
    return [
        (m.split("|")[1], n, int(a))
        for m, n, a in zip(out["milestone"], out["line"].str[-1], out["amount"], strict=True)
    ]


def test_the_longest_name_in_the_text_wins() -> None:
    thread = book(("I1", "Milestone: Design - Review", "600.00"), ("I2", "Milestone: Design sign-off", "400.00"))
    assert ties(thread) == [("Design", "0", 60_000), ("Design sign-off", "1", 40_000)]
    assert ties(book(("I1", "Redesigned", "600.00"))) == []


def test_a_link_takes_the_line_that_names_it_then_the_one_of_its_amount() -> None:
    named = book(("I1", "Part one", "600.00"), ("I1", "Design sign-off", "99.00"), links=((A, "I1"), (B, "I1")))
    assert ties(named) == [("Design", "0", 60_000), ("Design sign-off", "1", 9_900)]
    sized = book(("I1", "Part one", "400.00"), ("I1", "Part two", "600.00"), links=((A, "I1"), (B, "I1")))
    assert ties(sized) == [("Design", "1", 60_000), ("Design sign-off", "0", 40_000)]


def test_a_link_without_a_line_keeps_its_own_amount() -> None:
    out = book(("I1", "Retainer July 2026", "10.00"), links=((A, "I1"),)).billed_milestones
    assert out[["line", "amount", "currency"]].values.tolist() == [["", 100, "GBP"]]


def test_a_line_of_no_known_contract_bills_the_only_milestone_it_can_mean() -> None:
    customers = [{"id": "register:customer:Oak"}, {"id": "xero:customer:Oak"}]
    same = [("customer", "register:customer:Oak", "xero:customer:Oak")]
    lost: dict[str, Any] = {"placed": False, "customers": customers, "more_links": same}
    assert ties(
        book(
            ("I1", "Milestone: Design sign-off", "390.00"),
            milestones=[{"id": B, "contract": C, "name": "Design sign-off", "amount": "400.00"}],
            **lost,
        )
    ) == [("Design sign-off", "0", 39_000)]
    assert ties(book(("I1", "Milestone: Design sign-off", "390.00"), **lost)) == []  # "Design" stands in it, too


@pytest.mark.parametrize(
    ("row", "due", "asks"),
    [
        ({"accepted": "2026-08-10", "planned": "2026-08-01"}, "2026-08-10", True),
        ({"planned": "2026-08-01", "status": "Accepted"}, "2026-08-01", True),
        ({"planned": "2026-08-01", "status": "Planned"}, "", True),
        ({"planned": "2026-08-01", "type": "Installment"}, "2026-08-01", False),
    ],
)
def test_when_it_may_be_billed(row: dict[str, str], due: str, asks: bool) -> None:
    stage = [{"id": A, "contract": C, "name": "Design", "amount": "600.00"} | row]
    out = book(milestones=stage).schedule.iloc[0]
    assert out["due"].strftime("%Y-%m-%d") == due if due else str(out["due"]) == "NaT"
    assert (bool(out["needs_acceptance"]), out["project"]) == (asks, P)
