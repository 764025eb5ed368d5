"""Two columns of figures of which one repeats the whole on each of its parts' rows: only the parts may be added up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

_HOLDS: Final = 0.98  # share of the groups of several rows in which the parts must add up to the repeated whole
_GROUPS: Final = 3  # fewer groups of several rows prove nothing


def parts_of(whole: Sequence[int], parts: Sequence[int], groups: Sequence[Sequence[object]]) -> bool:
    """Whether `whole` stands repeated on rows of one group whose `parts` add up to it, for any of the columns `groups`.

    whole, parts: millionths, row by row.
    """
    figures, own = np.asarray(whole, np.int64), np.asarray(parts, np.int64)
    for group in groups:
        codes, first = _coded(group)
        size = np.bincount(codes)
        added = np.zeros(len(size), np.int64)
        np.add.at(added, codes, own)
        low = figures[first]
        uneven = np.bincount(codes, figures != low[codes])
        several = (size > 1) & ((low != 0) | (added != 0))
        if several.sum() >= _GROUPS and ((uneven == 0) & (low == added))[several].mean() >= _HOLDS:
            return True
    return False


def _coded(group: Sequence[object]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The group of each row as a number, and the first row of each group."""
    places: dict[str, int] = {}
    codes = np.fromiter((places.setdefault(str(cell), len(places)) for cell in group), np.int64, len(group))
    return codes, np.unique(codes, return_index=True)[1]
