"""Printed totals are held against the rows; what does not agree is said."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.shared.bodies import Body, Check
from importers.shared.checks import Agreements, agreements, exact
from importers.shared.columns import hours, money, number
from importers.shared.numbers import hours_reader, number_reader
from importers.shared.parsing import parse

SETTINGS = settings(max_examples=60, deadline=None)  # a loaded machine is no failure

COLUMNS = {"amount": money("Amount", total=True), "rate": number("Rate")}


def seen(amounts: list[str], printed: str, good: list[bool] | None = None) -> Agreements:
    body = Body(rows=[[value, "5"] for value in amounts], numbers=list(range(1, len(amounts) + 1)))
    body.checks = [Check("Total", 0, len(amounts), [printed, "5"], 9)]
    typed = {
        "amount": parse(amounts, number_reader("."), "IMP-202"),
        "rate": parse(["5"] * len(amounts), number_reader("."), "IMP-202"),
    }
    return agreements(
        body, typed, {"amount": 0, "rate": 1}, np.array(good or [True] * len(amounts)), COLUMNS, {"amount": "."}
    )


def said(amounts: list[str], printed: str, good: list[bool] | None = None) -> list[str]:
    return list(seen(amounts, printed, good).notes)


def test_agreement_and_disagreement() -> None:
    assert said(["10.00", "2.50"], "$12.50") == ["1 printed totals agree with the rows above them."]
    (note,) = said(["10.00", "2.50"], "13.50")
    assert note == "Total in row 9 does not agree: 13.50 is printed, the rows above add up to 12.50."


def test_a_total_that_does_not_tie_blocks_unless_unreadable_rows_explain_it() -> None:
    assert seen(["10.00", "2.50"], "12.50").untied == ()
    assert seen(["10.00", "2.50"], "13.50").untied == (
        "Total in row 9 does not agree: 13.50 is printed, the rows above add up to 12.50.",
    )
    assert seen(["10.00", "TBC"], "12.50", [True, False]).untied == ()


def test_rows_in_quarantine_explain_a_difference() -> None:
    (note,) = said(["10.00", "TBC"], "12.50", [True, False])
    assert "1 unreadable rows are among them" in note


@SETTINGS
@given(st.lists(st.integers(-(10**12), 10**12)))
def test_sums_are_exact(values: list[int]) -> None:
    assert exact(np.array(values, np.int64)) == Decimal(sum(values)) / 1_000_000


@pytest.mark.parametrize(
    ("cells", "printed", "agrees"),
    [
        (["00:38:20", "00:38:20", "00:38:20"], "01:55:00", True),  # a third of an hour has no end as a decimal
        (["00:38:20", "00:38:20", "00:38:20"], timedelta(hours=1, minutes=55), True),
        (["00:38:20", "00:38:20", "00:38:20"], "01:56:00", False),
        (["1.5", "0.25"], "1.75", True),
        (["1.5", "0.25"], 1.76, False),
    ],
)
def test_totals_of_hours_as_they_are_printed(cells: list[str], printed: object, agrees: bool) -> None:
    body = Body(rows=[[cell] for cell in cells], numbers=list(range(1, len(cells) + 1)))
    body.checks = [Check("Total", 0, len(cells), [printed], 9)]
    typed = {"hours": parse(cells, hours_reader("."), "IMP-202")}
    found = agreements(
        body, typed, {"hours": 0}, np.array([True] * len(cells)), {"hours": hours("Hours", total=True)}, {"hours": "."}
    )
    assert (found.untied == ()) == agrees
