"""The whole repeated over its parts is told from the parts."""

from __future__ import annotations

from importers.anytable.repeats import parts_of

TASKS = ["a", "a", "b", "b", "b", "c", "c", "d"]
WHOLE = [10, 10, 6, 6, 6, 4, 4, 3]
PARTS = [7, 3, 1, 2, 3, 4, 0, 3]


def test_parts_add_up_to_the_repeated_whole() -> None:
    assert parts_of(WHOLE, PARTS, [["x"] * 8, TASKS])
    assert not parts_of(PARTS, WHOLE, [TASKS])


def test_sums_that_do_not_hold_prove_nothing() -> None:
    assert not parts_of(WHOLE, [7, 2, 1, 2, 3, 4, 0, 3], [TASKS])
    assert not parts_of([10, 10], [7, 3], [["a", "a"]])
    assert not parts_of([0] * 8, [0] * 8, [TASKS])
