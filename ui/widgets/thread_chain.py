"""The thread of a record as a chain of stations, deal to ledger: what stands at each, in money, and where the chain is broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.services.views import ThreadStep
from ui.grids.cells import money_text
from ui.theme import fonts
from ui.theme.palettes import Tone
from ui.theme.style import colours, current

_HEIGHT: Final = 92
_NARROW: Final = 92
_NODE: Final = 5.5
_LINE_AT: Final = 12


class ThreadChain(QWidget):
    """Stations from left to right, all of one width."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[ThreadStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName("Thread")
        current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(640, _HEIGHT)

    def show_steps(self, steps: Sequence[ThreadStep]) -> None:
        """Shows another thread."""
        self.steps = tuple(steps)
        self._fit()
        self.setAccessibleDescription("; ".join(self.spoken(step) for step in self.steps))
        self.update()

    @staticmethod
    def spoken(step: ThreadStep) -> str:
        """One station in words."""
        names = ", ".join(label for _, label in step.records)
        money = f"{money_text(step.amount, step.currency)} {step.currency}".strip() if step.amount is not None else ""
        return f"{step.station}: " + (", ".join(part for part in (money, names, step.unknown) if part) or "nothing")

    def _across(self) -> int:
        """Stations in one row: all of them, or half where they would be too narrow for an amount."""
        count = max(1, len(self.steps))
        return count if self.width() / count >= _NARROW or count < 4 else (count + 1) // 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row or two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = -(-max(1, len(self.steps)) // self._across())
        if self.height() != rows * _HEIGHT:
            self.setFixedHeight(rows * _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line, the nodes, and three lines of text a station."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours()
        across = self._across()
        width = self.width() / across
        small = fonts.font(12)
        strong = fonts.font(13, weight=QFont.Weight.DemiBold)
        danger = palette.tones[Tone.DANGER][0]
        for at, step in enumerate(self.steps):
            left = at % across * width
            top = at // across * _HEIGHT
            node = QPointF(left + _NODE + 1, top + _LINE_AT)
            if at + 1 < len(self.steps):
                broken = bool(self.steps[at + 1].unknown) or bool(step.unknown)
                pen = QPen(QColor(danger if broken else palette.line_strong), 1.6)
                if broken:
                    pen.setStyle(Qt.PenStyle.DotLine)
                painter.setPen(pen)
                end = left + width + 0.5 if (at + 1) % across else float(self.width())
                painter.drawLine(QPointF(node.x() + _NODE + 2, node.y()), QPointF(end, node.y()))
            painter.setPen(QPen(QColor(danger if step.unknown else palette.accent), 1.8))
            painter.setBrush(QColor(palette.surface if step.unknown else palette.accent))
            painter.drawEllipse(node, _NODE - 1, _NODE - 1)
            room = QRect(int(left) + 1, 0, int(width) - 8, self.height())
            painter.setFont(small)
            painter.setPen(QColor(palette.muted))
            self._line(painter, room, top + 22, step.station)
            if step.amount is not None:
                painter.setFont(strong)
                painter.setPen(QColor(palette.text))
                self._line(painter, room, top + 40, money_text(step.amount, step.currency))
            painter.setFont(small)
            painter.setPen(QColor(danger if step.unknown else palette.muted))
            text = step.unknown or (step.records[0][1] if step.records else "")
            more = len(step.records) - 1
            if more > 0 and not step.unknown:
                text = f"{len(step.records)} records"
            self._line(painter, room, top + (58 if step.amount is not None else 40), text, two=True)
        painter.end()

    @staticmethod
    def _line(painter: QPainter, room: QRect, top: int, text: str, *, two: bool = False) -> None:
        metrics: QFontMetrics = painter.fontMetrics()
        height = metrics.height()
        if two and metrics.horizontalAdvance(text) > room.width() and " " in text:
            box = QRectF(room.left(), top, room.width(), 2 * height)
            first, rest = _first_line(text, metrics, room.width())
            painter.drawText(QRectF(box.left(), top, box.width(), height), Qt.AlignmentFlag.AlignLeft, first)
            last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRectF(box.left(), top + height, box.width(), height), Qt.AlignmentFlag.AlignLeft, last)
            return
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room.left(), top, room.width(), height), Qt.AlignmentFlag.AlignLeft, fitted)

    def event(self, event: QEvent) -> bool:
        """A tooltip names every record of the station under the pointer."""
        if isinstance(event, QHelpEvent) and self.steps:
            across = self._across()
            column = min(int(event.pos().x() / (self.width() / across)), across - 1)
            at = min(event.pos().y() // _HEIGHT * across + column, len(self.steps) - 1)
            step = self.steps[at]
            lines = [step.station, *(label for _, label in step.records), step.unknown]
            QToolTip.showText(event.globalPos(), "\n".join(line for line in lines if line), self)
            return True
        return super().event(event)


def _first_line(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """The words that fit on one line, and the rest."""
    words = text.split()
    line = words[0]
    for at, word in enumerate(words[1:], start=1):
        if metrics.horizontalAdvance(f"{line} {word}") > width:
            return line, " ".join(words[at:])
        line = f"{line} {word}"
    return line, ""
