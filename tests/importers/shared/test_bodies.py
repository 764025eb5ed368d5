"""Data, totals, footers and cut rows are told apart."""

from __future__ import annotations

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from importers.shared.bodies import flat_body
from importers.shared.grids import Row, grid_of
from importers.shared.sheets import Sheet


def sheet(*rows: Row) -> Sheet:
    return Sheet("", [["Date", "What", "Amount"], *rows], ragged=True, delimiter=",")


def test_totals_are_kept_as_checks_and_blank_lines_do_not_count() -> None:
    body = flat_body(sheet(["1", "a", "2"], [], ["2", "b", "3"], ["Total", "", "5"], ["", "", ""]), 0, 3, 0)
    assert body.numbers == [1, 2]
    assert [(check.label, check.start, check.end) for check in body.checks] == [("Total", 0, 2)]


def test_subtotals_check_only_what_stands_since_the_last() -> None:
    body = flat_body(
        sheet(["1", "a", "2"], ["Subtotal", "", "2"], ["2", "b", "3"], ["Subtotal", "", "3"], ["Grand Total", "", "5"]),
        0,
        3,
        0,
    )
    assert [(check.start, check.end) for check in body.checks] == [(0, 1), (1, 2), (0, 2)]


def test_a_footer_after_an_empty_line_is_no_data() -> None:
    body = flat_body(sheet(["1", "a", "2"], [], [], ["Won deals"], ["Copyright (c) 2026"], ["Acme Inc."]), 0, 3, 0)
    assert len(body.rows) == 1
    assert "3 lines" in body.notes[0]


def test_a_last_row_cut_off_is_no_footer() -> None:
    body = flat_body(sheet(["1", "a", "2"], ["2026-01-05"]), 0, 3, 0)
    assert body.short == {1: 1}
    assert body.rows[1] == ["2026-01-05", "", ""]


def test_cells_beyond_the_heading() -> None:
    body = flat_body(sheet(["1", "a", "2", ""], ["1", "a", "2", "x"]), 0, 3, 0)
    assert body.long == {1: 4}


def test_a_customer_called_total_is_data() -> None:
    body = flat_body(sheet(["Total Logistics Ltd", "a", "2"]), 0, 3, 0)
    assert len(body.rows) == 1


def test_a_heading_that_is_repeated_is_left_out() -> None:
    body = flat_body(sheet(["A", "x", "1"], ["Date", "What", "Amount"], ["B", "y", "2"]), 0, 3, 0)
    assert body.rows == [["A", "x", "1"], ["B", "y", "2"]]
    assert body.numbers == [1, 3]
    assert body.notes == ["1 rows repeat the heading and are left out."]


LINES = st.lists(
    st.one_of(
        st.lists(st.sampled_from(["a", "7", "", " ", "Total", "Sum 3"]), min_size=3, max_size=3),
        st.lists(st.sampled_from(["a", "7", "", "Grand total", "Printed on x"]), max_size=5),
        st.just(["Client", "Amount", "Note"]),
    ),
    max_size=25,
)


@given(LINES, st.integers(0, 2))
def test_rows_kept_by_column_are_told_apart_alike(lines: list[list[str]], anchor: int) -> None:
    rows = [["Client", "Amount", "Note"], *lines]
    plain = flat_body(Sheet("", [list(row) for row in rows], ragged=True, delimiter=","), 0, 3, anchor)
    grid = cast("list[Row]", grid_of(rows, 3))
    kept = flat_body(Sheet("", grid, ragged=True, delimiter=","), 0, 3, anchor, by_column=True)
    assert list(kept.rows) == plain.rows
    for name in ("numbers", "short", "long", "checks", "notes"):
        assert list(getattr(kept, name)) == list(getattr(plain, name))
