"""What stands in notes."""

from __future__ import annotations

import pandas as pd

from importers.psa.projects import merchant_of, noted, noted_day, noted_order, people_of
from tests.importers.samples import shown

NOTES = pd.Series(
    ["Billing type: Retainer, monthly; Set up: 01/05/2026", "set up: 01/25/2026; Start: soon", "no colon; here"],
    dtype="object",
)


def test_words_in_notes() -> None:
    assert noted(NOTES, "Billing type").tolist() == ["Retainer, monthly", "", ""]
    order = noted_order(NOTES, ("Set up", "Start"), "dmy")
    assert order == "mdy"
    days = noted_day(NOTES, "Set up", order)
    assert [None if pd.isna(day) else day.date().isoformat() for day in days] == ["2026-01-05", "2026-01-25", None]
    assert noted_day(NOTES, "Start", order).isna().all()


def test_people_and_merchants() -> None:
    people = people_of(pd.Series(["A", "B", "A", ""]), role=pd.Series(["x", "y", "z", ""]))
    assert shown(people, "external_id", "role", "derived") == [("A", "x", True), ("B", "y", True)]
    assert merchant_of(pd.Series(["Hotel One, hotel", "Taxi", ""])).tolist() == ["Hotel One", "Taxi", ""]
