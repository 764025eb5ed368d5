"""A desktop on a real book that reads real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.services.desk import Desk
from tests.core.services.desks import desk_on
from tests.ui.conftest import Desktop
from ui.door import Door
from ui.pages.imports.page import ImportsPage
from ui.shell.window import MainWindow


class Office:
    """The import page of a window on a real desk, and a folder for files."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.folder = folder
        self.desk: Desk = desk_on(folder / "firm.tieout")
        self.door = Door(crash_folder=folder / "crash")
        self.window = MainWindow(self.door, "Tieout")
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.desktop = Desktop(app, self.window, self.door, self.desk)  # type: ignore[arg-type]  # the real front
        self.door.adopt(self.desk)
        self.window.go("imports")
        self.desktop.settle()
        page = self.window.page()
        assert isinstance(page, ImportsPage)
        self.page = page

    def written(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def take(self, *paths: Path) -> None:
        """Imports files as a drop does."""
        self.page.take(list(paths))
        self.desktop.settle()

    def select(self, file: str) -> None:
        """Selects the first table of a file."""
        key = next(key for key, view in self.page._by_key.items() if view.file == file)
        assert self.page.files.view.select_key(key)
        self.desktop.settle(1)

    def do(self, id: str) -> None:
        """Triggers an action, which has to be possible."""
        action = self.window.actions_by_id[id]
        assert action.isEnabled(), id
        action.trigger()
        self.desktop.settle()


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    """A real desk with its window."""
    made = Office(app, tmp_path)
    yield made
    made.window.close()
    made.window.deleteLater()
    app.processEvents()
