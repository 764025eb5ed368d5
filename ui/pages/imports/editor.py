"""One row of the quarantine, all its cells: the one that cannot be read stands out with its reason, and each text can be corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.grids.model import Index
from ui.pages.imports.model import TEXT, CellsModel
from ui.theme.spacing import ROW, XS
from ui.theme.style import current
from ui.widgets.action_button import ActionButton
from ui.widgets.labels import Card, CutLabel, label


class _Cell(QStyledItemDelegate):
    """The line in which a text is corrected."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line as the grids have it."""
        del option
        line = QLineEdit(parent)
        line.setObjectName("cell")
        line.setAccessibleName(f"New text of {index.model().index(index.row(), 0).data()}")
        return line


class CellsView(QTableView):
    """The cells; Enter, F2 or a double click corrects one."""

    def __init__(self, model: CellsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Cells of the row")
        self.setItemDelegate(_Cell(self))
        self.setStyleSheet("QTableView::item { padding: 0 4px; }")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW - 4)
        rows.setDefaultSectionSize(ROW - 4)
        rows.hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setColumnWidth(0, 120)
        current().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter corrects the text of the current line."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.state() != QAbstractItemView.State.EditingState
            and self.currentIndex().isValid()
        ):
            index = self.currentIndex().siblingAtColumn(TEXT)
            self.setCurrentIndex(index)
            self.edit(index)
            return
        super().keyPressEvent(event)


class RowEditor(Card):
    """The row of key `key`. edited: (key, heading, text)."""

    edited = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("No row selected")
        self.key = ""
        self.file = CutLabel("", "small")
        self.head.insertWidget(1, self.file, 1)
        self.reason = label("", "danger", wrap=True)
        self.model = CellsModel()
        self.model.edited.connect(lambda heading, text: self.edited.emit(self.key, heading, text))
        self.cells = CellsView(self.model)
        self.count = label("", "small", wrap=True)
        self.again = ActionButton("quarantine.again", text="Read again …", role="primary")
        self.aside = ActionButton("quarantine.aside", text="Set aside …")
        self.printed = ActionButton("quarantine.printed", text="As printed", role="flat")
        foot = QHBoxLayout()
        foot.setSpacing(XS)
        foot.addWidget(self.printed)
        foot.addStretch(1)
        foot.addWidget(self.aside)
        foot.addWidget(self.again)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.cells, 1)
        self.body.addWidget(self.count)
        self.body.addLayout(foot)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No row is selected."""
        self.key = ""
        self.file.say("")
        self.heading.setText("No row selected")
        self.reason.setText("")
        self.model.show((), {}, "")

    def show_row(
        self,
        key: str,
        place: tuple[str, str],
        reason: str,
        bad: str,
        cells: Sequence[tuple[str, str]],
        edits: Mapping[str, str],
    ) -> None:
        """Fills the card. place: number of the row, and its file; bad: heading of the cell that cannot be read."""
        self.key = key
        self.heading.setText(f"Row {place[0]}")
        self.file.say(place[1])
        self.reason.setText(reason)
        self.model.show(cells, edits, bad)
        if cells:
            index = self.model.index(max(self.model.place(bad), 0), TEXT)
            self.cells.setCurrentIndex(index)
            self.cells.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def say(self, corrected: int) -> None:
        """How many rows are corrected and not read yet."""
        one = "1 row is corrected" if corrected == 1 else f"{corrected:,} rows are corrected"
        self.count.setText(f"{one} and not read yet." if corrected else "Enter corrects a text.")
