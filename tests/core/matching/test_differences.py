"""Keys align, damaged ones are mended and said, and every differing cell is told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.matching.columns import ColumnPair
from core.matching.differences import align, cells, differing, positions


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("00123", "123", "leading zeros"),
        ("123.0", "123", "trailing .0"),
        ("1.57107E11", "157107000321", "power of ten"),
        (" AB-1 ", "AB-1", "spaces"),
        ("ab-1", "AB-1", "other case"),
        ("AB 1", "AB-1", "written another way"),
    ],
)
def test_a_damaged_key_is_mended(left: str, right: str, why: str) -> None:
    found = align(["x9", left], ["x9", right, "zz77"])
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 0), (1, 1)]
    assert found.mended[0] == ""
    assert why in found.mended[1]


@pytest.mark.parametrize(
    ("left", "right"),
    [(["00123"], ["123", "0123"]), (["1.57E11"], ["157000000321", "157000000322"]), ([""], [""]), (["a"], ["b"])],
)
def test_a_key_that_fits_several_or_none_is_left_alone(left: list[str], right: list[str]) -> None:
    assert not len(align(left, right).left)


def test_differences_with_and_without_tolerance() -> None:
    left = pd.DataFrame({"t": ["a", "B", "c"], "n": ["1.00", "2.00", ""]}, dtype="object")
    right = pd.DataFrame({"t": ["A", "b", "d"], "n": ["1", "2.01", "3"]}, dtype="object")
    rows = (np.arange(3), np.arange(3))
    pairs = [ColumnPair("t", "t", 1.0, "text"), ColumnPair("n", "n", 1.0, "number")]
    unlike = differing(left, right, rows, pairs)
    assert [each.tolist() for each in unlike] == [[False, False, True], [False, True, True]]
    assert not differing(left, right, rows, pairs, {"n": 0.01})[1][1]
    found = cells(left, right, rows, pairs, unlike)
    assert found["difference"].tolist() == ["-0.01", "", ""]
    assert found["left_row"].tolist() == [2, 3, 3]


def test_columns_of_numbers_compare_as_numbers() -> None:
    left, right = pd.DataFrame({"k": [1, 2, 3], "n": [1.0, 2.0, 3.0]}), pd.DataFrame({"k": [3, 1], "n": [3.004, 5.0]})
    rows = positions(left["k"], right["k"])
    assert [each.tolist() for each in rows] == [[0, 2], [1, 0]]
    pairs = [ColumnPair("n", "n", 1.0, "number")]
    unlike = differing(left, right, rows, pairs, {"n": 0.005})
    assert unlike[0].tolist() == [True, False]
    assert cells(left, right, rows, pairs, unlike)["difference"].tolist() == [-4.0]
