"""Lines for what was never billed: exact, rounded once where the contract says, priced at the card."""

from __future__ import annotations

import pytest

from core.base.errors import TieoutError
from core.invoicing import unbilled
from core.invoicing.corrections import Drafting
from tests.core.invoicing.firm import FIXED, HOURLY, RETAINER, drafter, hours

P1 = "harvest:project:P1"


def test_everything_open_of_a_project() -> None:
    """August: 7.5 h + 0.5 h at 100.00 and 33.33 + 10 % of travel; July is billed, September is billed in October."""
    made = unbilled.draft_unbilled(drafter(), project=P1)
    (document,) = made.documents
    assert [(line.description, line.quantity, line.amount) for line in document.lines] == [
        ("Alpha: Ada Finch, August 2026", 80_000, 80_000),
        ("Expenses: Travel, Northern Rail, 2026-08-05 (Ada Finch)", 10_000, 3_666),
    ]
    assert document.lines[0].sources == ("harvest:time:t.csv#3", "harvest:time:t.csv#4")
    assert (document.net, document.tax, document.total) == (83_666, 16_733, 100_399)
    assert document.reference == f"K-1 / {made.id}"
    assert document.customer == "xero:customer:Acme Ltd"
    assert made.problems == ()


def test_lines_by_role() -> None:
    firm = drafter(Drafting(lines_by="role"))
    (line,) = unbilled.time_lines(firm, unbilled.open_time(firm, P1), HOURLY)
    assert line.description == "Alpha: Advisor, August 2026"


def test_hours_are_billed_at_the_cards_rate() -> None:
    firm = drafter(time=[hours(1, "2026-08-03", "2", "80.00")])
    (line,) = unbilled.time_lines(firm, unbilled.open_time(firm, P1), HOURLY)
    assert (line.unit_price, line.amount) == (1_000_000, 20_000)


def test_twenty_minutes_are_valued_exactly_and_stay_a_line_that_a_ledger_can_compute() -> None:
    firm = drafter(time=[{**hours(1, "2026-08-03", "1", "100.00"), "seconds": 1200}])
    (line,) = unbilled.time_lines(firm, unbilled.open_time(firm, P1), HOURLY)
    assert (line.description, line.quantity, line.amount) == ("Alpha: Ada Finch, August 2026 (0:20 h)", 10_000, 3_333)
    assert line.exact("GBP")


def test_hours_without_any_rate_are_not_billed_at_nothing() -> None:
    firm = drafter(rates=[], time=[{**hours(1, "2026-08-03", "2", "80.00"), "rate": None}])
    with pytest.raises(TieoutError) as caught:
        unbilled.time_lines(firm, unbilled.open_time(firm, P1), HOURLY)
    assert (caught.value.code, "Ada Finch" in caught.value.sentence) == ("INV-101", True)


def test_expenses_in_another_currency_are_refused() -> None:
    firm = drafter()
    rows = firm.thread.expenses.assign(currency="EUR")
    with pytest.raises(TieoutError) as caught:
        unbilled.expense_lines(firm, rows, HOURLY)
    assert caught.value.code == "INV-101"


def test_what_the_schedule_and_the_retainer_still_owe() -> None:
    firm = drafter()
    assert unbilled.due_milestones(firm, FIXED) == ("register:milestone:K-2|Build",)
    assert unbilled.missing_months(firm, RETAINER) == ("2026-06", "2026-08", "2026-09")
    made = unbilled.draft_unbilled(firm, contract=FIXED)
    assert [(line.description, line.amount) for line in made.documents[0].lines] == [
        ("Milestone: Build - Work K-2", 200_000)
    ]
    retainer = unbilled.draft_unbilled(firm, contract=RETAINER, months=["2026-08"])
    assert [line.description for line in retainer.documents[0].lines] == ["Retainer August 2026 - Work K-3"]


def test_a_retainer_without_a_fee_and_a_milestone_without_an_amount_are_refused() -> None:
    with pytest.raises(TieoutError) as caught:
        unbilled.retainer_lines(drafter(), ["2026-08"], FIXED)
    assert caught.value.code == "INV-101"
    bare = [{"id": "register:milestone:x", "contract": FIXED, "name": "x", "type": "milestone", "amount": None}]
    with pytest.raises(TieoutError) as none:
        unbilled.milestone_lines(drafter(milestones=bare), ["register:milestone:x"], FIXED)
    assert none.value.code == "INV-101"


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ({"project": "harvest:project:P9"}, "INV-101"),
        ({"contract": "register:contract:K-9"}, "INV-103"),
        ({"contract": FIXED, "milestones": ()}, "INV-101"),
    ],
)
def test_nothing_to_draft_says_why(where: dict[str, str], code: str) -> None:
    with pytest.raises(TieoutError) as caught:
        unbilled.draft_unbilled(drafter(), **where)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_months_by_name() -> None:
    assert unbilled.month_name("2026-02") == "February 2026"
