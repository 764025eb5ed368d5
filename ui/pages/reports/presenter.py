"""What Reports says, made of a ReportView. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.services.views import CellKind, Grid, GridColumn, KpiView

COLUMNS: Final = (
    GridColumn("title", "Measure", CellKind.TEXT, width=144),
    GridColumn("value", "Value", CellKind.TEXT, width=108),
    GridColumn("unit", "Unit", CellKind.CODE, width=46),
    GridColumn("note", "Left out", CellKind.TEXT, width=80),
)
ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
FIT: Final = 0.0


def kpi_grid(kpis: Sequence[KpiView]) -> Grid:
    """The measures as a grid; a measure that is not known says why."""
    values: list[list[object]] = [[] for _ in COLUMNS]
    for each in kpis:
        row = (each.title, each.value or "–", each.unit if each.value else "", each.unknown or each.excluded)
        for column, value in zip(values, row, strict=True):
            column.append(value)
    return Grid(COLUMNS, [each.kpi for each in kpis], tuple(values))


def nearer(zoom: float, fitted: float, *, larger: bool) -> float:
    """The next step of zoom from `zoom` (or from `fitted` where the page fills the room)."""
    now = zoom or fitted
    if larger:
        return next((each for each in ZOOMS if each > now + 0.01), ZOOMS[-1])
    return next((each for each in reversed(ZOOMS) if each < now - 0.01), ZOOMS[0])


def page_label(at: int, of: int) -> str:
    """`Page 2 of 5`."""
    return f"Page {at + 1} of {of}" if of else ""
