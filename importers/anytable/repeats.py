"""Two columns of figures of which one repeats the whole on each of its parts' rows: only the parts may be added up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

_HOLDS: Final = 0.98  # share of the groups of several rows in which the parts must add up to the repeated whole
_GROUPS: Final = 3  # fewer groups of several rows prove nothing


def parts_of(whole: Sequence[int], parts: Sequence[int], groups: Sequence[Sequence[object]]) -> bool:
    """Whether `whole` stands repeated on rows of one group whose `parts` add up to it, for any of the columns `groups`.

    whole, parts: millionths, row by row.
    """
    for group in groups:
        frame = pd.DataFrame({"group": list(map(str, group)), "whole": whole, "parts": parts})
        found = frame.groupby("group", sort=False).agg(
            size=("whole", "size"), low=("whole", "min"), high=("whole", "max"), added=("parts", "sum")
        )
        several = found[(found["size"] > 1) & ((found["low"] != 0) | (found["added"] != 0))]
        if len(several) < _GROUPS:
            continue
        holds = (several["low"] == several["high"]) & (several["low"] == several["added"])
        if holds.mean() >= _HOLDS:
            return True
    return False
