"""What was imported, as the screens are shown it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.services.views import CellKind, FileView, Grid, GridColumn, ImportView
from core.store.shapes import BatchRow, PartRow, QuarantineRow

_ANY_LAYOUT = "generic."
_COLUMNS = (
    GridColumn("file", "File", CellKind.CODE, width=220),
    GridColumn("sheet", "Sheet", CellKind.CODE),
    GridColumn("row", "Row", CellKind.COUNT, width=60),
    GridColumn("column", "Column", CellKind.CODE),
    GridColumn("value", "Value", CellKind.TEXT),
    GridColumn("code", "Code", CellKind.CODE, width=80),
    GridColumn("reason", "Reason", CellKind.TEXT, width=360),
)


def import_view(
    refused: Iterable[FileView],
    batches: Iterable[BatchRow],
    quarantine: Sequence[QuarantineRow],
    paths: Mapping[str, Path] | None = None,
) -> ImportView:
    """Refused files first, then every table of the imports that count, in the order they came; and the rows in quarantine.

    paths: sha256 of a file -> where it lies.
    """
    where = paths or {}
    shown = [
        FileView(
            file=batch.file,
            system=part.system,
            entity=part.entity,
            sheet=part.sheet,
            rows_read=part.rows_read,
            rows_loaded=part.rows_loaded,
            rows_quarantined=part.rows_quarantined,
            totals=tuple((total.column, total.currency, f"{total.amount:f}") for total in part.totals),
            confidence=part.confidence,
            new=part.new,
            changed=part.changed,
            unchanged=part.unchanged,
            batch=batch.batch,
            at=batch.at,
            notes=(*batch.notes, *part.notes),
            period=(part.first_day, part.last_day),
            mapped=_mapped(part),
            mappable=part.corrects is None and (bool(_mapped(part)) or not part.rows_loaded),
            path=str(where.get(batch.sha256, "")),
        )
        for batch in batches
        if batch.withdrawn_at is None
        for part in batch.tables
    ]
    columns = (
        [row.file for row in quarantine],
        [row.sheet for row in quarantine],
        [row.row for row in quarantine],
        [row.column for row in quarantine],
        [row.value for row in quarantine],
        [row.code for row in quarantine],
        [row.reason for row in quarantine],
    )
    keys = [f"{row.batch}|{row.system}|{row.entity}|{row.sheet}|{row.row}|{row.problem}" for row in quarantine]
    return ImportView((*refused, *shown), Grid(_COLUMNS, keys, columns))


def _mapped(part: PartRow) -> str:
    """How the columns of a table of no known layout were told: what a person says of them leaves no doubt, a proposal some."""
    if not part.layout.startswith(_ANY_LAYOUT):
        return ""
    return "person" if part.confidence >= 1 else "proposal"
