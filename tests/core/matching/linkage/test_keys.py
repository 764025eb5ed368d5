"""Pairs worth comparing are found by what is rare in them, and each key alone suffices."""

from __future__ import annotations

import numpy as np
import pytest

from core.matching.linkage.keys import best_of_each, row_pairs, summed, value_pairs
from core.matching.linkage.values import pairing

CROWD = [f"Alpha Trading {n}" for n in range(100)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Global Trading Srl", "GLOBAL TRADING"),  # equal words, all of them common
        ("Trading Global", "Global Trading Ltd"),  # word order
        ("Quillan Media House", "Quillan Alpha"),  # one rare word
        ("Saltmarsh", "Salt Marsh"),  # equal letters
        ("Birchal Stowe", "Birchall Stowes"),  # runs of letters only
    ],
)
def test_a_pair_is_found(left: str, right: str) -> None:
    found = pairing([left, *CROWD], [right, *(f"Global {name}" for name in CROWD)])
    one, other, strength = value_pairs(found, fuzzy=True)
    assert (0, 0) in set(zip(one.tolist(), other.tolist(), strict=True))
    assert (strength > 0).all()


def test_not_all_are_paired_with_all() -> None:
    names = [f"Firm {n} {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n:04d}" for n in range(500)]
    one, _, _ = value_pairs(pairing(names, list(names)), fuzzy=True)
    assert len(one) < 500 * 40


def test_no_values_no_pairs() -> None:
    one, other, strength = value_pairs(pairing([], []), fuzzy=True)
    assert len(one) == len(other) == len(strength) == 0


def test_values_become_rows_unless_too_many_share_them() -> None:
    found = pairing(["a1", "b2", "a1"], ["a1", "b2", "b2"])
    one, other, strength = value_pairs(found, fuzzy=False)
    rows = row_pairs(found, one, other, strength, 2)
    assert set(zip(rows[0].tolist(), rows[1].tolist(), strict=True)) == {(0, 0), (2, 0), (1, 1), (1, 2)}
    assert not len(row_pairs(found, one, other, strength, 1)[0])


def test_sums_and_best() -> None:
    keys, strength = summed(np.array([5, 2, 5]), np.array([1.0, 2.0, 3.0]))
    assert keys.tolist() == [2, 5]
    assert strength.tolist() == [2.0, 4.0]
    kept = best_of_each(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([3.0, 2.0, 1.0]), 1)
    assert kept.tolist() == [True, True, True]  # the second is the best of the right's second
    kept = best_of_each(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([3.0, 1.0, 2.0]), 1)
    assert kept.tolist() == [True, False, True]
