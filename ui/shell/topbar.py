"""The top bar: which firm, which month, which state of the book, and who is working."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout

from core.base.errors import TieoutError
from core.base.periods import Period
from core.services.views import HomeView
from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.labels import chip, label

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_name(period: str) -> str:
    """`September 2026` for `2026-09`; the text as it is when it is no month."""
    try:
        month = Period.parse(period)
    except TieoutError:
        return period
    return f"{_MONTHS[month.month - 1]} {month.year}"


class TopBar(QFrame):
    """Firm, period and digest at the left, the palette and the preparer at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(48)
        self.firm = label(title, "heading")
        self.period = label("", "muted")
        self.digest = chip("", Tone.QUIET)
        self.digest.setAccessibleName("Book digest")
        self.digest.hide()
        self.finder = ActionButton("view.palette", picture="search", role="flat")
        self.who = ActionButton("who.set", text="…", picture="person", role="flat")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, 0, M, 0)
        layout.setSpacing(M)
        layout.addWidget(self.firm)
        layout.addWidget(self.period)
        layout.addWidget(self.digest)
        layout.addStretch(1)
        layout.addWidget(self.finder)
        layout.addSpacing(S)
        layout.addWidget(self.who)
        self.name("")

    def bind(self, actions: Mapping[str, QAction]) -> None:
        """Binds the two buttons."""
        self.finder.bind(actions["view.palette"])
        self.who.bind(actions["who.set"])

    def show_home(self, view: HomeView) -> None:
        """Takes the firm, the month and the digest."""
        if view.firm:
            self.firm.setText(view.firm)
        self.period.setText(month_name(view.period))
        self.digest.setText(f"Book {view.digest[:8]}")
        self.digest.setVisible(bool(view.digest))
        self.digest.setToolTip(f"Digest of the book's state: {view.digest}\nIt is printed on every page of the pack.")

    def name(self, who: str) -> None:
        """Shows who prepares."""
        self.who.setText(f" {who or 'Who prepares?'}")
