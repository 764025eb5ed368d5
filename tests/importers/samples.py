"""Small files as the systems print them, made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd

from core.ports.importing import FileRead, TableRead
from importers.registry import read

PACKS = Path(__file__).resolve().parents[3] / "shared" / "packs"


def text_file(path: Path, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    """A text file of `lines`."""
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook; underscores in sheet names become spaces."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def only(path: Path) -> TableRead:
    """The single table of a file."""
    (table,) = read(path).tables
    return table


def main(path: Path) -> TableRead:
    """The first table of a file."""
    return read(path).tables[0]


def rows(table: TableRead, name: str, *columns: str) -> list[tuple[object, ...]]:
    """Cells of a draft frame, days as ISO text, absent as None."""
    return shown(table.frames[name], *columns)


def shown(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Cells of any frame, days as ISO text, absent as None."""
    made = []
    for record in frame[list(columns)].to_dict("records"):
        made.append(tuple(_plain(record[column]) for column in columns))
    return made


def _plain(value: object) -> object:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def totals(table: TableRead) -> dict[tuple[str, str], tuple[str, int]]:
    """(column, currency) -> sum as text and rows."""
    return {(total.column, total.currency): (str(total.amount), total.rows) for total in table.totals}


def problems(table: TableRead) -> list[tuple[int, str]]:
    """Row and code of each row in quarantine."""
    return [(problem.row, problem.code) for problem in table.problems]


def amount(text: str) -> Decimal:
    """A Decimal."""
    return Decimal(text)


def tables(one: FileRead) -> dict[str, TableRead]:
    """Tables by layout."""
    return {table.layout: table for table in one.tables}
