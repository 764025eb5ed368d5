"""The wizard's tables: the columns of the file with the field that each feeds, and plain rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.ports.importing import Answers
from core.services.views import ColumnView
from ui.grids.model import Index
from ui.pages.wizard import presenter
from ui.theme import fonts
from ui.theme.icons import icon
from ui.theme.palettes import Tone
from ui.theme.spacing import ROW, S
from ui.theme.style import colours, current
from ui.widgets.choice import ChoiceBox

_NOWHERE: Final = QModelIndex()
FIELD: Final = 2
_SURE: Final = 3
_TITLES: Final = ("Column", "First cells", "Feeds", "How sure")
_HEAD: Final = 30
_KNOWN: Final = QAbstractItemView.EditTrigger
_WIDEST: Final = 260


def _dressed(view: QTableView, name: str) -> None:
    """What the wizard's tables have in common."""
    view.setAccessibleName(name)
    view.setStyleSheet("QTableView::item { padding: 0 4px; }")  # texts stand under their headings
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(ROW - 4)
    rows.setDefaultSectionSize(ROW - 4)
    rows.hide()
    titles = view.horizontalHeader()
    titles.setFixedHeight(_HEAD)
    titles.setHighlightSections(False)
    titles.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    titles.setStretchLastSection(True)


class ColumnsModel(QAbstractTableModel):
    """The file's columns: heading, first cells, the field each feeds, how sure that is. said: (heading, field) chosen by a person."""

    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[ColumnView, ...] = ()
        self.answers = Answers()
        self.fields: tuple[tuple[str, str], ...] = ()

    def show(self, columns: Sequence[ColumnView], fields: Sequence[tuple[str, str]], answers: Answers) -> None:
        """Replaces what is shown, in place where the headings stay, so that the current row does."""
        same = [each.heading for each in columns] == [each.heading for each in self.columns]
        if not same:
            self.beginResetModel()
        self.columns, self.fields, self.answers = tuple(columns), tuple(fields), answers
        if not same:
            self.endResetModel()
        elif columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(columns) - 1, len(_TITLES) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Columns of the file."""
        return 0 if parent.isValid() else len(self.columns)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Heading, cells, field, sureness."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; the field's own name for editing."""
        if not index.isValid():
            return None
        column = self.columns[index.row()]
        if role == Qt.ItemDataRole.EditRole and index.column() == FIELD:
            return column.target
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        text = (
            column.heading,
            "   ".join(sample.replace("\n", " ") for sample in column.samples),
            self.name(column.target),
            presenter.sureness(column, self.answers)[0],
        )[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_TITLES[index.column()]} of {column.heading}: {text}"
        return text

    def name(self, target: str) -> str:
        """How a field is called."""
        return next((name for field, name in self.fields if field == target), presenter.field_name(target))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the four are."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The field can be chosen once it is known what the table holds."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can = index.isValid() and index.column() == FIELD and len(self.fields) > 1
        return plain | Qt.ItemFlag.ItemIsEditable if can else plain

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A person's choice."""
        if role != Qt.ItemDataRole.EditRole or index.column() != FIELD:
            return False
        column = self.columns[index.row()]
        if value != column.target:
            self.said.emit(column.heading, str(value))
        return True


