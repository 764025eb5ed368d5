from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import BookLocked, FakeFront
from ui.grids.delegate import CellEditor
from ui.pages.exceptions.page import ExceptionsPage, FieldLine


def exceptions(desktop: Desktop) -> ExceptionsPage:
    desktop.window.go("exceptions")
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ExceptionsPage)
    return page


@pytest.fixture
def page(desktop: Desktop) -> ExceptionsPage:
    made = exceptions(desktop)
    made.panel.choose({"control": {"TE-01"}, "state": {"open"}})
    desktop.settle()
    made.panel.view.setFocus()
    return made


def type_value(page: ExceptionsPage, text: str, desktop: Desktop) -> None:
    view = page.panel.view
    QTest.keyClick(view, Qt.Key.Key_F2) if not view.isPersistentEditorOpen(view.currentIndex()) else None
    cells = [each for each in view.viewport().findChildren(CellEditor) if each.isVisible()]
    if not cells:
        view.edit_current()
        cells = [each for each in view.viewport().findChildren(CellEditor) if each.isVisible()]
    QTest.keyClicks(cells[0], text)
    QTest.keyClick(cells[0], Qt.Key.Key_Return)
    desktop.app.processEvents()


def test_open_findings_come_first_worst_and_dearest_on_top(desktop: Desktop) -> None:
    page = exceptions(desktop)
    sheet = page.panel.model.sheet
    rows = page.panel.model.rows
    assert {sheet.column("state")[row] for row in rows} == {"open"}
    severities = [str(sheet.column("severity")[row]) for row in rows]
    assert severities == sorted(severities)
    blocking = [int(str(sheet.column("amount")[row])) for row in rows if sheet.column("severity")[row] == "S1"]
    assert blocking == sorted(blocking, reverse=True)


def test_an_edited_cell_reaches_the_front_and_only_its_row_repaints(desktop: Desktop, page: ExceptionsPage) -> None:
    view, model = page.panel.view, page.panel.model
    view.select_place(2)
    key = view.current_key()
    others = [model.key(at) for at in range(len(model.rows)) if at != 2]
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: painted.append((first.row(), last.row())))
    type_value(page, "125.00", desktop)
    assert model.pending == {(key, "value"): "125.00"}
    desktop.answer(why="card of July")
    desktop.settle()
    assert desktop.front.called("edit_findings") == [((key,), "value", "125.00", "card of July")]
    assert set(painted) == {(2, 2)}
    assert model.sheet.column("value")[model.sheet.row_of[key]] == "125.00"
    assert model.edited == {(key, "value")}
    assert model.pending == {}
    assert [model.key(at) for at in range(len(model.rows)) if at != 2] == others
    assert view.current_key() == key
    assert desktop.notice == "Correct 1 finding."


def test_an_edit_given_up_leaves_no_trace(desktop: Desktop, page: ExceptionsPage) -> None:
    page.panel.view.select_place(0)
    type_value(page, "125.00", desktop)
    desktop.dialog().reject()
    desktop.settle()
    assert desktop.front.called("edit_findings") == []
    assert page.panel.model.pending == {}


def test_a_refused_edit_puts_the_cell_back_and_says_why(desktop: Desktop, page: ExceptionsPage) -> None:
    desktop.front.refuse = BookLocked()
    page.panel.view.select_place(0)
    type_value(page, "125.00", desktop)
    desktop.answer(why="card of July")
    desktop.settle()
    assert desktop.notice == "August is locked. Reopen the month, or date the correction in September."
    assert page.panel.model.pending == {}
    assert page.panel.model.edited == set()


def test_undo_and_redo_bring_rows_and_figures_back(desktop: Desktop, page: ExceptionsPage) -> None:
    view, model = page.panel.view, page.panel.model
    view.select_place(0)
    key = view.current_key()
    amount = model.sheet.column("amount")[model.sheet.row_of[key]]
    type_value(page, "125.00", desktop)
    desktop.answer(why="card of July")
    desktop.settle()

    def now() -> object:
        return model.sheet.column("amount")[model.sheet.row_of[key]]

    assert now() == int(str(amount)) // 2
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desktop.settle()
    assert now() == amount
    assert desktop.notice == "Undone: Correct 1 finding."
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desktop.settle()
    assert now() == int(str(amount)) // 2


