"""An icon as a widget of its own, drawn from its lines at whatever resolution the screen has."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.theme.icons import source
from ui.theme.palettes import Tone
from ui.theme.style import colours, current


class Picture(QWidget):
    """Icon `name`, `size` pixels square. ink: a colour name of the palette, or a tone."""

    def __init__(self, name: str, ink: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self.setFixedSize(size, size)
        current().changed.connect(self.update)

    def show_icon(self, name: str, ink: str) -> None:
        """Shows another icon or colour."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the lines."""
        palette = colours()
        ink = palette.tones[Tone(self._ink)][0] if self._ink in set(Tone) else str(getattr(palette, self._ink))
        renderer = QSvgRenderer(QByteArray(source(self._name).replace("currentColor", ink).encode()))
        painter = QPainter(self)
        renderer.render(painter, QRectF(self.rect()))
        painter.end()
