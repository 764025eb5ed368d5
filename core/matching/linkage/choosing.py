"""The best partners one to one among many sparse candidates: the auction algorithm (Bertsekas 1988), all bidders of a round at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.matching.evidence import Bools, Floats, Ints
from core.matching.linkage.values import firsts

STEP: Final = 0.02  # least raise of a bid: the total is at most this much a left record under the best


def one_to_one(left: Ints, right: Ints, gain: Floats, step: float = STEP) -> Bools:
    """The pairs of largest total gain in which no record stands twice; a record whose gains are not positive stays alone.

    left, right: record numbers, one entry a pair, each pair once; the total is within `step` a chosen pair of the best.
    """
    chosen = np.zeros(len(gain), np.bool_)
    usable = np.flatnonzero(gain > 0)
    if not len(usable):
        return chosen
    order = usable[np.lexsort((right[usable], left[usable]))]
    bidders, bidder = np.unique(left[order], return_inverse=True)
    things, thing = np.unique(right[order], return_inverse=True)
    start = np.searchsorted(bidder, np.arange(len(bidders) + 1))
    value = gain[order]
    price = np.zeros(len(things))
    owner = np.full(len(things), -1)
    held = np.full(len(bidders), -1)  # edge that each bidder holds
    waiting = np.arange(len(bidders))
    while len(waiting):
        lengths = start[waiting + 1] - start[waiting]
        begin = np.cumsum(lengths) - lengths
        edges = np.arange(int(lengths.sum())) - np.repeat(begin, lengths) + np.repeat(start[waiting], lengths)
        own = np.repeat(np.arange(len(waiting)), lengths)
        worth = value[edges] - price[thing[edges]]
        best = np.maximum.reduceat(worth, begin)
        tops = np.flatnonzero(worth == best[own])
        tops = tops[firsts(own[tops])]
        worth[tops] = -np.inf
        second = np.maximum(np.maximum.reduceat(worth, begin), 0.0)
        bidding = np.flatnonzero(best > 0)
        edge = edges[tops][bidding]
        wanted = thing[edge]
        bid = price[wanted] + best[bidding] - second[bidding] + step
        by_price = np.lexsort((bid, wanted))
        wins = by_price[np.append(wanted[by_price][1:] != wanted[by_price][:-1], True)] if len(by_price) else by_price
        losers = owner[wanted[wins]]
        losers = losers[losers >= 0]
        held[losers] = -1
        winners = waiting[bidding][wins]
        owner[wanted[wins]], held[winners], price[wanted[wins]] = winners, edge[wins], bid[wins]
        lost = np.ones(len(bidding), np.bool_)
        lost[wins] = False
        waiting = np.sort(np.concatenate([waiting[bidding][lost], losers]))
    chosen[order[held[held >= 0]]] = True
    return chosen


def lead(left: Ints, right: Ints, weight: Floats, chosen: Bools) -> Floats:
    """How much each chosen pair weighs more than the nearest pair that shares a record with it; infinite without a rival.

    A rival whose other record is better placed elsewhere counts by what it would give up there, if that is less.
    """
    out = np.full(len(weight), np.inf)
    own_left, own_right = (_chosen_at(side, chosen) for side in (left, right))
    for mine, theirs, side, other in ((own_left, own_right, left, right), (own_right, own_left, right, left)):
        rivals = np.flatnonzero(~chosen)
        held = mine[side[rivals]]
        rivals, held = rivals[held >= 0], held[held >= 0]
        gap = weight[held] - weight[rivals]
        elsewhere = theirs[other[rivals]]
        surplus = np.where(elsewhere >= 0, weight[np.maximum(elsewhere, 0)] - weight[rivals], -np.inf)
        np.minimum.at(out, held, np.maximum(gap, surplus))
    return out


def _chosen_at(side: Ints, chosen: Bools) -> Ints:
    """The chosen pair of each record, -1 for none."""
    out = np.full(int(side.max(initial=-1)) + 1, -1, np.int64)
    at = np.flatnonzero(chosen)
    out[side[at]] = at
    return out
