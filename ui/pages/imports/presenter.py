"""What Import says, made of an ImportView. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    GridColumn("period", "Period", CellKind.TEXT, width=170),
)

MAPPED: Final = {
    "proposal": "a proposal, by their headings and cells; nobody has confirmed it",
    "person": "as a person said",
}
QUARANTINE_WIDTHS: Final = {"file": 140, "sheet": 90, "row": 50, "column": 84, "value": 96, "code": 80, "reason": 300}
QUARANTINE_ORDER: Final = ("file", "row", "column", "value", "reason", "sheet", "code")
CODES: Final = {
    "IMP-201": "too many cells",
    "IMP-202": "not a number",
    "IMP-203": "not a day",
    "IMP-204": "empty cell",
    "IMP-205": "cells do not fit",
    "IMP-206": "day or month first",
    "IMP-207": "which decimal mark",
    "IMP-208": "not a flag or time",
    "IMP-209": "has to be split",
    "IMP-210": "proposal not sure",
    "IMP-211": "unknown list",
    "IMP-212": "headings changed",
    "IMP-215": "cut by a spreadsheet",
    "IMP-216": "spreadsheet error",
}
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
    if file.rows_quarantined and not file.rows_loaded:
        return "waits"
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
        row = (result(file), name, file.system, file.entity.replace("_", " "), *numbers, period(file))
        for column, value in zip(values, row, strict=True):
            column.append(value)
    return Grid(COLUMNS, [key_of(at, file) for at, file in enumerate(view.files)], tuple(values))


def period(file: FileView) -> str:
    """First and last day of a file's records; "" when they carry none."""
    first, last = file.period
    return first if first == last else f"{first} to {last}"


def changes(file: FileView) -> str:
    """What is new, changed and unchanged in a file against what the book had before."""
    return f"{file.new:,} new, {file.changed:,} changed, {file.unchanged:,} unchanged records"


def lines(file: FileView, waits: str = "") -> list[tuple[str, str]]:
    """Label and text of what the detail pane says of a file. waits: why all its rows are in quarantine, "" when they are not."""
    if file.error:
        return [("What to do", file.error)]
    made = [("Why it waits", waits)] if waits else []
    made += [
        ("Rows", f"{file.rows_read:,} read = {file.rows_loaded:,} loaded + {file.rows_quarantined:,} in quarantine"),
        ("Since last time", changes(file)),
    ]
    if file.mapped:
        made.append(("Columns", MAPPED[file.mapped]))
    made.extend(
        (f"Sum of {column}", f"{grouped(amount)} {currency}".strip()) for column, currency, amount in file.totals
    )
    if file.period[0]:
        made.append(("Period", period(file)))
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


def brought(before: Sequence[FileView], after: ImportView, paths: Iterable[Path]) -> list[FileView]:
    """The tables that an import brought or refused; those of the files given when it brought nothing else than was there."""
    names = {path.name for path in paths}
    had = set(before)
    return [file for file in after.files if file not in had] or [file for file in after.files if file.file in names]


def quarantine_grid(grid: Grid, failures: Mapping[str, str]) -> Grid:
    """The quarantine, with why rows that were corrected still cannot be read. failures: key -> sentence."""
    if not failures:
        return grid
    at = next((place for place, column in enumerate(grid.columns) if column.name == "reason"), None)
    if at is None:
        return grid
    reasons = [
        f"Still: {failures[key]}" if key in failures else reason
        for key, reason in zip(grid.keys, grid.values[at], strict=True)
    ]
    return Grid(grid.columns, grid.keys, (*grid.values[:at], reasons, *grid.values[at + 1 :]))


def reread(corrected: int, refused: int) -> str:
    """One sentence after corrected rows were read again."""
    if not corrected:
        return (
            "None of the corrected rows can be read yet; each says why."
            if refused > 1
            else "The row still cannot be read; it says why."
        )
    first = "1 row is read" if corrected == 1 else f"{corrected:,} rows are read"
    rest = f"; {refused:,} still cannot be and say why" if refused else ""
    return f"{first} and in the book{rest}. Match and check to bring them into the figures."


def waiting_text(edits: Mapping[str, str], bad: str) -> str:
    """What a corrected row shows in the grid: the new text of its bad cell, else of the first cell corrected."""
    if bad in edits:
        return edits[bad] or "blank"
    heading, text = next(iter(edits.items()))
    return f"{heading}: {text or 'blank'}"


def said(before: Sequence[FileView], after: ImportView, paths: Iterable[Path]) -> str:
    """One sentence after an import: what came in of the files just given."""
    fresh = brought(before, after, paths)
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
