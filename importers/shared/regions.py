"""Several tables in one sheet, told apart: below each other or side by side, each under headings of its own.

A table is cut only where two kinds of evidence meet, empty rows or columns and a second row of headings over cells of another kind;
a blank row inside a table never cuts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

Row = list[object]
_FIGURE: Final = re.compile(r"[-+(]?[A-Z$£€¥]{0,3}\s?\d[\d.,:/\-\s'%)]*(?:[A-Za-z€$£%]{0,3})?\)?")
_TOTAL: Final = re.compile(r"(grand[ -]?|sub-?)?totals?\b|sum\b", re.IGNORECASE)
_MOST: Final = 12  # tables that one sheet is cut into


@dataclass(frozen=True)
class Region:
    """A table of a sheet. first_row, first_column: where it stands in the sheet, from 0."""

    rows: list[Row]
    first_row: int = 0
    first_column: int = 0


def regions_of(rows: list[Row]) -> list[Region]:
    """The tables of a sheet in reading order; one region with all rows where nothing proves a second table."""
    whole = Region(rows)
    found = [part for column in _columns(whole) for part in _bands(column)]
    return found if 1 < len(found) <= _MOST else [whole]


# --- below each other ------------------------------------------------------------------------------------------------


def _bands(region: Region) -> list[Region]:
    """The region cut above each row of headings that follows an empty row and heads cells of its own."""
    rows = region.rows
    empty = [index for index, row in enumerate(rows) if not any(row) and not any(cell != "" for cell in row)]
    if not empty:
        return [region]
    starts = [index + 1 for index in empty if index + 1 < len(rows) and _filled(rows[index + 1])]
    cuts = [0]
    for start in starts:
        heading = _heading(rows, start)
        if heading is None:
            continue
        above = _heading_within(rows, cuts[-1], start)
        if above is None or _same(rows[above], rows[heading]):
            continue
        cuts.append(start)
    if len(cuts) == 1:
        return [region]
    return [
        Region(rows[first:last], region.first_row + first, region.first_column)
        for first, last in zip(cuts, [*cuts[1:], len(rows)], strict=True)
    ]


def _heading(rows: Sequence[Row], start: int) -> int | None:
    """The row of headings of a block that begins at `start`: its first row, or the one below a title."""
    row = rows[start]
    if len(_filled(row)) == 1 and isinstance(_filled(row)[0], str) and start + 1 < len(rows):
        return start + 1 if _heads(rows, start + 1) else None
    return start if _heads(rows, start) else None


def _heading_within(rows: Sequence[Row], start: int, end: int) -> int | None:
    return next((index for index in range(start, min(end, start + 30)) if _heads(rows, index)), None)


def _heads(rows: Sequence[Row], index: int) -> bool:
    """Whether a row names the columns of the rows below it: distinct words, one over every filled column, some over figures or days."""
    cells = rows[index]
    names = [cell for cell in cells if cell != ""]
    if len(names) < 2 or not all(isinstance(cell, str) and _word(cell) for cell in names):
        return False
    if len({str(name).casefold() for name in names}) < len(names) or _TOTAL.match(str(names[0]).strip()):
        return False
    below = []
    for row in rows[index + 1 : index + 21]:
        if not any(cell != "" for cell in row):
            break
        below.append(row)
    if not below:
        return False
    kinds = 0
    for place in range(len(cells)):
        column = [row[place] for row in below if place < len(row) and row[place] != ""]
        if column and cells[place] == "":
            return False
        kinds += any(_figured(cell) for cell in column)
    return kinds > 0


def _word(text: str) -> bool:
    plain = text.strip()
    return 0 < len(plain) <= 60 and not _FIGURE.fullmatch(plain) and any(sign.isalpha() for sign in plain)


def _figured(cell: object) -> bool:
    if isinstance(cell, str):
        return _FIGURE.fullmatch(cell.strip()) is not None
    return isinstance(cell, (int, float, date, datetime, time, timedelta))


def _filled(row: Row) -> list[object]:
    return [cell for cell in row if cell != ""]


def _same(one: Row, other: Row) -> bool:
    return [str(cell).casefold() for cell in _filled(one)] == [str(cell).casefold() for cell in _filled(other)]


# --- side by side ----------------------------------------------------------------------------------------------------


def _columns(region: Region) -> list[Region]:
    """The region cut at empty columns where both sides are tables that share a heading or begin in different rows."""
    rows = region.rows
    width = max(map(len, rows), default=0)
    head = rows[:60]
    candidates = [place for place in range(width) if all(_blank(row, place) for row in head)]
    if not candidates or not all(isinstance(row, list) for row in head):
        return [region]
    gaps = [place for place in candidates if all(_blank(row, place) for row in rows)]
    spans = _spans(gaps, width)
    if len(spans) < 2:
        return [region]
    parts = [Region(_cut(rows, first, last), region.first_row, region.first_column + first) for first, last in spans]
    heads = [_heading_within(part.rows, 0, len(part.rows)) for part in parts]
    if any(head is None or last - first < 2 for head, (first, last) in zip(heads, spans, strict=True)):
        return [region]
    names = [
        {str(cell).strip().casefold() for cell in _filled(part.rows[head or 0])}
        for part, head in zip(parts, heads, strict=True)
    ]
    shared = all(names[0] & other for other in names[1:])
    return parts if shared or len(set(heads)) == len(heads) else [region]


def _blank(row: Row, place: int) -> bool:
    return place >= len(row) or row[place] == ""


def _spans(gaps: Sequence[int], width: int) -> list[tuple[int, int]]:
    """The runs of columns between the gaps, first and one past the last."""
    empty = set(gaps)
    spans: list[tuple[int, int]] = []
    for place in range(width):
        if place in empty:
            continue
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans


def _cut(rows: Sequence[Row], first: int, last: int) -> list[Row]:
    """The columns from `first` to before `last`, without the empty rows at the end."""
    part = [row[first:last] for row in rows]
    while part and all(cell == "" for cell in part[-1]):
        part.pop()
    return part
