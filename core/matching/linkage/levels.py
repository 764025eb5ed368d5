"""How two cells of a pair of columns compare, as one of a few named levels; the weight of each level is learned from the tables themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.matching.evidence import Floats, Ints
from core.matching.linkage.comparing import Looks

MISSING: Final = -1  # one of the cells is blank: says nothing

_SCORES: Final = np.array([-8.0, -6.0, -4.0, -2.0, 0.0, 2.0, 4.0])
_MASSES: Final = np.array([3.0, 6.0, 9.0, 12.0, 16.0, 22.0])
_LIKE: Final = len(_SCORES) + 2  # likeness levels of a text: by score, and equal
_RARE: Final = len(_MASSES) + 1  # how much the agreeing words say
TEXT_LEVELS: Final = _LIKE * _RARE
NUMBER_LEVELS: Final = 11
WHOLE_LEVELS: Final = 13
_LIKE_PRIOR: Final = np.array([-4.0, -3.0, -2.0, -1.0, 0.0, 1.5, 3.0, 4.0, 4.0])
_RARE_PRIOR: Final = np.array([-1.5, -0.5, 0.0, 0.7, 1.5, 2.5, 3.5])
_NUMBER_PRIOR: Final = np.array([-2.0, -1.0, -0.5, 0.0, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0])
_WHOLE_PRIOR: Final = np.array([-4.0, -3.5, -3.0, -2.5, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
_WHOLE_SHARES: Final = np.array([0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.98, 0.99])


@dataclass(frozen=True)
class Levelled:
    """One field over all candidate pairs. level: of each pair, MISSING where a cell is blank; prior: natural log-odds of each level.

    shape: rows and columns of the levels where two things are told apart at once (how like, how rare), else (levels, 1).
    """

    name: str
    level: Ints
    prior: Floats
    shape: tuple[int, int]


def text_score(found: Looks) -> Floats:
    """Log-odds that two texts are variants of one name, by a linear model.

    Its coefficients were fitted by logistic regression on company names with invented noise (legal form, abbreviation, typing slips, word
    order, truncation, decoration); they are a prior, used to tell levels apart, and not the weight itself.
    """
    high = np.maximum(np.maximum(found.letters, found.whole), found.bag)

    def over(values: Floats, limit: float) -> Floats:
        return np.maximum(values - limit, 0.0)

    extra_least = np.minimum(found.extra_left, found.extra_right)
    extra_most = np.maximum(found.extra_left, found.extra_right)
    clean = (extra_most == 0) & (found.slips == 0)
    score = (
        -15.2
        + 1.9 * found.dice + 3.5 * over(found.dice, 0.5) - 4.8 * over(found.dice, 0.7) - 2.0 * over(found.dice, 0.85)
        + 6.7 * high + 5.8 * over(high, 0.7) + 3.2 * over(high, 0.85) + 1.6 * over(high, 0.93)
        + 1.8 * found.cut + 4.0 * np.log1p(found.mass) - 0.06 * np.minimum(found.mass, 25.0)
        - 2.4 * (found.numbers == 1) - 1.3 * (found.numbers == 2)
        - 1.3 * np.minimum(extra_most, 6) - 0.3 * np.minimum(extra_least, 6)
        - 0.7 * np.minimum(found.slip, 2.0) - 1.1 * np.minimum(found.shared, 8)
        + 0.1 * np.minimum(np.abs(found.rest_left - found.rest_right), 30.0)
        + 4.2 * found.same_whole + 1.6 * found.same_bag + 1.6 * clean
    )  # fmt: skip
    return np.asarray(score, np.float64)


def text_levels(name: str, found: Looks, missing: npt.NDArray[np.bool_]) -> Levelled:
    """How like two texts are, by how much their agreeing words say."""
    like = np.where(found.same_bag, _LIKE - 1, np.digitize(text_score(found), _SCORES))
    level = like * _RARE + np.digitize(found.mass, _MASSES)
    prior = np.add.outer(_LIKE_PRIOR, _RARE_PRIOR).ravel()
    return Levelled(name, np.where(missing, MISSING, level).astype(np.int64), prior, (_LIKE, _RARE))


def number_levels(
    name: str, left: Floats, right: Floats, equal_rarity: Floats, missing: npt.NDArray[np.bool_]
) -> Levelled:
    """How near two figures are; equal ones by the log of how rare the figure is."""
    size = np.maximum(np.maximum(np.abs(left), np.abs(right)), 1e-9)
    gap = np.abs(left - right) / size
    near = 5 - np.digitize(gap, np.array([0.001, 0.02, 0.1, 0.25, 0.5]))
    level = np.where(gap < 1e-12, 6 + np.digitize(equal_rarity, np.array([2.0, 4.0, 6.0, 9.0])), near)
    return Levelled(name, np.where(missing, MISSING, level).astype(np.int64), _NUMBER_PRIOR, (NUMBER_LEVELS, 1))


def whole_levels(name: str, cosine: Floats) -> Levelled:
    """How much of two whole rows agrees, by rank among the candidates: rows of one thing stand near the top."""
    edges = np.maximum.accumulate(np.quantile(cosine, _WHOLE_SHARES)) if len(cosine) else _WHOLE_SHARES
    return Levelled(name, np.digitize(cosine, edges).astype(np.int64), _WHOLE_PRIOR, (WHOLE_LEVELS, 1))
