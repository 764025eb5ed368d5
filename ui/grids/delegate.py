"""Paints a cell in one call straight from the sheet, and edits it with a sentence when the typed value cannot be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.base.errors import TieoutError
from core.services.views import CellKind
from ui.grids.cells import NUMERIC, UNKNOWN, read
from ui.grids.model import GridModel, Index
from ui.theme import fonts
from ui.theme.palettes import Palette
from ui.theme.spacing import BODY, ROW, S
from ui.theme.style import colours

_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
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
        self.dots = QPen(QColor(palette.line_strong), 1, Qt.PenStyle.DotLine)
        self.ring = QPen(QColor(palette.accent), 1.5)
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


class _Plan:
    """What painting needs to know of each column, worked out once a sheet."""

    def __init__(self, model: GridModel) -> None:
        sheet = model.sheet
        self.sheet = sheet
        self.numeric = [column.kind in NUMERIC for column in sheet.columns]
        self.coin = [model.coin and column.kind is CellKind.MONEY for column in sheet.columns]
        self.tones = [model.tones.get(column.name) for column in sheet.columns]
        self.editable = [column.editable for column in sheet.columns]
        self.names = [column.name for column in sheet.columns]
        self.state = sheet.column("state") if model.muted and "state" in sheet.at else None


class CellDelegate(QStyledItemDelegate):
    """Draws text, money and chips of a GridModel. committed: (place in the row map, column, typed text).

    The view says before each frame which rows are selected, where the pointer is and which cell has the keyboard (`begin`): asking Qt
    for the state of every cell would take longer than drawing it.
    """

    committed = Signal(int, int, str)

    def __init__(self, model: GridModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._plan = _Plan(model)
        self._inks = _Inks(colours())
        self._font = fonts.font(BODY)
        self._small = fonts.font(11)
        self._chip = fonts.font(12, weight=QFont.Weight.Medium)
        self._metrics = QFontMetrics(self._font)
        self._chip_metrics = QFontMetrics(self._chip)
        self._coin_room = QFontMetrics(self._small).horizontalAdvance("GBP") + 5
        self._widest = self._metrics.horizontalAdvance("W")
        # Where a line of text stands in a row, and how wide each sign of a number is: digits have one width (no kerning between them).
        self._base = (ROW + self._metrics.ascent() - self._metrics.descent()) // 2
        self._signs = {sign: self._metrics.horizontalAdvance(sign * 10) / 10 for sign in "0123456789,.−-%– "}
        self._fit: dict[tuple[str, int], str] = {}
        self.selected: set[int] = set()
        self.hovered = -1
        self.focused = (-1, -1)

    def restyle(self) -> None:
        """Takes the colours of the palette in force."""
        self._inks = _Inks(colours())

    def begin(self, selected: set[int], hovered: int, focused: tuple[int, int]) -> None:
        """The state of the rows for the next frame; focused: (row, column), (-1, -1) for none."""
        self.selected, self.hovered, self.focused = selected, hovered, focused
        if self._plan.sheet is not self._model.sheet:
            self._plan = _Plan(self._model)

    def _elided(self, text: str, width: int) -> str:
        if len(text) * self._widest <= width:
            return text
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
        model, plan, inks = self._model, self._plan, self._inks
        place, at = index.column(), index.row()
        row = model.rows[at]
        rect: QRect = option.rect
        left, top, width = rect.left(), rect.top(), rect.width()
        chosen = at in self.selected
        if chosen:
            painter.fillRect(rect, inks.soft)
        elif at == self.hovered:
            painter.fillRect(rect, inks.hover)
        numeric = plan.numeric[place]
        text = plan.sheet.text(row, place)
        if model.pending or model.edited:
            marker = (plan.sheet.keys[row], plan.names[place])
            waiting = model.pending.get(marker)
            if waiting is not None:
                painter.setPen(inks.accent)
                painter.drawText(left + S, top + self._base, self._elided(f"{waiting} …", width - 2 * S))
                return
            if marker in model.edited:
                self._corner(painter, rect, inks.accent)
        tones = plan.tones[place]
        tone = tones.get(str(plan.sheet.values[place][row])) if tones else None
        if tone is not None:
            self._draw_chip(painter, rect, text, inks.tones[tone])
        elif text:
            quiet = plan.state is not None and plan.state[row] in model.muted
            ink = inks.faint if text == UNKNOWN else inks.muted if quiet else inks.text
            painter.setPen(ink)
            if numeric:
                room = width - 2 * S
                if plan.coin[place] and text != UNKNOWN:
                    # The currency stands small behind its amount, so that it needs no column.
                    painter.setFont(self._small)
                    painter.setPen(inks.muted)
                    painter.drawText(left + width - S - self._coin_room + 5, top + self._base, model.currency(row))
                    painter.setFont(self._font)
                    painter.setPen(ink)
                    room -= self._coin_room
                try:
                    wide = sum(map(self._signs.__getitem__, text))
                except KeyError:
                    wide = self._metrics.horizontalAdvance(text)
                if wide > room:
                    text = self._elided(text, room)
                    wide = self._metrics.horizontalAdvance(text)
                painter.drawText(int(left + S + room - wide), top + self._base, text)
            else:
                painter.drawText(left + S, top + self._base, self._elided(text, width - 2 * S))
        if plan.editable[place] and not chosen and model.can_edit(row, place):
            painter.setPen(inks.dots)
            painter.drawLine(left + S, top + ROW - 6, left + width - S, top + ROW - 6)
        if (at, place) == self.focused:
            painter.setPen(inks.ring)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1.5, -1.5))

    def _draw_chip(self, painter: QPainter, rect: QRect, text: str, pair: tuple[QColor, QColor]) -> None:
        width = min(self._chip_metrics.horizontalAdvance(text) + 14, rect.width() - 8)
        chip = QRectF(rect.left() + 6, rect.top() + (ROW - 20) / 2, width, 19)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pair[1])
        painter.drawRoundedRect(chip, 9.5, 9.5)
        painter.setPen(pair[0])
        painter.setFont(self._chip)
        painter.drawText(
            chip, _CENTRE, self._chip_metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 10)
        )
        painter.setFont(self._font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

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
