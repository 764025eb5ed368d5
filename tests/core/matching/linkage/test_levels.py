"""Cells compare as levels: the liker and the rarer, the higher."""

from __future__ import annotations

import numpy as np

from core.matching.linkage.comparing import looks
from core.matching.linkage.levels import MISSING, number_levels, text_levels, text_score, whole_levels
from core.matching.linkage.values import pairing


def score(left: str, right: str) -> float:
    return float(text_score(looks(pairing([left], [right]), np.array([0]), np.array([0])))[0])


def test_variants_score_above_namesakes_and_strangers() -> None:
    variant = score("Harrow Engineering Ltd", "Harow Engineering")
    number = score("Harrow Fund 2", "Harrow Fund 3")
    stranger = score("Harrow Engineering Ltd", "Saltmarsh Foods")
    assert variant > number
    assert variant > stranger


def test_a_blank_says_nothing_and_equal_is_the_highest() -> None:
    names = ["Harrow Engineering", "Harrow Stone"]
    found = looks(pairing(names, names), np.array([0, 0, 1]), np.array([0, 1, 1]))
    levelled = text_levels("name", found, np.array([False, False, True]))
    assert levelled.level[2] == MISSING
    assert levelled.prior[levelled.level[0]] > levelled.prior[levelled.level[1]]
    assert len(levelled.prior) == levelled.shape[0] * levelled.shape[1]


def test_figures_by_distance_and_rarity() -> None:
    left, right = np.array([100.0, 100.0, 100.0, 100.0]), np.array([100.0, 100.0, 101.0, 900.0])
    levelled = number_levels("amount", left, right, np.array([1.0, 10.0, 1.0, 1.0]), np.zeros(4, np.bool_))
    weight = levelled.prior[levelled.level]
    assert weight[1] > weight[0] > weight[2] > weight[3]


def test_rows_by_rank() -> None:
    levelled = whole_levels("row", np.linspace(0, 1, 200))
    assert (np.diff(levelled.level) >= 0).all()
    assert levelled.level[0] == 0
    assert levelled.level[-1] == len(levelled.prior) - 1
