"""The saved mappings: which headings are read how, by whom it was said and when; each can be forgotten."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.services.views import MappingView
from ui.door import Door
from ui.pages.wizard import presenter
from ui.pages.wizard.tables import TextModel, TextTable
from ui.theme.spacing import L, M, S
from ui.widgets.labels import label

_SIZE: Final = (820, 460)


class MappingsDialog(QDialog):
    """Lists the saved mappings with the columns of the one that is selected."""

    def __init__(self, parent: QWidget, door: Door) -> None:
        super().__init__(parent)
        self.setWindowTitle("Saved mappings")
        self.resize(*_SIZE)
        self.door = door
        self.views: tuple[MappingView, ...] = ()
        self._over = False
        self.model = TextModel()
        self.table = TextTable(self.model, "Saved mappings", (120, 110, 125))
        self.columns = TextModel()
        self.fields = TextTable(self.columns, "Columns of the mapping", (140,))
        self.lead = label("", "muted", wrap=True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.fields)
        split.setSizes([500, 280])
        self.split = split
        self.forget = QPushButton("Forget")
        self.forget.setToolTip("Files with these headings are then read as if nobody had mapped them")
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        shut = QPushButton("Close")
        shut.setAutoDefault(False)
        shut.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addWidget(self.forget)
        foot.addStretch(1)
        foot.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, M)
        layout.setSpacing(M)
        layout.addWidget(label("Saved mappings", "heading"))
        layout.addWidget(self.lead)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_columns())
        self._ask()

    def _ask(self) -> None:
        self.door.ask(lambda front: front.mappings(), self._show, slot="mappings")

    def _show(self, views: tuple[MappingView, ...]) -> None:
        if self._over:
            return
        self.views = tuple(reversed(views))  # the newest first
        rows = [
            (
                presenter.ENTITIES.get(each.entity, each.entity.replace("_", " ")),
                each.by,
                f"{each.at:%Y-%m-%d %H:%M}",
                ", ".join(heading for heading, _ in each.columns),
            )
            for each in self.views
        ]
        self.model.show(("Holds", "Said by", "When, UTC", "Headings"), rows)
        self.lead.setText(
            "Files with these headings are read in the same way by themselves."
            if rows
            else "No mapping is saved yet. The wizard saves one when you tick Remember."
        )
        self.split.setVisible(bool(rows))
        self.forget.setEnabled(bool(rows))
        if rows:
            self.table.selectRow(0)
            self.table.setFocus()
        self._show_columns()

    def _current(self) -> MappingView | None:
        row = self.table.currentIndex().row()
        return self.views[row] if 0 <= row < len(self.views) else None

    def _show_columns(self) -> None:
        view = self._current()
        self.columns.show(("Column", "Feeds"), presenter.mapping_rows(view) if view is not None else ())

    def _forget(self) -> None:
        view = self._current()
        if view is None:
            return
        fingerprint = view.fingerprint
        self.forget.setEnabled(False)
        self.door.act(lambda front: front.forget_mapping(fingerprint), lambda _: self._ask())

    def done(self, result: int) -> None:
        """No answer is wanted any more."""
        self._over = True
        super().done(result)
        self.deleteLater()
