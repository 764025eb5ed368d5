"""Ties any two tables row by row: by the key they share, one to one or one to many, else by all that their paired columns say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from core.matching.columns import ColumnPair, canonical, kind_of, propose_columns
from core.matching.differences import NAMES, cells, differing
from core.matching.evidence import Bools, Floats, Ints, reason
from core.matching.keying import NUMBERED, Keyed, keyed, sure
from core.matching.linkage.fields import column, figures, is_running
from core.matching.linkage.linking import apart, link, named, told

CONFIRMED: Final = 0.99
_PROVING: Final = 0.95  # chance from which a tie is proven whose names have nothing apart and no rival as good
_LEAD: Final = 0.01  # log-odds by which the best has to lead its rivals
SUGGESTED: Final = 0.50
_UNPROVEN: Final = 0.98  # most that can be made of a tie which nothing proves
_COLUMNS: Final = ("left_row", "right_row", "left_key", "right_key", "amount", "status", "confidence", "reason")
_STATES: Final = ("confirmed", "suggested", "left-only", "right-only")


@dataclass(frozen=True)
class Tied:
    """The result. rows: left_row, right_row (1-based, 0 = none), left_key, right_key, amount, status, confidence, reason;
    cells: left_row, right_row, column, left_value, right_value, difference for tied rows that differ; way: key, many or rows.
    """

    columns: tuple[ColumnPair, ...]
    rows: pd.DataFrame
    cells: pd.DataFrame
    way: str

    def summary(self) -> str:
        """Rows of each status, with the sum of the amounts where one stands."""
        parts = []
        for status in _STATES:
            mine = self.rows["amount"][self.rows["status"] == status]
            amounts = [Decimal(each) for each in canonical(mine, "number").tolist() if each] if len(mine) else []
            total = f" (sum {sum(amounts, Decimal('0.00')):f})" if amounts else ""
            parts.append(f"{len(mine)} {status}{total}")
        return ", ".join(parts)


@dataclass(frozen=True)
class _Ties:
    """Chosen pairs of rows with their chance and reason, by left and right."""

    left: Ints
    right: Ints
    chance: Floats
    reasons: list[str]


def tie(left: pd.DataFrame, right: pd.DataFrame) -> Tied:
    """Ties two frames of text (every column str, "" = blank).

    One row to one, except where a key is different on one side and repeats on the other: then one to the many that name it.
    """
    pairs = propose_columns(left, right)
    by_key = keyed(left, right, pairs) if pairs else None
    if by_key is not None:
        ties = _Ties(by_key.left, by_key.right, sure(by_key.weight), by_key.reasons)
        key: ColumnPair | None = by_key.pair
        others, unlike = by_key.others, by_key.unlike
    else:
        ties = _linked(left, right, pairs)
        key = _key_column(left, right, pairs)
        others, unlike = pairs, tuple(differing(left, right, (ties.left, ties.right), pairs))
    amounts = _amounts(left, right, [pair for pair in pairs if pair is not key])
    found = _cells(left, right, ties, others, unlike, by_key)
    way = "rows" if by_key is None else "many" if by_key.many else "key"
    many = by_key.many if by_key else ""
    return Tied(pairs, _rows(left, right, ties, key, amounts, many), found, way)


def _linked(left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair]) -> _Ties:
    """The ties by all that the columns say, with a chance of one half at least."""
    if not pairs:
        nothing = np.zeros(0, np.int64)
        return _Ties(nothing, nothing, np.zeros(0), [])
    columns = [
        column(pair.left, left[pair.left].str.strip().tolist(), right[pair.right].str.strip().tolist())
        for pair in pairs
    ]
    found = link(columns)
    proven = named(found) & ~apart(found) & (found.lead > _LEAD) & (found.chance >= _PROVING)
    chance = np.where(proven, np.maximum(found.chance, CONFIRMED), np.minimum(found.chance, _UNPROVEN))
    at = np.flatnonzero(found.chosen & (chance >= SUGGESTED))
    at = at[np.lexsort((found.right[at], found.left[at]))]
    return _Ties(found.left[at], found.right[at], chance[at], [reason(each) for each in told(found, at)])


def _amounts(
    left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair]
) -> tuple[pd.Series | None, pd.Series | None]:
    """The column of either side that holds money most likely: the paired one with cents, else the best of each side's own."""
    paired = [pair for pair in pairs if pair.kind == "number" and not is_count(left[pair.left], pair.left)]
    if paired:
        best = max(paired, key=lambda p: (round(max(_cents(left[p.left]), _cents(right[p.right])), 1), p.confidence))
        return left[best.left], right[best.right]
    return _own_amount(left), _own_amount(right)


