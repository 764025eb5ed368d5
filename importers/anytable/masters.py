"""Values of one table that a list beside it does not have: a product of a deal that the list of products lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from core.ports.importing import TableRead
from importers.anytable.entities import BY_NAME
from importers.shared.columns import plain

_SHARED: Final = 0.5  # share of a column's values that a list must have to be the list of them
_SHOWN: Final = 10


def strangers(tables: Sequence[TableRead]) -> dict[int, tuple[str, ...]]:
    """Sentences by place in `tables`, for columns whose values nearly all stand in a list of the same heading, but not all.

    A list is a table in which each value of the column stands once. Only tables of unknown layout are compared.
    """
    columns = [_columns(table) for table in tables]
    lists = {
        (place, heading): set(values)
        for place, own in enumerate(columns)
        for heading, values in own.items()
        if len(values) > 1 and len(set(values)) == len(values) and any(any(map(str.isalpha, each)) for each in values)
    }
    said: dict[int, tuple[str, ...]] = {}
    for place, own in enumerate(columns):
        for heading, values in own.items():
            counts = Counter(values)
            if len(counts) == len(values):
                continue
            for (other, name), known in lists.items():
                if other == place or name != heading:
                    continue
                lost = {value: count for value, count in counts.items() if value not in known}
                if lost and len(counts) - len(lost) >= _SHARED * len(counts):
                    said[place] = (*said.get(place, ()), _sentence(tables[place], heading, lost, len(known)))
    return said


def _sentence(table: TableRead, heading: str, lost: Mapping[str, int], known: int) -> str:
    printed = next((use.source for use in table.columns if plain(use.source) == heading), heading)
    shown = ", ".join(f"{value} ({count:,} rows)" for value, count in sorted(lost.items())[:_SHOWN])
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    return f"{printed} has values that the list of {known} beside it lacks: {shown}{more}."


def _columns(table: TableRead) -> dict[str, list[str]]:
    """Filled cells by folded heading: of the records, or of the rows set aside."""
    if not table.layout.startswith("generic."):
        return {}
    if not table.rows_loaded:
        found: dict[str, list[str]] = {}
        for problem in table.problems:
            for heading, value in problem.cells:
                if value.strip():
                    found.setdefault(plain(heading), []).append(value.strip())
        return found
    frame = table.frames[BY_NAME[table.entity].table]
    made = {}
    for use in table.columns:
        if use.target in frame and frame[use.target].dtype == np.dtype(object):
            values = frame[use.target].astype(str).str.strip()
            made[plain(use.source)] = [value for value in values.tolist() if value]
    return made
