"""Weights are learned without labels, and how sure a choice is comes from what is chosen without it."""

from __future__ import annotations

import numpy as np
import pytest

from core.matching.linkage.learning import kept_chance, learned, summed
from core.matching.linkage.levels import MISSING, Levelled


def tables(size: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[Levelled]]:
    """Each left row with its partner and five others; `good` tells them apart, `noise` does not."""
    random = np.random.default_rng(seed)
    left = np.repeat(np.arange(size), 6)
    right = np.concatenate([[at, *random.choice(size, 5, replace=False)] for at in range(size)])
    keys, first = np.unique(left * size + right, return_index=True)
    left, right = keys // size, keys % size
    true = left == right
    good = np.where(random.random(len(true)) < np.where(true, 0.95, 0.05), 1, 0)
    other = np.where(random.random(len(true)) < np.where(true, 0.9, 0.1), 1, 0)
    noise = random.integers(0, 2, len(true))
    prior = np.array([-1.0, 1.0])
    fields = [
        Levelled(name, level, prior, (2, 1)) for name, level in (("good", good), ("other", other), ("noise", noise))
    ]
    assert len(first) == len(true)
    return left, right, true, fields


def test_a_telling_field_gains_and_a_noisy_one_loses() -> None:
    left, right, true, fields = tables(400, 1)
    weights, total = learned(fields, left, right)
    assert weights[0][1] > 2.0
    assert abs(weights[2]).max() < 0.5
    assert total[true].mean() > total[~true].mean() + 4
    assert total == pytest.approx(summed(fields, weights))


def test_a_blank_adds_nothing() -> None:
    field = Levelled("a", np.array([0, MISSING]), np.array([2.0]), (1, 1))
    assert summed([field], [np.array([2.0])]).tolist() == [2.0, 0.0]


def test_a_running_number_begins_with_nothing() -> None:
    left, right, true, fields = tables(300, 2)
    running = Levelled(
        "row", np.where(true, 0, 1)[np.random.default_rng(1).permutation(len(true))], np.array([-9.0, 9.0]), (2, 1)
    )
    weights, _ = learned([*fields, running], left, right, start_without=[3])
    assert abs(weights[3]).max() < 1.0


def test_chance_is_high_where_the_best_stands_apart_and_low_among_decoys() -> None:
    size = 300
    left = np.concatenate([np.arange(size), np.arange(size)])
    right = np.concatenate([np.arange(size), np.roll(np.arange(size), 1)])
    random = np.random.default_rng(3)
    total = np.concatenate([np.full(size, 8.0), np.full(size, -1.0)]) + random.normal(0, 0.5, 2 * size)
    total[: size // 2] = total[size : size + size // 2] + 0.1
    chosen = np.arange(2 * size) < size
    chance = kept_chance(total, left, right, chosen)
    assert (chance[~chosen] == 0).all()
    assert chance[size // 2 : size].min() > 0.95
    assert chance[: size // 2].mean() < 0.6


def test_nothing_chosen() -> None:
    assert kept_chance(np.array([1.0]), np.array([0]), np.array([0]), np.array([False])).tolist() == [0.0]
