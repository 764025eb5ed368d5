"""A desktop to drive: the real window on a front in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from tests.ui.front_fake import FakeFront
from ui.app import make_app
from ui.door import Door
from ui.shell.window import MainWindow
from ui.widgets.asking import Ask


@dataclass
class Desktop:
    """Window, door and front of one test."""

    app: QApplication
    window: MainWindow
    door: Door
    front: FakeFront

    def settle(self, rounds: int = 3) -> None:
        """Lets every answer arrive, also those asked for after a pause."""
        for _ in range(rounds):
            self.door.settle(self.app.processEvents)
            self.app.thread().msleep(30)
        self.door.settle(self.app.processEvents)

    def until(self, holds: Callable[[], bool], tries: int = 200) -> None:
        """Waits for something that takes its time."""
        for _ in range(tries):
            self.app.processEvents()
            if holds():
                return
            self.app.thread().msleep(10)
        raise AssertionError("it did not happen in time")

    def dialog(self) -> Ask:
        """The question that is open."""
        self.app.processEvents()
        found = [each for each in self.window.findChildren(Ask) if each.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def dialogs(self) -> list[QDialog]:
        """Every dialog that is open."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]

    def answer(self, **answers: str) -> Ask:
        """Fills the open question and says yes; the dialog is returned, still open when it refused."""
        dialog = self.dialog()
        for name, text in answers.items():
            field = dialog.fields[name]
            if isinstance(field, QLineEdit):
                field.setText(text)
            else:
                field.setCurrentIndex(field.findData(text))
        dialog.yes.click()
        if not dialog.isVisible():
            self.window.activateWindow()  # a window system does it; drawing in memory does not
            self.app.processEvents()
        return dialog

    @property
    def notice(self) -> str:
        """The newest notice."""
        return self.window.notices.log[-1] if self.window.notices.log else ""


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The dressed application."""
    return make_app("light")


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """No window outlives its test: a later change of theme would dress it again."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        for each in app.topLevelWidgets():
            each.hide()
            each.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


Opener = Callable[..., Desktop]


@pytest.fixture
def open_desktop(app: QApplication, tmp_path: Path) -> Iterator[Opener]:
    """Opens desktops and closes them after the test."""
    opened: list[Desktop] = []

    def open_one(front: FakeFront | None = None) -> Desktop:
        door = Door(crash_folder=tmp_path / "crash")
        window = MainWindow(door, "Tieout")
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        made = Desktop(app, window, door, front or FakeFront())
        opened.append(made)
        door.adopt(made.front)
        made.settle(1)
        return made

    yield open_one
    for each in opened:
        each.window.close()
        each.window.deleteLater()
    app.processEvents()


@pytest.fixture
def desktop(open_desktop: Opener) -> Desktop:
    """A desktop on the invented month."""
    return open_desktop()
