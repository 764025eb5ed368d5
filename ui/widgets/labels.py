"""Labels and cards as the theme knows them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label. role: "", title, heading, figure, muted, small or danger."""
    made = QLabel(text)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def chip(text: str = "", tone: Tone = Tone.QUIET) -> QLabel:
    """A rounded label in a tone."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", str(tone))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def retone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Gives `widget` another tone (or another property `name`) and has the style sheet look again."""
    if widget.property(name) != tone:
        widget.setProperty(name, tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear_layout(layout: QLayout) -> None:
    """Takes every widget out of `layout` and away."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class CutLabel(QLabel):
    """One line that is cut with an ellipsis where it does not fit; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Shows `text`."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def whole(self) -> str:
        """The text before it was cut."""
        return self._whole

    def _cut(self) -> None:
        self.ensurePolished()
        width = max(self.width(), 20)
        self.setText(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew."""
        super().resizeEvent(event)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(20, super().minimumSizeHint().height())


class Card(QFrame):
    """A framed group with a heading; `body` takes the content, `head` more beside the heading."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(L, M, L, M)
        self.body.setSpacing(S)
        self.heading = label(heading, "heading")
        self.head = QHBoxLayout()
        self.head.setSpacing(S)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        if heading:
            self.body.addLayout(self.head)


def rule() -> QFrame:
    """A hair line."""
    made = QFrame()
    made.setObjectName("rule")
    return made
