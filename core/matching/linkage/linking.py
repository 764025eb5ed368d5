"""Ties rows of two tables, or of one with itself: candidates by rare keys, levels by column, weights learned, partners chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from core.matching.evidence import Bools, Floats, Ints
from core.matching.linkage.choosing import lead, one_to_one
from core.matching.linkage.comparing import cosine, looks
from core.matching.linkage.keys import best_of_each, row_pairs, summed, value_pairs
from core.matching.linkage.learning import FLOOR, kept_chance, learned
from core.matching.linkage.levels import Levelled, number_levels, text_levels, whole_levels
from core.matching.linkage.values import Pairing, pairing

_PRODUCT: Final = 2500  # rows of both sides that may share a value before it names nobody
_PARTNERS: Final = 12  # candidates kept a row
_WORDY: Final = (
    1.5  # words a cell from which a column says something that may stand in another column of the other table
)


@dataclass(frozen=True)
class Column:
    """Two columns that mean the same. number: cells are figures (NaN = blank); running: they number the rows and say nothing by themselves."""

    name: str
    left: Sequence[str]
    right: Sequence[str]
    left_number: Floats | None = None
    right_number: Floats | None = None
    running: bool = False


@dataclass(frozen=True)
class Linked:
    """Candidate pairs of rows. weight: total log-odds; chosen: one to one; chance: how sure, 0 where not chosen; lead: over the nearest rival.

    fields, weights: what the total is the sum of, by column.
    """

    left: Ints
    right: Ints
    weight: Floats
    chosen: Bools
    chance: Floats
    lead: Floats
    fields: tuple[Levelled, ...]
    weights: tuple[Floats, ...]


def link(columns: Sequence[Column], *, within: bool = False) -> Linked:
    """The ties of two tables by their paired columns; within: of one table with itself, each pair once, left before right."""
    prepared = [pairing(c.left, c.left if within else c.right) for c in columns]
    whole = _whole(columns, within=within)
    left, right = _candidates([*zip(columns, prepared, strict=True)], whole, within=within)
    fields = [_levelled(c, p, left, right) for c, p in zip(columns, prepared, strict=True)]
    if whole is not None:
        fields.append(whole_levels("row", _by_row(whole, left, right)))
    running = [at for at, column in enumerate(columns) if column.running]
    weights, total = learned(fields, left, right, start_without=running, within=within)
    if within:
        chosen, chance = total > 0, 1 / (1 + np.exp(-np.clip(total, -30.0, 30.0)))
        return Linked(
            left,
            right,
            total,
            chosen,
            np.where(chosen, chance, 0.0),
            np.full(len(total), np.inf),
            tuple(fields),
            tuple(weights),
        )
    chosen = one_to_one(left, right, total - FLOOR)
    chance = kept_chance(total, left, right, chosen)
    return Linked(left, right, total, chosen, chance, lead(left, right, total, chosen), tuple(fields), tuple(weights))


def _whole(columns: Sequence[Column], *, within: bool) -> Pairing | None:
    """All texts of a row as one, where rows have enough to say beyond single names."""
    texts = [column for column in columns if column.left_number is None]
    if sum(_words_a_cell(column.left) >= _WORDY for column in texts) < 2:
        return None
    left = [" ".join(cells) for cells in zip(*(column.left for column in texts), strict=True)]
    return pairing(left, left if within else [" ".join(cells) for cells in zip(*(c.right for c in texts), strict=True)])


def _words_a_cell(cells: Sequence[str]) -> float:
    filled = [cell for cell in cells[:2000] if cell]
    return sum(len(cell.split()) for cell in filled) / max(len(filled), 1)


def _candidates(
    prepared: Sequence[tuple[Column, Pairing]], whole: Pairing | None, *, within: bool
) -> tuple[Ints, Ints]:
    rights = max((len(p.right.code) for _, p in prepared), default=1)
    parts: list[tuple[Ints, Floats]] = []
    found = [(p, column.left_number is None) for column, p in prepared if not column.running]
    for paired, fuzzy in [*found, *([(whole, False)] if whole else [])]:
        left, right, strength = row_pairs(paired, *value_pairs(paired, fuzzy=fuzzy), _PRODUCT)
        parts.append((left * np.int64(rights) + right, strength))
    keys, strength = summed(np.concatenate([k for k, _ in parts]), np.concatenate([s for _, s in parts]))
    left, right = keys // rights, keys % rights
    if within:
        once = left < right
        left, right, strength = left[once], right[once], strength[once]
    kept = best_of_each(left, right, strength, _PARTNERS)
    return left[kept], right[kept]


def _levelled(column: Column, paired: Pairing, left: Ints, right: Ints) -> Levelled:
    one, other = paired.left.code[left], paired.right.code[right]
    missing = paired.left.blank[one] | paired.right.blank[other]
    keys, place = np.unique(one * np.int64(max(len(paired.right), 1)) + other, return_inverse=True)
    values_left, values_right = keys // max(len(paired.right), 1), keys % max(len(paired.right), 1)
    if column.left_number is not None and column.right_number is not None:
        rows = paired.left.rows.sum() + paired.right.rows.sum()
        rarity = np.log(rows / np.maximum(paired.left.rows[one] + paired.right.rows[other], 1))
        return number_levels(column.name, column.left_number[left], column.right_number[right], rarity, missing)
    found = text_levels(column.name, looks(paired, values_left, values_right), np.zeros(len(keys), np.bool_))
    return Levelled(column.name, np.where(missing, -1, found.level[place]), found.prior, found.shape)


def _by_row(whole: Pairing, left: Ints, right: Ints) -> Floats:
    one, other = whole.left.code[left], whole.right.code[right]
    keys, place = np.unique(one * np.int64(max(len(whole.right), 1)) + other, return_inverse=True)
    return cosine(whole, keys // max(len(whole.right), 1), keys % max(len(whole.right), 1))[place]


def figures(column: Sequence[str]) -> Floats | None:
    """The cells as numbers where nearly all that are filled are some; None else."""
    cells = pd.Series(list(column), dtype="object").str.replace(r"[\s,$£€]", "", regex=True)
    filled = cells != ""
    numbers = pd.to_numeric(cells.where(filled), errors="coerce")
    if not filled.any() or float(numbers[filled].notna().mean()) < 0.9:
        return None
    return numbers.to_numpy(np.float64)


def is_running(*columns: Floats | None) -> bool:
    """Whether every column counts its rows: nearly each cell is one more than the one before."""
    return all(
        column is not None and len(column) > 20 and float((np.diff(column) == 1).mean()) > 0.9 for column in columns
    )
