"""Which pairs of values are worth comparing: those that share something rare, found without comparing all with all.

Each kind of key is a list of (value, key); equal keys are joined, and a pair's strength is the sum of the logs of how rare its shared keys are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from core.matching.evidence import Bools, Floats, Ints
from core.matching.linkage.values import Pairing, Values, firsts, spread

_EXACT: Final = 8.0  # strength of equal values
_CHUNK: Final = 500_000  # joined keys held at once
_HELD: Final = 3_000_000  # pairs held before those that are not among the strongest are let go


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is joined. product: rows of both sides that may share a key; rarest: keys a value is known by; best: partners kept a value."""

    product: int
    rarest: int
    best: int


_SIGNS: Final = 38  # letters, digits, the space, and one for all else
_GRAMS: Final = np.int64(_SIGNS**3)
_SIGN_NUMBERS: Final = np.full(256, _SIGNS - 1, np.int64)
_SIGN_NUMBERS[np.frombuffer(b" abcdefghijklmnopqrstuvwxyz0123456789", np.uint8)] = np.arange(_SIGNS - 1)

WORDS: Final = Limits(3600, 4, 5)
COUPLES: Final = Limits(900, 5, 4)
GRAMS: Final = Limits(10_000, 10, 5)


def value_pairs(pairing: Pairing, *, fuzzy: bool) -> tuple[Ints, Ints, Floats]:
    """Pairs of values worth comparing and their strength; fuzzy: also by runs of three letters, for values without an equal partner."""
    left, right = pairing.left, pairing.right
    exact = np.unique(np.concatenate([_equal(left.bag, right.bag), _equal(left.whole, right.whole)]))
    exact = exact[~left.blank[exact // len(right)]] if len(right) else exact
    found = [(exact, np.full(len(exact), _EXACT))]
    words = _word_keys(left), _word_keys(right)
    found.append(_joined(*words, len(left), len(right), WORDS))
    found.append(_joined(_couples(left), _couples(right), len(left), len(right), COUPLES))
    if fuzzy and len(right):
        lonely = (
            np.setdiff1d(np.arange(len(left)), exact // len(right)),
            np.setdiff1d(np.arange(len(right)), exact % len(right)),
        )
        found.append(_joined(_grams(left, lonely[0]), _grams(right, lonely[1]), len(left), len(right), GRAMS))
    keys, strength = summed(np.concatenate([k for k, _ in found]), np.concatenate([s for _, s in found]))
    size = max(len(right), 1)
    return keys // size, keys % size, strength


def summed(keys: Ints, strength: Floats) -> tuple[Ints, Floats]:
    """Each key once, ascending, with the sum of its strengths."""
    order = np.argsort(keys, kind="stable")
    keys, strength = keys[order], strength[order]
    at = np.flatnonzero(firsts(keys))
    return keys[at], np.add.reduceat(strength, at) if len(at) else strength


def best_of_each(left: Ints, right: Ints, strength: Floats, best: int) -> Bools:
    """Pairs that are among the `best` strongest of either side; of equal ones the first."""
    kept = np.zeros(len(left), np.bool_)
    for side in (left, right):
        order = np.lexsort((-strength, side))
        kept[order[_rank(side[order]) < best]] = True
    return kept


def _rank(sorted_keys: Ints) -> Ints:
    """0, 1, 2 ... within each run of equal keys."""
    start = np.flatnonzero(firsts(sorted_keys))
    return np.arange(len(sorted_keys)) - np.repeat(start, np.diff(np.append(start, len(sorted_keys))))


def _equal(left: list[str], right: list[str]) -> Ints:
    """Keys left * len(right) + right of equal texts."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(right):
        places.setdefault(text, []).append(at)
    pairs = [one * len(right) + other for one, text in enumerate(left) for other in places.get(text, ())]
    return np.array(pairs, np.int64)


def _word_keys(values: Values) -> tuple[Ints, Ints]:
    return np.repeat(np.arange(len(values)), np.diff(values.start)), values.ids


def _couples(values: Values) -> tuple[Ints, Ints]:
    """Two words of a value together: what tells names apart that are made of common words only."""
    lengths = np.diff(values.start)
    if lengths.max(initial=0) > 12:  # long texts have rare words enough
        lengths = np.where(lengths > 12, 0, lengths)
    at = np.repeat(values.start[:-1], lengths) + _within(lengths)
    counts = np.repeat(lengths, lengths)
    one = np.repeat(at, counts)
    other = np.repeat(np.repeat(values.start[:-1], lengths), counts) + _within(counts)
    a, b = values.ids[one], values.ids[other]
    doc = np.repeat(np.repeat(np.arange(len(values)), lengths), counts)
    kept = a < b
    return doc[kept], (a[kept] << np.int64(31)) + b[kept]


def _within(lengths: Ints) -> Ints:
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)


def _grams(values: Values, which: Ints) -> tuple[Ints, Ints]:
    """Runs of three letters of the joined words, a space at both ends; each once a value."""
    texts = [f" {values.joined[at]} " for at in which.tolist()]
    if not texts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    letters = _SIGN_NUMBERS[np.frombuffer("".join(texts).encode("latin-1", "replace"), np.uint8)]
    lengths = np.array([len(text) for text in texts], np.int64)
    runs = np.maximum(lengths - 2, 0)
    at = np.repeat(np.cumsum(lengths) - lengths, runs) + _within(runs)
    code = (letters[at] * _SIGNS + letters[at + 1]) * _SIGNS + letters[at + 2]
    both = np.unique(np.repeat(which, runs) * _GRAMS + code)
    return both // _GRAMS, both % _GRAMS


def _joined(
    left: tuple[Ints, Ints], right: tuple[Ints, Ints], lefts: int, rights: int, limits: Limits
) -> tuple[Ints, Floats]:
    """Pairs of values that share a key rare enough, the strongest of each side."""
    if not len(left[0]) or not len(right[0]):
        return np.zeros(0, np.int64), np.zeros(0, np.float64)
    one, other = left[1], right[1]
    size = int(max(one.max(), other.max())) + 1
    if size > len(one) + len(other):
        codes, _ = pd.factorize(np.concatenate([one, other]))
        one, other = codes[: len(one)].astype(np.int64), codes[len(one) :].astype(np.int64)
        size = int(max(one.max(), other.max())) + 1
    count_left, count_right = np.bincount(one, minlength=size), np.bincount(other, minlength=size)
    rare = np.log((lefts + rights) / np.maximum(count_left + count_right, 1))
    usable = (count_left > 0) & (count_right > 0) & (count_left * count_right <= limits.product)
    doc_left, one = _rarest(left[0], one, rare, usable, limits.rarest)
    doc_right, other = _rarest(right[0], other, rare, usable, limits.rarest)
    order = np.argsort(other, kind="stable")
    other, doc_right = other[order], doc_right[order]
    low, high = np.searchsorted(other, one, "left"), np.searchsorted(other, one, "right")
    found: list[tuple[Ints, Floats]] = []
    held = 0
    # the keys of a left value stand together, so that its pairs are summed in one chunk
    for begin, end in _chunks(doc_left, high - low):
        lengths = high[begin:end] - low[begin:end]
        at = np.repeat(low[begin:end], lengths) + _within(lengths)
        keys, strength = summed(
            np.repeat(doc_left[begin:end], lengths) * np.int64(rights) + doc_right[at],
            np.repeat(rare[one[begin:end]], lengths),
        )
        found.append((keys, strength))
        held += len(keys)
        if held > _HELD:
            found = [_best(found, rights, limits.best)]
            held = 0
    return _best(found, rights, limits.best)


def _best(found: list[tuple[Ints, Floats]], rights: int, best: int) -> tuple[Ints, Floats]:
    """The strongest pairs of either side, of parts that follow one another."""
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.float64)
    keys, strength = np.concatenate([k for k, _ in found]), np.concatenate([s for _, s in found])
    kept = best_of_each(keys // rights, keys % rights, strength, best)
    return keys[kept], strength[kept]


def _chunks(docs: Ints, sizes: Ints) -> list[tuple[int, int]]:
    """Ranges of keys of about _CHUNK joined pairs that do not part the keys of a value."""
    if not len(docs):
        return []
    total = np.cumsum(sizes)
    ends = np.flatnonzero(np.append(docs[1:] != docs[:-1], True)) + 1
    out, begin, base = [], 0, 0
    for end in ends.tolist():
        if total[end - 1] - base >= _CHUNK or end == len(docs):
            out.append((begin, end))
            begin, base = end, int(total[end - 1])
    return out


def _rarest(docs: Ints, keys: Ints, rare: Floats, usable: Bools, take: int) -> tuple[Ints, Ints]:
    """Up to `take` of the rarest usable keys of each value."""
    kept = usable[keys]
    docs, keys = docs[kept], keys[kept]
    size = np.int64(len(rare))
    by_rarity = np.argsort(-rare, kind="stable")
    place = np.empty(len(rare), np.int64)
    place[by_rarity] = np.arange(len(rare))
    both = np.sort(docs * size + place[keys])
    docs, keys = both // size, by_rarity[both % size]
    first = _rank(docs) < take
    return docs[first], keys[first]


def row_pairs(pairing: Pairing, left: Ints, right: Ints, strength: Floats, product: int) -> tuple[Ints, Ints, Floats]:
    """Pairs of values as pairs of rows; values that stand on too many rows name nobody."""
    one, other = pairing.left, pairing.right
    kept = (one.rows[left] * other.rows[right] <= product) & ~one.blank[left] & ~other.blank[right]
    left, right, strength = left[kept], right[kept], strength[kept]
    order_left, order_right = np.argsort(one.code, kind="stable"), np.argsort(other.code, kind="stable")
    own, at = spread(np.append(0, np.cumsum(one.rows)), left)
    rows_left, right, strength = order_left[at], right[own], strength[own]
    own, at = spread(np.append(0, np.cumsum(other.rows)), right)
    return rows_left[own], order_right[at], strength[own]
