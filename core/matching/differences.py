"""Compares two tables by a key, field by field: which rows stand on one side only, and every cell that differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.matching.columns import ColumnPair, canonical
from core.matching.damage import is_short_for, mending, plain_key, shortened
from core.matching.evidence import Bools, Ints

NAMES: Final = ("left_row", "right_row", "column", "left_value", "right_value", "difference")


@dataclass(frozen=True)
class Alignment:
    """Rows with one key. left, right: positions of rows, by left; mended: why keys that are written in two ways were taken for one, "" = equal."""

    left: Ints
    right: Ints
    mended: npt.NDArray[np.object_]


def positions(left: pd.Series, right: pd.Series) -> tuple[Ints, Ints]:
    """Positions of the rows whose keys are equal, by left; the keys of `right` have to be different, those of `left` may repeat."""
    at = pd.Index(right).get_indexer(pd.Index(left))
    found = np.flatnonzero(at >= 0)
    return found.astype(np.int64), at[found].astype(np.int64)


def align(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Rows by equal keys, then, for keys left over on both sides, by keys that a spreadsheet or a hand has damaged.

    left: keys of either side, "" = none; the keys of `right` that are not blank are different. A damaged key is only mended where just
    one key of the other side fits.
    """
    one, other = pd.Series(list(left), dtype="object"), pd.Series(list(right), dtype="object")
    filled = np.flatnonzero((other != "").to_numpy())
    li, at = positions(one, other.iloc[filled])
    ri = filled[at]
    kept = (one.to_numpy()[li] != "").astype(bool)
    li, ri = li[kept], ri[kept]
    pairs = [(li, ri, np.full(len(li), "", dtype=object))]
    rest_left = np.setdiff1d(np.flatnonzero((one != "").to_numpy()), li)
    rest_right = np.setdiff1d(filled, ri)
    if len(rest_left) and len(rest_right):
        pairs.append(_mended(one, other, rest_left, rest_right))
    li, ri, why = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    order = np.lexsort((ri, li))
    return Alignment(li[order], ri[order], why[order])


def _mended(
    one: pd.Series, other: pd.Series, rest_left: Ints, rest_right: Ints
) -> tuple[Ints, Ints, npt.NDArray[np.object_]]:
    """Pairs among the keys left over that are one key written in two ways."""
    all_plain = (pd.Series([plain_key(key) for key in side]) for side in (one, other))
    sides = [
        side.where(side.map(side.value_counts()) == 1) for side in all_plain
    ]  # one of several written alike is none
    plain = sides[0].iloc[rest_left], sides[1].iloc[rest_right].dropna()
    at = pd.Index(plain[1]).get_indexer(pd.Index(plain[0]))
    found = np.flatnonzero((at >= 0) & plain[0].notna().to_numpy())
    li, ri = rest_left[found], plain[1].index.to_numpy()[at[found]]
    short = _shortened(one, other, np.setdiff1d(rest_left, li), np.setdiff1d(rest_right, ri))
    li, ri = np.append(li, short[0]).astype(np.int64), np.append(ri, short[1]).astype(np.int64)
    why = np.array([mending(a, b) for a, b in zip(one.iloc[li], other.iloc[ri], strict=True)], dtype=object)
    return li, ri, why


def _shortened(one: pd.Series, other: pd.Series, rest_left: Ints, rest_right: Ints) -> tuple[list[int], list[int]]:
    """Long numbers that a spreadsheet has shortened to powers of ten, where just one key of the other side begins like it."""
    left: list[int] = []
    right: list[int] = []
    for side, rest, others, rest_others, turned in (
        (one, rest_left, other, rest_right, False),
        (other, rest_right, one, rest_left, True),
    ):
        whole = [
            (at, key.strip()) for at, key in zip(rest_others.tolist(), others.to_numpy()[rest_others], strict=True)
        ]
        whole = [(at, key) for at, key in whole if key.isdigit()]
        for at, key in zip(rest.tolist(), side.to_numpy()[rest], strict=True):
            found = shortened(key)
            if found is None:
                continue
            fits = [place for place, long in whole if is_short_for(found, long)]
            if len(fits) == 1:
                left.append(fits[0] if turned else int(at))
                right.append(int(at) if turned else fits[0])
    return left, right


