"""Days are read as their column proves, and a day that can be two days is not guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.shared.days import day_order, day_reader
from importers.shared.parsing import Unreadable

SETTINGS = settings(max_examples=60, deadline=None)  # a loaded machine is no failure

EPOCH = date(1970, 1, 1)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2079, 12, 31))


def number(day: date) -> int:
    return (day - EPOCH).days


@SETTINGS
@given(
    days,
    st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%b %d, %Y", "%Y%m%d", "%Y-%m-%d 13:24", "%Y-%m-%dT15:34:11.000+0000"]),
)
def test_ways_that_leave_nothing_open(day: date, way: str) -> None:
    assert day_reader("")(day.strftime(way)) == number(day)


@SETTINGS
@given(days, st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("dmy", "%d.%m.%Y"), ("mdy", "%m-%d-%y")]))
def test_a_known_order_is_followed(day: date, way: tuple[str, str]) -> None:
    if way[1].endswith("%y") and day.year < 2000:
        return
    assert day_reader(way[0])(day.strftime(way[1])) == number(day)


@SETTINGS
@given(st.lists(days, min_size=1), st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y")]))
def test_evidence_is_never_against_the_truth(found: list[date], way: tuple[str, str]) -> None:
    texts = [day.strftime(way[1]) for day in found]
    if any(day.day > 12 for day in found):
        assert day_order(texts) == way[0]


def test_one_day_above_twelve_decides() -> None:
    assert day_order(["03/04/2026", "13/04/2026"]) == "dmy"
    assert day_order(["03/04/2026", "04/13/2026"]) == "mdy"
    assert day_order(["03/04/2026"]) == ""


def test_a_broken_cell_does_not_outvote_the_column() -> None:
    assert day_order(["13/04/2026", "14/04/2026", "04/15/2026"]) == "dmy"


def test_a_statement_in_order_of_time_decides() -> None:
    assert day_order(["01/10/2025", "03/11/2025", "01/12/2025", "02/01/2026", "05/02/2026"]) == "dmy"


def test_an_open_day_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        day_reader("")("03/04/2026")
    assert refused.value.code == "IMP-206"
    assert day_reader("")("04/04/2026") == number(date(2026, 4, 4))
    assert day_reader("")("13/04/2026") == number(date(2026, 4, 13))


@pytest.mark.parametrize("text", ["2026-02-30", "02/31/2026", "31/11/2026", "2026-13-01", "soon", "12", ""])
def test_no_day(text: str) -> None:
    with pytest.raises(Unreadable):
        day_reader("mdy")(text)


@pytest.mark.parametrize("cell", ["0206-09-14", "14/09/123", "1/2/3", "9999-12-31", date(9999, 12, 31)])
def test_a_year_that_cannot_be_meant(cell: object) -> None:
    """Nanoseconds since 1970 would wrap around and name another day."""
    with pytest.raises(Unreadable, match="cannot be meant"):
        day_reader("dmy")(cell)


def test_cells_of_a_workbook() -> None:
    assert day_reader("")(datetime(2026, 3, 4, 12)) == number(date(2026, 3, 4))  # noqa: DTZ001  # workbooks have no zone
    assert day_reader("")(46_085.0) == number(date(2026, 3, 4))
    with pytest.raises(Unreadable):
        day_reader("")(7.5)


def test_points_are_written_where_the_day_comes_first() -> None:
    assert day_order(["03.04.2026", "01.02.2026"]) == "dmy"
    assert day_order(["03.04.2026", "01/02/2026"]) == ""
    assert day_order(["04.13.2026", "01.02.2026"]) == "mdy"  # a witness is worth more than a custom


def test_the_day_as_an_issue_tracker_prints_it() -> None:
    assert day_reader("")("05/Jan/26 2:00 PM") == number(date(2026, 1, 5))


def test_commas_may_part_a_day_whose_year_has_four_figures() -> None:
    assert day_order(["21,01,2013", "03,02,2013"]) == "dmy"
    assert day_reader("dmy")("03,02,2013") == day_reader("dmy")("03.02.2013")
    assert day_reader("dmy")("18,04.2011") == day_reader("dmy")("18.04.2011")
    for number in ("1,234,567", "12,50,13", "3,674,88"):
        with pytest.raises(Unreadable):
            day_reader("dmy")(number)


@SETTINGS
@given(st.lists(days, min_size=1, max_size=12), st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y")]))
def test_days_above_twelve_never_prove_the_other_order(values: list[date], way: tuple[str, str]) -> None:
    """Where a day above twelve stands, the order is the one that was written, and every day comes out as it was meant."""
    order, form = way
    texts = [value.strftime(form) for value in [*values, date(2026, 4, 30)]]
    assert day_order(texts) == order
    assert [day_reader(order)(text) for text in texts[:-1]] == [number(value) for value in values]
