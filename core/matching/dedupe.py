"""Rows of one table that are the same party or document, as groups, with how sure each row belongs to the first of its group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from core.matching.evidence import Floats, Ints
from core.matching.linkage.clustering import clusters
from core.matching.linkage.fields import Column, column
from core.matching.linkage.linking import apart, link, named

CONFIRMED: Final = 0.99
_UNPROVEN: Final = 0.98  # most that can be made of a row whose name has a word or number of its own
_TOKEN: Final = re.compile(r"^\S*\d\S*$")
_PARTNERS: Final = 20  # candidates kept a row: a group may be large


def dedupe(frame: pd.DataFrame) -> pd.DataFrame:
    """row, cluster (both 1-based; a cluster is named by its first row), status, confidence; every row of `frame` once, in order.

    frame: every column text, "" = blank. status: confirmed or suggested, "" for a row that stands alone and for the first of a group.
    """
    size = len(frame)
    columns = telling_columns(frame)
    first, sure, proven = np.arange(size), np.zeros(size), np.zeros(size, np.bool_)
    if columns and size > 1:
        found = link(columns, within=True, partners=_PARTNERS)
        first = clusters(size, found.left, found.right, found.weight)
        sure = _sureness(first, found.left, found.right, found.weight)
        proof = named(found) & ~apart(found) & (first[found.left] == first[found.right]) & (found.weight > 0)
        proven[found.left[proof]] = proven[found.right[proof]] = True
        sure = np.where(proven, sure, np.minimum(sure, _UNPROVEN))
    grouped = np.bincount(first, minlength=size)[first] > 1
    later = grouped & (first != np.arange(size))
    head = grouped & ~later
    confidence = np.where(later, sure, np.where(head, 1.0, 0.0))
    status = np.where(later, np.where(sure >= CONFIRMED, "confirmed", "suggested"), "")
    return pd.DataFrame(
        {"row": np.arange(size) + 1, "cluster": first + 1, "status": status, "confidence": confidence.round(4)}
    )


def summary(found: pd.DataFrame) -> str:
    """How many rows are left over as doubles of others, in words."""
    counts = found["status"].value_counts()
    groups = found["cluster"][found["status"] != ""].nunique()
    return (
        f"{len(found)} rows, {found['cluster'].nunique()} different; {groups} with doubles:"
        f" {counts.get('confirmed', 0)} confirmed, {counts.get('suggested', 0)} suggested"
    )


def telling_columns(frame: pd.DataFrame) -> list[Column]:
    """The columns by which rows can be told apart or taken for one: not those that number the rows, and not those that hold one value."""
    out: list[Column] = []
    for name in frame.columns:
        cells: Sequence[str] = frame[name].str.strip().tolist()
        filled = [cell for cell in cells if cell]
        different = set(filled)
        if len(different) < 2 or (len(different) == len(filled) and all(_TOKEN.match(cell) for cell in filled)):
            continue
        made = column(str(name), cells, cells)
        if not made.running:
            out.append(made)
    return out


def _sureness(first: Ints, left: Ints, right: Ints, weight: Floats) -> Floats:
    """Chance of each row to belong to its group: by the heaviest pair that holds it there, less by pairs that speak against it."""
    own = first[left] == first[right]
    left, right, weight = left[own], right[own], weight[own]
    best = np.full(len(first), -np.inf)
    total, count = np.zeros(len(first)), np.zeros(len(first))
    for side in (left, right):
        np.maximum.at(best, side, weight)
        np.add.at(total, side, weight)
        np.add.at(count, side, 1)
    told = np.minimum(best, np.where(count > 0, total / np.maximum(count, 1), -np.inf) + 4.0)
    return np.asarray(1 / (1 + np.exp(-np.clip(told, -30.0, 30.0))), np.float64)
