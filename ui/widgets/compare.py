"""Two records side by side, field by field; what differs is lit and marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.services.views import Field
from ui.grids.cells import grouped
from ui.grids.model import Index
from ui.theme import fonts
from ui.theme.spacing import S
from ui.theme.style import colours, current

_NOWHERE: Final = QModelIndex()
_ROW: Final = 27


class FieldModel(QAbstractTableModel):
    """Label, left and right of each field."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[Field, ...] = ()
        self.titles = ("", "", "")

    def show(self, left: str, right: str, fields: Sequence[Field]) -> None:
        """Replaces what is compared."""
        self.beginResetModel()
        self.titles = ("", left, right)
        self.fields = tuple(fields)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Fields."""
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Label, left, right."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts."""
        if not index.isValid():
            return None
        field = self.fields[index.row()]
        text = (field.label, field.left, field.right)[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{field.label}: {text}{', differs' if field.differs else ''}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The two records' names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _Lit(QStyledItemDelegate):
    """Paints a field, lit where the sides differ."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        assert isinstance(model, FieldModel)
        field = model.fields[index.row()]
        rect: QRect = option.rect
        palette = colours()
        place = index.column()
        painter.save()
        if field.differs and place:
            painter.fillRect(rect, QColor(palette.lit))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(fonts.font(weight=QFont.Weight.Medium if field.differs and place else QFont.Weight.Normal))
        text = (field.label, grouped(field.left) or "–", grouped(field.right) or "–")[place]
        empty = place and not (field.left, field.right)[place - 1]
        painter.setPen(QColor(palette.muted if not place or (empty and not field.differs) else palette.text))
        inner = rect.adjusted(S, 0, -S, 0)
        if place == 2 and field.differs:
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), "≠")
            inner = inner.adjusted(18, 0, 0, 0)
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), fitted)
        painter.restore()


class CompareView(QTableView):
    """A small table of two sides."""

    def __init__(self, name: str = "Side by side", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.fields = FieldModel()
        self.setModel(self.fields)
        self.setItemDelegate(_Lit(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.setMinimumSectionSize(_ROW)
        titles = self.horizontalHeader()
        titles.setFixedHeight(30)
        titles.setHighlightSections(False)
        titles.setTextElideMode(Qt.TextElideMode.ElideRight)
        titles.setSectionsClickable(False)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        titles.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        titles.resizeSection(0, 116)
        titles.setMinimumSectionSize(60)
        current().changed.connect(self.viewport().update)

    def show_fields(self, left: str, right: str, fields: Sequence[Field]) -> None:
        """Shows two records; what differs comes first."""
        ordered = sorted(fields, key=lambda each: not each.differs)
        self.fields.show(left, right, ordered)
        self.scrollToTop()
