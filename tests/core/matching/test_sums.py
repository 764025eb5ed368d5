"""Open amounts that add up to a receipt: all sets of the smallest size, and no false one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from core.matching.sums import adding_up


@given(st.lists(st.integers(1, 30), max_size=9), st.integers(1, 60), st.integers(1, 4))
def test_it_finds_what_trying_all_finds(amounts: list[int], target: int, parts: int) -> None:
    every = {
        places
        for size in range(1, parts + 1)
        for places in combinations(range(len(amounts)), size)
        if sum(amounts[at] for at in places) == target
    }
    found = adding_up(amounts, target, parts, limit=1_000)
    assert set(found) == every
    assert len(found) == len(every)
    assert [len(each) for each in found] == sorted(len(each) for each in found)


def test_two_are_enough_to_know_that_it_is_ambiguous() -> None:
    assert adding_up([10, 10, 10], 20, 3) == [(0, 1), (0, 2)]


def test_at_least_two_parts() -> None:
    assert adding_up([30, 10, 20], 30, 4, least=2) == [(1, 2)]
