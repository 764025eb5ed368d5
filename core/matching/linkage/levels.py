"""How two cells of a pair of columns compare, as one of a few named levels; the weight of each level is learned from the tables themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from core.matching.evidence import Floats, Ints
from core.matching.linkage.comparing import Looks
from core.matching.linkage.fields import Place

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
_DAY_PRIOR: Final = np.array([-3.0, -2.0, -1.0, 0.5, 2.0, 2.0, 3.0, 4.0, 5.0, 6.0])
_PLACE_PRIOR: Final = np.array([-6.0, -4.0, -3.0, 0.0, 2.0, 6.0, 8.0])
_NEXT_DOOR: Final = 12  # house numbers of one street so near that they may be one place
_STREET: Final = 78.0  # likeness of letters from which two streets are one
_WHOLE_PRIOR: Final = np.array([-4.0, -3.5, -3.0, -2.5, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
_WHOLE_SHARES: Final = np.array([0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.98, 0.99])

_TEXT_WORDS: Final = tuple(
    word for word in ("differs",) * 3 + ("partly alike",) * 3 + ("alike",) * 2 + ("equal",) for _ in range(_RARE)
)
_NUMBER_WORDS: Final = ("differs",) * 3 + ("near",) * 3 + ("equal",) * 5
_DAY_WORDS: Final = (
    "differs", "in the same year", "in the same month", "within a week", "a day apart", "with day and month turned",
    *("equal",) * 4,
)  # fmt: skip
_PLACE_WORDS: Final = (
    "differs", "differs but for a word", "another house of the street", "alike", "next door", "alike", "equal",
)  # fmt: skip
_WHOLE_WORDS: Final = ("unlike on the whole",) * 6 + ("alike on the whole",) * 7


@dataclass(frozen=True)
class Levelled:
    """One field over all candidate pairs. level: of each pair, MISSING where a cell is blank; prior: natural log-odds of each level.

    shape: rows and columns of the levels where two things are told apart at once (how like, how rare), else (levels, 1).
    firm: within one table the prior is kept and not learned anew, because rows
    of one group agree in much else. words: each level as it is told; names: the cells can name a thing, as figures and days cannot; apart: pairs of
    names one of which has a word or number more, as firms of one group have.
    """

    name: str
    level: Ints
    prior: Floats
    shape: tuple[int, int]
    firm: bool = False
    words: tuple[str, ...] = ()
    names: bool = False
    apart: npt.NDArray[np.bool_] | None = None


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
    return Levelled(
        name,
        np.where(missing, MISSING, level).astype(np.int64),
        prior,
        (_LIKE, _RARE),
        words=_TEXT_WORDS,
        names=True,
        apart=found.apart | (found.numbers > 0) & ~found.same_whole,
    )


def number_levels(
    name: str, left: Floats, right: Floats, equal_rarity: Floats, missing: npt.NDArray[np.bool_]
) -> Levelled:
    """How near two figures are; equal ones by the log of how rare the figure is."""
    missing = missing | np.isnan(left) | np.isnan(right)
    size = np.maximum(np.maximum(np.abs(left), np.abs(right)), 1e-9)
    gap = np.abs(left - right) / size
    near = 5 - np.digitize(gap, np.array([0.001, 0.02, 0.1, 0.25, 0.5]))
    level = np.where(gap < 1e-12, 6 + np.digitize(equal_rarity, np.array([2.0, 4.0, 6.0, 9.0])), near)
    return Levelled(
        name, np.where(missing, MISSING, level).astype(np.int64), _NUMBER_PRIOR, (NUMBER_LEVELS, 1), words=_NUMBER_WORDS
    )


def day_levels(
    name: str, left: Floats, right: Floats, equal_rarity: Floats, missing: npt.NDArray[np.bool_]
) -> Levelled:
    """How near two days are: another year, the same year, the same month, a week, day and month swapped, equal ones by how rare."""
    none = missing | np.isnan(left) | np.isnan(right)
    one, other = (np.where(none, 0, side).astype("datetime64[D]") for side in (left, right))
    months = [side.astype("datetime64[M]") for side in (one, other)]
    years = [side.astype("datetime64[Y]") for side in (one, other)]
    day = [(side - month).astype(int) + 1 for side, month in zip((one, other), months, strict=True)]
    month = [(m - y).astype(int) + 1 for m, y in zip(months, years, strict=True)]
    gap = np.abs((one - other).astype(int))
    level = np.zeros(len(one), np.int64)
    level[years[0] == years[1]] = 1
    level[months[0] == months[1]] = 2
    level[gap <= 31] = np.maximum(level[gap <= 31], 2)
    level[gap <= 7] = 3
    level[(gap <= 1)] = 4
    level[(years[0] == years[1]) & (day[0] == month[1]) & (month[0] == day[1])] = 5
    level = np.where(gap == 0, 6 + np.digitize(equal_rarity, np.array([3.0, 5.0, 8.0])), level)
    return Levelled(
        name, np.where(none, MISSING, level).astype(np.int64), _DAY_PRIOR, (len(_DAY_PRIOR), 1), words=_DAY_WORDS
    )


def place_levels(name: str, left: Sequence[Place], right: Sequence[Place]) -> Levelled:
    """Whether two addresses are one: number and street apart, street alone, next door, alike, equal."""
    level = [_place_level(one, other) for one, other in zip(left, right, strict=True)]
    return Levelled(
        name, np.array(level, np.int64), _PLACE_PRIOR, (len(_PLACE_PRIOR), 1), firm=True, words=_PLACE_WORDS, names=True
    )


def _place_level(one: Place, other: Place) -> int:
    equal = one.street == other.street
    same = equal or _same_street(one.street, other.street)
    if -1 in (one.number, other.number):
        return 4 if equal else 3 if same else 1
    apart = max(one.number, other.number) - min(one.last, other.last)
    if apart <= 0:
        return 6 if equal else 5 if same else 1
    return (4 if apart <= _NEXT_DOOR else 2) if same else 0


def _same_street(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two streets are written alike; the words of one may be some of the other's."""
    if not one or not other:
        return False
    if one[0] == other[0] and not one[0].isdigit():
        return True
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if any(word.isdigit() for word in (one[0], other[0])):
        return False
    return bool(fuzz.ratio(one[0], other[0]) >= _STREET or fuzz.ratio("".join(one), "".join(other)) >= _STREET)


def whole_levels(name: str, cosine: Floats) -> Levelled:
    """How much of two whole rows agrees, by rank among the candidates: rows of one thing stand near the top."""
    edges = np.maximum.accumulate(np.quantile(cosine, _WHOLE_SHARES)) if len(cosine) else _WHOLE_SHARES
    return Levelled(
        name, np.digitize(cosine, edges).astype(np.int64), _WHOLE_PRIOR, (WHOLE_LEVELS, 1), words=_WHOLE_WORDS
    )
