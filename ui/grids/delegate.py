"""Paints a cell in one call straight from the sheet, and edits it with a sentence when the typed value cannot be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.base.errors import TieoutError
from core.services.views import CellKind
from ui.grids.cells import NUMERIC, UNKNOWN, read
from ui.grids.model import GridModel, Index
from ui.theme import fonts
from ui.theme.palettes import Palette
from ui.theme.spacing import BODY, ROW, S
from ui.theme.style import colours

_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_SELECTED: Final = QStyle.StateFlag.State_Selected
_FOCUS: Final = QStyle.StateFlag.State_HasFocus
_HOVER: Final = QStyle.StateFlag.State_MouseOver
_CACHE: Final = 20_000


class _Inks:
    """QColors of one palette, made once."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.text = QColor(palette.text)
        self.muted = QColor(palette.muted)
        self.faint = QColor(palette.faint)
        self.accent = QColor(palette.accent)
        self.soft = QColor(palette.accent_soft)
        self.hover = QColor(palette.hover)
        self.line = QPen(QColor(palette.line))
        self.danger = QColor(palette.tones[next(iter(palette.tones))][0])
        self.tones = {tone: (QColor(ink), QColor(ground)) for tone, (ink, ground) in palette.tones.items()}


class CellEditor(QLineEdit):
    """A line edit in a cell. A bad value keeps it open with a sentence below."""

    def __init__(self, parent: QWidget, kind: CellKind, currency: str) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        self._room = parent
        self.kind = kind
        self.currency = currency
        self.bubble = QLabel(parent)
        self.bubble.setObjectName("cellproblem")
        self.bubble.hide()
        self.textEdited.connect(lambda _: self.tell(""))
        self.destroyed.connect(self.bubble.deleteLater)

    def problem(self) -> str:
        """The sentence that says why the text cannot be taken, "" when it can."""
        try:
            read(self.text(), self.kind, self.currency)
        except TieoutError as error:
            return error.sentence
        return ""

    def tell(self, sentence: str) -> None:
        """Shows or takes away the sentence."""
        if bool(self.property("bad")) != bool(sentence):
            self.setProperty("bad", bool(sentence))
            self.style().unpolish(self)
            self.style().polish(self)
        self.bubble.setVisible(bool(sentence))
        if sentence:
            self.bubble.setText(sentence)
            self.bubble.adjustSize()
            space = self._room.rect()
            below = self.geometry().bottomLeft() + QPoint(0, 2)
            if below.y() + self.bubble.height() > space.bottom():
                below = self.geometry().topLeft() - QPoint(0, self.bubble.height() + 2)
            below.setX(max(0, min(below.x(), space.right() - self.bubble.width())))
            self.bubble.move(below)
            self.bubble.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Takes the sentence along."""
        self.bubble.hide()
        super().hideEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Draws text, money and chips of a GridModel. committed: (place in the row map, column, typed text)."""

    committed = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inks = _Inks(colours())
        self._font = fonts.font(BODY)
        self._chip = fonts.font(12, weight=QFont.Weight.Medium)
        self._small = fonts.font(11)
        self._metrics = QFontMetrics(self._font)
        self._small_metrics = QFontMetrics(self._small)
        self._chip_metrics = QFontMetrics(self._chip)
        self._fit: dict[tuple[str, int], str] = {}

    def restyle(self) -> None:
        """Takes the colours of the palette in force."""
        self._inks = _Inks(colours())

    def _elided(self, text: str, width: int) -> str:
        key = (text, width)
        made = self._fit.get(key)
        if made is None:
            if len(self._fit) > _CACHE:
                self._fit.clear()
            made = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._fit[key] = made
        return made

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        if not isinstance(model, GridModel):
            super().paint(painter, option, index)
            return
        inks = self._inks
        rect: QRect = option.rect
        state = option.state
        place = index.column()
        sheet = model.sheet
        row = model.rows[index.row()]
        column = sheet.columns[place]
        if state & _SELECTED:
            painter.fillRect(rect, inks.soft)
        elif state & _HOVER:
            painter.fillRect(rect, inks.hover)
        painter.setPen(inks.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if model.pending or model.edited:
            marker = (sheet.keys[row], column.name)
            waiting = model.pending.get(marker)
            if waiting is not None:
                painter.setPen(inks.accent)
                painter.setFont(self._font)
                painter.drawText(
                    rect.adjusted(S, 0, -S, 0), _RIGHT if column.kind in NUMERIC else _LEFT, f"{waiting} …"
                )
                return
            if marker in model.edited:
                self._corner(painter, rect, inks.accent)
        text = sheet.text(row, place)
        tones = model.tones.get(column.name)
        tone = tones.get(str(sheet.values[place][row])) if tones else None
        if tone is not None:
            self._draw_chip(painter, rect, text, inks.tones[tone])
        elif text:
            quiet = bool(model.muted) and "state" in sheet.at and sheet.column("state")[row] in model.muted
            painter.setFont(self._font)
            painter.setPen(inks.faint if text == UNKNOWN else inks.muted if quiet else inks.text)
            box = rect.adjusted(S, 0, -S, 0)
            if model.coin and column.kind is CellKind.MONEY and text != UNKNOWN:
                # The currency stands small behind its amount, so that it needs no column.
                coin = model.currency(row)
                painter.setFont(self._small)
                painter.setPen(inks.muted)
                painter.drawText(box, _RIGHT, coin)
                box.setRight(box.right() - self._small_metrics.horizontalAdvance("GBP") - 5)
                painter.setFont(self._font)
                painter.setPen(inks.muted if quiet else inks.text)
            painter.drawText(box, _RIGHT if column.kind in NUMERIC else _LEFT, self._elided(text, box.width()))
        if column.editable and model.can_edit(row, place) and not state & _SELECTED:
            painter.setPen(QPen(inks.line.color(), 1, Qt.PenStyle.DotLine))
            painter.drawLine(rect.left() + S, rect.bottom() - 5, rect.right() - S, rect.bottom() - 5)
        if state & _FOCUS:
            painter.setPen(QPen(inks.accent, 1.5))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1.5, -1.5))

    def _draw_chip(self, painter: QPainter, rect: QRect, text: str, pair: tuple[QColor, QColor]) -> None:
        width = min(self._chip_metrics.horizontalAdvance(text) + 14, rect.width() - 8)
        chip = QRectF(rect.left() + 6, rect.center().y() - 8.5, width, 19)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pair[1])
        painter.drawRoundedRect(chip, 9.5, 9.5)
        painter.setPen(pair[0])
        painter.setFont(self._chip)
        fitted = self._chip_metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 10)
        painter.drawText(chip, _CENTRE, fitted)
        painter.restore()

    @staticmethod
    def _corner(painter: QPainter, rect: QRect, ink: QColor) -> None:
        """The mark of an edited cell: a small corner."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        x, y = rect.right() + 1.0, float(rect.top())
        painter.drawPolygon(QPolygonF([QPointF(x - 8, y), QPointF(x, y), QPointF(x, y + 8)]))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height; widths are the columns' own."""
        size = super().sizeHint(option, index)
        size.setHeight(ROW)
        return size

    # --- editing -----------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A CellEditor of the column's kind."""
        model = index.model()
        assert isinstance(model, GridModel)
        column = model.sheet.columns[index.column()]
        editor = CellEditor(parent, column.kind, model.currency(model.rows[index.row()]))
        editor.setFont(self._font)
        editor.setAccessibleName(f"Edit {column.title}")
        if column.kind in NUMERIC:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The value as a person would type it, all of it selected."""
        assert isinstance(editor, CellEditor)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hands the text on when it can be taken and is another one."""
        assert isinstance(editor, CellEditor)
        text = editor.text().strip()
        if not editor.problem() and text != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            self.committed.emit(index.row(), index.column(), text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab do not leave a cell whose text cannot be taken."""
        if isinstance(watched, CellEditor) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            leaving = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if event.key() in leaving:
                sentence = watched.problem()
                if sentence:
                    watched.tell(sentence)
                    return True
        return super().eventFilter(watched, event)
