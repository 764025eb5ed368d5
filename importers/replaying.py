"""Rows that could not be read, corrected by a person and read again by the reader that refused them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.errors import TieoutError
from core.ports.importing import Answers
from importers.anytable.entities import BY_NAME
from importers.anytable.reader import Grid, read_table
from importers.registry import READERS, named_currency
from importers.shared.cells import Source
from importers.shared.sheets import Again, Sheet
from importers.shared.table_reader import EXTRA

if TYPE_CHECKING:
    from core.ports.importing import CorrectedRow, Origin, TableRead
    from importers.shared.table_reader import TableReader


class NotReplayable(TieoutError):
    """The layout of the rows has no heading row, so that a corrected row cannot be read by itself."""

    code = "IMP-301"
    template = (
        "Rows of {layout} cannot be corrected here: the file has no columns to correct. Put them right in the system that "
        "wrote them and import its file again, or set them aside with a reason."
    )


def read_again(origin: Origin, rows: Sequence[CorrectedRow]) -> TableRead:
    """What the reader of `origin` makes of `rows`, under the numbers they had; raises NotReplayable for layouts without columns."""
    sheet = _sheet(origin, rows)
    reader = next((each for each in READERS if each.layout == origin.layout), None)
    source = Source(origin.file, origin.sheet, _currency(origin, reader))
    if reader is not None:
        found = reader.tables(sheet, 0, source)
        main = next((each for each in found if each.layout == origin.layout), found[0])
    elif origin.entity in BY_NAME:
        main = _mapped(origin, sheet, source)
    else:
        raise NotReplayable(layout=origin.layout)
    frames = {
        name: frame.assign(system=main.system, file=origin.file, sheet=origin.sheet)
        for name, frame in main.frames.items()
    }
    return dataclasses.replace(main, layout=origin.layout, frames=frames)


def _currency(origin: Origin, reader: TableReader | None) -> str:
    """The currency of a statement that prints none on its rows: the one of the rows that were loaded, else the one its file is named by."""
    if origin.entity != "bank_line" or "currency" in origin.columns.values():
        return ""
    return origin.currency or (named_currency(Path(origin.file), reader) if reader is not None else "")


def _mapped(origin: Origin, sheet: Sheet, source: Source) -> TableRead:
    """Rows of a table whose columns a person or a proposal had mapped."""
    grid = Grid.of(sheet, 0)
    if grid is None:
        raise NotReplayable(layout=origin.layout)
    columns = {name: origin.columns.get(name, "") for name in grid.names}
    answers = Answers(system=origin.system, entity=origin.entity, columns=columns, choices=origin.choices)
    return read_table(grid, source, answers)


def _sheet(origin: Origin, rows: Sequence[CorrectedRow]) -> Sheet:
    headings: list[object] = max(
        ([name for name, _ in row.cells if not name.startswith(EXTRA)] for row in rows), key=len, default=[]
    )
    if not headings:
        raise NotReplayable(layout=origin.layout)
    table = [headings]
    extra: dict[str, list[object]] = {}
    for row in rows:
        cells: list[object] = [cell for name, cell in row.cells if not name.startswith(EXTRA)]
        table.append(cells + [""] * (len(headings) - len(cells)))
        for name, cell in row.cells:
            if name.startswith(EXTRA):
                extra.setdefault(name.removeprefix(EXTRA), []).append(cell)
    again = Again(tuple(row.row for row in rows), extra)
    return Sheet(origin.sheet, table, ragged=False, delimiter=None, choices=origin.choices, again=again)
