"""Rows that could not be read, corrected by a person and read again by the reader that refused them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from core.base.errors import TieoutError
from importers.registry import READERS
from importers.shared.cells import Source
from importers.shared.sheets import Again, Sheet
from importers.shared.table_reader import EXTRA

if TYPE_CHECKING:
    from core.ports.importing import CorrectedRow, TableRead


class NotReplayable(TieoutError):
    """The layout of the rows has no heading row, so that a corrected row cannot be read by itself."""

    code = "IMP-301"
    template = (
        "Rows of {layout} cannot be corrected here: the file has no columns to correct. Put them right in the system that "
        "wrote them and import its file again, or set them aside with a reason."
    )


def read_again(
    layout: str, sheet: str, file: str, rows: Sequence[CorrectedRow], choices: Mapping[str, str]
) -> TableRead:
    """What the reader of `layout` makes of `rows`, which come from one table of `file`; choices: as it read the table first.

    Raises NotReplayable for layouts without columns.
    """
    reader = next((each for each in READERS if each.layout == layout), None)
    if reader is None or not rows:
        raise NotReplayable(layout=layout)
    headings: list[object] = max(
        ([name for name, _ in row.cells if not name.startswith(EXTRA)] for row in rows), key=len
    )
    if not headings:
        raise NotReplayable(layout=layout)
    table = [headings]
    extra: dict[str, list[object]] = {}
    for row in rows:
        cells: list[object] = [cell for name, cell in row.cells if not name.startswith(EXTRA)]
        table.append(cells + [""] * (len(headings) - len(cells)))
        for name, cell in row.cells:
            if name.startswith(EXTRA):
                extra.setdefault(name.removeprefix(EXTRA), []).append(cell)
    again = Again(tuple(row.row for row in rows), extra)
    source = Source(file, sheet)
    found = reader.tables(Sheet(sheet, table, ragged=False, delimiter=None, choices=choices, again=again), 0, source)
    main = next((each for each in found if each.layout == layout), found[0])
    frames = {name: frame.assign(system=main.system, file=file, sheet=sheet) for name, frame in main.frames.items()}
    return dataclasses.replace(main, frames=frames)