def _own_amount(frame: pd.DataFrame) -> pd.Series | None:
    """The column of figures most of whose cells show cents; None without one."""
    columns = [frame[name] for name in frame.columns if kind_of(frame[name]) == "number"]
    best = max(columns, key=_cents, default=None)
    return best if best is not None and _cents(best) > 0 else None


def _cents(cells_of: pd.Series) -> float:
    filled = cells_of[cells_of != ""].head(2000)
    return float(filled.str.contains(r"[.,]\d\d$").mean()) if len(filled) else 0.0


def is_count(cells_of: pd.Series, heading: str) -> bool:
    """Whether whole figures number things or name years instead of counting money."""
    filled = cells_of[cells_of != ""].head(2000)
    if filled.str.contains(r"[.,]\d\d?$").any():
        return False
    words = set(re.findall(r"[a-z]+", heading.casefold()))
    years = float(filled.str.fullmatch(r"(?:19|20)\d\d").mean()) if len(filled) else 0.0
    return bool(words & NUMBERED) or years > 0.9 or is_running(figures(filled.tolist()))


def _key_column(left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair]) -> ColumnPair | None:
    """The paired column that names rows best: most different values on both sides, then a text, then the surest pair."""

    def distinct(pair: ColumnPair) -> float:
        return round(min(s.nunique() / max(len(s), 1) for s in (left[pair.left], right[pair.right])), 2)

    return max(pairs, key=lambda p: (p.kind == "text", distinct(p), p.confidence), default=None)


def _rows(
    left: pd.DataFrame,
    right: pd.DataFrame,
    ties: _Ties,
    key: ColumnPair | None,
    amounts: tuple[pd.Series | None, pd.Series | None],
    many: str,
) -> pd.DataFrame:
    """All rows of both sides: tied ones, then those that only one side has."""
    keys = (left[key.left].to_numpy(), right[key.right].to_numpy()) if key else (None, None)
    sums = tuple(None if column_of is None else column_of.to_numpy() for column_of in amounts)
    own, place = (sums[1], ties.right) if many == "right" else (sums[0], ties.left)
    tied = pd.DataFrame(
        {
            "left_row": ties.left + 1,
            "right_row": ties.right + 1,
            "left_key": _taken(keys[0], ties.left),
            "right_key": _taken(keys[1], ties.right),
            "amount": _taken(own, place),
            "status": np.where(ties.chance >= CONFIRMED, "confirmed", "suggested"),
            "confidence": ties.chance.round(4),
            "reason": np.array(ties.reasons, dtype=object),
        }
    )
    sides = [tied]
    for name, other, at in (("left", "right", 0), ("right", "left", 1)):
        size = len((left, right)[at])
        alone = np.setdiff1d(np.arange(size), (ties.left, ties.right)[at])
        sides.append(
            pd.DataFrame(
                {
                    f"{name}_row": alone + 1,
                    f"{other}_row": 0,
                    f"{name}_key": _taken(keys[at], alone),
                    f"{other}_key": "",
                    "amount": _taken(sums[at], alone),
                    "status": f"{name}-only",
                    "confidence": 0.0,
                    "reason": f"nothing on the {other} that ties to it",
                }
            )
        )
    return pd.concat(sides, ignore_index=True)[list(_COLUMNS)]


def _taken(cells_of: np.ndarray | None, at: Ints) -> np.ndarray:
    return np.full(len(at), "", dtype=object) if cells_of is None else cells_of[at]


def _cells(
    left: pd.DataFrame,
    right: pd.DataFrame,
    ties: _Ties,
    others: Sequence[ColumnPair],
    unlike: Sequence[Bools],
    by_key: Keyed | None,
) -> pd.DataFrame:
    """The differing cells of tied rows; the amounts of the many against the one are no difference of cells."""
    if by_key is not None and by_key.many:
        kept = [at for at, pair in enumerate(others) if pair.kind != "number"]
        others, unlike = [others[at] for at in kept], [unlike[at] for at in kept]
    if not others:
        return pd.DataFrame({name: [] for name in NAMES})
    return cells(left, right, (ties.left, ties.right), others, unlike)
