"""The best partners one to one are truly the best, and each choice knows how clear it was."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.matching.assign import FREE, assignment, best_for_each, one_to_one

SMALL = st.integers(1, 5)


@given(st.data(), SMALL, SMALL)
def test_no_other_assignment_is_worth_more(data: st.DataObject, rows: int, columns: int) -> None:
    value = data.draw(arrays(np.float64, (rows, columns), elements=st.integers(0, 9).map(float)))
    found = assignment(value)
    got = sum(value[row, column] for row, column in enumerate(found) if column >= 0)
    table = value if rows <= columns else value.T
    best = max(
        sum(table[row, order[row]] for row in range(len(table)))
        for order in permutations(range(table.shape[1]), len(table))
    )
    assert got == best
    assert len({column for column in found if column >= 0}) == min(rows, columns)


def test_a_better_whole_beats_a_better_single() -> None:
    """
          X    y
    a   5.0  4.0
    b   4.9   -       a must leave x to b
    """
    left = np.array(["a", "a", "b"], dtype=object)
    right = np.array(["x", "y", "x"], dtype=object)
    chosen, lead = one_to_one(left, right, np.array([5.0, 4.0, 4.9]), 0.0)
    assert chosen.tolist() == [False, True, True]
    assert lead[1] < 0.0  # a would rather have x
    assert lead[2] < 0.0


def test_a_rival_that_is_better_placed_elsewhere_is_no_rival() -> None:
    left = np.array(["a", "a", "b"], dtype=object)
    right = np.array(["x", "y", "y"], dtype=object)
    chosen, lead = one_to_one(left, right, np.array([5.0, 4.5, 9.0]), 0.0)
    assert chosen.tolist() == [True, False, True]
    assert lead[0] == 4.5


def test_alone_is_free() -> None:
    chosen, lead = one_to_one(np.array(["a"]), np.array(["x"]), np.array([1.0]), 0.0)
    assert chosen.all()
    assert lead[0] == FREE
    assert not one_to_one(np.array(["a"]), np.array(["x"]), np.array([-1.0]), 0.0)[0].any()


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)), max_size=20, unique_by=lambda row: row[:2]
    )
)
def test_nobody_stands_twice(rows: list[tuple[int, int, int]]) -> None:
    left, right = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    chosen, _ = one_to_one(left, right, np.array([float(row[2]) for row in rows]), 0.0)
    assert len(set(left[chosen])) == chosen.sum() == len(set(right[chosen]))


def test_the_best_for_each_and_its_lead() -> None:
    chosen, lead = best_for_each(np.array(["a", "a", "b", "c"]), np.array([1.0, 3.0, 2.0, -1.0]), 0.0)
    assert chosen.tolist() == [False, True, True, False]
    assert lead[1] == 2.0
    assert lead[2] == FREE


def test_a_large_knot_is_settled_too() -> None:
    size = 100
    left, right = np.repeat(np.arange(size), size), np.tile(np.arange(size), size)
    chosen, _ = one_to_one(left, right, np.where(left == right, 5.0, 1.0), 0.0)
    assert (left[chosen] == right[chosen]).all()
    assert chosen.sum() == size
