"""Cells to values, a whole column at once: each different value is read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

import numpy as np
import numpy.typing as npt

from importers.shared.grids import Coded

MILLION: Final = 1_000_000
LIMIT: Final = 9 * 10**15  # millionths; nine thousand million units, far inside 64 bits even times 1000
Objects = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Cell = object

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?", re.ASCII)
_YES: Final = frozenset({"yes", "y", "true", "t", "1", "x", "on", "sent", "billable", "active", "ja", "oui"})
_NO: Final = frozenset(
    {"no", "n", "false", "f", "0", "off", "unsent", "non-billable", "inactive", "archived", "nein", "non"}
)
NOT_CALCULATED: Final = "#NOT CALCULATED"  # stands in for a formula that a workbook keeps without a result
SPREADSHEET_ERRORS: Final = frozenset(
    (
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        NOT_CALCULATED,
    )
)
ERROR: Final = "IMP-216"
"""The code of a row in which a spreadsheet's error stands where a name or an id has to."""
ERROR_SENTENCE: Final = "is an error of the spreadsheet and no value"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One column read.

    units: int64 in the kind's unit, 0 where not known; known: True where there is a value; bad: True where a text stands that
    cannot be read; reasons: code and sentence by unreadable text.
    """

    units: Ints
    known: Flags
    bad: Flags
    reasons: dict[str, tuple[str, str]]


def by_value(values: Sequence[Cell]) -> tuple[Ints, list[Cell]]:
    """Codes into the list of different values, and that list, in order of first sight."""
    if isinstance(values, Coded):
        return values.by_value()
    kinds = set(map(type, values))
    if bool in kinds and len(kinds) > 1:  # True would meet 1.0
        typed = [(type(value), value) for value in values]
        pairs = {pair: index for index, pair in enumerate(dict.fromkeys(typed))}
        return np.fromiter(map(pairs.__getitem__, typed), np.int64, len(typed)), [value for _, value in pairs]
    places = {value: index for index, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(places.__getitem__, values), np.int64, len(values)), list(places)


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as the text a person would read in it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)


def parse(values: Sequence[Cell], read: Callable[[Cell], int], code: str) -> Parsed:
    """The column read by `read`, which raises ValueError(sentence) for a value it cannot take."""
    codes, different = by_value(values)
    out = np.zeros(len(different), np.int64)
    known = np.zeros(len(different), np.bool_)
    bad = np.zeros(len(different), np.bool_)
    reasons: dict[str, tuple[str, str]] = {}
    for index, value in enumerate(different):
        if is_blank(value):
            continue
        try:
            out[index] = read(_meant(value))
            known[index] = True
        except Unreadable as cause:
            bad[index] = True
            reasons[text_of(value)] = (cause.code or code, str(cause))
    return Parsed(out[codes], known[codes], bad[codes], reasons)


class Unreadable(ValueError):
    """A cell that cannot be taken as what its column holds; `code` replaces the kind's own where it is more precise."""

    def __init__(self, sentence: str, code: str = "") -> None:
        self.code = code
        super().__init__(sentence)


def _meant(cell: Cell) -> Cell:
    """The cell, unless a spreadsheet says in it that it has no value; raises Unreadable."""
    if isinstance(cell, str) and cell[:1] == "#" and cell.strip() in SPREADSHEET_ERRORS:
        if cell == NOT_CALCULATED:
            raise Unreadable("stands for a formula without a result: open and save the file in a spreadsheet first")
        raise Unreadable(ERROR_SENTENCE)
    return cell


def errors_in(values: Iterable[Cell]) -> list[int]:
    """Positions at which a text is an error of a spreadsheet."""
    return [index for index, value in enumerate(values) if value in SPREADSHEET_ERRORS]


def read_flag(cell: Cell) -> int:
    """1 for yes, 0 for no; raises Unreadable."""
    plain = text_of(cell).strip().casefold()
    if plain in _YES:
        return 1
    if plain in _NO:
        return 0
    raise Unreadable("is neither yes nor no")


def read_clock(cell: Cell) -> int:
    """Seconds after midnight of a time of day; raises Unreadable."""
    if isinstance(cell, (time, datetime)):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, float) and 0 <= cell < 1:
        return round(cell * 86_400)
    found = _CLOCK.fullmatch(text_of(cell).strip())
    if not found:
        raise Unreadable("is not a time of day")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:  # 12-hour clock; 00:15 PM does occur and is taken as printed
        if hour > 12:
            raise Unreadable("is not a time of day")
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 59:
        raise Unreadable("is not a time of day")
    return hour * 3600 + minute * 60 + second
