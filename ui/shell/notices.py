"""Notices: one line over the page that never holds up the work; what can be undone offers it; faults stay until closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S
from ui.widgets.labels import label, retone

_STAYS = 8000  # ms


class Notices(QFrame):
    """Shows the newest notice at the foot of its parent. undo: the person asked to take it back."""

    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.text = label("", wrap=True)
        self.text.setAccessibleName("Notice")
        self.back = QPushButton("Undo")
        self.back.setAccessibleName("Undo what the notice says")
        self.shut = QPushButton("Close")
        self.shut.setAccessibleName("Close the notice")
        self.back.clicked.connect(self._undo)
        self.shut.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, S, S, S)
        layout.setSpacing(S)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.back)
        layout.addWidget(self.shut)
        self.log: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._host = parent
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, tone: str = Tone.QUIET, can_undo: bool = False) -> None:
        """Shows a sentence; a fault stays, the rest goes by itself."""
        self.log.append(sentence)
        self.text.setText(sentence)
        self.text.setAccessibleDescription(sentence)
        self.back.setVisible(can_undo)
        retone(self, "danger" if tone == Tone.DANGER else "plain")
        for child in (self.text, self.back, self.shut):
            child.style().unpolish(child)
            child.style().polish(child)
        self._place()
        self.show()
        self.raise_()
        if tone == Tone.DANGER:
            self._timer.stop()
        else:
            self._timer.start(_STAYS)

    def _undo(self) -> None:
        self.hide()
        self.undo.emit()

    def _place(self) -> None:
        parent = self._host
        width = min(560, parent.width() - 2 * L)
        self.setFixedWidth(width)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - L - M, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place when the window changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
