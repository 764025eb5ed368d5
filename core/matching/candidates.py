"""Which records are worth comparing: those that share a key, found by sorting, never by trying all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.matching.evidence import Ints, Objects

_SHIFT = np.int64(32)
_LOW = np.int64(0xFFFFFFFF)


def sharing(owner: Ints, key: Objects, limit: int) -> tuple[Ints, Ints]:
    """Pairs of owners (smaller first, each once) that share a key.

    owner, key: one entry for each key an owner has. A key of more than `limit` owners says nothing and is left out.
    """
    found = _pairs(*_rare(owner, key, limit), limit)
    pairs = np.unique(found)
    return pairs >> _SHIFT, pairs & _LOW


def _rare(owner: Ints, key: Objects, limit: int) -> tuple[Ints, Ints]:
    """Owners and key codes, each once, sorted by key; keys of more than `limit` owners left out."""
    if not len(owner):
        none = np.zeros(0, dtype=np.int64)
        return none, none
    codes = pd.factorize(key)[0].astype(np.int64)
    packed = np.unique((codes << _SHIFT) | owner.astype(np.int64))
    owner, codes = packed & _LOW, packed >> _SHIFT
    few = np.bincount(codes)[codes] <= limit
    return owner[few], codes[few]


def _pairs(owner: Ints, codes: Ints, limit: int) -> Ints:
    """Every pair of owners under one key, packed as `smaller << 32 | larger`, repeated for each key they share."""
    found = [np.zeros(0, dtype=np.int64)]
    for lag in range(1, min(limit, len(owner))):
        same = codes[lag:] == codes[:-lag]
        if not same.any():
            break
        found.append((owner[:-lag][same] << _SHIFT) | owner[lag:][same])
    return np.concatenate(found)


def alike_texts(texts: Sequence[str], share: float, limit: int) -> tuple[Ints, Ints]:
    """Pairs of positions whose texts share at least `share` of their three-letter pieces (Dice)."""
    owner: list[int] = []
    grams: list[str] = []
    sizes = np.zeros(len(texts))
    for position, text in enumerate(texts):
        padded = f" {text} "
        pieces = {padded[at : at + 3] for at in range(len(padded) - 2)}
        sizes[position] = len(pieces)
        owner.extend([position] * len(pieces))
        grams.extend(pieces)
    who, codes = _rare(np.array(owner, dtype=np.int64), np.array(grams, dtype=object), limit)
    pairs, counts = np.unique(_pairs(who, codes, limit), return_counts=True)
    left, right = pairs >> _SHIFT, pairs & _LOW
    # Frequent pieces were left out, so the share is measured against the pieces that count.
    kept = np.bincount(who, minlength=len(texts)).astype(float)
    near = 2 * counts >= share * np.minimum(kept[left] + kept[right], sizes[left] + sizes[right])
    return left[near], right[near]
