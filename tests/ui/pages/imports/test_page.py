from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import FakeFront
from ui.pages.imports.page import ImportsPage


@pytest.fixture
def page(desktop: Desktop) -> ImportsPage:
    desktop.window.go("imports")
    desktop.settle()
    made = desktop.window.page()
    assert isinstance(made, ImportsPage)
    return made


def drop(target: ImportsPage, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(target.zone, entering)
    assert entering.isAccepted()
    assert target.zone.property("over") == "true"
    QApplication.sendEvent(target.zone, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert target.zone.property("over") == "false"


def test_dropped_files_are_imported_and_told(desktop: Desktop, page: ImportsPage, tmp_path: Path) -> None:
    paths = [tmp_path / "september-time.csv", tmp_path / "photo.png"]
    drop(page, paths)
    desktop.settle()
    assert desktop.front.called("import_files") == [(tuple(paths),)]
    assert (
        desktop.notice
        == "Imported: 40 new, 0 changed rows, 1 file refused. Match and check to bring them into the figures."
    )
    assert "september-time.csv" in page.files.model.sheet.column("file")
    assert page.subtitle.text().endswith("2 refused")


def test_the_card_shows_the_selected_file_and_its_sentence(desktop: Desktop, page: ImportsPage) -> None:
    page.files.view.select_place(9)
    assert page.card.heading.text() == "team-photo.csv"
    assert not desktop.window.actions_by_id["import.undo"].isEnabled()
    page.files.view.select_place(4)
    assert page.card.heading.text() == "time-report.csv"
    assert desktop.window.actions_by_id["import.undo"].isEnabled()


def test_an_import_is_withdrawn_with_a_reason(desktop: Desktop, page: ImportsPage) -> None:
    page.files.view.select_place(4)
    page.card.withdraw.click()
    refused = desktop.answer(why="")
    assert refused.problem.text() == "Say in a few words why; it stands in the history."
    desktop.answer(why="exported too early")
    desktop.settle()
    assert desktop.front.called("undo_batch") == [(4, "exported too early")]
    assert "time-report.csv" not in page.files.model.sheet.column("file")


def test_a_running_import_is_stopped(desktop: Desktop, page: ImportsPage, tmp_path: Path) -> None:
    desktop.front.slow = 0.005
    page.take([tmp_path / "a.csv", tmp_path / "b.csv"])
    strip = desktop.window.working
    desktop.until(lambda: strip.isVisible() and strip.what.whole().startswith("Reading a.csv"))
    strip.stop.click()
    desktop.settle()
    assert desktop.notice == "Stopped on request. Nothing was changed."
    assert not strip.isVisible()
    assert not page.door.jobs.visible


def test_the_quarantine_is_a_grid_of_its_own(page: ImportsPage) -> None:
    page.quarantine.filter.setText("duration")
    assert len(page.quarantine.model.rows) == 9
    page.quarantine.view.setFocus()


def test_an_empty_book_says_what_to_bring(open_desktop: Opener) -> None:
    desktop = open_desktop(FakeFront(empty=True))
    desktop.window.go("imports")
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ImportsPage)
    assert page.bring.isVisible()
    assert not page.lists.isVisible()
