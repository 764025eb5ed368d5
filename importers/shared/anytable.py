"""Any table as text, for tying: the main table of a CSV or workbook, whatever it is a table of."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from importers.shared.archives import members
from importers.shared.intake import FileRefused, HeadingsOnly, take_in
from importers.shared.sheets import sheets_of
from importers.shared.texts import Tabulated, region_of, tabulated


class NoTable(FileRefused):
    """A file without rows that share a width."""

    code = "IMP-109"
    template = "{file} holds no table that can be tied: it has no row with two filled cells."


def read_any(path: Path) -> pd.DataFrame:
    """The largest table of the file: every cell its text, "" for blank, the heading's names as columns (made unique).

    Raises a FileRefused whose sentence says why there is none.
    """
    intake = take_in(path)
    from importers.registry import read, whole_file

    if whole_file(intake):
        frames = [frame for table in read(path).tables for frame in table.frames.values()]
        if not frames:  # a list of which no record is made
            raise NoTable(file=intake.name)
        frame = max(frames, key=len).astype("object")
        return frame.where(frame.notna(), "").astype(str)
    best: Tabulated | None = None
    files = members(intake, []) if intake.kind == "archive" else [intake]
    for sheet in (sheet for one in files for sheet in sheets_of(one)):
        region = region_of(sheet.rows)
        table = tabulated(sheet.rows, region) if region is not None and len(region.names) > 1 else None
        if table is not None and (best is None or len(table.numbers) > len(best.numbers)):
            best = table
    if best is None:
        raise NoTable(file=path.name)
    if not best.numbers:
        raise HeadingsOnly(file=path.name, what="a table")
    return pd.DataFrame(
        {name: list(column) for name, column in zip(best.names, best.columns, strict=True)}, dtype="object"
    )
