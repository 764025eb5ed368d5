"""Files as importers would read them, invented row by row, for tests of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from core.ports.importing import ColumnTotal, ColumnUse, FileRead, RowProblem, TableRead

AT = datetime(2026, 10, 4, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)


def identities(table: str, frame: pd.DataFrame) -> pd.Series[Any]:
    """The external id as it stands."""
    return frame["external_id"]


def table_read(
    table: str,
    rows: Sequence[Mapping[str, object]],
    system: str = "harvest",
    layout: str = "",
    sheet: str = "",
    problems: Sequence[RowProblem] = (),
) -> TableRead:
    """One table of a file; `row` is counted when a row does not say it."""
    frame = pd.DataFrame([{"row": number, **row} for number, row in enumerate(rows, 1)])
    return TableRead(
        system,
        table,
        layout or f"{system}.{table}",
        sheet,
        1,
        (ColumnUse("Client", "name", 0.9), ColumnUse("Colour", "", 0.25)),
        {table: frame},
        len(rows) + len(problems),
        len(rows),
        tuple(problems),
        (ColumnTotal("Amount", "GBP", Decimal("1234.50"), len(rows)),),
        ("A footer was skipped.",),
        0.75,
    )


def file_read(name: str, *tables: TableRead, content: str = "") -> FileRead:
    """A file whose bytes are known by `content`, its name when it is not given."""
    digest = hashlib.sha256((content or name).encode()).hexdigest()
    return FileRead(Path("/exports") / name, name, digest, "utf-8", ",", tables, ("One note.",))


def customers(name: str, *rows: tuple[str, str], content: str = "", layout: str = "") -> FileRead:
    """A file of customers: (id, name)."""
    made = [{"external_id": each, "name": called} for each, called in rows]
    return file_read(name, table_read("customers", made, layout=layout), content=content)


def time_rows(count: int, start: int = 0) -> list[dict[str, object]]:
    """Rows of time with every kind of column in them."""
    return [
        {
            "external_id": f"t-{number}",
            "day": pd.Timestamp(2026, 9, 1 + number % 30),
            "project_name": f"Project {number % 17}",
            "person_name": f"Person {number % 11}",
            "notes": f"Worked on part {number}",
            "seconds": 1800 + number % 7 * 900,
            "billable": number % 3 > 0,
            "approved": pd.NA if number % 5 == 0 else True,
            "rate": 1_250_000,
            "currency": "GBP",
        }
        for number in range(start, start + count)
    ]
