"""What comparing two names shows."""

from __future__ import annotations

import numpy as np
import pytest

from core.matching.linkage.comparing import Looks, cosine, looks
from core.matching.linkage.values import pairing


def of(left: str, right: str) -> Looks:
    return looks(pairing([left], [right]), np.array([0]), np.array([0]))


def test_equal_in_other_order() -> None:
    found = of("Harrow Engineering", "Engineering Harrow Ltd")
    assert found.same_bag[0]
    assert not found.same_whole[0]
    assert found.dice[0] == pytest.approx(1.0)
    assert found.shared[0] == 2


@pytest.mark.parametrize(
    ("left", "right"), [("Harrow Engineering", "Harow Engineering"), ("Harrow Engineering", "Harrow Enginering")]
)
def test_a_slip_is_taken_for_the_word(left: str, right: str) -> None:
    found = of(left, right)
    assert found.slips[0] == 1
    assert 0 < found.slip[0] < 0.28
    assert found.extra_left[0] == found.extra_right[0] == 0


@pytest.mark.parametrize("short", ["Constru", "Cnstrctn"])
def test_an_abbreviation_is_taken_for_the_word(short: str) -> None:
    assert of("Quillan Construction", f"Quillan {short}").slips[0] == 1


def test_another_word_is_none() -> None:
    found = of("Harrow Engineering", "Harrow Foods")
    assert found.slips[0] == 0
    assert found.extra_left[0] == found.extra_right[0] == 1


@pytest.mark.parametrize(
    ("right", "conflict"), [("Globex Fund 2", 0), ("Globex Fund", 1), ("Globex Fund 3", 2), ("Globex Fund II", 0)]
)
def test_numbers_of_a_name_have_to_agree(right: str, conflict: int) -> None:
    assert of("Globex Fund 2", right).numbers[0] == conflict


def test_numbers_are_not_slips_of_one_another() -> None:
    assert of("Globex 123456", "Globex 123457").slips[0] == 0


def test_a_name_cut_short() -> None:
    assert of("Saltmarsh Foods International Holdings", "Saltmarsh Foods Internat").cut[0]
    assert not of("Saltmarsh Foods", "Saltmarsh Goods").cut[0]


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Firm {n} {'north' if n % 2 else 'south'}" for n in range(7)]
    both = pairing(names, names[::-1])
    left, right = np.repeat(np.arange(7), 7), np.tile(np.arange(7), 7)
    whole = looks(both, left, right)
    monkeypatch.setattr("core.matching.linkage.comparing._BLOCK", 5)
    parts = looks(both, left, right)
    for name in Looks.__dataclass_fields__:
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name


def test_cosine_is_one_for_equal_and_none_for_strange_texts() -> None:
    both = pairing(["red apple tree", "blue"], ["tree apple red", "green"])
    found = cosine(both, np.array([0, 0, 1]), np.array([0, 1, 1]))
    assert found.tolist() == pytest.approx([1.0, 0.0, 0.0])
