"""The grid on screen: rows of one height, keyboard first, copy and paste of columns, sorting by header, selection by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.grids.cells import NUMERIC, neutral, plain
from ui.grids.delegate import CellDelegate
from ui.grids.model import GridModel
from ui.grids.sheet import Order
from ui.theme.spacing import CONTROL, ROW
from ui.theme.style import colours, current


class GridView(QTableView):
    """A view of one GridModel.

    edited: (keys, column, text) typed or pasted, already readable. chosen_key: the current row's key. picked: the selection changed.
    opened: Enter or a double click on a row without an editable cell.
    """

    edited = Signal(list, str, list)
    chosen_key = Signal(str)
    picked = Signal()
    refused = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        model: GridModel,
        name: str,
        parent: QWidget | None = None,
        *,
        order: Sequence[str] = (),
        widths: Mapping[str, int] | None = None,
    ) -> None:
        """order: columns from the left, the others follow; widths: in place of the columns' own."""
        super().__init__(parent)
        self.grid_model = model
        self.order = tuple(order)
        self.widths = dict(widths or {})
        self.setModel(model)
        self.setAccessibleName(name)
        self.cells = CellDelegate(model, self)
        self._hovered = -1
        self.setItemDelegate(self.cells)
        self.cells.committed.connect(self._commit)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        rows.setMinimumSectionSize(ROW)
        rows.hide()
        titles = self.horizontalHeader()
        titles.setSectionsClickable(True)
        titles.setSectionsMovable(True)
        titles.setHighlightSections(False)
        titles.setFixedHeight(CONTROL)
        titles.setStretchLastSection(True)
        titles.setMinimumSectionSize(36)
        titles.sectionClicked.connect(self._sort_by)
        model.modelReset.connect(self._shape)
        model.layoutChanged.connect(titles.viewport().update)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        current().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.cells.restyle()
        self.viewport().update()

    # --- shape and order ---------------------------------------------------------------------------------------------

    def _shape(self) -> None:
        """Column widths after the columns changed."""
        columns = self.grid_model.sheet.columns
        for place, column in enumerate(columns):
            width = self.widths.get(column.name, column.width)
            if width:
                self.setColumnWidth(place, width)
        titles = self.horizontalHeader()
        at = self.grid_model.sheet.at
        for visual, name in enumerate(name for name in self.order if name in at):
            titles.moveSection(titles.visualIndex(at[name]), visual)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then one hair line below each row."""
        current_cell = self.currentIndex()
        focused = (
            (current_cell.row(), current_cell.column()) if self.hasFocus() and current_cell.isValid() else (-1, -1)
        )
        self.cells.begin(self.selected_rows(), self._hovered, focused)
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(colours().line))
        area = event.rect()
        first = max(self.rowAt(area.top()), 0)
        top = self.rowViewportPosition(first)
        right = min(area.right(), self.horizontalHeader().length() - 1)
        for at in range(min(len(self.grid_model.rows) - first, (area.bottom() - top) // ROW + 1)):
            bottom = top + (at + 1) * ROW - 1
            painter.drawLine(area.left(), bottom, right, bottom)
        painter.end()

    def selected_rows(self) -> set[int]:
        """Rows of the selection; as a few ranges, not cell by cell."""
        picked: set[int] = set()
        for stretch in self.selectionModel().selection().toList():
            picked.update(range(stretch.top(), stretch.bottom() + 1))
        return picked

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer lights up."""
        self._hover(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And goes dark again."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        for each in (self._hovered, row):
            if each >= 0:
                self.viewport().update(0, self.rowViewportPosition(each), self.viewport().width(), ROW)
        self._hovered = row

    def hide_columns(self, names: Iterable[str]) -> None:
        """Hides columns by name, shows the others."""
        hidden = set(names)
        for place, column in enumerate(self.grid_model.sheet.columns):
            self.setColumnHidden(place, column.name in hidden)

    def _sort_by(self, place: int) -> None:
        model = self.grid_model
        column = model.sheet.columns[place]
        first = model.chosen.orders[0] if model.chosen.orders else None
        # Money is looked at largest first.
        descending = not first.descending if first and first.column == column.name else column.kind in NUMERIC
        model.sort(place, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    @property
    def orders(self) -> Sequence[Order]:
        """The sort keys in force."""
        return self.grid_model.chosen.orders

    # --- selection by key --------------------------------------------------------------------------------------------

    def selected_keys(self) -> list[str]:
        """Keys of the selected rows, in the order seen."""
        model = self.grid_model
        rows = sorted(self.selected_rows())
        return [model.key(row) for row in rows]

    def current_key(self) -> str:
        """Key of the current row, "" when there is none."""
        index = self.currentIndex()
        return self.grid_model.key(index.row()) if index.isValid() and index.row() < len(self.grid_model.rows) else ""

    def select_place(self, place: int, *, column: int | None = None) -> None:
        """Makes the row at `place` the current and only selected one; out of range is brought into it."""
        count = len(self.grid_model.rows)
        if not count:
            return
        at = max(0, min(place, count - 1))
        keep = column if column is not None else max(self.currentIndex().column(), self._first_seen())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.grid_model.index(at, keep), flags.ClearAndSelect | flags.Rows)

    def _first_seen(self) -> int:
        titles = self.horizontalHeader()
        for visual in range(titles.count()):
            place = titles.logicalIndex(visual)
            if not self.isColumnHidden(place):
                return place
        return 0

    def select_key(self, key: str) -> bool:
        """Selects the row of `key`; False when it is not seen."""
        place = self.grid_model.place_of(key)
        if place >= 0:
            self.select_place(place)
        return place >= 0

    def select_keys(self, keys: Iterable[str]) -> None:
        """Selects the rows of `keys` that are seen, without moving the current row."""
        picked = QItemSelection()
        last = len(self.grid_model.sheet.columns) - 1
        for key in keys:
            place = self.grid_model.place_of(key)
            if place >= 0:
                picked.select(self.grid_model.index(place, 0), self.grid_model.index(place, last))
        self.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tell_current(self, new: QModelIndex, _old: QModelIndex) -> None:
        if new.isValid() and new.row() < len(self.grid_model.rows):
            self.chosen_key.emit(self.grid_model.key(new.row()))

    # --- keyboard ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste and Enter; the rest as Qt does it, without its search by letters (letters are actions here)."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter in a cell comes by here on its way up
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.edit_current()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts of the page, not a search."""

    def edit_current(self) -> None:
        """Edits the current cell, or the row's first editable one when the current cell is not."""
        index = self.currentIndex()
        model = self.grid_model
        if not index.isValid():
            return
        row = model.rows[index.row()]
        places = [index.column(), *range(len(model.sheet.columns))]
        for place in places:
            if model.can_edit(row, place) and not self.isColumnHidden(place):
                target = model.index(index.row(), place)
                self.setCurrentIndex(target)
                self.edit(target)
                return
        self.opened.emit(model.key(index.row()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens a row that has nothing to edit."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.grid_model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.grid_model.key(index.row()))

    # --- editing, copy and paste -------------------------------------------------------------------------------------

    def _commit(self, place: int, column: int, text: str) -> None:
        model = self.grid_model
        self.edited.emit([model.key(place)], model.sheet.columns[column].name, [text])

    def copy(self) -> None:
        """The selected rows' shown columns as tab-separated text; nothing in it is a formula to a spreadsheet."""
        QGuiApplication.clipboard().setText(self.copied())

    def copied(self) -> str:
        """What `copy` puts on the clipboard."""
        model = self.grid_model
        sheet = model.sheet
        titles = self.horizontalHeader()
        places = [titles.logicalIndex(visual) for visual in range(titles.count())]
        places = [place for place in places if not self.isColumnHidden(place)]
        lines = []
        for at in sorted(self.selected_rows()):
            row = model.rows[at]
            cells = []
            for place in places:
                kind = sheet.columns[place].kind
                text = plain(sheet.values[place][row], kind, model.currency(row))
                cells.append(text if kind in NUMERIC else neutral(text))
            lines.append("\t".join(cells))
        return "\n".join(lines)

    def paste(self) -> None:
        """One copied value into all selected rows, or a copied column downwards from the current row, into the current column."""
        index = self.currentIndex()
        model = self.grid_model
        text = QGuiApplication.clipboard().text()
        if not index.isValid() or not text:
            return
        place = index.column()
        column = model.sheet.columns[place]
        if not column.editable:
            editable = ", ".join(each.title for each in model.sheet.columns if each.editable)
            where = f"Go to {editable} first." if editable else "Nothing in this grid can be."
            self.refused.emit(f"{column.title} cannot be edited. {where}")
            return
        lines = [line.split("\t")[0].strip().removeprefix("'") for line in text.rstrip("\r\n").splitlines()]
        if len(lines) == 1:
            places = sorted(self.selected_rows()) or [index.row()]
            lines *= len(places)
        else:
            places = list(range(index.row(), min(index.row() + len(lines), len(model.rows))))
        pairs = [
            (model.key(at), line)
            for at, line in zip(places, lines, strict=False)
            if model.can_edit(model.rows[at], place)
        ]
        if not pairs:
            self.refused.emit("None of these rows has a value to correct.")
            return
        self.edited.emit([key for key, _ in pairs], column.name, [line for _, line in pairs])