def differing(
    left: pd.DataFrame,
    right: pd.DataFrame,
    rows: tuple[Ints, Ints],
    pairs: Sequence[ColumnPair],
    tolerance: Mapping[str, float] | None = None,
) -> list[Bools]:
    """Of each pair of columns, which of the aligned `rows` differ.

    Columns of numbers by value, within `tolerance` of the left column's name (absolute, 0 = exact); texts as they are compared by their
    kind. A blank differs from what is not blank.
    """
    out: list[Bools] = []
    known: dict[str, str] = {}
    for pair in pairs:
        x, y = left[pair.left].to_numpy()[rows[0]], right[pair.right].to_numpy()[rows[1]]
        allowed = (tolerance or {}).get(pair.left, 0.0)
        if x.dtype.kind in "iuf" and y.dtype.kind in "iuf":
            both = np.isnan(x) & np.isnan(y) if "f" in (x.dtype.kind + y.dtype.kind) else False
            out.append(np.asarray(~((np.abs(x - y) <= allowed) | both), np.bool_))
            continue
        unlike = np.asarray(x != y, np.bool_)
        at = np.flatnonzero(unlike)
        if len(at):
            unlike[at] = _unlike(x[at], y[at], pair.kind, allowed, known)
        out.append(unlike)
    return out


def _unlike(x: npt.NDArray[Any], y: npt.NDArray[Any], kind: str, allowed: float, known: dict[str, str]) -> Bools:
    """Which texts that are written in two ways also mean two things. known: texts already folded, added to."""
    if kind == "text":
        one, other = x.tolist(), y.tolist()
        new = list({*one, *other} - known.keys())
        known.update(zip(new, canonical(pd.Series(new, dtype="object"), kind).tolist(), strict=True))
        # signs only, as "-": compared as they stand
        return np.array([(known[p] or p) != (known[q] or q) for p, q in zip(one, other, strict=True)], np.bool_)
    a, b = (canonical(pd.Series(side, dtype="object"), kind).to_numpy(dtype=object) for side in (x, y))
    told_a, told_b = a != "", b != ""
    unlike = np.where(told_a & told_b, a != b, (x != y) & ((x != "") | (y != "")))
    if allowed and kind == "number":
        for at in np.flatnonzero(unlike & told_a & told_b).tolist():
            unlike[at] = abs(Decimal(a[at]) - Decimal(b[at])) > Decimal(str(allowed))
    return np.asarray(unlike, np.bool_)


def cells(
    left: pd.DataFrame,
    right: pd.DataFrame,
    rows: tuple[Ints, Ints],
    pairs: Sequence[ColumnPair],
    unlike: Sequence[Bools],
) -> pd.DataFrame:
    """Every cell that differs: left_row, right_row (1-based), column, left_value, right_value, difference (of figures: left - right)."""
    made = []
    for pair, which in zip(pairs, unlike, strict=True):
        at = np.flatnonzero(which)
        x, y = left[pair.left].to_numpy()[rows[0][at]], right[pair.right].to_numpy()[rows[1][at]]
        made.append(
            (
                at,
                rows[0][at] + 1,
                rows[1][at] + 1,
                np.full(len(at), pair.left, dtype=object),
                x,
                y,
                _gap(x, y, pair.kind),
            )
        )
    if not made:
        return pd.DataFrame({name: [] for name in NAMES})
    at, *columns = (np.concatenate(parts) for parts in zip(*made, strict=True))
    place = np.repeat(np.arange(len(made)), [len(part[0]) for part in made])
    order = np.argsort(at * len(made) + place, kind="stable")
    return pd.DataFrame({name: column[order] for name, column in zip(NAMES, columns, strict=True)})


def _gap(x: npt.NDArray[Any], y: npt.NDArray[Any], kind: str) -> npt.NDArray[np.object_]:
    """Left minus right, exact, for figures; days for days; "" for texts and where one of them is none."""
    if x.dtype.kind in "iuf" and y.dtype.kind in "iuf":
        return np.asarray(np.round(x - y, 6), dtype=object)
    out = np.full(len(x), "", dtype=object)
    if kind == "text":
        return out
    a, b = (canonical(pd.Series(side, dtype="object"), kind).to_numpy(dtype=object) for side in (x, y))
    if kind == "day":
        first, second = (pd.to_datetime(pd.Series(side), format="%Y-%m-%d", errors="coerce") for side in (a, b))
        gap = (first - second).dt.days
        return np.array(["" if pd.isna(each) else str(int(each)) for each in gap], dtype=object)
    for at, (p, q) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        out[at] = f"{Decimal(p) - Decimal(q):f}" if p and q else ""
    return out
