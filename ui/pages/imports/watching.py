"""The watched folder: a quiet look at it now and then while the page is seen, and a line that offers what is new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from core.services.front import Front
from ui.door import Door
from ui.theme.spacing import L, S
from ui.widgets.action_button import ActionButton
from ui.widgets.labels import Card, CutLabel
from ui.widgets.picture import Picture

EVERY: Final = 10_000
"""Milliseconds between two looks; never less than five seconds."""

Seen = tuple[tuple[Path, int, int], ...]
"""Files with the time (ns) and size by which a changed one is told."""


def look(front: Front) -> tuple[Path | None, Seen]:
    """The watched folder and the files in it that no import has read; a file that is gone by now is left out."""
    folder = front.watched()
    found = []
    for path in front.waiting_files() if folder is not None else ():
        try:
            now = path.stat()
        except OSError:
            continue
        found.append((path, now.st_mtime_ns, now.st_size))
    return folder, tuple(found)


class Watcher(QObject):
    """Looks at the watched folder through the door. looked: (folder or None, the new files in it)."""

    looked = Signal(object, object)

    def __init__(self, door: Door, parent: QObject) -> None:
        super().__init__(parent)
        self.door = door
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.look)

    def start(self) -> None:
        """Looks now and from time to time."""
        if not self.timer.isActive():
            self.timer.start()
            self.look()

    def stop(self) -> None:
        """Looks no more."""
        self.timer.stop()

    def look(self) -> None:
        """Looks once, unless long work goes on; a folder that cannot be looked at is looked at again later."""
        if self.door.is_open and not self.door.jobs.visible:
            self.door.ask(look, lambda answer: self.looked.emit(*answer), failed=lambda _: None, slot="watch")


class Offer(Card):
    """`3 new files in exports`, with a way to import them and one to be left alone. hushed: not now."""

    hushed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = CutLabel("")
        self.later = QPushButton("Not now")
        self.later.setProperty("role", "flat")
        self.later.setAccessibleName("Do not offer these files again")
        self.later.clicked.connect(self.hushed)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(Picture("folder", "accent", 18))
        row.addWidget(self.text, 1)
        row.addWidget(self.later)
        row.addWidget(ActionButton("watch.import", text="Import", role="primary"))
        self.body.setContentsMargins(L, S, S, S)
        self.body.addLayout(row)
        self.hide()

    def offer(self, folder: Path, files: Sequence[Path]) -> None:
        """Names the files."""
        names = ", ".join(path.name for path in files[:4]) + (" …" if len(files) > 4 else "")
        count = "1 new file" if len(files) == 1 else f"{len(files):,} new files"
        self.text.say(f"{count} in {folder.name or folder}: {names}")
