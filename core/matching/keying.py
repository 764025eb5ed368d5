"""Whether two tables have a key in common, and the ties that it makes: one to one, or one row to the many that name it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from core.matching.columns import ColumnPair
from core.matching.differences import align, differing
from core.matching.evidence import Bools, Evidence, Floats, Ints, confidence, reason

_FILLED: Final = 0.5  # share of the rows that has to hold a key
_ONE: Final = 0.8  # share of the smaller side's keys that the other side has, one to one
_MANY: Final = 0.6  # share of the many rows that name a row of the other side
_REPEATS: Final = 0.02  # share of rows beyond the first of their key from which a key repeats on purpose
_BETTER: Final = 0.3  # how much more often the other columns agree on rows of one key than on rows at random
_SAMPLE: Final = 5000
_NAMES: Final = re.compile(r"^(?:0+\d|.*[^\d.,+-].*)$")
NUMBERED: Final = frozenset(
    [
        "id",
        "no",
        "nr",
        "num",
        "number",
        "ref",
        "reference",
        "code",
        "key",
        "invoice",
        "order",
        "account",
        "sku",
        "uid",
        "uuid",
        "guid",
        "document",
        "doc",
        "voucher",
    ]
)


@dataclass(frozen=True)
class Keyed:
    """Ties by a key. pair: the two columns; left, right: rows; weight: log-odds; reasons: in words; many: side that may repeat, "" = none.

    unlike: of each other pair of columns, which ties differ.
    """

    pair: ColumnPair
    many: str
    left: Ints
    right: Ints
    weight: Floats
    reasons: list[str]
    others: tuple[ColumnPair, ...]
    unlike: tuple[Bools, ...]


def keyed(left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair]) -> Keyed | None:
    """The ties by the key that both tables share; None where they share none that nearly all rows tie by."""
    tried = (_tried(left, right, pair, [each for each in pairs if each is not pair]) for pair in pairs)
    found = [each for each in tried if each]
    return max(found, key=lambda each: (round(each[0], 3), _called_key(each[1].pair)))[1] if found else None


def _called_key(pair: ColumnPair) -> int:
    """How much a column is called like a key: 2 by its name, 1 by its cells, which are no figures."""
    words = {word for name in (pair.left, pair.right) for word in re.findall(r"[a-z]+", name.casefold())}
    return 2 if words & NUMBERED else 1 if pair.kind == "text" else 0


def _tried(
    left: pd.DataFrame, right: pd.DataFrame, pair: ColumnPair, others: Sequence[ColumnPair]
) -> tuple[float, Keyed] | None:
    one, other = left[pair.left].str.strip(), right[pair.right].str.strip()
    filled = (one != ""), (other != "")
    if pair.kind == "day" or min(float(each.mean()) for each in filled) < _FILLED or not _is_named(pair, one, other):
        return None
    repeats = [float(side[some].duplicated().mean()) for side, some in zip((one, other), filled, strict=True)]
    unique = [not side[some].duplicated().any() for side, some in zip((one, other), filled, strict=True)]
    if not any(unique) or not all(each == 0 or each >= _REPEATS for each in repeats):
        return None
    if unique[1]:
        found = align(one.tolist(), other.tolist())
        li, ri, mended = found.left, found.right, found.mended
    else:
        found = align(other.tolist(), one.tolist())
        li, ri, mended = found.right, found.left, found.mended
    many = "" if all(unique) else "left" if not unique[0] else "right"
    rows = {"": min(int(f.sum()) for f in filled), "left": int(filled[0].sum()), "right": int(filled[1].sum())}[many]
    share = len(li) / max(rows, 1)
    if share < (_MANY if many else _ONE):
        return None
    unlike = differing(left, right, (li, ri), others)
    weights = _weights(left, right, li, ri, others, unlike)
    telling = _telling(unlike, weights)
    if telling is None:  # nothing else to tell by: a name of its own is a key, a bare number is not
        if others or not _NAMES.match("".join(one.head(1))):
            return None
    elif telling < _BETTER:
        return None
    weight, reasons = _explained(pair, others, unlike, weights, mended, max(len(left), len(right), 2))
    return share, Keyed(pair, many, li, ri, weight, reasons, tuple(others), tuple(unlike))


def _is_named(pair: ColumnPair, one: pd.Series, other: pd.Series) -> bool:
    """Whether the cells can name rows: not amounts, and not long texts."""
    for side in (one, other):
        some = side[side != ""].head(_SAMPLE)
        if pair.kind == "number" and float(some.str.contains(r"[.,](?:\d\d|\d*[1-9])$").mean()) > 0:
            return False
        if float(some.str.count(" ").mean()) > 1.5:
            return False
    return pair.kind == "text" or pair.left == pair.right or _is_called_a_key(pair)


def _is_called_a_key(pair: ColumnPair) -> bool:
    words = {word for name in (pair.left, pair.right) for word in re.findall(r"[a-z]+", name.casefold())}
    return bool(words & NUMBERED)


def _weights(
    left: pd.DataFrame,
    right: pd.DataFrame,
    li: Ints,
    ri: Ints,
    others: Sequence[ColumnPair],
    unlike: Sequence[Bools],
) -> list[tuple[float, float]]:
    """Weight of agreeing and of differing of each other column: how often on rows of one key, against rows at random."""
    some = np.linspace(0, max(len(li) - 1, 0), min(len(li), _SAMPLE)).astype(np.int64)
    strange = differing(left, right, (li[some], np.roll(ri[some], max(len(some) // 2, 1))), others)
    out = []
    for mine, theirs in zip(unlike, strange, strict=True):
        m = (float((~mine).sum()) + 0.5) / (len(mine) + 1)
        u = (float((~theirs).sum()) + 0.5) / (len(theirs) + 1)
        out.append((math.log(m / u), math.log((1 - m) / (1 - u))))
    return out


def _telling(unlike: Sequence[Bools], weights: Sequence[tuple[float, float]]) -> float | None:
    """How much more often the most telling other column agrees on rows of one key than at random; None without any that could tell."""
    best: float | None = None
    for which, (agree, _) in zip(unlike, weights, strict=True):
        m = float((~which).mean()) if len(which) else 0.0
        u = m / math.exp(agree) if agree else m
        if u < 1 - _BETTER:
            best = max(best if best is not None else 0.0, m - u)
    return best


def _explained(
    pair: ColumnPair,
    others: Sequence[ColumnPair],
    unlike: Sequence[Bools],
    weights: Sequence[tuple[float, float]],
    mended: np.ndarray,
    size: int,
) -> tuple[Floats, list[str]]:
    """Total weight and reason of each tie: the key, and each other column that agrees or differs."""
    own = math.log(99 * size)
    base = -math.log(size)
    total = np.full(len(mended), own + base)
    for which, (agree, differ) in zip(unlike, weights, strict=True):
        total += np.where(which, min(differ, 0.0), max(agree, 0.0))
    patterns = np.zeros(len(mended), np.int64)
    numbers: dict[bytes, int] = {}
    table = np.array(unlike, np.bool_).T if unlike else np.zeros((len(mended), 0), np.bool_)
    packed = np.packbits(table, axis=1) if table.shape[1] else np.zeros((len(mended), 1), np.uint8)
    patterns = np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in packed], np.int64)
    first = np.unique(patterns, return_index=True)[1] if len(patterns) else np.zeros(0, np.int64)
    texts = [_reason(pair, others, table[at], weights, own) for at in first.tolist()]
    reasons = [
        f"{texts[p]}; {why}" if why else texts[p] for p, why in zip(patterns.tolist(), mended.tolist(), strict=True)
    ]
    return total, reasons


def _reason(
    pair: ColumnPair, others: Sequence[ColumnPair], differs: Bools, weights: Sequence[tuple[float, float]], own: float
) -> str:
    told = [Evidence(own, f"{pair.left} equal")]
    for other, unlike, (agree, differ) in zip(others, differs.tolist(), weights, strict=True):
        told.append(
            Evidence(
                min(differ, 0.0) if unlike else max(agree, 0.0), f"{other.left} {'differs' if unlike else 'equal'}"
            )
        )
    return reason(told)


def sure(weight: Floats) -> Floats:
    """The chance of each weight, within .0001 and .9999."""
    different, at = np.unique(np.round(weight, 3), return_inverse=True)
    return np.array([confidence(each) / 10_000 for each in different.tolist()] or [0.0])[at] if len(weight) else weight
