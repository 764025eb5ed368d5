"""What a page shows when there is nothing to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.spacing import XL, S
from ui.widgets.picture import Picture


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and one button when something can be done. pressed: the button."""

    pressed = Signal()

    def __init__(self, heading: str, sentence: str, button: str = "", picture: str = "check") -> None:
        super().__init__()
        self.art = Picture(picture, "faint", 32)
        self.heading = QLabel(heading)
        self.heading.setProperty("role", "heading")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = QLabel(sentence)
        self.sentence.setProperty("role", "muted")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.button = QPushButton(button)
        self.button.setProperty("role", "primary")
        if not button:  # a widget without a parent yet is only ever hidden: shown, it would be a window
            self.button.hide()
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, XL, XL, XL)
        layout.setSpacing(S)
        layout.addStretch(2)
        layout.addWidget(self.art, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence)
        layout.addSpacing(S)
        layout.addLayout(row)
        layout.addStretch(3)

    def say(self, heading: str, sentence: str, button: str = "") -> None:
        """Says something else."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
