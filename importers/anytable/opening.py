"""Where the table of a sheet begins, when no known layout says so: its heading row, or that it has none; and what is no table at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Row, Sheet

NO_HEADING: Final = -1
_SEARCHED: Final = 60  # rows in which the heading is looked for
_LOOKED_AT: Final = 200  # rows by which the table's width is known
_LONG: Final = 120  # letters of a cell that is a sentence and no heading
_FIGURE: Final = re.compile(r"[-+(]?[$£€]? ?\d[\d.,'’ /:\-]*[%)]?")


def heading_of(sheet: Sheet) -> int | None:
    """Index of the heading row, NO_HEADING for a table that begins with its first data row, None where there is no table."""
    rows = sheet.rows[:_LOOKED_AT]
    filled = [_filled(row) for row in rows]
    wide = [count for count in filled if count > 1]
    if not wide or not _is_table(rows, filled):
        return None
    usual = _usual(wide)
    places = [index for index, count in enumerate(filled[:_SEARCHED]) if count >= max(2, usual * 0.6)]
    if not places:
        return None
    first = places[0]
    below = [rows[index] for index in range(first + 1, len(rows)) if filled[index] > 1]
    if _is_data(rows[first], below):
        # A heading may still stand under a first wide row of figures (a period, a set of parameters).
        for index in places[1:6]:
            under = [rows[at] for at in range(index + 1, len(rows)) if filled[at] > 1]
            if _is_heading(rows[index], under):
                return index
        return NO_HEADING
    return first


def _filled(row: Row) -> int:
    return sum(1 for cell in row if not is_blank(cell))


def _usual(counts: Sequence[int]) -> int:
    """The number of filled cells that most of the wider rows have."""
    common = Counter(counts)
    return max(common, key=lambda count: (common[count] * count, count))


def _is_table(rows: Sequence[Row], filled: Sequence[int]) -> bool:
    """Whether rows share a width and are not sentences."""
    some = [index for index, count in enumerate(filled) if count]
    several = [index for index in some if filled[index] > 1]
    if len(several) < 2 or (len(several) * 2 < len(some) and len(several) < 4):
        return False
    widths = Counter(len(rows[index]) for index in several)
    width, often = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    if often * 2 < len(several) and often < 8:
        return False
    first = rows[several[0]]
    cells = [text_of(cell).strip() for cell in first if not is_blank(cell)]
    return (
        width > 1
        and sum(1 for cell in cells if len(cell) <= _LONG) * 2 > len(cells)
        and not cells[0].startswith(("{", "[", "<"))
    )


def _kind(cell: object) -> str:
    if is_blank(cell):
        return ""
    if isinstance(cell, (date, datetime, time)):
        return "figure"
    if isinstance(cell, (int, float)):
        return "figure"
    return "figure" if _FIGURE.fullmatch(text_of(cell).strip()) else "text"


def _figures(rows: Sequence[Row], place: int) -> float:
    kinds = [_kind(row[place]) for row in rows[:60] if place < len(row)]
    kinds = [kind for kind in kinds if kind]
    return sum(kind == "figure" for kind in kinds) / len(kinds) if kinds else 0.0


def _is_data(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row's figures stand over figures, so that it is no heading."""
    same = other = 0
    for place, cell in enumerate(row):
        kind = _kind(cell)
        if not kind:
            continue
        share = _figures(below, place)
        if share >= 0.7:
            same += kind == "figure"
            other += kind == "text"
    return same > other


def _is_heading(row: Row, below: Sequence[Row]) -> bool:
    texts = sum(_kind(cell) == "text" for cell in row)
    over = sum(_kind(cell) == "text" and _figures(below, place) >= 0.7 for place, cell in enumerate(row))
    return texts * 10 >= _filled(row) * 9 and over >= 2 and not _is_data(row, below)
