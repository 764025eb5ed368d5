from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from core.ports.importing import Progress
from core.services.front import Front
from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import FakeFront
from ui.door import Door
from ui.pages.home.page import HomePage
from ui.shell.window import PAGES, MainWindow


def test_there_is_one_window_and_no_stray_ones(desktop: Desktop) -> None:
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert desktop.window in before
    for name in PAGES:
        desktop.window.go(name)
        desktop.settle(1)
    assert {each for each in QApplication.topLevelWidgets() if each.isVisible()} <= before


def test_pages_are_made_when_first_seen(app: QApplication) -> None:
    window = MainWindow(Door(), "Tieout")
    window.show()
    app.processEvents()
    assert set(window.pages) == {"home"}
    assert not window.actions_by_id["import.files"].isEnabled()
    window.close()


def test_keys_go_to_pages(desktop: Desktop) -> None:
    for number, name in enumerate(PAGES, start=1):
        QTest.keyClick(desktop.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert desktop.window.page().name == name


def test_everything_that_takes_the_keyboard_has_a_name(desktop: Desktop) -> None:
    for name in PAGES:
        desktop.window.go(name)
        desktop.settle(1)
    nameless = [
        each
        for each in desktop.window.findChildren(QWidget)
        if isinstance(each, (QAbstractItemView, QLineEdit, QPushButton, QComboBox))
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.isHidden()
        and not (each.accessibleName() or (isinstance(each, QPushButton) and each.text()))
    ]
    assert nameless == []


def test_the_keyboard_reaches_grid_filter_and_buttons_in_turn(desktop: Desktop) -> None:
    desktop.window.go("exceptions")
    desktop.settle()
    panel = desktop.window.page().grid()
    assert panel is not None
    wanted = {panel.view, panel.filter, panel.facets}
    seen: set[QWidget] = set()
    panel.view.setFocus()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None:
            seen.add(focused)
        QTest.keyClick(focused or desktop.window, Qt.Key.Key_Tab)
    assert wanted <= seen


def test_a_page_out_of_sight_is_asked_only_when_seen(desktop: Desktop) -> None:
    desktop.window.go("matches")
    desktop.settle()
    desktop.window.go("home")
    desktop.settle()
    asked = len(desktop.front.called("matches"))
    desktop.door.act(lambda front: front.undo(), quiet=True)
    desktop.settle()
    assert len(desktop.front.called("matches")) == asked
    desktop.window.go("matches")
    desktop.settle()
    assert len(desktop.front.called("matches")) == asked + 1


def test_the_look_changes_with_everything_open(desktop: Desktop) -> None:
    from ui.theme import style

    for name in PAGES:
        desktop.window.go(name)
        desktop.settle(1)
    desktop.window.actions_by_id["view.theme"].trigger()
    assert style.colours().name == "dark"
    desktop.app.processEvents()
    desktop.window.actions_by_id["view.theme"].trigger()
    assert style.colours().name == "light"


def test_work_begun_by_the_program_is_shown(open_desktop: Opener) -> None:
    desktop = open_desktop(FakeFront(slow=0.01))
    done: list[bool] = []

    def work(front: Front, progress: Progress) -> None:
        front.run(progress)
        done.append(True)

    desktop.window.start("Making the sample firm", work)
    desktop.until(desktop.window.working.isVisible)
    desktop.settle()
    assert done == [True]


def test_a_book_being_made_is_not_called_empty(open_desktop: Opener) -> None:
    front = FakeFront(empty=True, slow=0.01)
    desktop = open_desktop(front)
    page = desktop.window.pages["home"]
    assert isinstance(page, HomePage)
    assert page.stack.currentWidget() is page.start
    page.stack.setCurrentWidget(page.opening)
    desktop.window.start("Making the sample firm", lambda front, progress: front.run(progress))
    desktop.window._summarise()
    desktop.until(desktop.window.working.isVisible)
    assert page.stack.currentWidget() is page.opening
    assert page.opening.heading.text() == "Making the sample firm …"
    desktop.settle()
    assert page.stack.currentWidget() is page.start


def test_closing_closes_the_book(desktop: Desktop) -> None:
    desktop.window.close()
    assert desktop.front.closed
    assert not desktop.door.is_open


def test_pages_fill_before_they_are_seen(desktop: Desktop) -> None:
    desktop.window.preload()
    desktop.until(lambda: set(desktop.window.pages) == set(PAGES))
    desktop.settle()
    assert len(desktop.front.called("matches")) == 1
    assert len(desktop.front.called("finding")) == 1
    desktop.window.go("matches")
    desktop.settle()
    assert len(desktop.front.called("matches")) == 1
