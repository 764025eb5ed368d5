"""Who gets whom: the best partners one to one, or the best for each, and how clear the choice was."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.matching.evidence import Bools, Floats, Ints

_LARGE = 80  # records a side of one knot of rivals; larger knots are settled greedily
FREE = 99.0  # lead of a choice without any rival


def one_to_one(left: npt.NDArray[Any], right: npt.NDArray[Any], weight: Floats, floor: float) -> tuple[Bools, Floats]:
    """The pairs of largest total weight in which nobody stands twice, and the lead of each.

    left, right, weight: one entry a pair; pairs under `floor` are not chosen. Lead: how much a chosen pair weighs more than
    the nearest pair that competes with it; a competitor that is at least as well placed elsewhere counts by that surplus.
    """
    chosen = np.zeros(len(weight), dtype=bool)
    lead = np.full(len(weight), FREE)
    rows = np.flatnonzero(weight >= floor)
    if not len(rows):
        return chosen, lead
    a = pd.factorize(left[rows])[0].astype(np.int64)
    b = pd.factorize(right[rows])[0].astype(np.int64)
    for knot in _knots(a, b):
        chosen[rows[knot[_settle(a[knot], b[knot], weight[rows[knot]] - floor)]]] = True
    placed_left = {int(a[at]): row for at, row in enumerate(rows) if chosen[row]}
    placed_right = {int(b[at]): row for at, row in enumerate(rows) if chosen[row]}
    for at, row in enumerate(rows):
        if chosen[row]:
            continue
        mine, theirs = placed_left.get(int(a[at])), placed_right.get(int(b[at]))
        for own, elsewhere in ((mine, theirs), (theirs, mine)):
            if own is not None:
                surplus = weight[own] - weight[row]
                if elsewhere is not None:
                    surplus = max(surplus, weight[elsewhere] - weight[row])
                lead[own] = min(lead[own], surplus)
    return chosen, lead


def _knots(a: Ints, b: Ints) -> list[Ints]:
    """Positions of pairs grouped so that pairs of different groups have nobody in common."""
    home = np.arange(int(a.max()) + int(b.max()) + 2)
    offset = int(a.max()) + 1

    def root(node: int) -> int:
        while home[node] != node:
            home[node] = home[home[node]]
            node = int(home[node])
        return node

    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        home[root(one)] = root(other + offset)
    roots = np.array([root(one) for one in a.tolist()], dtype=np.int64)
    order = np.argsort(roots, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(roots[order])) + 1)


def _settle(a: Ints, b: Ints, weight: Floats) -> Ints:
    """Positions chosen inside one knot; weights are not negative."""
    if len(a) == 1:
        return np.zeros(1, dtype=np.int64)
    lefts, one = np.unique(a, return_inverse=True)
    rights, other = np.unique(b, return_inverse=True)
    if max(len(lefts), len(rights)) > _LARGE:
        return _greedy(one, other, weight)
    table = np.zeros((len(lefts), len(rights)))
    table[one, other] = weight + 1e-6
    partner = assignment(table)
    return np.array([at for at in range(len(a)) if partner[one[at]] == other[at]], dtype=np.int64)


def _greedy(one: npt.NDArray[Any], other: npt.NDArray[Any], weight: Floats) -> Ints:
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    chosen: list[int] = []
    for at in np.lexsort((other, one, -weight)):
        if one[at] not in taken_left and other[at] not in taken_right:
            taken_left.add(int(one[at]))
            taken_right.add(int(other[at]))
            chosen.append(int(at))
    return np.array(sorted(chosen), dtype=np.int64)


def assignment(value: Floats) -> Ints:
    """Column for each row so that the total value is largest; -1 for a row left over.

    The Hungarian method with shortest augmenting paths (Jonker and Volgenant 1987), O(rows^2 x columns).
    """
    flip = value.shape[0] > value.shape[1]
    cost = -(value.T if flip else value)
    rows, columns = cost.shape
    u = np.zeros(rows + 1)
    v = np.zeros(columns + 1)
    match = np.zeros(columns + 1, dtype=np.int64)
    way = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, dtype=bool)
        while True:
            used[column] = True
            current = match[column]
            open_columns = ~used
            open_columns[0] = False
            slack = cost[current - 1] - u[current] - v[1:]
            better = open_columns[1:] & (slack < least[1:])
            least[1:][better] = slack[better]
            way[1:][better] = column
            following = int(np.argmin(np.where(open_columns, least, np.inf)))
            delta = least[following]
            u[match[used]] += delta
            v[used] -= delta
            least[open_columns] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            previous = int(way[column])
            match[column] = match[previous]
            column = previous
    found = np.full(rows, -1, dtype=np.int64)
    for column in range(1, columns + 1):
        if match[column]:
            found[match[column] - 1] = column - 1
    if not flip:
        return found
    back = np.full(columns, -1, dtype=np.int64)
    back[found[found >= 0]] = np.flatnonzero(found >= 0)
    return back


def best_for_each(owner: npt.NDArray[Any], weight: Floats, floor: float) -> tuple[Bools, Floats]:
    """For each owner its heaviest pair, if that reaches `floor`, and its lead over the owner's second."""
    chosen = np.zeros(len(weight), dtype=bool)
    lead = np.full(len(weight), FREE)
    if not len(weight):
        return chosen, lead
    codes = pd.factorize(owner)[0]
    order = np.lexsort((np.arange(len(weight)), -weight, codes))
    first = np.concatenate([[True], np.diff(codes[order]) != 0])
    tops = order[first]
    chosen[tops] = weight[tops] >= floor
    places = np.flatnonzero(first[:-1] & ~first[1:])
    lead[order[places]] = weight[order[places]] - weight[order[places + 1]]
    return chosen, lead
