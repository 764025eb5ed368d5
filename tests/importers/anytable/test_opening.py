"""Where a table begins, that it has no heading, and what is no table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from importers.anytable.opening import NO_HEADING, heading_of
from importers.shared.sheets import Sheet


def sheet(*rows: Sequence[object]) -> Sheet:
    return Sheet("", [list(row) for row in rows], ragged=True, delimiter=",")


def test_titles_stand_above_the_heading() -> None:
    rows: list[list[object]] = [["Report"], [], ["No", "Name", "Amount"], ["1", "Ann", "10.00"], ["2", "Bob", ""]]
    assert heading_of(sheet(*rows)) == 2


def test_a_first_row_of_figures_over_figures_is_data() -> None:
    assert heading_of(sheet(["1", "x", "2.5"], ["2", "y", "3.5"], ["3", "z", "4.5"])) == NO_HEADING


def test_a_heading_under_a_row_of_figures_is_found() -> None:
    rows: list[list[object]] = [
        ["2026", "01", ""],
        ["Year", "Month", "Sum"],
        *[["2026", str(n), "5"] for n in range(9)],
    ]
    assert heading_of(sheet(*rows)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["Dear Ms Smith", ""], ["please find attached the list."]],
        [["one"], ["two"]],
        [["{", "a"], ["b", "c"], ["d", "e"]],
        [],
    ],
)
def test_letters_and_lists_of_lines_are_no_tables(rows: list[list[object]]) -> None:
    assert heading_of(sheet(*rows)) is None
