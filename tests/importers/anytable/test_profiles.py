"""What columns look like, and which look they suit."""

from __future__ import annotations

from datetime import date

import pytest

from importers.anytable.entities import Look
from importers.anytable.profiles import bare, fit, profile, void


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (["2026-01-05", "2026-02-01"], Look.DAY),
        (["05.01.2026", "1 Feb 2026", ""], Look.DAY),
        ([date(2026, 1, 5)], Look.DAY),
        (["1.234,50", "20’503.90 €", "N/A"], Look.MONEY),
        ([7.5, 0.25, 8.0], Look.HOURS),
        (["7:30", "0:15"], Look.HOURS),
        (["Yes", "No", "No"], Look.FLAG),
        (["ann@firm.example", "bob@firm.example"], Look.EMAIL),
        (["EUR", "USD", "EUR"], Look.CURRENCY),
        (["Ann Carter", "Van Dyke, Dick"], Look.PERSON),
        (["Paid", "In progress", "paid"], Look.STATUS),
        (["09:15", "17:40"], Look.CLOCK),
    ],
)
def test_cells_suit_their_look(cells: list[object], look: Look) -> None:
    assert fit(profile(cells), look) >= 0.85


def test_what_they_do_not_suit() -> None:
    assert fit(profile(["2026-01-05"] * 3), Look.MONEY) == 0
    assert fit(profile(["Ann Carter", "Bob Dale"]), Look.DAY) == 0
    assert fit(profile([str(n) for n in range(1, 40)]), Look.HOURS) < 0.4
    assert fit(profile(["WA", "CA", "NY"]), Look.STATUS) <= 0.5
    assert fit(profile(["Harlow Ltd", "Quill GmbH"]), Look.PERSON) < fit(
        profile(["Ann Carter", "Bo Quill"]), Look.PERSON
    )


def test_a_blank_column_says_nothing_either_way() -> None:
    assert fit(profile(["", "N/A", None]), Look.MONEY) == 0.5
    assert profile([]).rows == 0


def test_numbers_with_either_mark_keep_their_size() -> None:
    assert profile(["1.234,50", "(12.00)"]).high == 1234.5
    assert profile(["1.234,50", "(12.00)"]).low == -12


def test_days_off_and_cells_without_a_heading() -> None:
    assert profile(["Holiday", "Sick", "Annual leave"]).absences == 1
    assert bare(profile(["2026-01-05", "2026-02-01"]), Look.DAY) == 1
    assert bare(profile(["1", "2", "3"]), Look.MONEY) < 0.5
    assert bare(profile(["ab1", "ab2"]), Look.ID) == 0


def test_words_for_nothing() -> None:
    assert void(" N/A ")
    assert not void("Nadia")
