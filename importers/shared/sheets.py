"""The rows of a file before anybody knows what they mean: one sheet of a CSV, all sheets of a workbook."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from importers.shared.archives import members
from importers.shared.dialects import Dialect
from importers.shared.grids import Row, grid_under
from importers.shared.guards import narrow
from importers.shared.intake import CutShort, Intake
from importers.shared.regions import regions_of
from importers.shared.texts import parted
from importers.shared.workbooks import grids_of

__all__ = ["Again", "Row", "Sheet", "sheets_of"]


@dataclass(frozen=True, slots=True)
class Again:
    """Rows of an earlier reading that a person corrected. numbers: their 1-based rows below the heading; extra: as Body.extra."""

    numbers: tuple[int, ...]
    extra: Mapping[str, Sequence[object]]


@dataclass(frozen=True)
class Sheet:
    """One rectangle of cells.

    name: "" for a text file. rows: as they stand (kept by column, and read only, in a large text file), text files with ragged
    lengths and [] for an empty line; cells are str, and float, bool, date, datetime, time, timedelta in workbooks. ragged: rows may
    be shorter than the heading, which then means a row cut off. delimiter, dialect: None in a workbook. choices: heading -> order of days or
    decimal mark that a person settled, over the evidence. notes: what a person should know of the sheet. first_row: where its rows
    begin in the sheet, from 0, when it is one of several tables. again: all rows below the heading are data rows of an earlier
    reading; nothing is to be told apart.
    """

    name: str
    rows: list[Row]
    ragged: bool
    delimiter: str | None
    choices: Mapping[str, str] = field(default_factory=dict)
    again: Again | None = None
    notes: tuple[str, ...] = ()
    first_row: int = 0
    dialect: Dialect | None = None


def sheets_of(intake: Intake, delimiter: str | None = None, quote: str | None = None) -> list[Sheet]:
    """All tables of a text file or workbook that have any row; raises a FileRefused for a file that cannot be read or is too large.

    delimiter, quote: of a text file, where a person says them; quote "" = none.
    """
    if intake.kind == "archive":
        return [sheet for member in members(intake) for sheet in sheets_of(member, delimiter, quote)]
    found = _workbook(intake) if intake.kind == "workbook" else [_text(intake, delimiter, quote)]
    for sheet in found:
        grid = grid_under(sheet.rows)
        narrow(sheet.rows if grid is None else grid.unlike(), intake.name)
    return found


def _workbook(intake: Intake) -> list[Sheet]:
    """One sheet a table: where a sheet holds several, the later ones are called `Sheet (2)`, `Sheet (3)`."""
    found: list[Sheet] = []
    grids = grids_of(intake)
    names = {grid.name for grid in grids}
    for grid in grids:
        notes, name, number = grid.notes, grid.name, 1
        regions = regions_of(grid.rows)
        if len(regions) > 1:
            starts = ", ".join(str(region.first_row + 1) for region in regions)
            notes = (*notes, f"Sheet {name!r} holds {len(regions)} tables; they begin in rows {starts}.")
        for region in regions:
            while region.first_row + region.first_column and name in names:  # not the first table
                number += 1
                name = f"{grid.name} ({number})"
            names.add(name)
            found.append(
                Sheet(name, region.rows, ragged=False, delimiter=None, notes=notes, first_row=region.first_row)
            )
            notes = ()
    return found


def _text(intake: Intake, delimiter: str | None, quote: str | None) -> Sheet:
    """The one sheet of a text file, in the dialect that it shows or a person says."""
    try:
        read = parted(intake.text, delimiter, quote)
    except csv.Error as cause:
        raise CutShort(file=intake.name, reason=f"its quotes do not match ({cause})") from cause
    rows = cast("list[Row]", read.rows)  # a Grid is read like one
    return Sheet("", rows, ragged=True, delimiter=read.dialect.delimiter, notes=read.notes, dialect=read.dialect)