def test_one_value_for_all_selected_is_one_step(desktop: Desktop, page: ExceptionsPage) -> None:
    keys = [page.panel.model.key(at) for at in range(5)]
    page.panel.view.select_keys(keys)
    QTest.keyClick(page.panel.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "It sets: rate." in [each.text() for each in desktop.dialog().findChildren(type(page.title))][1]
    desktop.answer(value="130", why="new card")
    desktop.settle()
    assert desktop.front.called("edit_findings") == [(tuple(keys), "value", "130", "new card")]
    assert len(desktop.front.steps()) == 1
    assert page.panel.model.edited == {(key, "value") for key in keys}


def test_a_pasted_column_becomes_one_call_a_value(desktop: Desktop, page: ExceptionsPage) -> None:
    view, model = page.panel.view, page.panel.model
    view.select_place(0, column=model.sheet.at["value"])
    keys = [model.key(at) for at in range(3)]
    QGuiApplication.clipboard().setText("100\n110\n100")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desktop.answer(why="cards checked")
    desktop.settle()
    assert desktop.front.called("edit_findings") == [
        ((keys[0], keys[2]), "value", "100", "cards checked"),
        ((keys[1],), "value", "110", "cards checked"),
    ]
    assert desktop.notice == "Corrected 3 findings."


def test_the_pane_shows_both_sides_the_thread_and_the_remedy(desktop: Desktop, page: ExceptionsPage) -> None:
    page.panel.view.select_place(1)
    desktop.settle()
    pane = page.pane
    assert pane.view is not None
    assert pane.view.key == page.panel.view.current_key()
    assert "Ledger: nothing posted" in pane.chain.accessibleDescription()
    assert pane.compare.fields.fields[0].label == "Rate"
    assert pane.compare.fields.fields[0].differs
    line = pane.findChild(FieldLine)
    assert line is not None
    line.setText("135.00")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desktop.answer(why="signed card")
    desktop.settle()
    key = pane.view.key
    assert desktop.front.called("edit") == [("time", f"harvest:time:{key}", "rate", "135.00", "signed card")]


def test_a_waiver_needs_a_day_and_a_note_and_the_row_leaves(desktop: Desktop, page: ExceptionsPage) -> None:
    view = page.panel.view
    view.select_place(3)
    key = view.current_key()
    QTest.keyClick(view, Qt.Key.Key_W)
    refused = desktop.answer(reason="immaterial", expires="soon", why="below a pound")
    assert refused.problem.text() == "'soon' is not a day. Write it as 2026-12-31."
    desktop.answer(expires="2026-12-31")
    desktop.settle()
    assert desktop.front.called("waive") == [((key,), "immaterial", "2026-12-31", "below a pound")]
    assert page.panel.model.place_of(key) == -1
    assert view.selected_keys() == [view.current_key()]


def test_a_correction_document_is_prepared_where_there_is_one(desktop: Desktop, page: ExceptionsPage) -> None:
    page.panel.view.select_place(0)
    desktop.settle()
    desktop.window.actions_by_id["finding.prepare"].trigger()
    desktop.answer()
    desktop.settle()
    assert desktop.front.called("prepare") == [(page.panel.view.current_key(),)]
    page.panel.choose({"control": {"GL-10"}})
    desktop.settle()
    assert not desktop.window.actions_by_id["finding.prepare"].isEnabled()


def test_a_slow_answer_never_leaves_another_finding_in_the_pane(desktop: Desktop, page: ExceptionsPage) -> None:
    gate = threading.Event()
    desktop.door.ask(lambda _: gate.wait(5), lambda _: None)
    page.panel.view.select_place(4)
    desktop.until(lambda: page.pane.title.whole() == "Looking it up …" and page.pane.view is None)
    assert not desktop.window.actions_by_id["finding.prepare"].isEnabled()
    gate.set()
    desktop.settle()
    assert page.pane.view is not None
    assert page.pane.view.key == page.panel.view.current_key()


def test_an_edit_is_on_screen_at_once(open_desktop: Opener) -> None:
    """The screen's own share of the 300 ms bar, on 5,000 findings."""
    desktop = open_desktop(FakeFront(findings_count=5_000))
    page = exceptions(desktop)
    key = page.panel.view.current_key()
    took: list[float] = []
    began = time.perf_counter()
    page.panel.model.changed.connect(lambda: took.append(time.perf_counter() - began))
    page._hand_on([key], "value", [("1", [key])], "")
    desktop.until(lambda: page.panel.model.sheet.column("value")[page.panel.model.sheet.row_of[key]] == "1")
    assert took[-1] < 0.3


def test_the_palette_looks_for_words_among_the_findings(desktop: Desktop) -> None:
    desktop.window.palette_box.sought.emit("kestrel")
    page = exceptions(desktop)
    assert page.panel.filter.text() == "kestrel"
    sheet = page.panel.model.sheet
    assert {sheet.column("customer")[row] for row in page.panel.model.rows} == {"Kestrel Grid Services"}
