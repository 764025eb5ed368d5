"""Rows of one table that are one thing: the heaviest pairs first, and two groups only join where they agree on the whole."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.matching.evidence import Floats, Ints

_LIMIT: Final = 8.0  # weight one pair has at most in what two groups say together: one sure pair does not outvote three strange ones
_UNSEEN: Final = -3.0  # weight of a pair that shares nothing worth comparing


def clusters(size: int, left: Ints, right: Ints, weight: Floats) -> Ints:
    """The first row of each row's group, itself where it stands alone.

    left, right, weight: pairs of rows with their log-odds, each pair once. Pairs of positive weight join their groups, heaviest first,
    where the mean weight over all pairs between the two is positive too.
    """
    group = list(range(size))
    members: dict[int, list[int]] = {}
    bounded = np.clip(weight, -_LIMIT, _LIMIT) - _UNSEEN
    between: list[dict[int, float]] = [{} for _ in range(size)]
    for one, other, value in zip(left.tolist(), right.tolist(), bounded.tolist(), strict=True):
        between[one][other] = between[other][one] = value
    order = np.lexsort((right, left, -weight))
    order = order[weight[order] > 0]
    for one, other in zip(left[order].tolist(), right[order].tolist(), strict=True):
        a, b = sorted((group[one], group[other]))
        if a == b:
            continue
        mine, theirs = members.get(a, [a]), members.get(b, [b])
        if between[a].get(b, 0.0) + _UNSEEN * len(mine) * len(theirs) <= 0:
            continue
        members[a] = mine + theirs
        for row in theirs:
            group[row] = a
        for third, value in between[b].items():
            del between[third][b]
            if third != a:
                between[a][third] = between[third][a] = between[a].get(third, 0.0) + value
        between[b] = {}
    return np.array(group, np.int64)
