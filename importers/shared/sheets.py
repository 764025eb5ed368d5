"""The rows of a file before anybody knows what they mean: one sheet of a CSV, all sheets of a workbook."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from importers.shared.intake import CutShort, DamagedWorkbook, Intake, PasswordProtected

DELIMITERS: Final = ",;\t|"
Row = list[object]


@dataclass(frozen=True, slots=True)
class Again:
    """Rows of an earlier reading that a person corrected. numbers: their 1-based rows below the heading; extra: as Body.extra."""

    numbers: tuple[int, ...]
    extra: Mapping[str, Sequence[object]]


@dataclass(frozen=True)
class Sheet:
    """One rectangle of cells.

    name: "" for a text file. rows: as they stand, text files with ragged lengths and [] for an empty line; cells are str, and
    float, bool, date, datetime, time, timedelta in workbooks. ragged: rows may be shorter than the heading, which then means a
    row cut off. delimiter: None in a workbook. choices: heading -> order of days or decimal mark that a person settled, over the
    evidence. again: all rows below the heading are data rows of an earlier reading; nothing is to be told apart.
    """

    name: str
    rows: list[Row]
    ragged: bool
    delimiter: str | None
    choices: Mapping[str, str] = field(default_factory=dict)
    again: Again | None = None


def sheets_of(intake: Intake) -> list[Sheet]:
    """All sheets of a text file or workbook that have any row; raises DamagedWorkbook, PasswordProtected or CutShort."""
    return _workbook(intake) if intake.kind == "workbook" else [_text(intake)]


def _workbook(intake: Intake) -> list[Sheet]:
    import python_calamine

    name = intake.name
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(intake.data))
        found = []
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            if rows:
                found.append(Sheet(sheet, [list(row) for row in rows], ragged=False, delimiter=None))
    except python_calamine.PasswordError as cause:
        raise PasswordProtected(file=name) from cause
    except (python_calamine.CalamineError, OSError) as cause:
        raise DamagedWorkbook(file=name, reason=str(cause).rstrip(".")) from cause
    return found


def _text(intake: Intake) -> Sheet:
    text = intake.text
    delimiter = None
    if text[:4].casefold() == "sep=" and len(text) > 4:
        delimiter, text = text[4], text.split("\n", 1)[-1]
    delimiter = delimiter or _delimiter(text)
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        rows: list[Row] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as cause:
        raise CutShort(file=intake.name, reason=f"its quotes do not match ({cause})") from cause
    finally:
        csv.field_size_limit(limit)
    return Sheet("", rows, ragged=True, delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells; a comma when nothing tells."""
    head = text[:20_000]
    best, most = ",", 0.0
    for mark in DELIMITERS:
        widths = Counter(
            len(row)
            for _, row in zip(range(40), csv.reader(io.StringIO(head, newline=""), delimiter=mark), strict=False)
        )
        width, often = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]), default=(1, 0))
        weight = often * (width - 1)
        if weight > most:
            best, most = mark, weight
    return best
