"""Groups join where they agree on the whole."""

from __future__ import annotations

import numpy as np

from core.matching.linkage.clustering import clusters


def of(size: int, *pairs: tuple[int, int, float]) -> list[int]:
    left, right, weight = (np.array(each) for each in zip(*pairs, strict=True))
    return clusters(size, left, right, weight.astype(float)).tolist()


def test_rows_that_agree_are_one_group_under_its_first() -> None:
    assert of(4, (1, 3, 5.0), (0, 2, -1.0)) == [0, 1, 2, 1]
    assert of(3, (0, 1, 9.0), (1, 2, 9.0), (0, 2, 1.0)) == [0, 0, 0]


def test_a_weak_link_does_not_chain_two_groups() -> None:
    assert of(4, (0, 1, 9.0), (2, 3, 9.0), (1, 2, 2.0)) == [0, 0, 2, 2]


def test_a_pair_that_speaks_against_keeps_rows_apart() -> None:
    assert of(3, (0, 1, 9.0), (1, 2, 5.0), (0, 2, -8.0)) == [0, 0, 2]
