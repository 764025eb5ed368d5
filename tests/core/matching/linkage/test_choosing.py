"""The choice one to one is the best there is, and its lead is told."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.matching.linkage.choosing import lead, one_to_one


@given(st.data(), st.integers(1, 5), st.integers(1, 5))
def test_no_other_choice_is_worth_more(data: st.DataObject, rows: int, columns: int) -> None:
    value = data.draw(arrays(np.float64, (rows, columns), elements=st.integers(-3, 9).map(float)))
    left, right = np.repeat(np.arange(rows), columns), np.tile(np.arange(columns), rows)
    chosen = one_to_one(left, right, value.ravel())
    assert len(set(left[chosen].tolist())) == len(set(right[chosen].tolist())) == chosen.sum()
    table = np.maximum(value if rows <= columns else value.T, 0.0)
    best = max(
        sum(table[row, order[row]] for row in range(len(table)))
        for order in permutations(range(table.shape[1]), len(table))
    )
    assert value.ravel()[chosen].sum() > best - 0.5  # whole numbers, and each step costs a fiftieth at most


def test_nothing_to_choose() -> None:
    nothing = np.zeros(0, np.int64)
    assert not len(one_to_one(nothing, nothing, np.zeros(0)))
    assert not one_to_one(np.array([0]), np.array([0]), np.array([-1.0])).any()


def test_lead_is_the_distance_to_the_next_of_either_row() -> None:
    """
          X    y
    a   9.0  4.0      a-x leads by 5 over a-y
    b   3.0   -
    """
    left, right = np.array([0, 0, 1]), np.array([0, 1, 0])
    weight = np.array([9.0, 4.0, 3.0])
    chosen = np.array([True, False, False])
    assert lead(left, right, weight, chosen)[0] == 5.0


def test_a_rival_that_is_better_placed_elsewhere_is_none() -> None:
    left, right = np.array([0, 0, 1]), np.array([0, 1, 1])
    weight = np.array([9.0, 8.5, 20.0])
    chosen = np.array([True, False, True])
    assert lead(left, right, weight, chosen)[0] == 11.5


def test_without_a_rival_the_lead_has_no_end() -> None:
    assert lead(np.array([0]), np.array([0]), np.array([1.0]), np.array([True]))[0] == np.inf
