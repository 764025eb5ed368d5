"""Several tables in one sheet are told apart; one table with gaps in it stays one."""

from __future__ import annotations

from datetime import date

import pytest

from importers.shared.regions import regions_of

HOURS: list[list[object]] = [
    ["Date", "Client", "Hours"],
    [date(2026, 1, 5), "Abbot", 2.0],
    [date(2026, 1, 6), "Cole", 3.5],
]
RATES: list[list[object]] = [["Person", "Rate", ""], ["Ann", 120.0, ""], ["Ben", 95.0, ""]]
BLANK: list[object] = ["", "", ""]


def test_tables_below_each_other() -> None:
    one, two = regions_of([*HOURS, BLANK, *RATES])
    assert (one.rows[:3], one.first_row) == (HOURS, 0)
    assert (two.rows, two.first_row) == (RATES, 4)


def test_titles_stay_with_their_table() -> None:
    title: list[object] = ["Rates of the year", "", ""]
    one, two = regions_of([["Hours of the month", "", ""], BLANK, *HOURS, BLANK, BLANK, title, *RATES])
    assert one.rows[2:5] == HOURS
    assert two.rows == [title, *RATES]
    assert two.first_row == 7


def test_tables_side_by_side() -> None:
    left = [*HOURS, [date(2026, 1, 7), "Dale", 1.0]]
    right: list[list[object]] = [["Client", "Budget"], ["Abbot", 500.0], ["Cole", 700.0], ["", ""]]
    one, two = regions_of([[*a, "", *b] for a, b in zip(left, right, strict=True)])
    assert one.rows == left
    assert two.rows == right[:3]
    assert (one.first_column, two.first_column) == (0, 4)


@pytest.mark.parametrize(
    "rows",
    [
        [*HOURS, BLANK, [date(2026, 1, 7), "Dale", 1.0]],
        [*HOURS, BLANK, BLANK, ["Dale", "", ""], [date(2026, 1, 7), "Dale", 1.0]],
        [*HOURS, BLANK, ["Total", "", 5.5]],
        [*HOURS, BLANK, *HOURS],
        [*HOURS, BLANK, ["Ann", "approved", ""], [date(2026, 1, 7), "Dale", 1.0]],
        [*HOURS, BLANK, ["Printed by", "Ann", ""], ["Approved by", "Ben", ""]],
        [["Name", "Town", ""], ["Abbot", "Leeds", ""], BLANK, ["Cole", "York", ""], ["Dale", "Hull", ""]],
        [["Report", "", ""], BLANK, ["From", "Ann", ""], BLANK, *HOURS],
        [[*row[:2], "", *row[2:], "note" if number else "Note"] for number, row in enumerate(HOURS)],
        HOURS,
        [],
        [BLANK],
    ],
    ids=[
        "a blank row",
        "a group label",
        "a total",
        "headings again",
        "texts after a gap",
        "a footer",
        "texts alone",
        "a preamble",
        "a spacer column",
        "nothing",
        "no rows",
        "an empty row",
    ],
)
def test_one_table_stays_one(rows: list[list[object]]) -> None:
    (region,) = regions_of(rows)
    assert region.rows is rows


def test_no_row_is_lost() -> None:
    rows: list[list[object]] = [*HOURS, BLANK, *RATES, BLANK, BLANK, *HOURS[:2], BLANK, ["x", "", ""]]
    assert [row for region in regions_of(rows) for row in region.rows] == rows
