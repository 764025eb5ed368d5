"""Which columns of two tables mean the same: by what they are called, abbreviated or not, and by the values they share."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from core.matching.assign import one_to_one
from core.matching.damage import plain_key

_PROPOSED: Final = 0.5  # confidence from which a pair is proposed
_NAMED: Final = 0.95  # headings so alike pair columns of different kinds too
_KEYED: Final = (
    0.6  # likeness of headings and share of keys from which numbers and texts are keys of one thing, one side damaged
)
_CODED: Final = 3  # letters under which shared values are codes that many columns use
_TOKEN: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_VOWELS: Final = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class ColumnPair:
    """A left and a right column that mean the same. confidence: 0..1. kind: number, day or text."""

    left: str
    right: str
    confidence: float
    kind: str


def propose_columns(left: pd.DataFrame, right: pd.DataFrame) -> tuple[ColumnPair, ...]:
    """Columns that mean the same, best first; headings and shared values speak together, kinds must agree unless headings do."""
    if left.empty or right.empty:
        return ()
    names = [_stripped(list(map(str, frame.columns))) for frame in (left, right)]
    kinds = [[kind_of(frame[c]) for c in frame.columns] for frame in (left, right)]
    values = [
        [_sample(frame[c], kind) for c, kind in zip(frame.columns, kinds[side], strict=True)]
        for side, frame in enumerate((left, right))
    ]
    found: list[tuple[int, int, float]] = []
    for a in range(left.shape[1]):
        for b in range(right.shape[1]):
            name = alike(names[0][a], names[1][b])
            if kinds[0][a] != kinds[1][b] and name < _NAMED:
                if "day" not in (kinds[0][a], kinds[1][b]) and name >= _KEYED:
                    same = _same_keys(left.iloc[:, a], right.iloc[:, b])
                    if same >= _KEYED:
                        found.append((a, b, 1 - (1 - 0.9 * name**2) * (1 - 0.85 * same)))
                continue
            shared = _shared(values[0][a], values[1][b], len(left), len(right))
            score = 1 - (1 - 0.9 * name**2) * (1 - 0.85 * shared)
            if score >= _PROPOSED:
                found.append((a, b, score))
    if not found:
        return ()
    weights = np.array([score for _, _, score in found])
    chosen, _ = one_to_one(np.array([a for a, _, _ in found]), np.array([b for _, b, _ in found]), weights, _PROPOSED)
    made = [
        ColumnPair(str(left.columns[a]), str(right.columns[b]), round(score, 4), kinds[0][a])
        for (a, b, score), taken in zip(found, chosen.tolist(), strict=True)
        if taken
    ]
    return tuple(sorted(made, key=lambda pair: (-pair.confidence, pair.left, pair.right)))


def _same_keys(left: pd.Series, right: pd.Series) -> float:
    """Share of the fewer keys that both have once damage is undone; 0 where too few are different to be keys."""
    sides = [[plain_key(cell) for cell in column.head(3000).tolist() if cell] for column in (left, right)]
    different = [frozenset(side) for side in sides]
    if any(len(each) < max(3, len(side) / 4) for each, side in zip(different, sides, strict=True)):
        return 0.0
    return len(different[0] & different[1]) / min(map(len, different))


def _stripped(names: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of each heading, without the first word that all share (a table's name before each)."""
    parted = [_words(name) for name in names]
    firsts = {words[0] for words in parted if words}
    if len(parted) > 1 and len(firsts) == 1 and all(len(words) > 1 for words in parted):
        return [words[1:] for words in parted]
    return parted


def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return tuple(token.casefold() for token in _TOKEN.findall(plain)) or (name.casefold().strip(),)


def alike(left: Sequence[str], right: Sequence[str]) -> float:
    """How much two headings, word by word, read as one name, 0..1: equal, alike, cut short word by word, or without vowels."""
    a, b = "".join(left), "".join(right)
    if a == b:
        return 1.0
    best = min(fuzz.token_sort_ratio(" ".join(left), " ".join(right)) / 100, _covered(left, right))
    if _cut_short(left, right) or _cut_short(right, left):
        best = max(best, 0.8 + 0.15 * min(len(a), len(b)) / max(len(a), len(b)))
    bones = _VOWELS.sub("", a), _VOWELS.sub("", b)
    if bones[0] == bones[1] and bones[0] and (a in bones or b in bones):
        best = max(best, 0.8 + 0.03 * min(len(bones[0]), 5))
    return best


def _covered(left: Sequence[str], right: Sequence[str]) -> float:
    """Letters of the words that have a like word on the other side, over all letters."""
    whole = sum(map(len, left)) + sum(map(len, right))
    met = 0.0
    for words, others in ((left, right), (right, left)):
        met += sum(len(word) * max(fuzz.ratio(word, other) / 100 for other in others) ** 2 for word in words)
    return met / whole if whole else 0.0


def _cut_short(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word of `short` begins the word of `long` at its place."""
    return len(short) == len(long) and all(word.startswith(part) for part, word in zip(short, long, strict=True))


def _shared(left: frozenset[str], right: frozenset[str], rows_left: int, rows_right: int) -> float:
    """How much the shared values say, 0..1.

    Two yes/no columns share all their values and still mean different things, and so do columns of one-letter codes and of small
    counts; values that name rows say more.
    """
    fewer = min(len(left), len(right))
    both = left & right
    if not both:
        return 0.0
    named = min(len(left) / rows_left, len(right) / rows_right, 1.0)
    informative = max(min(1.0, math.log2(1 + fewer) / 5), named if fewer > 2 else 0.0)
    letters = sum(map(len, both)) / len(both)
    return len(both) / fewer * informative * min(1.0, letters / _CODED)


def kind_of(column: pd.Series) -> str:
    """number, day or text, by what nine in ten of the filled cells are."""
    cells = column[column != ""].head(400)
    if cells.empty:
        return "text"
    numbers = cells.map(lambda v: _number(v) is not None).mean()
    days = cells.map(lambda v: _day(v) != "").mean()
    return "day" if days >= 0.9 else "number" if numbers >= 0.9 else "text"


def _number(text: str) -> Decimal | None:
    plain = re.sub(r"[\s,$£€]", "", text)
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?", plain) or (plain[0] == "0" and len(plain) > 1 and plain[1] != "."):
        return None
    try:
        return Decimal(plain).normalize()
    except InvalidOperation:
        return None


def _day(text: str) -> str:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if found:
        return found[0]
    found = re.match(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    return f"{found[3]}-{found[1]:0>2}/{found[2]:0>2}" if found else ""


def canonical(column: pd.Series, kind: str) -> pd.Series:
    """The column's cells as they are compared: plain numbers, ISO days, folded words; "" for blank and for what is none."""
    distinct = {}
    for value in column.unique().tolist():
        if kind == "number":
            number = _number(value)
            distinct[value] = "" if number is None else f"{number:f}"
        elif kind == "day":
            distinct[value] = _day(value)
        else:
            plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().casefold()
            distinct[value] = re.sub(r"[\W_]+", " ", plain).strip()
    return column.map(distinct).astype("object")


def _sample(column: pd.Series, kind: str) -> frozenset[str]:
    return frozenset(canonical(column.head(3000), kind).tolist()) - {""}
