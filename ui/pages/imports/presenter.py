"""What Import says, made of an ImportView. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from core.services.views import CellKind, FileView, Grid, GridColumn, ImportView
from ui.grids.cells import grouped

COLUMNS: Final = (
    GridColumn("result", "Result", CellKind.CODE, width=86),
    GridColumn("file", "File", CellKind.TEXT, width=182),
    GridColumn("system", "System", CellKind.CODE, width=94),
    GridColumn("entity", "Holds", CellKind.CODE, width=78),
    GridColumn("rows", "Rows", CellKind.COUNT, width=62),
    GridColumn("quarantined", "Quarantine", CellKind.COUNT, width=86),
    GridColumn("new", "New", CellKind.COUNT, width=68),
    GridColumn("changed", "Changed", CellKind.COUNT, width=70),
    GridColumn("unchanged", "Unchanged", CellKind.COUNT, width=82),
    GridColumn("confidence", "Sure", CellKind.BASIS, width=52),
)

QUARANTINE_WIDTHS: Final = {"file": 200, "sheet": 90, "row": 64, "column": 110, "value": 130, "code": 88, "reason": 300}
BRING: Final = (
    ("CRM", "companies, and deals with stage, amount and close date"),
    ("Time and projects", "the detailed time report, expenses, and the project list with budgets"),
    ("Accounting", "customers, invoices with their lines, payments, and the general ledger"),
    ("Bank", "statements of the year as CSV or OFX"),
    ("Contract register", "contracts, rates, milestones and change orders, as one workbook"),
    ("Staff", "the roster with roles and capacity, leave, and public holidays"),
)


def key_of(at: int, file: FileView) -> str:
    """One key a table of a file, stable while the list is."""
    return f"{at}\t{file.file}\t{file.sheet}\t{file.entity}"


def result(file: FileView) -> str:
    """What became of a file in one word."""
    if file.error:
        return "refused"
    if file.rows_quarantined:
        return "partly"
    return "nothing new" if file.unchanged and not file.new and not file.changed else "read"


def files_grid(view: ImportView) -> Grid:
    """The files as a grid."""
    values: list[list[object]] = [[] for _ in COLUMNS]
    for file in view.files:
        refused = bool(file.error)
        numbers: tuple[object, ...] = (
            (None,) * 6
            if refused
            else (
                file.rows_read,
                file.rows_quarantined,
                file.new,
                file.changed,
                file.unchanged,
                round(file.confidence * 10_000),
            )
        )
        name = f"{file.file} › {file.sheet}" if file.sheet else file.file
        row = (result(file), name, file.system, file.entity.replace("_", " "), *numbers)
        for column, value in zip(values, row, strict=True):
            column.append(value)
    return Grid(COLUMNS, [key_of(at, file) for at, file in enumerate(view.files)], tuple(values))


def lines(file: FileView) -> list[tuple[str, str]]:
    """Label and text of what the detail pane says of a file."""
    if file.error:
        return [("What to do", file.error)]
    made = [("Rows", f"{file.rows_loaded:,} of {file.rows_read:,} loaded")]
    if file.rows_quarantined:
        made.append(("Quarantine", f"{file.rows_quarantined:,} rows; see below"))
    made.extend(
        (f"Sum of {column}", f"{grouped(amount)} {currency}".strip()) for column, currency, amount in file.totals
    )
    if file.period[0]:
        made.append(("Period", f"{file.period[0]} to {file.period[1]}"))
    if file.at is not None:
        made.append(("Read, UTC", f"{file.at:%Y-%m-%d %H:%M}"))
    if file.batch is not None:
        made.append(("Batch", str(file.batch)))
    if file.confidence:
        made.append(("Recognised", f"{file.confidence:.0%} sure"))
    made.extend(("Note", note) for note in file.notes)
    return made


def summary(view: ImportView) -> str:
    """The page's subtitle."""
    read = [file for file in view.files if not file.error]
    refused = len(view.files) - len(read)
    if not view.files:
        return ""
    text = f"{len(read)} tables, {sum(file.rows_loaded for file in read):,} rows"
    return f"{text}, {refused} refused" if refused else text


def said(before: Sequence[FileView], after: ImportView, paths: Iterable[Path]) -> str:
    """One sentence after an import: what came in of the files just given."""
    names = {path.name for path in paths}
    fresh = (
        after.files[len(before) :]
        if len(after.files) > len(before)
        else [file for file in after.files if file.file in names]
    )
    read = [file for file in fresh if not file.error]
    refused = [file for file in fresh if file.error]
    parts = [f"{sum(file.new for file in read):,} new, {sum(file.changed for file in read):,} changed rows"]
    if refused:
        parts.append(f"{len(refused)} file{'s' if len(refused) > 1 else ''} refused")
    fresh_rows = any(file.new or file.changed for file in read)
    return (
        "Imported: "
        + ", ".join(parts)
        + "."
        + (" Match and check to bring them into the figures." if fresh_rows else "")
    )
