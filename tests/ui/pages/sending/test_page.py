from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import FakeFront
from ui.pages.sending.page import SendingPage


@pytest.fixture
def page(desktop: Desktop) -> SendingPage:
    desktop.window.go("sending")
    desktop.settle()
    made = desktop.window.page()
    assert isinstance(made, SendingPage)
    made.panel.view.setFocus()
    return made


def test_the_preparer_cannot_approve(desktop: Desktop, page: SendingPage) -> None:
    page.panel.view.select_key("5")
    QTest.keyClick(page.panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = desktop.answer(by="falk, ingrid")
    assert dialog.isVisible()
    assert (
        dialog.problem.text()
        == "falk, ingrid prepared this and cannot approve it as well. Ask a second person to approve."
    )
    assert desktop.front.called("approve") == []
    desktop.answer(by="Marcus Oduya")
    desktop.settle()
    assert desktop.front.called("approve") == [((5,), "Marcus Oduya")]
    assert page.pane.status.text() == "approved"


def test_only_prepared_entries_of_the_selection_are_approved(desktop: Desktop, page: SendingPage) -> None:
    page.panel.view.selectAll()
    desktop.window.actions_by_id["sending.approve"].trigger()
    desktop.answer(by="Marcus Oduya")
    desktop.settle()
    assert desktop.front.called("approve") == [((6, 5, 4), "Marcus Oduya")]
    assert [page.stations.numbers[status].text() for status in ("prepared", "approved")] == ["0", "4"]


def test_an_entry_is_shown_before_and_after(page: SendingPage) -> None:
    page.panel.view.select_key("3")
    assert page.pane.title.whole() == "No. 3  Re-bill of INV-4117"
    shown = page.pane.compare.fields
    assert shown.titles == ("", "Before", "After")
    assert [each.label for each in shown.fields if each.differs] == ["Net", "Rate", "Tax"]


def test_files_are_written_and_named(desktop: Desktop, page: SendingPage, tmp_path: Path) -> None:
    page.write(tmp_path)
    desktop.settle()
    assert desktop.front.called("write_outbox") == [(tmp_path,)]
    assert desktop.notice == f"Wrote 1 file to {tmp_path}."
    assert page.stations.numbers["written"].text() == "2"
    assert not desktop.window.actions_by_id["sending.write"].isEnabled()


def test_a_folder_that_cannot_be_written_gets_a_sentence(desktop: Desktop, page: SendingPage, tmp_path: Path) -> None:
    desktop.front.fail = PermissionError(13, "Permission denied")
    page.write(tmp_path)
    desktop.settle()
    assert desktop.notice == "The folder cannot be written to: Permission denied. Choose another one."
    desktop.front.fail = None


def test_queueing_says_what_came_of_it(desktop: Desktop, page: SendingPage) -> None:
    assert page.isVisible()
    desktop.window.actions_by_id["sending.queue"].trigger()
    desktop.settle()
    assert desktop.notice == "No correction waits to be queued."


def test_an_empty_outbox_says_what_fills_it(open_desktop: Opener) -> None:
    desktop = open_desktop(FakeFront(empty=True))
    desktop.window.go("sending")
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, SendingPage)
    assert page.panel.stack.currentWidget() is page.panel.empty
    page.panel.empty.button.click()
    assert desktop.window.page().name == "exceptions"
