"""The navigation rail: the pages in the order of the work, each with how many items wait there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui.shell.actions import BY_ID
from ui.theme.icons import icon
from ui.theme.palettes import Tone
from ui.theme.spacing import XS, M, S
from ui.theme.style import colours, current
from ui.widgets.labels import chip, label
from ui.widgets.picture import Picture


class Rail(QFrame):
    """One button a page, bound to the `go.` actions."""

    def __init__(self, pages: Mapping[str, str], actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Pages")
        self.setFixedWidth(190)
        self.buttons: dict[str, QPushButton] = {}
        self.counts: dict[str, QLabel] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, M, S, M)
        layout.setSpacing(XS)
        mark = QHBoxLayout()
        mark.setContentsMargins(S, 0, 0, S)
        mark.setSpacing(S)
        mark.addWidget(Picture("tieout", "accent", 24))
        mark.addWidget(label("Tieout", "heading"))
        mark.addStretch(1)
        layout.addLayout(mark)
        group = QButtonGroup(self)
        for name, title in pages.items():
            action = actions[f"go.{name}"]
            button = QPushButton(f"  {title}")
            button.setProperty("role", "nav")
            button.setCheckable(True)
            button.setIconSize(QSize(18, 18))
            button.setToolTip(f"{BY_ID[f'go.{name}'].text}  ({action.shortcut().toString()})")
            button.setAccessibleName(title)
            button.clicked.connect(action.trigger)
            group.addButton(button)
            inside = QHBoxLayout(button)
            inside.setContentsMargins(0, 0, S, 0)
            count = chip("", Tone.QUIET)
            count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            count.hide()
            inside.addStretch(1)
            inside.addWidget(count)
            layout.addWidget(button)
            self.buttons[name] = button
            self.counts[name] = count
        layout.addStretch(1)
        current().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = colours()
        for name, button in self.buttons.items():
            button.setIcon(icon(BY_ID[f"go.{name}"].picture, palette.muted, palette.accent))

    def choose(self, name: str) -> None:
        """Marks the page that is shown."""
        self.buttons[name].setChecked(True)

    def count(self, waiting: Mapping[str, int]) -> None:
        """Shows how many items wait on each page."""
        for name, each in self.counts.items():
            number = waiting.get(name, 0)
            each.setText(f"{number:,}")
            each.setVisible(number > 0)
            title = self.buttons[name].text().strip()
            self.buttons[name].setAccessibleName(f"{title}, {number} waiting" if number else title)
