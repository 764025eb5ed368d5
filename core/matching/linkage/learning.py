"""The weights of the levels, learned without labels from the pairs that win one to one: classification EM (Celeux and Govaert 1992).

Each round takes the pairs that a one-to-one choice would make as ties, counts how often each level stands on them and on the other
candidates, and weighs the levels anew by the log of the ratio (Fellegi and Sunter 1969). The shipped priors start it and steady it where a
level is seldom seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from core.matching.evidence import Bools, Floats, Ints
from core.matching.linkage.choosing import one_to_one
from core.matching.linkage.levels import MISSING, Levelled

_ROUNDS: Final = 6
_STEADY: Final = 5.0  # pairs that the neighbouring levels count for in the weight of a level
FLOOR: Final = -4.0
"""Weight under which a pair is no candidate for a tie: choosing it would only make rows lose better partners."""
_EVEN: Final = -1.0  # weight at which the pair that wins its rows is as likely a tie as not, while learning
_SELDOM: Final = -2.0  # log-odds of a candidate within one table to be a tie, before anything is known
_ROUGH: Final = 0.2  # step of the auction while learning
_RIDGE: Final = 1.0  # how much the curve between chosen and decoys is kept from being a step
_SETTLED: Final = 0.05  # change of a weight under which another round changes nothing worth having


def learned(
    fields: Sequence[Levelled], left: Ints, right: Ints, *, start_without: Sequence[int] = (), within: bool = False
) -> tuple[list[Floats], Floats]:
    """Weight of each level of each field, and the total weight of each pair, in natural log-odds; within one table with the share of ties among the
    pairs, which between two tables the choice one to one takes the place of.

    start_without: fields that say nothing in the first round (running numbers). within: one table is compared with itself, so that a row
    may have several partners.
    """
    silent = set(start_without)
    weights = [np.zeros_like(f.prior) if at in silent else f.prior.copy() for at, f in enumerate(fields)]
    share = _SELDOM if within else 0.0
    total = summed(fields, weights) + share
    for _ in range(_ROUNDS):
        chance = _chances(total, left, right, within=within)
        weights = [_weighed(field, chance, within=within) for field in fields]
        if within:
            share = float(np.log((chance.sum() + 1) / ((1 - chance).sum() + 1)))
        again = summed(fields, weights) + share
        moved = float(np.abs(again - total).max(initial=0.0))
        total = again
        if moved < _SETTLED:
            break
    return weights, total


def summed(fields: Sequence[Levelled], weights: Sequence[Floats]) -> Floats:
    """The sum of the weights of each pair's levels."""
    total = np.zeros(len(fields[0].level) if fields else 0)
    for field, weight in zip(fields, weights, strict=True):
        total += np.where(field.level == MISSING, 0.0, weight[np.maximum(field.level, 0)])
    return total


def _chances(total: Floats, left: Ints, right: Ints, *, within: bool) -> Floats:
    """How sure each pair is a tie, as far as this round knows: among its rivals, and by itself."""
    if within:
        return _logistic(total)
    chosen = one_to_one(left, right, total - FLOOR, step=_ROUGH)
    size = np.exp(np.clip(total - float(total.max(initial=0.0)), -60.0, 0.0))
    shares = [size / np.maximum(np.bincount(side, size)[side], 1e-300) for side in (left, right)]
    return np.where(chosen, np.minimum(*shares) * _logistic(total - _EVEN), 0.0)


def _logistic(total: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -30.0, 30.0))), np.float64)


def _weighed(field: Levelled, chance: Floats, *, within: bool) -> Floats:
    """Log-ratio of how often each level stands on ties and on others."""
    if field.firm and within:
        return field.prior.copy()
    known = field.level != MISSING
    size = len(field.prior)
    ties: Floats = np.bincount(field.level[known], chance[known], size).astype(np.float64)
    others: Floats = np.bincount(field.level[known], 1 - chance[known], size).astype(np.float64)
    all_ties, all_others = max(float(ties.sum()), 1e-9), max(float(others.sum()), 1e-9)
    expected = _neighbours(ties, others, field.shape, all_ties, all_others)
    weight = np.log((ties / all_ties * all_others + _STEADY * expected) / (others + _STEADY))
    return np.where(ties + others < 1, np.log(expected), weight)


def _neighbours(
    ties: Floats, others: Floats, shape: tuple[int, int], all_ties: float, all_others: float
) -> npt.NDArray[np.float64]:
    """The ratio that a level's row and column suggest together."""
    table, rest = ties.reshape(shape), others.reshape(shape)

    def ratio(axis: int) -> Floats:
        n = shape[1 - axis]
        return np.asarray(
            np.log((table.sum(axis) + 0.5) / (all_ties + n)) - np.log((rest.sum(axis) + 0.5) / (all_others + n)),
            np.float64,
        )

    if shape[1] == 1:
        return np.exp(0.5 * ratio(1))
    return np.exp(0.7 * np.add.outer(ratio(1), ratio(0))).ravel()


def kept_chance(total: Floats, left: Ints, right: Ints, chosen: Bools) -> Floats:
    """How sure each chosen pair is a tie, by how the pairs that would be chosen without it look; 0 for pairs not chosen.

    The runners-up of a one-to-one choice are what a choice looks like where there is no tie: decoys, as in the target-decoy method of
    mass spectrometry (Elias and Gygi 2007). The share of decoys among the chosen of about the same weight is the risk of one.
    """
    rest = ~chosen
    out = np.zeros(len(total))
    decoys = one_to_one(left[rest], right[rest], total[rest] - FLOOR, step=_ROUGH)
    weight, decoy = total[chosen], total[rest][decoys]
    if not len(weight):
        return out
    if len(decoy) < 5:
        out[chosen] = _logistic(weight)
        return out
    lows = np.quantile(decoy, (0.1, 0.2, 0.35, 0.5))
    # all that is chosen at the weight of low decoys may be false: each cut gives an upper bound, the least is nearest
    share = min(1.0, *(float(((weight <= low).sum() + 1) / ((decoy <= low).sum() + 1)) for low in lows))
    slope, even = _parting(weight, decoy)
    risk = share * np.exp(-np.clip(slope * (weight - even), -30.0, 30.0)) + 0.3 / len(weight)
    out[chosen] = 1 - np.minimum(risk, 1.0)
    return out


def _parting(high: Floats, low: Floats) -> tuple[float, float]:
    """Slope and middle of the logistic curve that parts two sets of weights: log(high : low) at w is slope * (w - middle)."""
    w = np.concatenate([high, low])
    y = np.concatenate([np.ones(len(high)), np.zeros(len(low))])
    centre, width = float(w.mean()), max(float(w.std()), 1e-6)
    x = np.column_stack([np.ones(len(w)), (w - centre) / width])
    coefficients = np.zeros(2)
    for _ in range(30):
        p = _logistic(x @ coefficients)
        gradient = x.T @ (y - p) - np.array([0.0, _RIDGE]) * coefficients
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag([1e-6, _RIDGE])
        step = np.linalg.solve(curve, gradient)
        coefficients = coefficients + step
        if float(np.abs(step).max()) < 1e-6:
            break
    slope = max(float(coefficients[1]), 1e-3) / width
    return slope, centre - float(coefficients[0]) / slope
