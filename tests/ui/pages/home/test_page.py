from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import FakeFront
from ui.pages.exceptions.page import ExceptionsPage
from ui.pages.home.page import HomePage, TaskRow
from ui.widgets.labels import CutLabel


def home(desktop: Desktop) -> HomePage:
    page = desktop.window.pages["home"]
    assert isinstance(page, HomePage)
    return page


def test_home_shows_tiles_tasks_figures_and_the_gate(desktop: Desktop) -> None:
    page = home(desktop)
    assert page.stack.currentWidget() is page.sheet
    assert page.tiles[0].value.text() != "–"
    assert page.gate.isVisible()
    assert len(page.tasks.findChildren(TaskRow)) == 6
    assert page.not_evaluated.rowCount() == 3
    assert any("needs the rate card of 2 contracts" in each.whole() for each in page.figures.findChildren(CutLabel))


def test_a_task_leads_to_its_page_already_narrowed(desktop: Desktop) -> None:
    row = next(
        each for each in home(desktop).tasks.findChildren(TaskRow) if "blocks the close" in each.accessibleName()
    )
    row.click()
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ExceptionsPage)
    sheet = page.panel.model.sheet
    assert {(sheet.column("severity")[row], sheet.column("state")[row]) for row in page.panel.model.rows} == {
        ("S1", "open")
    }
    assert f"{len(page.panel.model.rows):,} waiting" in row.accessibleName()


def test_a_tile_leads_to_its_findings_by_keyboard(desktop: Desktop) -> None:
    tile = home(desktop).tiles[2]
    assert tile.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(tile, Qt.Key.Key_Return)
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ExceptionsPage)
    assert page.panel.model.chosen.facets["impact_class"] == frozenset({"OB"})


def test_figures_follow_an_edit(desktop: Desktop) -> None:
    page = home(desktop)
    before = page.tiles[0].value.text()
    lost = [
        key for key, row in desktop.front._findings.items() if row["impact_class"] == "LR" and row["state"] == "open"
    ]
    desktop.door.act(lambda front: front.waive(lost, "agreed", "2026-12-31", "settled"))
    desktop.until(lambda: page.tiles[0].value.text() == "0.00")
    assert before != "0.00"


def test_an_empty_book_says_where_to_begin(open_desktop: Opener) -> None:
    desktop = open_desktop(FakeFront(empty=True))
    page = home(desktop)
    assert page.stack.currentWidget() is page.start
    page.start.button.click()
    assert desktop.window.page().name == "imports"


def test_a_large_finding_is_opened_with_enter(desktop: Desktop) -> None:
    page = home(desktop)
    key = page.dearest_model.key(3)
    page.dearest_list.select_place(3)
    QTest.keyClick(page.dearest_list, Qt.Key.Key_Return)
    desktop.settle()
    shown = desktop.window.page()
    assert isinstance(shown, ExceptionsPage)
    assert shown.panel.view.current_key() == key
    assert shown.pane.view is not None
    assert shown.pane.view.key == key


def test_what_is_imported_and_not_checked_is_told_from_an_empty_book(open_desktop: Opener) -> None:
    desktop = open_desktop(FakeFront(unchecked=True))
    page = home(desktop)
    assert page.stack.currentWidget() is page.start
    assert page.start.heading.text() == "Ready to match and check"
    page.start.button.click()
    desktop.settle()
    assert desktop.front.called("run") == [()]
