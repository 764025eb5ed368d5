"""Pairs worth comparing are found by shared keys, never by trying all."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.matching.candidates import alike_texts, sharing


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abcde")), max_size=40), st.integers(2, 12))
def test_every_pair_under_a_rare_key_and_no_other(rows: list[tuple[int, str]], limit: int) -> None:
    owner = np.array([one for one, _ in rows], dtype=np.int64)
    key = np.array([other for _, other in rows], dtype=object)
    left, right = sharing(owner, key, limit)
    groups = {name: sorted({one for one, other in rows if other == name}) for name in "abcde"}
    expected = {pair for members in groups.values() if len(members) <= limit for pair in combinations(members, 2)}
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == expected


def test_texts_that_share_most_of_their_letters() -> None:
    left, right = alike_texts(["coldharbour", "coldhabour", "warmharbour", "zzz"], 0.6, 10)
    assert (0, 1) in set(zip(left.tolist(), right.tolist(), strict=True))
    assert 3 not in {*left.tolist(), *right.tolist()}


def test_nothing_gives_nothing() -> None:
    assert [len(part) for part in alike_texts([], 0.5, 10)] == [0, 0]
