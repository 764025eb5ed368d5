"""The history of the book: every step with what it changed, who made it and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from core.services.views import CellKind, Grid, GridColumn, StepView
from ui.grids.panel import GridPanel
from ui.grids.sheet import Sheet
from ui.theme.palettes import Tone
from ui.theme.spacing import L, M
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label

_COLUMNS = (
    GridColumn("number", "No.", CellKind.COUNT, width=56),
    GridColumn("name", "Step", CellKind.TEXT, width=230),
    GridColumn("who", "Who", CellKind.CODE, width=120),
    GridColumn("at", "When (UTC)", CellKind.DAY, width=142),
    GridColumn("state", "State", CellKind.CODE, width=90),
    GridColumn("why", "Why", CellKind.TEXT, width=260),
    GridColumn("changes", "Changes", CellKind.TEXT, width=420),
)


def history_grid(steps: Sequence[StepView]) -> Grid:
    """Steps as a grid; keys are step numbers."""
    values: list[list[object]] = [[] for _ in _COLUMNS]
    for step in steps:
        changes = "; ".join(
            f"{record} {field}: {before or '–'} → {after or '–'}" for record, field, before, after in step.changes
        )
        row = (
            step.number,
            step.name,
            step.who,
            f"{step.at:%Y-%m-%d %H:%M}",
            "undone" if step.undone else "live",
            step.why,
            changes,
        )
        for column, value in zip(values, row, strict=True):
            column.append(value)
    return Grid(_COLUMNS, [str(step.number) for step in steps], tuple(values))


class HistoryDialog(QDialog):
    """The history in a window of its own."""

    def __init__(self, parent: QWidget, steps: Sequence[StepView]) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.resize(980, 560)
        self.panel = GridPanel(
            "History",
            tones={"state": {"undone": Tone.QUIET, "live": Tone.GOOD}},
            muted=("undone",),
            noun=("step", "steps"),
            empty=EmptyState(
                "No steps yet", "Every correction, verdict and waiver will stand here with its reason.", picture="clock"
            ),
        )
        self.panel.load(Sheet(history_grid(steps)))
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(label("History", "heading"))
        layout.addWidget(self.panel)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.panel.view.setFocus()
