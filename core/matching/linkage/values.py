"""The different values of a column, prepared once: words, letters, and what is blank; two columns share one vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.matching.evidence import Bools, Floats, Ints
from core.matching.names import FORMS, canonical_word, fold, without_trade_name

_NOT_WORD: Final = re.compile(r"[^0-9a-z&]+")
_NOT_SIGN: Final = re.compile(r"[^0-9a-z]")
_SILENT: Final = frozenset({"and", "the", "of", "&"})
_ROMAN: Final = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
    "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
}  # fmt: skip
_MODEL: Final = 5  # signs from which a word of letters and digits is a model number


@dataclass(frozen=True)
class Values:
    """The different values of one column.

    code: value of each row, in 0..len(text)-1. text: telling words in order; whole: all letters without a space; joined: `text` without
    a space; bag: its words sorted. ids, start: the different words of each value as numbers of the shared vocabulary, those of value v
    in ids[start[v]:start[v+1]], ascending. rows: how many rows hold each value. blank: values that say nothing.
    """

    code: Ints
    text: list[str]
    whole: list[str]
    joined: list[str]
    bag: list[str]
    ids: Ints
    start: Ints
    rows: Ints
    blank: Bools

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Pairing:
    """Two columns that mean the same, over one vocabulary. words: by number; weight: of each word, the log of how rare it is."""

    left: Values
    right: Values
    words: list[str]
    weight: Floats


def pairing(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """Both columns prepared; `right` may be `left` itself where a table is compared with itself."""
    vocabulary: dict[str, int] = {}
    one = _values(left, vocabulary)
    other = one if right is left else _values(right, vocabulary)
    counts = _counts(one, len(vocabulary)) + (0 if other is one else _counts(other, len(vocabulary)))
    size = len(left) + (0 if other is one else len(right))
    weight = np.maximum(np.log(max(size, 2) / np.maximum(counts, 1)), 0.05)
    return Pairing(one, other, list(vocabulary), weight)


def _counts(values: Values, size: int) -> Floats:
    """Rows in which each word stands."""
    doc = np.repeat(np.arange(len(values)), np.diff(values.start))
    return np.asarray(np.bincount(values.ids, values.rows[doc].astype(np.float64), size), np.float64)


def _values(column: Sequence[str], vocabulary: dict[str, int]) -> Values:
    places: dict[str, int] = {}
    row_place = np.fromiter((places.setdefault(cell, len(places)) for cell in column), np.int64, len(column))
    seen: dict[tuple[str, str], int] = {}
    codes = np.empty(len(places), np.int64)
    words: list[list[str]] = []
    wholes: list[str] = []
    for at, cell in enumerate(places):
        told, whole = told_words(cell)
        key = (" ".join(told), whole)
        number = seen.setdefault(key, len(seen))
        if number == len(words):
            words.append(told)
            wholes.append(whole)
        codes[at] = number
    numbers = [sorted({vocabulary.setdefault(word, len(vocabulary)) for word in each}) for each in words]
    start = np.zeros(len(words) + 1, np.int64)
    np.cumsum([len(each) for each in numbers], out=start[1:])
    code = codes[row_place] if places else np.zeros(0, np.int64)
    return Values(
        code=code,
        text=[" ".join(each) for each in words],
        whole=wholes,
        joined=["".join(each) for each in words],
        bag=[" ".join(sorted(each)) for each in words],
        ids=np.array([number for each in numbers for number in each], np.int64),
        start=start,
        rows=np.bincount(code, minlength=len(words)),
        blank=np.array([not each for each in wholes], np.bool_),
    )


def told_words(cell: str) -> tuple[list[str], str]:
    """The telling words of a cell in order, and all its letters without a space.

    Legal forms and silent words are dropped while anything else is left, abbreviations are spelled one way, roman numerals are numbers, a
    trading name after "t/a" and the like is left out, and a word of letters and digits also counts without its hyphens.
    """
    folded = fold(cell)
    whole = _words(folded)
    named = without_trade_name(folded)
    words = whole if named is folded else _words(named) or whole
    words = [canonical_word(word) for word in words if word not in _SILENT] or words
    told = [_ROMAN.get(word, word) for word in words if word not in FORMS] or words
    models = [_NOT_SIGN.sub("", each) for each in named.split() if _is_model(each)]
    return [*told, *(each for each in models if each not in told)], "".join(whole)


def _is_model(word: str) -> bool:
    signs = _NOT_SIGN.sub("", word)
    return len(signs) >= _MODEL and len(signs) < len(word) and any(s.isdigit() for s in signs) and not signs.isdigit()


def _words(folded: str) -> list[str]:
    """Words of letters and digits; single letters that stand together are one word."""
    words: list[str] = []
    run = ""
    for part in _NOT_WORD.sub(" ", folded.replace("'", "")).split():
        if len(part) == 1 and part.isalpha():
            run += part
            continue
        if run:
            words.append(run)
            run = ""
        words.append(part)
    return [*words, run] if run else words


def spread(start: Ints, which: npt.NDArray[np.int64]) -> tuple[Ints, Ints]:
    """For each entry v of `which` the positions start[v]..start[v+1]-1: number of the entry, and position."""
    lengths = start[which + 1] - start[which]
    own = np.repeat(np.arange(len(which)), lengths)
    ends = np.cumsum(lengths)
    position = (
        np.arange(int(ends[-1]) if len(ends) else 0)
        - np.repeat(ends - lengths, lengths)
        + np.repeat(start[which], lengths)
    )
    return own, position


def firsts(keys: Ints) -> Bools:
    """True at the first of each run of equal keys."""
    out = np.ones(len(keys), np.bool_)
    out[1:] = keys[1:] != keys[:-1]
    return out
