"""Any table as text, for tying: the main table of a CSV or workbook under the row that looks most like a heading."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from importers.shared.intake import FileRefused, HeadingsOnly, take_in
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Row, Sheet, sheets_of

_SEARCHED: Final = 30  # rows in which the heading is looked for


class NoTable(FileRefused):
    """A file without rows that share a width."""

    code = "IMP-109"
    template = "{file} holds no table that can be tied: it has no row with two filled cells."


def read_any(path: Path) -> pd.DataFrame:
    """The largest table of the file: every cell text as it stands, "" for blank, the heading's names as columns (made unique).

    Raises a FileRefused whose sentence says why there is none.
    """
    intake = take_in(path)
    from importers.registry import read, whole_file

    if whole_file(intake):
        frames = [frame for table in read(path).tables for frame in table.frames.values()]
        frame = max(frames, key=len).astype("object")
        return frame.where(frame.notna(), "").astype(str)
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets_of(intake):
        header = heading_row(sheet.rows)
        if header is not None:
            size = sum(1 for row in sheet.rows[header + 1 :] if _filled(row))
            if best is None or size > best[0]:
                best = (size, sheet, header)
    if best is None:
        raise NoTable(file=path.name)
    size, sheet, header = best
    if not size:
        raise HeadingsOnly(file=path.name, what="a table")
    return _frame(sheet.rows, header)


def heading_row(rows: list[Row]) -> int | None:
    """Index of the first row that is nearly as wide as the widest and holds distinct texts; None when no row has two cells."""
    widths = [_filled(row) for row in rows[: _SEARCHED * 4]]
    widest = max(widths, default=0)
    if widest < 2:
        return None
    wide = [index for index, width in enumerate(widths[:_SEARCHED]) if width * 10 >= widest * 7]
    for index in wide:
        cells = [cell for cell in rows[index] if not is_blank(cell)]
        texts = [text_of(cell).strip() for cell in cells]
        if (
            all(isinstance(cell, str) for cell in cells)
            and len(set(texts)) == len(texts)
            and not any(_figure(t) for t in texts)
        ):
            return index
    return wide[0] if wide else None


def _figure(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").replace("-", "").isdigit()


def _filled(row: Row) -> int:
    return sum(1 for cell in row if not is_blank(cell))


def _frame(rows: list[Row], header: int) -> pd.DataFrame:
    data = [[text_of(cell).strip() for cell in row] for row in rows[header + 1 :] if _filled(row)]
    width = max(len(rows[header]), *(len(row) for row in data))
    names: list[str] = []
    for place, cell in enumerate([*rows[header], *[""] * width][:width]):
        name = text_of(cell).strip() or f"column {place + 1}"
        while name in names:
            name += " (2)"
        names.append(name)
    return pd.DataFrame([row + [""] * (width - len(row)) for row in data], columns=names, dtype="object")
