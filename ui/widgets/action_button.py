"""A button that is one of the declared actions: its text, key, readiness and act come from there."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from ui.theme.icons import icon
from ui.theme.style import colours, current


class ActionButton(QPushButton):
    """The button of action `id`. picture: icon name; role: "", "primary" or "flat"."""

    def __init__(self, id: str, *, text: str = "", picture: str = "", role: str = "") -> None:
        super().__init__(text)
        self.action_id = id
        self._picture = picture
        self._own_text = bool(text)
        if role:
            self.setProperty("role", role)
        self._role = role
        self._dress()
        current().changed.connect(self._dress)

    def _dress(self) -> None:
        if self._picture:
            palette = colours()
            self.setIcon(icon(self._picture, palette.on_accent if self._role == "primary" else palette.muted))

    def bind(self, action: QAction) -> None:
        """Takes everything from the action."""
        if not self._own_text:
            self.setText(action.text().replace("…", " …"))
        if self._picture:
            self.setText(f" {self.text().strip()}")  # air between icon and text
        key = action.shortcut().toString()
        self.setToolTip(f"{action.toolTip()}{f'  ({key})' if key else ''}")
        self.setAccessibleName(action.text().rstrip("…"))
        self.setAccessibleDescription(action.toolTip())
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        self.clicked.connect(action.trigger)
