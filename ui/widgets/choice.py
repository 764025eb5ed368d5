"""A list to choose one value from, with its arrow drawn in the ink of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.theme.icons import icon
from ui.theme.style import colours


class ChoiceBox(QComboBox):
    """A combo box of (value, name) pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own, and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        icon("down", colours().muted).paint(painter, QRect(self.width() - 24, (self.height() - 16) // 2, 16, 16))
        painter.end()