class _Lines(QStyledItemDelegate):
    """Paints the fields as what they are, lists to choose from, and the sureness as a word in its colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = cast("ColumnsModel", index.model())
        column = model.columns[index.row()]
        palette = colours()
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(palette.accent_soft))
        text = str(model.data(index) or "")
        ink = palette.text
        room = rect.adjusted(S, 0, -S, 0)
        font = fonts.font(13)
        if index.column() == 0:
            font = fonts.font(13, weight=QFont.Weight.Medium)
        elif index.column() == 1:
            ink = palette.muted
        elif index.column() == FIELD:
            ink = palette.text if column.target else palette.muted
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self._frame(painter, rect, focused=chosen)
                room.adjust(S, 0, -(S + 12), 0)
        else:
            ink = palette.tones[presenter.sureness(column, model.answers)[1]][0]
            font = fonts.font(12, weight=QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, rect: QRect, *, focused: bool) -> None:
        palette = colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.accent if focused else palette.line_strong))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 2.5, -4.5, -3.5), 5, 5)
        icon("down", palette.muted).paint(painter, QRect(rect.right() - 24, rect.center().y() - 7, 14, 14))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The list of fields, open."""
        del option
        model = cast("ColumnsModel", index.model())
        box = ChoiceBox()
        box.setParent(parent)
        for field, name in model.fields:
            box.addItem(name, field)
        box.setAccessibleName(f"Field of {model.columns[index.row()].heading}")
        box.setMaxVisibleItems(14)
        box.activated.connect(lambda _: self._hand_on(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _hand_on(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The field as it is."""
        if isinstance(editor, ChoiceBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """The field that was chosen."""
        if isinstance(editor, ChoiceBox):
            model.setData(cast("QModelIndex", index), editor.currentData(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Where the field is painted."""
        del index
        editor.setGeometry(option.rect)


class ColumnsView(QTableView):
    """The list of columns; Enter, Space or a click opens the fields of one."""

    def __init__(self, model: ColumnsModel) -> None:
        super().__init__()
        self.columns = model
        self.setModel(model)
        _dressed(self, "Columns of the file")
        self.setItemDelegate(_Lines(self))
        self.setEditTriggers(_KNOWN.EditKeyPressed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        for place, width in enumerate((150, 210, 170)):
            self.setColumnWidth(place, width)
        self.clicked.connect(self._clicked)
        current().changed.connect(self.viewport().update)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == FIELD:
            self.choose(index.row())

    def choose(self, row: int) -> None:
        """Opens the fields of one column."""
        index = self.columns.index(row, FIELD)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the list of fields."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2}
        closed = self.state() != QAbstractItemView.State.EditingState
        if event.key() in keys and closed and self.currentIndex().isValid():
            self.choose(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class TextModel(QAbstractTableModel):
    """Rows of plain text. quiet: places of columns that are painted quietly."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.quiet: frozenset[int] = frozenset()

    def show(self, titles: Sequence[str], rows: Sequence[Sequence[str]], quiet: Sequence[int] = ()) -> None:
        """Replaces everything."""
        made = tuple(tuple(row) for row in rows)
        if (tuple(titles), made) == (self.titles, self.rows):
            self.quiet = frozenset(quiet)
            if made:
                self.dataChanged.emit(self.index(0, 0), self.index(len(made) - 1, max(len(self.titles) - 1, 0)))
            return
        self.beginResetModel()
        self.titles, self.rows, self.quiet = tuple(titles), made, frozenset(quiet)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and the ink of quiet columns."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        text = row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles[index.column()]}: {text}"
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in self.quiet:
            return QColor(colours().tones[Tone.QUIET][0])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return self.titles[section]
        return None


class TextTable(QTableView):
    """A view of a TextModel. widths: of the first columns; the others are as wide as their texts, within reason."""

    def __init__(self, model: TextModel, name: str, widths: Sequence[int] = ()) -> None:
        super().__init__()
        self.text = model
        self._widths = tuple(widths)
        self.setModel(model)
        _dressed(self, name)
        self.setEditTriggers(_KNOWN.NoEditTriggers)
        self.horizontalHeader().setStretchLastSection(bool(widths))
        model.modelReset.connect(self._shape)
        current().changed.connect(self.viewport().update)

    def _shape(self) -> None:
        metrics = QFontMetrics(fonts.font(13))
        for place, title in enumerate(self.text.titles):
            if place < len(self._widths):
                self.setColumnWidth(place, self._widths[place])
            elif not self._widths:
                texts = [title, *(row[place] for row in self.text.rows[:30] if place < len(row))]
                wide = max(metrics.horizontalAdvance(text[:80]) for text in texts) + 3 * S
                self.setColumnWidth(place, min(max(wide, 60), _WIDEST))
