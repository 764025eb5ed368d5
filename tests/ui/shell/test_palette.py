from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Desktop
from ui.shell.actions import Action


def test_typing_and_enter_run_an_action(desktop: Desktop) -> None:
    QTest.keyClick(desktop.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = desktop.window.palette_box
    assert box.isVisible()
    QTest.keyClicks(box.line, "matches")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert not box.isVisible()
    assert desktop.window.page().name == "matches"


def test_only_what_can_be_done_now_is_offered(desktop: Desktop) -> None:
    box = desktop.window.palette_box
    box.open()
    ids = {each.id for each in box.entries.entries if isinstance(each, Action)}
    assert "go.sending" in ids
    assert "match.accept" not in ids
    assert "report.folder" not in ids
    box.hide()


def test_arrows_move_and_escape_closes(desktop: Desktop) -> None:
    box = desktop.window.palette_box
    box.open()
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    QTest.keyClick(box.line, Qt.Key.Key_Up)
    assert box.list.currentIndex().row() == 1
    QTest.keyClick(box.line, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_words_that_are_no_action_are_looked_for_in_the_exceptions(desktop: Desktop) -> None:
    box = desktop.window.palette_box
    box.open()
    QTest.keyClicks(box.line, "lomond")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    desktop.settle()
    assert desktop.window.page().name == "exceptions"
    panel = desktop.window.page().grid()
    assert panel is not None
    assert panel.filter.text() == "lomond"
