"""Ties rows of two tables, or of one with itself: candidates by rare keys, levels by column, weights learned, partners chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.matching.evidence import Bools, Evidence, Floats, Ints
from core.matching.linkage.choosing import lead, one_to_one
from core.matching.linkage.comparing import cosine, looks_in_blocks
from core.matching.linkage.fields import Column, place
from core.matching.linkage.keys import best_of_each, row_pairs, summed, value_pairs
from core.matching.linkage.learning import FLOOR, kept_chance, learned
from core.matching.linkage.levels import (
    MISSING,
    Levelled,
    day_levels,
    number_levels,
    place_levels,
    text_levels,
    whole_levels,
)
from core.matching.linkage.values import Pairing, Values, pairing

_PRODUCT: Final = 2500  # rows of both sides that may share a value before it names nobody
_PARTNERS: Final = 12  # candidates kept a row
_WORDY: Final = (
    1.5  # words a cell from which a column says something that may stand in another column of the other table
)


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


def link(columns: Sequence[Column], *, within: bool = False, partners: int = _PARTNERS) -> Linked:
    """The ties of two tables by their paired columns; within: of one table with itself, each pair once, left before right."""
    columns = [column for column in columns if not _shares_nothing(column)]
    prepared = [pairing(c.left, c.left if within else c.right) for c in columns]
    whole = _whole(columns, within=within)
    left, right = _candidates([*zip(columns, prepared, strict=True)], whole, partners, within=within)
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


def told(found: Linked, which: Ints) -> list[list[Evidence]]:
    """The evidence of the pairs `which`: each column's level in words with its weight; blanks say nothing."""
    out: list[list[Evidence]] = [[] for _ in which]
    for field, weight in zip(found.fields, found.weights, strict=True):
        made = [
            Evidence(float(w), f"{field.name} {word}") for w, word in zip(weight.tolist(), field.words, strict=True)
        ]
        for evidence, level in zip(out, field.level[which].tolist(), strict=True):
            if level != MISSING:
                evidence.append(made[level])
    return out


def named(found: Linked) -> Bools:
    """Whether something that can name a thing speaks for each pair; figures and days alone prove none."""
    out = np.zeros(len(found.left), np.bool_)
    for field, weight in zip(found.fields, found.weights, strict=True):
        if field.names:
            out |= (field.level != MISSING) & (weight[np.maximum(field.level, 0)] > 0)
    return out


def apart(found: Linked) -> Bools:
    """Whether the name of each pair has a word or a number that its partner lacks: then nothing is proven.

    The name is the column that says most for the chosen pairs.
    """
    best, out = 0.0, np.zeros(len(found.left), np.bool_)
    for field, weight in zip(found.fields, found.weights, strict=True):
        if field.names and found.chosen.any():
            own = np.where(field.level != MISSING, weight[np.maximum(field.level, 0)], 0.0)
            said = float(own[found.chosen].mean())
            if said > best:
                best, out = said, np.zeros(len(out), np.bool_) if field.apart is None else field.apart
    return out


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


def _shares_nothing(column: Column) -> bool:
    """Whether a column numbers the rows of each table in its own way: cells with digits that all differ, and none in common."""
    if column.left is column.right or min(len(column.left), len(column.right)) < 2:
        return False
    one, other = ({cell.casefold() for cell in side if cell} for side in (column.left, column.right))
    if len(one) < 0.99 * len(column.left) or len(other) < 0.99 * len(column.right) or one & other:
        return False
    return all(
        " " not in cell and any(sign.isdigit() for sign in cell) for cell in (*column.left[:200], *column.right[:200])
    )


def _candidates(
    prepared: Sequence[tuple[Column, Pairing]], whole: Pairing | None, partners: int, *, within: bool
) -> tuple[Ints, Ints]:
    rights = max((len(p.right.code) for _, p in prepared), default=1)
    parts: list[tuple[Ints, Floats]] = [(np.zeros(0, np.int64), np.zeros(0, np.float64))]
    found = [(p, column.left_number is None) for column, p in prepared if not column.running]
    for paired, fuzzy in [*found, *([(whole, False)] if whole else [])]:
        left, right, strength = row_pairs(paired, *value_pairs(paired, fuzzy=fuzzy), _PRODUCT)
        parts.append((left * np.int64(rights) + right, strength))
    keys, strength = summed(np.concatenate([k for k, _ in parts]), np.concatenate([s for _, s in parts]))
    left, right = keys // rights, keys % rights
    if within:
        once = left < right
        left, right, strength = left[once], right[once], strength[once]
    kept = best_of_each(left, right, strength, partners)
    return left[kept], right[kept]


def _levelled(column: Column, paired: Pairing, left: Ints, right: Ints) -> Levelled:
    one, other = paired.left.code[left], paired.right.code[right]
    missing = paired.left.blank[one] | paired.right.blank[other]
    keys, at = np.unique(one * np.int64(max(len(paired.right), 1)) + other, return_inverse=True)
    values_left, values_right = keys // max(len(paired.right), 1), keys % max(len(paired.right), 1)
    if column.left_number is not None and column.right_number is not None:
        rows = paired.left.rows.sum() + paired.right.rows.sum()
        rarity = np.log(rows / np.maximum(paired.left.rows[one] + paired.right.rows[other], 1))
        by = day_levels if column.kind == "day" else number_levels
        return by(column.name, column.left_number[left], column.right_number[right], rarity, missing)
    if column.kind == "place":
        texts = _texts(column.left, paired.left), _texts(column.right, paired.right)
        sides = [[place(text) for text in side] for side in texts]
        found = place_levels(column.name, [sides[0][v] for v in values_left], [sides[1][v] for v in values_right])
    else:
        found = _text(column.name, paired, values_left, values_right)
    apart = None if found.apart is None else found.apart[at] & ~missing
    return replace(found, level=np.where(missing, MISSING, found.level[at]), apart=apart)


def _text(name: str, paired: Pairing, left: Ints, right: Ints) -> Levelled:
    blocks = [
        text_levels(name, each, np.zeros(len(each.dice), np.bool_)) for each in looks_in_blocks(paired, left, right)
    ]
    apart = np.concatenate([each.apart for each in blocks if each.apart is not None])
    return replace(blocks[0], level=np.concatenate([each.level for each in blocks]), apart=apart)


def _texts(cells: Sequence[str], values: Values) -> list[str]:
    """A cell of each value."""
    out = [""] * len(values)
    for cell, code in zip(cells, values.code.tolist(), strict=True):
        out[code] = cell
    return out


def _by_row(whole: Pairing, left: Ints, right: Ints) -> Floats:
    one, other = whole.left.code[left], whole.right.code[right]
    keys, place = np.unique(one * np.int64(max(len(whole.right), 1)) + other, return_inverse=True)
    return cosine(whole, keys // max(len(whole.right), 1), keys % max(len(whole.right), 1))[place]
