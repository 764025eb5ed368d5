"""The small words of findings."""

from __future__ import annotations

import pandas as pd
import pytest

from core.controls.sentences import counted, listed, merged, rate, sentences


def test_one_sentence_a_row() -> None:
    out = sentences(lambda a, b: f"{a}-{b}", pd.Series(["x", "y"], index=[3, 7]), pd.Series([1, 2]))
    assert out.to_dict() == {3: "x-1", 7: "y-2"}
    with pytest.raises(ValueError, match="shorter"):
        sentences(lambda a, b: f"{a}{b}", pd.Series(["x"]), pd.Series([], dtype="int64"))


@pytest.mark.parametrize(
    ("value", "text"), [(1_500_000, "150.00"), (1_234_567, "123.4567"), (12_345_000_000, "1,234,500.00")]
)
def test_rates(value: int, text: str) -> None:
    assert rate(value) == text


def test_lists_are_cut_and_distinct() -> None:
    assert listed(["a", "", "b", "a"]) == "a, b"
    assert listed("abcde") == "a, b, c and 2 more"


def test_counts_carry_their_noun() -> None:
    assert (counted(1, "entry", "entries"), counted(1_200, "line")) == ("1 entry", "1,200 lines")


def test_related_ids_are_joined_once() -> None:
    assert merged(pd.Series(["a;b", ""]), pd.Series(["b;c", ""])).tolist() == ["a;b;c", ""]
