"""What was imported, as the Import page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.services.views import CellKind, FileView, Grid, GridColumn
from core.store.shapes import BatchRow, QuarantineRow

QUARANTINE_COLUMNS: Final = (
    GridColumn("file", "File", CellKind.CODE, width=260),
    GridColumn("sheet", "Sheet", CellKind.CODE, width=100),
    GridColumn("row", "Row", CellKind.COUNT, width=70),
    GridColumn("column", "Column", CellKind.CODE, width=140),
    GridColumn("value", "Value", CellKind.TEXT, width=160),
    GridColumn("reason", "Why it was not read", CellKind.TEXT, width=320),
    GridColumn("code", "Code", CellKind.CODE, width=80),
    GridColumn("cells", "The row as it stands", CellKind.TEXT, width=420),
)


def file_views(batches: Sequence[BatchRow]) -> tuple[FileView, ...]:
    """One view a table of every import that counts, in the order they came."""
    return tuple(
        FileView(
            batch.file,
            part.system,
            part.entity,
            part.sheet,
            part.rows_read,
            part.rows_loaded,
            part.rows_quarantined,
            tuple((total.column, total.currency, f"{total.amount:f}") for total in part.totals),
            part.confidence,
            part.new,
            part.changed,
            part.unchanged,
            batch.batch,
            batch.at,
            (*batch.notes, *part.notes),
            period=(part.first_day, part.last_day),
        )
        for batch in batches
        if batch.withdrawn_at is None
        for part in batch.tables
    )


def quarantine_grid(rows: Sequence[QuarantineRow]) -> Grid:
    """The rows nobody could read, with the whole row as text."""
    keys = [f"{row.batch}|{row.file}|{row.sheet}|{row.row}|{row.column}" for row in rows]
    cells = [" · ".join(f"{name}: {text}" for name, text in row.cells if text) for row in rows]
    data: dict[str, Sequence[object]] = {
        name: [getattr(row, name) for row in rows]
        for name in ("file", "sheet", "row", "column", "value", "reason", "code")
    }
    data["cells"] = cells
    return Grid(QUARANTINE_COLUMNS, keys, tuple(data[column.name] for column in QUARANTINE_COLUMNS))
