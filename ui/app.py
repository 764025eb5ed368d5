"""The application: style, fonts, crash handling, and a window that is painted before the book is opened."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from core.ports.importing import Progress
from core.services.front import Front
from core.services.views import HomeView
from ui import crash
from ui.door import Door
from ui.shell.window import MainWindow
from ui.theme import style

_UNTIL_QUIET: Final = 250  # ms after Home is full before the other pages are made
Prepare = tuple[str, Callable[[Front, Progress], Any]]


def make_app(theme: str = "", arguments: Sequence[str] = ()) -> QApplication:
    """The one application object, dressed. theme: "light" or "dark"; "" follows the system, also when it changes."""
    found = QApplication.instance()
    app = (
        found if isinstance(found, QApplication) else QApplication([sys.argv[0] if sys.argv else "tieout", *arguments])
    )
    app.setApplicationName("Tieout")
    app.setStyle("Fusion")
    style.apply(app, theme or style.system_theme(app))
    if not theme:
        app.styleHints().colorSchemeChanged.connect(lambda _: style.apply(app, style.system_theme(app)))
    return app


def run(
    open_front: Callable[[], Front],
    *,
    title: str = "Tieout",
    theme: str = "",
    prepare: Prepare | None = None,
    crash_folder: Path | None = None,
    painted: Callable[[MainWindow], None] | None = None,
    opened: Callable[[MainWindow], None] | None = None,
) -> int:
    """Shows the window, then opens the book with `open_front` in the book's lane; returns Qt's exit status when it is closed.

    prepare: (title, work) begun with progress as soon as the book is open. painted, opened: called at the first frame and when
    the book has arrived (for measuring).
    """
    app = make_app(theme)
    door = Door(crash_folder=crash_folder)
    window = MainWindow(door, title)

    def tell(sentence: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "Tieout", sentence, QMessageBox.StandardButton.Ok, window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    crash.install(tell, crash_folder)

    def first_frame() -> None:
        if painted is not None:
            painted(window)
        door.open(open_front)

    def filled(view: HomeView) -> None:
        if any(each.page != "reports" for each in view.tasks):  # not while the book is empty or being made
            door.summarised.disconnect(filled)
            QTimer.singleShot(_UNTIL_QUIET, window.preload)

    def arrived() -> None:
        if prepare is not None:
            window.start(*prepare)
        if opened is not None:
            opened(window)

    window.painted.connect(first_frame)
    door.opened.connect(arrived)
    door.summarised.connect(filled)
    window.show()
    status = app.exec()
    sys.excepthook = sys.__excepthook__
    return status
