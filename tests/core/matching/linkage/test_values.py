"""Values are prepared once: telling words, letters, one vocabulary for both sides."""

from __future__ import annotations

import numpy as np
import pytest

from core.matching.linkage.values import firsts, pairing, spread, told_words


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Harrow Engineering Ltd.", ["harrow", "engineering"]),
        ("The Bank of Harrow", ["bank", "harrow"]),
        ("Globex Fund III", ["globex", "fund", "3"]),
        ("Limited", ["limited"]),
        ("A.B.C. Holdings", ["abc", "holdings"]),
        ("Sony PS-LX350H", ["sony", "ps", "lx350h", "pslx350h"]),
    ],
)
def test_telling_words(cell: str, words: list[str]) -> None:
    assert told_words(cell)[0] == words


def test_a_trading_name_is_left_out_but_its_letters_stay() -> None:
    told, whole = told_words("Harrow Ltd t/a Blue Door")
    assert told == ["harrow"]
    assert "bluedoor" in whole


def test_two_columns_share_one_vocabulary_and_rare_words_weigh_more() -> None:
    both = pairing(["Alpha Stone", "Alpha Brook", "Alpha Stone"], ["alpha brook", ""])
    assert both.left.code.tolist() == [0, 1, 0]
    assert both.left.rows.tolist() == [2, 1]
    assert both.right.blank.tolist() == [False, True]
    weight = dict(zip(both.words, both.weight.tolist(), strict=True))
    assert weight["alpha"] < weight["stone"]
    assert weight["alpha"] < weight["brook"]


def test_one_table_with_itself_counts_its_words_once() -> None:
    column = ["Alpha Stone", "Alpha Brook"]
    alone, twice = pairing(column, column), pairing(column, list(column))
    assert alone.left is alone.right
    assert np.allclose(alone.weight, twice.weight)


def test_spread_and_firsts() -> None:
    own, at = spread(np.array([0, 2, 2, 5]), np.array([2, 0]))
    assert own.tolist() == [0, 0, 0, 1, 1]
    assert at.tolist() == [2, 3, 4, 0, 1]
    assert firsts(np.array([3, 3, 4, 3])).tolist() == [True, False, True, True]
