"""What comparing two texts shows, for many pairs at once: shared words by how rare they are, slips, abbreviations, numbers, letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from core.matching.evidence import Bools, Floats, Ints
from core.matching.linkage.values import Pairing, firsts, spread
from core.matching.names import FORMS

_SLIP: Final = 0.72  # likeness of two words from which one is taken for the other
_PREFIX, _SKELETON = 0.93, 0.80  # likeness of an abbreviation that is the beginning of the word, or that drops letters
_NUMBER: Final = 5  # signs below which a word with a digit is a number of its name, not an account or model
_CUT: Final = 8  # letters from which the beginning of a name stands for the whole
_RUN: Final = 0.93  # likeness of all letters from which words of two names are only parted elsewhere
_FORM: Final = 0.75  # likeness from which a word is a slip of a legal form
_ACCOUNT: Final = re.compile(r"^(?:(?!19\d\d$|20\d\d$)\d{4,}|net\d+)$")
_LONG_FORMS: Final = tuple(sorted({"private", *(form for form in FORMS if len(form) >= 6)}))
_LONG: Final = 4  # letters from which a word may be a slip of another
_BLOCK: Final = 50_000  # pairs compared at once


@dataclass(frozen=True)
class Looks:
    """One entry a pair.

    dice, contained: share of the words' weight that agrees, of both and of the shorter one; letters: likeness of all letters in order;
    whole: the same with legal forms and silent words; bag: of the words sorted; cut: one is the beginning of the other; mass: weight of
    the agreeing words; numbers: 2 both have a number the other lacks, 1 one has, 0 none; extra_left, extra_right: words without a
    partner; slips: words taken for one although letters differ; slip: how much they differ; shared: equal words; rest_left, rest_right:
    weight of what does not agree; same_bag, same_whole: equal words in any order, equal letters;
    apart: a word or number stands on one side only that is neither an account number, a slip of a legal form nor words run together.
    """

    dice: Floats
    contained: Floats
    letters: Floats
    whole: Floats
    bag: Floats
    cut: Bools
    mass: Floats
    numbers: Ints
    extra_left: Ints
    extra_right: Ints
    slips: Ints
    slip: Floats
    shared: Ints
    rest_left: Floats
    rest_right: Floats
    same_bag: Bools
    same_whole: Bools
    apart: Bools


@dataclass(frozen=True)
class _Marks:
    """What the words of a vocabulary are made of. signs: as bits; digits: nothing else; number: a word with a digit that is short; idle: an
    account number, terms of payment or a slip of a legal form, which tell nothing about whose name it is.
    """

    signs: Ints
    lengths: Ints
    first: Ints
    digits: Bools
    number: Bools
    idle: Bools


def _marks(words: list[str]) -> _Marks:
    told = words or ["-"]
    return _Marks(
        signs=np.fromiter(map(_signs, told), np.int64, len(told)),
        lengths=np.fromiter(map(len, told), np.int64, len(told)),
        first=np.array([ord(word[0]) for word in told], np.int64),
        digits=np.array([word.isdigit() for word in told], np.bool_),
        idle=np.array([bool(_ACCOUNT.match(word)) or _is_nearly_form(word) for word in told], np.bool_),
        number=np.array([len(word) < _NUMBER and any(sign.isdigit() for sign in word) for word in told], np.bool_),
    )


def _is_nearly_form(word: str) -> bool:
    """Whether a word is a legal form with a slip or cut short."""
    return len(word) >= 3 and any(
        (len(word) >= 5 and OSA.normalized_similarity(word, form) >= _FORM) or form.startswith(word)
        for form in _LONG_FORMS
    )


def _signs(word: str) -> int:
    """The signs of a word as bits of one number."""
    out = 0
    for sign in set(word):
        out |= 1 << (ord(sign) % 62)
    return out


def looks(pairing: Pairing, left: Ints, right: Ints) -> Looks:
    """What comparing the values `left` and `right` shows, one entry a pair."""
    blocks = list(looks_in_blocks(pairing, left, right))
    if len(blocks) == 1:
        return blocks[0]
    names = Looks.__dataclass_fields__
    return Looks(**{name: np.concatenate([getattr(each, name) for each in blocks]) for name in names})


def looks_in_blocks(pairing: Pairing, left: Ints, right: Ints) -> Iterator[Looks]:
    """The same block by block, so that not all is held at once; one block at least."""
    marks, heads = _marks(pairing.words), _heads(pairing.left.whole, pairing.right.whole)
    for at in range(0, max(len(left), 1), _BLOCK):
        yield _block(pairing, marks, heads, left[at : at + _BLOCK], right[at : at + _BLOCK])


def _block(pairing: Pairing, marks: _Marks, heads: tuple[Ints, Ints], left: Ints, right: Ints) -> Looks:
    one, other, weight = pairing.left, pairing.right, pairing.weight
    size = len(left)
    vocabulary = np.int64(max(len(pairing.words), 1))
    own_left, at = spread(one.start, left)
    words_left = one.ids[at]
    own_right, at = spread(other.start, right)
    words_right = other.ids[at]
    key_left, key_right = own_left * vocabulary + words_left, own_right * vocabulary + words_right
    same_left = np.isin(key_left, key_right, assume_unique=True)
    same_right = np.isin(key_right, key_left, assume_unique=True)
    all_left = np.maximum(np.bincount(own_left, weight[words_left], size), 1e-6)
    all_right = np.maximum(np.bincount(own_right, weight[words_right], size), 1e-6)
    agreed = np.bincount(own_left[same_left], weight[words_left[same_left]], size)
    shared = np.bincount(own_left[same_left], minlength=size)
    a, b = (own_left[~same_left], words_left[~same_left]), (own_right[~same_right], words_right[~same_right])
    i, j, near = _near_words(a, b, pairing.words, marks)
    owner = a[0][i]
    near_left = np.bincount(owner, weight[a[1][i]] * near, size)
    near_right = np.bincount(owner, weight[b[1][j]] * near, size)
    alone_left, alone_right = np.ones(len(a[0]), np.bool_), np.ones(len(b[0]), np.bool_)
    alone_left[i] = alone_right[j] = False
    letters = _likeness(one.joined, other.joined, left, right)
    whole = _likeness(one.whole, other.whole, left, right)
    bag = (
        process.cpdist([one.bag[v] for v in left], [other.bag[v] for v in right], scorer=fuzz.ratio).astype(np.float64)
        / 100
    )
    return Looks(
        dice=(2 * agreed + near_left + near_right) / (all_left + all_right),
        contained=np.maximum((agreed + near_left) / all_left, (agreed + near_right) / all_right),
        letters=letters,
        whole=whole,
        bag=bag,
        cut=_cut(one.whole, other.whole, heads, left, right),
        mass=agreed + (near_left + near_right) / 2,
        numbers=_numbers(a, b, marks, size),
        extra_left=np.bincount(a[0][alone_left], minlength=size),
        extra_right=np.bincount(b[0][alone_right], minlength=size),
        slips=np.bincount(owner, minlength=size),
        slip=np.asarray(np.bincount(owner, 1 - near, size), np.float64),
        shared=shared,
        rest_left=np.asarray(all_left - agreed - near_left, np.float64),
        rest_right=np.asarray(all_right - agreed - near_right, np.float64),
        same_bag=bag >= 0.99999,
        same_whole=whole >= 0.99999,
        apart=_apart((a, alone_left), (b, alone_right), marks, letters, size),
    )


def _apart(
    one: tuple[tuple[Ints, Ints], Bools],
    other: tuple[tuple[Ints, Ints], Bools],
    marks: _Marks,
    letters: Floats,
    size: int,
) -> Bools:
    """Whether a word without a partner tells two names apart; words run together or parted tell nothing while no number changes."""
    out = np.zeros(size, np.bool_)
    number = np.zeros(size, np.bool_)
    for (owner, word), alone in (one, other):
        told = alone & ~marks.idle[word]
        out[owner[told]] = True
        number[owner[told & marks.number[word]]] = True
    both = np.bincount(one[0][0][one[1]], minlength=size) * np.bincount(other[0][0][other[1]], minlength=size) > 0
    run_together = both & (letters >= _RUN) & ~number
    return np.asarray(out & ~run_together, np.bool_)


def _likeness(one: list[str], other: list[str], left: Ints, right: Ints) -> Floats:
    found = process.cpdist([one[v] for v in left], [other[v] for v in right], scorer=OSA.normalized_similarity)
    return np.asarray(found, np.float64)


def _heads(one: list[str], other: list[str]) -> tuple[Ints, Ints]:
    """Numbers of the first letters of each text, equal where the letters are; -1 and -2 for texts too short to be known by them."""
    known: dict[str, int] = {}

    def numbered(texts: list[str], lone: int) -> Ints:
        told = (known.setdefault(text[:_CUT], len(known)) if len(text) > _CUT else lone for text in texts)
        return np.fromiter(told, np.int64, len(texts))

    return numbered(one, -1), numbered(other, -2)


def _cut(one: list[str], other: list[str], heads: tuple[Ints, Ints], left: Ints, right: Ints) -> Bools:
    """Whether one is the beginning of the other, but for its last letter."""
    out = heads[0][left] == heads[1][right] if len(left) else np.zeros(0, np.bool_)
    for at in np.flatnonzero(out).tolist():
        x, y = one[left[at]], other[right[at]]
        out[at] = x.startswith(y[:-1]) or y.startswith(x[:-1])
    return out


def _numbers(a: tuple[Ints, Ints], b: tuple[Ints, Ints], marks: _Marks, size: int) -> Ints:
    """How far the numbers of two names disagree: 2 each has one that the other lacks, 1 one of them has."""
    mine = np.bincount(a[0], marks.number[a[1]], size) > 0
    theirs = np.bincount(b[0], marks.number[b[1]], size) > 0
    return mine.astype(np.int64) + theirs.astype(np.int64)


def _near_words(
    a: tuple[Ints, Ints], b: tuple[Ints, Ints], words: list[str], marks: _Marks
) -> tuple[Ints, Ints, Floats]:
    """Words without an equal partner that are slips or abbreviations of one another: positions in `a` and `b`, and how like they are.

    a, b: pair and word of each, by pair. Each word has one partner at most, the likest first.
    """
    low = np.searchsorted(b[0], a[0], "left")
    lengths = np.searchsorted(b[0], a[0], "right") - low
    i = np.repeat(np.arange(len(a[0])), lengths)
    ends = np.cumsum(lengths)
    j = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths) + np.repeat(low, lengths)
    vocabulary = np.int64(max(len(words), 1))
    possible = np.flatnonzero(_could_be_near(marks, a[1][i], b[1][j]))
    i, j = i[possible], j[possible]
    different, place = np.unique(a[1][i] * vocabulary + b[1][j], return_inverse=True)
    one, other = [words[v] for v in different // vocabulary], [words[v] for v in different % vocabulary]
    like = _word_likeness(one, other)[place]
    kept = like > 0
    i, j, like = i[kept], j[kept], like[kept]
    for _ in range(2):  # of each word of the one side its likest, then of each of the other
        order = np.lexsort((-like, i))
        i, j, like = i[order], j[order], like[order]
        first = firsts(i)
        i, j, like = j[first], i[first], like[first]
    return i, j, like


def _could_be_near(marks: _Marks, one: Ints, other: Ints) -> Bools:
    """Which of the pairs of words may be slips or abbreviations: enough letters in common, and no number among them."""
    signs, lengths, digits, first = marks.signs, marks.lengths, marks.digits, marks.first
    x, y = signs[one], signs[other]
    long = np.maximum(lengths[one], lengths[other])
    changes = np.floor((1 - _SLIP) * long + 1e-9)  # one change adds a sign to each set at most
    slips = (
        (np.bitwise_count(x ^ y) <= 2 * changes) & (np.abs(lengths[one] - lengths[other]) <= changes) & (long >= _LONG)
    )
    within = np.where(lengths[one] <= lengths[other], x & ~y, y & ~x) == 0
    short = (first[one] == first[other]) & within & (np.minimum(lengths[one], lengths[other]) >= 2)
    return np.asarray((slips | short) & ~digits[one] & ~digits[other], np.bool_)


def _word_likeness(one: list[str], other: list[str]) -> Floats:
    """How sure two words are one: 1 - slips per letter, or an abbreviation; 0 = another word."""
    out = np.zeros(len(one))
    if not one:
        return out
    slips = process.cpdist(one, other, scorer=OSA.normalized_similarity, score_cutoff=_SLIP)
    for at, (x, y) in enumerate(zip(one, other, strict=True)):
        short, long = (x, y) if len(x) <= len(y) else (y, x)
        like = float(slips[at]) if len(long) >= _LONG else 0.0
        if len(short) >= 3 and long.startswith(short):
            like = max(like, _PREFIX)
        elif like < _SKELETON and len(short) < len(long) and short[0] == long[0] and _drops(short, long):
            like = _SKELETON
        out[at] = like
    return out


def _drops(short: str, long: str) -> bool:
    """Whether `short` is `long` with letters left out."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def cosine(pairing: Pairing, left: Ints, right: Ints) -> Floats:
    """Cosine of the words' weights of two texts (tf-idf without repeats), one entry a pair."""
    one, other = pairing.left, pairing.right
    square = (pairing.weight + 1) ** 2
    norms = [
        np.sqrt(np.bincount(np.repeat(np.arange(len(v)), np.diff(v.start)), square[v.ids], len(v)))
        for v in (one, other)
    ]
    vocabulary = np.int64(max(len(pairing.words), 1))
    out = np.zeros(len(left))
    step = max(_BLOCK // 8, 1)
    for begin in range(0, len(left), step):
        one_side, other_side = left[begin : begin + step], right[begin : begin + step]
        own_left, at = spread(one.start, one_side)
        words_left = one.ids[at]
        own_right, at = spread(other.start, other_side)
        same = np.isin(own_left * vocabulary + words_left, own_right * vocabulary + other.ids[at], assume_unique=True)
        dot = np.bincount(own_left[same], square[words_left[same]], len(one_side))
        out[begin : begin + step] = dot / np.maximum(norms[0][one_side] * norms[1][other_side], 1e-9)
    return out
