"""The command palette: everything that can be done, narrowed by typing, run by Enter."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.grids.model import Index
from ui.shell.actions import Action, found
from ui.theme import fonts
from ui.theme.icons import icon
from ui.theme.spacing import M, S
from ui.theme.style import colours

_NOWHERE: Final = QModelIndex()
_ROW: Final = 36


class _Entries(QAbstractListModel):
    """Actions that fit what was typed and can be done now; last, looking for the words among the exceptions."""

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self.entries: list[Action | str] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title and sentence of an entry."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if isinstance(entry, str):
            return f"Look for “{entry}” in the exceptions" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title.rstrip("…")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}. {entry.text}"
        return None

    def show(self, words: str) -> None:
        """Narrows the list."""
        self.beginResetModel()
        self.entries = [each for each in found(words) if self._actions[each.id].isEnabled()]
        if words.strip():
            self.entries.append(words.strip())
        self.endResetModel()


class _Row(QStyledItemDelegate):
    """Paints icon, title, sentence and key."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One entry."""
        model = index.model()
        assert isinstance(model, _Entries)
        entry = model.entries[index.row()]
        rect: QRect = option.rect
        palette = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(palette.accent), 1))
            painter.setBrush(QColor(palette.accent_soft))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 1.5, -4, -1.5), 6, 6)
        picture = "search" if isinstance(entry, str) else entry.picture or "right"
        icon(picture, palette.muted).paint(painter, QRect(rect.left() + 14, rect.center().y() - 8, 17, 17))
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        text = str(index.data())
        painter.setFont(fonts.font())
        painter.setPen(QColor(palette.text))
        painter.drawText(rect.adjusted(44, 0, -M, 0), middle, text)
        if not isinstance(entry, str):
            width = painter.fontMetrics().horizontalAdvance(text)
            keys = QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText) if entry.keys else ""
            painter.setFont(fonts.font(12))
            painter.setPen(QColor(palette.muted))
            key_width = painter.fontMetrics().horizontalAdvance(keys)
            painter.drawText(
                rect.adjusted(0, 0, -M - 4, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), keys
            )
            room = rect.adjusted(44 + width + M, 0, -key_width - 3 * M, 0)
            painter.drawText(
                room, middle, painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
            )
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One height."""
        return QSize(200, _ROW)


class CommandPalette(QFrame):
    """A line and a list over the window. sought: words to look for among the exceptions."""

    sought = Signal(str)

    def __init__(self, parent: QWidget, actions: dict[str, QAction]) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._host = parent
        self._actions = actions
        self.entries = _Entries(actions)
        self.line = QLineEdit()
        self.line.setPlaceholderText("What do you want to do?")
        self.line.setAccessibleName("Find an action")
        self.list = QListView()
        self.list.setObjectName("bare")
        self.list.setAccessibleName("Actions")
        self.list.setModel(self.entries)
        self.list.setItemDelegate(_Row(self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, S, S, S)
        layout.setSpacing(S)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows it over the window, the line empty and in focus."""
        parent = self._host
        width = min(640, parent.width() - 80)
        self.setGeometry((parent.width() - width) // 2, 72, width, min(452, parent.height() - 120))
        self.line.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def _narrow(self, words: str) -> None:
        self.entries.show(words)
        if self.entries.entries:
            self.list.setCurrentIndex(self.entries.index(0))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry = self.entries.entries[index.row()]
        self.hide()
        self._host.setFocus()
        if isinstance(entry, str):
            self.sought.emit(entry)
        else:
            self._actions[entry.id].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter runs, Escape and leaving close."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            count = len(self.entries.entries)
            at = self.list.currentIndex().row()
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step and count:
                self.list.setCurrentIndex(self.entries.index(max(0, min(count - 1, at + step))))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self.list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self._host.setFocus()
                return True
        if (
            watched is self.line
            and event.type() == QEvent.Type.FocusOut
            and self.isVisible()
            and not self.list.underMouse()
        ):
            self.hide()
        return super().eventFilter(watched, event)
