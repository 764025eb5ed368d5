"""Ties any two tables row by row: columns proposed by name and content, rows by the rarity of what they share.

The weight of an agreement is the log of how rare the shared value is on both sides (Fellegi-Sunter with term frequencies, as splink
describes it); a disagreement counts against by how dependable the column is. One-to-one by weight with a margin test.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from core.matching.columns import ColumnPair, canonical, propose_columns

Cells = npt.NDArray[np.object_]
Weights = npt.NDArray[np.float64]
_MAX_SHARED: Final = 40  # a value on more rows than this names nothing
_NEAR: Final = 86.0  # token-sort similarity from which two texts are taken as variants
_CONFIRM: Final = 0.99
_SUGGEST: Final = 0.50


@dataclass(frozen=True)
class Tied:
    """The result. rows: left_row, right_row (1-based, 0 = none), left_key, right_key, amount, status, confidence, reason;
    cells: left_row, right_row, column, left_value, right_value, difference for tied rows that differ.
    """

    columns: tuple[ColumnPair, ...]
    rows: pd.DataFrame
    cells: pd.DataFrame


def tie(left: pd.DataFrame, right: pd.DataFrame) -> Tied:
    """Ties two frames of text (every column str, "" = blank) one-to-one."""
    pairs = propose_columns(left, right)
    scored = _score(left, right, pairs)
    chosen = _assign(scored, len(left), len(right))
    return Tied(pairs, _rows(left, right, pairs, chosen), _cells(left, right, pairs, chosen))


# --- rows ------------------------------------------------------------------------------------------------------------


def _score(left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair]) -> pd.DataFrame:
    """Candidate pairs with weight (log-odds, natural) and words: what agrees, what differs."""
    columns = []
    for pair in pairs:
        cells = [canonical(frame[name], pair.kind) for frame, name in ((left, pair.left), (right, pair.right))]
        columns.append((pair, cells[0].to_numpy(dtype=object), cells[1].to_numpy(dtype=object)))
    found: list[pd.DataFrame] = []
    for pair, a, b in columns:
        found.append(_joined(a, b))
        if pair.kind == "text":
            found.append(_by_tokens(a, b))
    candidates = (
        pd.concat(found, ignore_index=True).drop_duplicates()
        if found
        else pd.DataFrame({"l": [], "r": []}, dtype="int64")
    )
    size = len(candidates)
    weight = np.full(size, -math.log(max(len(left), len(right), 2)), dtype=float)
    agree = np.full(size, "", dtype=object)
    differ = np.full(size, "", dtype=object)
    li, ri = candidates["l"].to_numpy(dtype=int), candidates["r"].to_numpy(dtype=int)
    for pair, a, b in columns:
        x, y = a[li], b[ri]
        both = (x != "") & (y != "")
        same = both & (x == y)
        rarity = _rarity(b, x, pair.kind)
        trust = min(0.999, 0.7 + 0.299 * pair.confidence)
        weight += np.where(same, rarity * pair.confidence + math.log(trust), 0.0)
        near = np.zeros(size, dtype=bool)
        if pair.kind == "text":
            open_ = np.flatnonzero(both & ~same)
            if open_.size:
                ratio = process.cpdist(x[open_].tolist(), y[open_].tolist(), scorer=fuzz.token_sort_ratio)
                near[open_] = ratio >= _NEAR
                weight[open_] += np.where(ratio >= _NEAR, 2.5 * (ratio - 70) / 30, -2.0 * pair.confidence)
        else:
            weight += np.where(both & ~same, -1.5 * pair.confidence, 0.0)
        agree = np.where(same | near, agree + np.where(near, f"{pair.left} alike; ", f"{pair.left} equal; "), agree)
        differ = np.where(both & ~same & ~near, differ + f"{pair.left} differs; ", differ)
    candidates["weight"], candidates["agree"], candidates["differ"] = weight, agree, differ
    return candidates


def _rarity(column: Cells, values: Cells, kind: str) -> Weights:
    """Log of how unlikely a row of somebody else would hold each value: its other rows in `column`, smoothed.

    A text seen once says more than one in n: names and numbers come from a far larger space than the table shows. A figure does not.
    """
    filled = column[column != ""]
    size = max(len(filled), 2)
    others = pd.Series(values).map(pd.Series(filled).value_counts()).fillna(1).to_numpy(dtype=float) - 1
    smooth = 0.5 if kind == "number" else 1 / size
    return np.asarray(-np.log((others + smooth) / size))


def _joined(a: np.ndarray, b: np.ndarray) -> pd.DataFrame:
    """Row pairs that share a value which is not too common."""
    left = pd.DataFrame({"v": a, "l": np.arange(len(a))})
    right = pd.DataFrame({"v": b, "r": np.arange(len(b))})
    left, right = left[left["v"] != ""], right[right["v"] != ""]
    left = left[left.groupby("v")["l"].transform("size") <= _MAX_SHARED]
    right = right[right.groupby("v")["r"].transform("size") <= _MAX_SHARED]
    return left.merge(right, on="v")[["l", "r"]]


def _by_tokens(a: np.ndarray, b: np.ndarray) -> pd.DataFrame:
    """Row pairs that share a word (of three letters or more) which is not too common."""
    frames = []
    for values, name in ((a, "l"), (b, "r")):
        words = pd.Series(values).str.split().explode()
        words = words[words.str.len() >= 3]
        frames.append(pd.DataFrame({"v": words.to_numpy(), name: words.index.to_numpy()}).drop_duplicates())
    left, right = frames
    left = left[left.groupby("v")["l"].transform("size") <= _MAX_SHARED]
    right = right[right.groupby("v")["r"].transform("size") <= _MAX_SHARED]
    return left.merge(right, on="v")[["l", "r"]]


def _assign(scored: pd.DataFrame, lefts: int, rights: int) -> pd.DataFrame:
    """One-to-one, heaviest first; confidence falls with the next best rival of either row."""
    if scored.empty:
        return scored.assign(confidence=pd.Series(dtype=float))
    order = scored.sort_values(["weight", "l", "r"], ascending=[False, True, True], kind="stable")
    used_left, used_right = np.zeros(lefts, dtype=bool), np.zeros(rights, dtype=bool)
    keep = []
    for position, (li, ri) in enumerate(zip(order["l"].tolist(), order["r"].tolist(), strict=True)):
        if not used_left[li] and not used_right[ri]:
            used_left[li] = used_right[ri] = True
            keep.append(position)
    chosen = order.iloc[keep].copy()
    top = scored.groupby("l")["weight"].nlargest(2).groupby(level=0).agg(["max", "min", "size"])
    top_right = scored.groupby("r")["weight"].nlargest(2).groupby(level=0).agg(["max", "min", "size"])

    def rival(frame: pd.DataFrame, keys: pd.Series, weight: pd.Series) -> np.ndarray:
        best, second, size = (keys.map(frame[c]).to_numpy(dtype=float) for c in ("max", "min", "size"))
        mine = weight.to_numpy(dtype=float)
        return np.where(mine < best, best, np.where(size > 1, second, -np.inf))

    weight = chosen["weight"]
    gap = weight.to_numpy(dtype=float) - np.maximum(
        rival(top, chosen["l"], weight), rival(top_right, chosen["r"], weight)
    )
    odds = np.minimum(weight.to_numpy(dtype=float), gap)
    chosen["confidence"] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chosen[chosen["confidence"] >= _SUGGEST]


def _rows(left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair], chosen: pd.DataFrame) -> pd.DataFrame:
    key = _key_column(left, pairs)
    amount = next((p for p in pairs if p.kind == "number" and p is not key), None)
    li, ri = chosen["l"].to_numpy(dtype=int), chosen["r"].to_numpy(dtype=int)
    tied = pd.DataFrame(
        {
            "left_row": li + 1,
            "right_row": ri + 1,
            "left_key": left[key.left].to_numpy()[li] if key else "",
            "right_key": right[key.right].to_numpy()[ri] if key else "",
            "amount": left[amount.left].to_numpy()[li] if amount else "",
            "status": np.where(chosen["confidence"] >= _CONFIRM, "confirmed", "suggested"),
            "confidence": chosen["confidence"].round(4).to_numpy(),
            "reason": (chosen["agree"] + chosen["differ"]).str.strip("; ").to_numpy(),
        }
    )
    sides = []
    for frame, used, name, other in ((left, li, "left", "right"), (right, ri, "right", "left")):
        alone = np.setdiff1d(np.arange(len(frame)), used)
        sides.append(
            pd.DataFrame(
                {
                    f"{name}_row": alone + 1,
                    f"{other}_row": 0,
                    f"{name}_key": frame[getattr(key, name)].to_numpy()[alone] if key else "",
                    f"{other}_key": "",
                    "amount": frame[getattr(amount, name)].to_numpy()[alone] if amount else "",
                    "status": f"{name}-only",
                    "confidence": 0.0,
                    "reason": "nothing like it on the other side",
                }
            )
        )
    out = pd.concat([tied.sort_values(["left_row", "right_row"]), *sides], ignore_index=True)
    return out[["left_row", "right_row", "left_key", "right_key", "amount", "status", "confidence", "reason"]]


def _key_column(left: pd.DataFrame, pairs: Sequence[ColumnPair]) -> ColumnPair | None:
    """The paired column that names rows best: most distinct values, then the surest pair."""
    return max(
        pairs,
        key=lambda p: (round(left[p.left].nunique() / max(len(left), 1), 2), p.kind == "text", p.confidence),
        default=None,
    )


def _cells(left: pd.DataFrame, right: pd.DataFrame, pairs: Sequence[ColumnPair], chosen: pd.DataFrame) -> pd.DataFrame:
    li, ri = chosen["l"].to_numpy(dtype=int), chosen["r"].to_numpy(dtype=int)
    made = []
    for pair in pairs:
        a, b = left[pair.left].to_numpy(dtype=object)[li], right[pair.right].to_numpy(dtype=object)[ri]
        x = canonical(left[pair.left], pair.kind).to_numpy(dtype=object)[li]
        y = canonical(right[pair.right], pair.kind).to_numpy(dtype=object)[ri]
        differ = np.flatnonzero(x != y)
        gap = ["" for _ in differ]
        if pair.kind == "number":
            gap = [f"{Decimal(p) - Decimal(q):f}" if p and q else "" for p, q in zip(x[differ], y[differ], strict=True)]
        made.append(
            pd.DataFrame(
                {
                    "left_row": li[differ] + 1,
                    "right_row": ri[differ] + 1,
                    "column": pair.left,
                    "left_value": a[differ],
                    "right_value": b[differ],
                    "difference": gap,
                }
            )
        )
    names = ["left_row", "right_row", "column", "left_value", "right_value", "difference"]
    cells = pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=names)
    return cells.sort_values(["left_row", "right_row", "column"], kind="stable").reset_index(drop=True)[names]
