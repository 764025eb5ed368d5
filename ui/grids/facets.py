"""Facets: the distinct values of some columns with how many rows each would show; several may be chosen in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.grids.model import GridModel, Index
from ui.grids.sheet import Chosen
from ui.theme import fonts
from ui.theme.spacing import S
from ui.theme.style import colours, current

_NOWHERE: Final = QModelIndex()
_FEW: Final = 6
_HEADER: Final = 32
_ENTRY: Final = 26
BLANK: Final = "(none)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading (value None), a value, or the line that shows more (more > 0)."""

    column: str
    label: str
    value: str | None = None
    count: int = 0
    picked: bool = False
    more: int = 0


class FacetModel(QAbstractListModel):
    """The lines of all facets."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Lines."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a line, and what a screen reader says of it."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.ToolTipRole and entry.value is not None:
            return f"{entry.label}: {entry.count:,} rows"
        if role == Qt.ItemDataRole.AccessibleTextRole and entry.value is not None:
            return f"{entry.label}, {entry.count} rows{', chosen' if entry.picked else ''}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        entry = self.entries[index.row()]
        if entry.value is None and not entry.more:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, entries: Sequence[Entry]) -> None:
        """Replaces the lines, in place where their number is the same."""
        if len(entries) == len(self.entries):
            self.entries = list(entries)
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()


class _Lines(QStyledItemDelegate):
    """Paints headings, values with their counts, and the line for more."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        model = index.model()
        assert isinstance(model, FacetModel)
        entry = model.entries[index.row()]
        rect: QRect = option.rect
        state = option.state
        palette = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(2, 1, -2, -1)
        if entry.value is None and not entry.more:
            painter.setFont(fonts.font(12, weight=QFont.Weight.DemiBold))
            painter.setPen(QColor(palette.muted))
            painter.drawText(
                rect.adjusted(S, 6, -S, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.label
            )
            painter.restore()
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.picked:
            painter.setBrush(QColor(palette.accent_soft))
            painter.drawRoundedRect(box, 5, 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(box, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 1.2))
            painter.drawRoundedRect(box, 5, 5)
        font = fonts.font(13, weight=QFont.Weight.Medium if entry.picked else QFont.Weight.Normal)
        painter.setFont(font)
        count = f"{entry.count:,}" if entry.value is not None else ""
        metrics = QFontMetrics(font)
        width = rect.width() - 3 * S - metrics.horizontalAdvance(count)
        ink = palette.accent if entry.picked or entry.more else palette.text if entry.count else palette.muted
        painter.setPen(QColor(ink))
        text = metrics.elidedText(entry.label, Qt.TextElideMode.ElideRight, width)
        painter.drawText(rect.adjusted(S, 0, -S, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QColor(palette.accent if entry.picked else palette.muted))
        painter.drawText(rect.adjusted(S, 0, -S, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are higher."""
        model = index.model()
        assert isinstance(model, FacetModel)
        entry = model.entries[index.row()]
        return QSize(80, _HEADER if entry.value is None and not entry.more else _ENTRY)


class FacetList(QListView):
    """The facets of one grid. facets: column -> heading; labels: column -> value -> what it is called. chosen: the choice changed."""

    chosen = Signal()

    def __init__(
        self,
        model: GridModel,
        facets: Mapping[str, str],
        labels: Mapping[str, Mapping[str, str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bare")
        self.setAccessibleName("Filters")
        self.lines = FacetModel()
        self.setModel(self.lines)
        self.setItemDelegate(_Lines(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._grid = model
        self._facets = dict(facets)
        self._labels = dict(labels or {})
        self._open: set[str] = set()
        self._counted: tuple[object, ...] = ()
        model.changed.connect(self._follow)
        current().changed.connect(self.viewport().update)

    def _follow(self) -> None:
        """Counts anew unless only the order has changed."""
        chosen = self._grid.chosen
        now = (self._grid.sheet, chosen.text, chosen.facets)
        if now != self._counted:
            self._counted = now
            self.recount()

    def recount(self) -> None:
        """Counts anew under the choice in force."""
        entries: list[Entry] = []
        sheet, chosen = self._grid.sheet, self._grid.chosen
        for column, heading in self._facets.items():
            if column not in sheet.at:
                continue
            picked = chosen.facets.get(column, frozenset())
            counts = sheet.counts(column, chosen)
            if len(counts) < 2 and not picked:
                continue
            entries.append(Entry(column, heading))
            names = self._labels.get(column, {})
            shown = list(counts.items())
            limit = len(shown) if column in self._open else _FEW
            kept = [each for at, each in enumerate(shown) if at < limit or each[0] in picked]
            entries.extend(
                Entry(column, names.get(value, value) or BLANK, value, count, value in picked) for value, count in kept
            )
            if len(kept) < len(shown):
                entries.append(Entry(column, f"{len(shown) - len(kept)} more …", more=1))
            elif column in self._open and len(shown) > _FEW:
                entries.append(Entry(column, "Fewer", more=2))
        self.lines.show(entries)

    def toggle(self, column: str, value: str, *, only: bool = False) -> None:
        """Chooses or lets go of one value. only: instead of the others of its column."""
        facets = dict(self._grid.chosen.facets)
        now = facets.get(column, frozenset())
        facets[column] = frozenset({value}) if only else now ^ {value}
        self.set_facets(facets)

    def set_facets(self, facets: Mapping[str, frozenset[str]]) -> None:
        """Replaces the choice of all columns."""
        chosen = self._grid.chosen
        kept = {column: values for column, values in facets.items() if values}
        self._grid.choose(Chosen(chosen.text, kept, chosen.orders))
        self.chosen.emit()

    def _press(self, index: QModelIndex) -> None:
        entry = self.lines.entries[index.row()]
        if entry.more:
            self._open ^= {entry.column}
            self.recount()
        elif entry.value is not None:
            self.toggle(entry.column, entry.value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._press(index)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter choose."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._press(self.currentIndex())
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the hover away."""
        self.viewport().update()
        super().leaveEvent(event)
