"""The rows below a heading, told apart: data, printed totals, footer, rows cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, cast

import numpy as np

from importers.shared.grids import Grid, Picked, grid_under
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Row, Sheet
from importers.shared.texts import FOOTER, footer_of

__all__ = ["FOOTER", "TOTAL", "Body", "Check", "flat_body", "without_footer"]

TOTAL: Final = re.compile(r"^(grand[ -]?totals?|sub-?totals?|totals?|sum)\b[ :]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """One printed total: `cells` must add up over data rows `start` to `end` (half open, positions in Body.rows)."""

    label: str
    start: int
    end: int
    cells: Row
    row: int


@dataclass
class Body:
    """The rows below the heading, told apart.

    rows: data rows, each as wide as the heading; numbers: their 1-based row below the heading; short: position in `rows` -> how
    many cells stand in a row that is cut off; refused: position -> heading, value, code and sentence of a row that its layout cannot
    take; extra: further columns that the grouping gives, by name; aside: what stands between
    the rows and belongs to other tables (opening balances), by name.
    """

    rows: list[Row] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    short: dict[int, int] = field(default_factory=dict)
    long: dict[int, int] = field(default_factory=dict)
    refused: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    extra: dict[str, list[object]] = field(default_factory=dict)
    aside: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)


def flat_body(sheet: Sheet, header: int, width: int, anchor: int, *, by_column: bool = False) -> Body:
    """A table without groups: blank rows and repeated headings skipped, a footer cut off and noted, total rows kept as checks.

    by_column: the rows need not be lists; those of a large text file then stay as they are kept, to be read only.
    """
    grid = grid_under(sheet.rows)
    if by_column and grid is not None and grid.width == width:
        return _grid_body(sheet, grid, header, width, anchor)
    body = Body()
    head = sheet.rows[header]
    rows, footer = without_footer(sheet.rows[header + 1 :])
    told = _Telling(body, sheet, head, width)
    for row in rows:
        if not row:
            continue
        told.number += 1
        if len(row) == width and not is_blank(row[anchor]) and not _is_total(row[0]) and row[anchor] != head[anchor]:
            body.rows.append(row)
            body.numbers.append(told.number)
            continue
        whole = told.kept(row, len(body.rows))
        if whole is not None:
            body.rows.append(whole)
            body.numbers.append(told.number)
    told.close(footer)
    return body


def _grid_body(sheet: Sheet, grid: Grid, header: int, width: int, anchor: int) -> Body:
    """As `flat_body`, of rows kept by column: only what is no plain row is looked at one by one."""
    body = Body()
    head = grid[header]
    end, footer = footer_of(grid, header + 1)
    told = _Telling(body, sheet, head, width)
    plain = ~grid.columns[anchor].flags(lambda cell: is_blank(cell) or cell == head[anchor])
    plain &= ~grid.columns[0].flags(_is_total)
    plain[list(grid.odd)] = False
    plain = plain[header + 1 : end]
    counted = np.ones(len(plain), np.bool_)  # an empty line has no number
    counted[[place - header - 1 for place, row in grid.odd.items() if header < place < end and not row]] = False
    numbers = np.cumsum(counted)
    standing = np.cumsum(plain)
    kept = plain.copy()
    more = 0
    for place in np.flatnonzero(~plain & counted).tolist():
        told.number = int(numbers[place])
        if told.kept(grid[header + 1 + place], int(standing[place]) + more) is not None:
            kept[place] = True
            more += 1
    told.close(footer)
    places = np.flatnonzero(kept)
    body.rows = cast("list[Row]", Picked(grid, places + header + 1))
    found = numbers[places]
    plain_count = len(found) and int(found[0]) == 1 and int(found[-1]) == len(found)
    body.numbers = cast("list[int]", range(1, len(found) + 1)) if plain_count else found.tolist()
    return body


class _Telling:
    """What becomes of the rows that are not plainly data. number: of the row at hand, below the heading, empty lines not counted."""

    def __init__(self, body: Body, sheet: Sheet, head: Row, width: int) -> None:
        self.body = body
        self.ragged = sheet.ragged
        self.width = width
        self.number = 0
        self.since = 0
        self.again = 0
        self.head = (
            [text_of(cell).strip() for cell in head] if sum(1 for cell in head if not is_blank(cell)) > 1 else None
        )

    def kept(self, row: Row, place: int) -> Row | None:
        """The row as wide as the table when it is data at position `place` of the body; None when it is not."""
        length = len(row)
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            return None
        if length == self.width and [text_of(cell).strip() for cell in row] == self.head:
            self.again += 1
            return None
        if _is_total(filled[0]) and (
            length < 2 or sum(1 for cell in filled if isinstance(cell, str) and not _numeric(cell)) <= 1
        ):
            whole = text_of(filled[0]).casefold().startswith(("grand", "total"))
            cells = _widened(row, self.width)
            self.body.checks.append(Check(text_of(filled[0]), 0 if whole else self.since, place, cells, self.number))
            self.since = place
            return None
        if length < self.width and self.ragged:
            self.body.short[place] = length
        elif length > self.width and any(not is_blank(cell) for cell in row[self.width :]):
            self.body.long[place] = length
        return _widened(row, self.width)

    def close(self, footer: Sequence[str]) -> None:
        """Says what was left out."""
        if self.again:
            self.body.notes.append(f"{self.again} rows repeat the heading and are left out.")
        if footer:
            self.body.notes.append(f"{len(footer)} lines below the table are its footer, not data: {footer[0]!r} ...")


def _numeric(cell: str) -> bool:
    return not any(letter.isalpha() for letter in cell)


def _is_total(cell: object) -> bool:
    if not isinstance(cell, str) or not (cell[:1] in "gGsStT" or cell[:1].isspace()):  # most cells are told by this
        return False
    return len(cell) < 80 and TOTAL.match(cell.strip()) is not None


def _widened(row: Row, width: int) -> Row:
    return row[:width] if len(row) >= width else row + [""] * (width - len(row))


def without_footer(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Rows, and the lines of their footer: those of one cell that follow the table after an empty line, or that say what a footer says."""
    end, footer = footer_of(rows)
    return (rows if end == len(rows) else rows[:end]), list(footer)
