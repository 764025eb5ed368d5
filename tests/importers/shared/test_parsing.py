"""A column is read once a value; flags, times and texts of cells."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.shared.days import day_reader
from importers.shared.numbers import number_reader
from importers.shared.parsing import (
    SPREADSHEET_ERRORS,
    Unreadable,
    by_value,
    is_blank,
    parse,
    read_clock,
    read_flag,
    text_of,
)

SETTINGS = settings(max_examples=60, deadline=None)  # a loaded machine is no failure


@SETTINGS
@given(st.lists(st.one_of(st.text(), st.floats(allow_nan=False), st.booleans(), st.none())))
def test_codes_give_the_values_back(values: list[object]) -> None:
    codes, different = by_value(values)
    assert [different[code] for code in codes] == values
    assert len(different) == len({(type(value), value) for value in values})


def test_one_and_true_are_two_values() -> None:
    assert by_value([1.0, True, 1.0])[1] == [1.0, True]


def test_a_column_says_what_is_known_and_what_is_bad() -> None:
    column = parse(["Yes", "", "perhaps", "no"], read_flag, "IMP-208")
    assert column.units.tolist() == [1, 0, 0, 0]
    assert column.known.tolist() == [True, False, False, True]
    assert column.bad.tolist() == [False, False, True, False]
    assert column.reasons == {"perhaps": ("IMP-208", "is neither yes nor no")}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("09:00:00 AM", 32_400),
        ("12:15 AM", 900),
        ("12:30:00 PM", 45_000),
        ("5:00 PM", 61_200),
        ("17:05", 61_500),
        (time(8, 30), 30_600),
    ],
)
def test_times_of_day(text: object, seconds: int) -> None:
    assert read_clock(text) == seconds


@pytest.mark.parametrize("text", ["25:00", "13:00 PM", "noon", "8.30"])
def test_no_time_of_day(text: str) -> None:
    with pytest.raises(Unreadable):
        read_clock(text)


def test_cells_as_text() -> None:
    assert [text_of(cell) for cell in (45461539.0, 1.5, None, True, date(2026, 3, 4), datetime(2026, 3, 4))] == [  # noqa: DTZ001
        "45461539",
        "1.5",
        "",
        "Yes",
        "2026-03-04",
        "2026-03-04",
    ]
    assert is_blank(" \t")
    assert not is_blank(0.0)


@pytest.mark.parametrize("mark", sorted(SPREADSHEET_ERRORS))
def test_errors_of_a_spreadsheet_are_no_value(mark: str) -> None:
    for read in (read_flag, read_clock, number_reader("."), day_reader("dmy")):
        column = parse([mark, ""], read, "IMP-202")
        assert column.bad.tolist() == [True, False]
        assert not column.known.any()
        assert "spreadsheet" in column.reasons[mark][1]
