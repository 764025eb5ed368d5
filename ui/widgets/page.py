"""What every page is: asks for its answer when it is seen and out of date, and offers handlers for the declared actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.services.views import Touched
from ui.door import Door
from ui.grids.panel import GridPanel
from ui.theme.spacing import L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.labels import label

Handler = Callable[[], None]


class Page(QWidget):
    """One screen. readied: what its actions can do has changed."""

    readied = Signal()

    def __init__(self, door: Door, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.door = door
        self.name = name
        self.stale = True
        self.title = label(title, "title")
        self.subtitle = label("", "muted")
        self.subtitle.setContentsMargins(0, 5, 0, 0)  # on one base line with the title
        top = QWidget()
        top.setFixedHeight(36)
        self.head = QHBoxLayout(top)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(S)
        self.head.addWidget(self.title)
        self.head.addWidget(self.subtitle)
        self.head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(L, M, L, S)
        self.body.setSpacing(S)
        self.body.addWidget(top)
        door.opened.connect(self.renew)
        door.reloaded.connect(self.renew)
        door.touched.connect(self._hear)

    # --- what a page says of itself ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Asks the front for what the page shows."""

    def handlers(self) -> Mapping[str, Handler]:
        """Action id -> what it does here."""
        return {}

    def ready(self, id: str) -> bool:  # noqa: ARG002  # pages override it
        """True when action `id` can be done now."""
        return True

    def grid(self) -> GridPanel | None:
        """The grid that copy, paste, filter and bulk edit mean."""
        return None

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """Shows what another page points to."""

    def concerns(self, touched: Touched) -> bool:  # noqa: ARG002  # pages override it
        """True when an act may have changed what the page shows."""
        return True

    def first_focus(self) -> QWidget:
        """Where the keyboard goes when the page is shown."""
        panel = self.grid()
        return panel.view if panel is not None else self

    def head_filter(self, panel: GridPanel) -> None:
        """Puts a grid's filter beside the page's title."""
        panel.filter.setFixedWidth(240)
        self.head.addWidget(panel.clear)
        self.head.addWidget(panel.filter)

    # --- how it is kept up to date -----------------------------------------------------------------------------------

    def renew(self) -> None:
        """Refreshes now when it is seen, else when it will be."""
        self.stale = True
        if self.isVisible() and self.door.is_open:
            self.stale = False
            self.refresh()

    def preload(self) -> None:
        """Asks before it is first seen, so that it is full when it is."""
        if self.stale and self.door.is_open:
            self.stale = False
            self.refresh()

    def _hear(self, touched: Touched) -> None:
        if self.concerns(touched):
            self.renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Refreshes what is out of date."""
        super().showEvent(event)
        if self.stale and self.door.is_open:
            self.stale = False
            self.refresh()

    def install(self, actions: Mapping[str, QAction]) -> None:
        """Binds the page's action buttons."""
        for button in self.findChildren(ActionButton):
            button.bind(actions[button.action_id])
