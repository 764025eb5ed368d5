from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import Desktop
from ui.pages.matches.page import MatchesPage


@pytest.fixture
def page(desktop: Desktop) -> MatchesPage:
    desktop.window.go("matches")
    desktop.settle()
    made = desktop.window.page()
    assert isinstance(made, MatchesPage)
    made.panel.view.setFocus()
    return made


def test_what_waits_for_a_person_comes_first(page: MatchesPage) -> None:
    sheet = page.panel.model.sheet
    assert {sheet.column("status")[row] for row in page.panel.model.rows} == {"suggested"}
    assert page.subtitle.text() == f"{len(page.panel.model.rows)} to judge"


def test_one_link_stands_side_by_side_with_what_differs_lit_first(desktop: Desktop, page: MatchesPage) -> None:
    view = page.pane.view
    assert view is not None
    assert view.key == page.panel.view.current_key()
    shown = page.pane.compare.fields.fields
    assert [each.differs for each in shown] == sorted((each.differs for each in view.fields), reverse=True)
    assert "for: same tax id" in page.pane.evidence.accessibleDescription()
    assert "against: terms differ" in page.pane.evidence.accessibleDescription()
    assert desktop.front.called("match")[-1] == (view.key,)


def test_keys_judge_and_go_on(desktop: Desktop, page: MatchesPage) -> None:
    first, second, third = (page.panel.model.key(at) for at in range(3))
    QTest.keyClick(page.panel.view, Qt.Key.Key_A)
    desktop.settle()
    assert desktop.front.called("decide") == [((first,), "confirmed", "Accepted side by side")]
    assert page.panel.view.current_key() == second
    QTest.keyClick(page.panel.view, Qt.Key.Key_R)
    desktop.settle()
    assert desktop.front.called("decide")[-1] == ((second,), "rejected", "Rejected side by side")
    assert page.panel.view.current_key() == third
    assert page.pane.view is not None
    assert page.pane.view.key == third
    assert first not in {page.panel.model.key(at) for at in range(len(page.panel.model.rows))}


def test_a_verdict_is_undone_from_its_notice(desktop: Desktop, page: MatchesPage) -> None:
    first = page.panel.view.current_key()
    count = len(page.panel.model.rows)
    QTest.keyClick(page.panel.view, Qt.Key.Key_A)
    desktop.settle()
    assert len(page.panel.model.rows) == count - 1
    assert desktop.window.notices.back.isVisible()
    desktop.window.notices.back.click()
    desktop.settle()
    assert len(page.panel.model.rows) == count
    assert page.panel.model.place_of(first) >= 0


def test_several_links_are_judged_at_once(desktop: Desktop, page: MatchesPage) -> None:
    keys = [page.panel.model.key(at) for at in range(4)]
    page.panel.view.select_keys(keys)
    QTest.keyClick(page.panel.view, Qt.Key.Key_A)
    desktop.settle()
    assert desktop.front.called("decide") == [(tuple(keys), "confirmed", "Accepted side by side")]


def test_re_pointing_asks_for_the_candidate_and_the_reason(desktop: Desktop, page: MatchesPage) -> None:
    key = page.panel.view.current_key()
    QTest.keyClick(page.panel.view, Qt.Key.Key_P)
    desktop.answer(right="alt2", why="the tax id is of the other company")
    desktop.settle()
    assert desktop.front.called("repoint") == [(key, "alt2", "the tax id is of the other company")]


def test_a_candidate_can_be_clicked(desktop: Desktop, page: MatchesPage) -> None:
    other = next(
        each
        for each in page.pane.findChildren(QPushButton)
        if each.accessibleName() == "Re-point to Belvoir Water Services"
    )
    other.click()
    assert desktop.dialog().answers()["right"] == "alt2"
    desktop.dialog().reject()


def test_letters_typed_into_the_filter_judge_nothing(desktop: Desktop, page: MatchesPage) -> None:
    page.panel.filter.setFocus()
    QTest.keyClicks(page.panel.filter, "rap")
    desktop.settle()
    assert page.panel.filter.text() == "rap"
    assert desktop.front.called("decide") == []
    assert desktop.dialogs() == []


def test_a_wide_window_puts_the_pane_beside_the_list(desktop: Desktop, page: MatchesPage) -> None:
    desktop.window.resize(1800, 900)
    desktop.settle(1)
    assert page.split.orientation() == Qt.Orientation.Horizontal
    desktop.window.resize(1280, 800)
    desktop.settle(1)
    assert page.split.orientation() == Qt.Orientation.Vertical
