"""The lines of an IIF file by the headings that stand above them, and the transactions they make."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Line:
    """One data line: its mark (TRNS, SPL, CUST ...), its cells by heading, and its 1-based number among all data lines."""

    mark: str
    cells: dict[str, str]
    number: int


@dataclass
class Transaction:
    """The lines from TRNS to ENDTRNS. ended: the end mark was there."""

    lines: list[Line] = field(default_factory=list)
    ended: bool = False


@dataclass
class Blocks:
    """transactions: in the file's order; lists: mark -> lines; headings: mark -> headings, as last declared."""

    transactions: list[Transaction] = field(default_factory=list)
    lists: dict[str, list[Line]] = field(default_factory=dict)
    headings: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


_TRANSACTION: Final = frozenset({"TRNS", "SPL"})
_BREAK: Final = re.compile(r"\r\n|\n|\r")


def blocks_of(text: str) -> Blocks:
    """Everything in the file."""
    found = Blocks()
    number = 0
    unknown: dict[str, int] = {}
    for row in _rows(text):
        mark = row[0].strip().upper()
        if mark.startswith("!"):
            found.headings[mark[1:]] = [cell.strip().upper() for cell in row]
            continue
        if mark == "ENDTRNS":
            if found.transactions:
                found.transactions[-1].ended = True
            continue
        headings = found.headings.get(mark)
        if headings is None:
            unknown[mark] = unknown.get(mark, 0) + 1
            continue
        cells = {
            heading: cell.strip()
            for heading, cell in zip(headings[1:], row[1:], strict=False)
            if heading and cell.strip()
        }
        if mark not in _TRANSACTION:
            mine = found.lists.setdefault(mark, [])
            mine.append(Line(mark, cells, len(mine) + 1))
            continue
        number += 1
        if mark == "TRNS" or not found.transactions or found.transactions[-1].ended:
            found.transactions.append(Transaction())
        found.transactions[-1].lines.append(Line(mark, cells, number))
    for mark, count in unknown.items():
        found.notes.append(f"{count} lines marked {mark[:20]!r} have no headings above them and are left unread.")
    return found


def _rows(text: str) -> Iterator[list[str]]:
    """The cells of each line. The format has no line breaks inside a field, so that an open quote ends with its line."""
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        for line in _BREAK.split(text.lstrip("\ufeff")):
            for row in csv.reader([line], delimiter="\t"):
                if row and row[0].strip():
                    yield row
    finally:
        csv.field_size_limit(limit)
