"""Rows kept by column are the rows that were put in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from importers.shared.grids import Coded, Picked, grid_of, grid_under

ROWS = st.lists(st.lists(st.text(max_size=3), min_size=0, max_size=5), max_size=40)


@given(ROWS, st.integers(1, 4))
def test_every_row_comes_back(rows: list[list[str]], width: int) -> None:
    grid = grid_of(rows, width)
    assert list(grid) == rows
    assert [grid[index] for index in range(len(rows))] == rows
    assert grid[1:] == rows[1:]
    assert grid[::-2] == rows[::-2]
    assert {len(row) for row in grid.unlike()} >= {len(row) for row in rows if len(row) != width}


@given(ROWS, st.integers(1, 4))
def test_picked_rows_are_as_wide_as_the_heading(rows: list[list[str]], width: int) -> None:
    places = np.arange(0, len(rows), 2)
    picked = Picked(grid_of(rows, width), places)
    whole = [(row + [""] * width)[:width] for row in rows[::2]]
    assert list(picked) == whole
    assert picked[1:] == whole[1:]
    assert list(picked.column(0)) == [row[0] for row in whole]
    assert list(picked.taken(range(1, len(whole)))) == whole[1:]


def test_a_picked_row_may_be_set() -> None:
    picked = Picked(grid_of([["a", "b"], ["c", "d"], ["e", "f"]], 2), np.array([0, 2]))
    picked[1] = ["x", "y"]
    assert list(picked) == picked[:] == [["a", "b"], ["x", "y"]]
    assert picked[1] == ["x", "y"]
    assert picked.column(1) == ["b", "y"]
    assert picked.taken([1]) == [["x", "y"]]


def test_a_long_column_of_different_texts() -> None:
    rows = [[str(number), "same"] for number in range(30_000)]
    grid = grid_of(rows, 2)
    assert list(grid) == rows
    assert len(grid.columns[1].values) == 1
    assert grid[29_999] == ["29999", "same"]


def test_columns() -> None:
    column = Coded(np.array([0, 1, 0]), ["a", ""])
    assert column.objects().tolist() == ["a", "", "a"]
    assert column.flags(bool).tolist() == [True, False, True]
    assert list(column.made(lambda text: f"{text}!")) == ["a!", "!", "a!"]
    assert list(column.take(np.array([True, True, False]))) == ["a", ""]
    assert list(column[1:]) == ["", "a"]
    assert Coded(np.zeros(0, np.int32), []).objects().tolist() == []


def test_which_rows_are_kept_by_column() -> None:
    grid = grid_of([["a"]], 1)
    assert grid_under(grid) is grid
    assert grid_under([["a"]]) is None
