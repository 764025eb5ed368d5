from __future__ import annotations

from collections import Counter

import pytest

from tests.ui.conftest import Desktop
from ui.shell.actions import ACTIONS, BY_ID, GROUPS, found
from ui.shell.window import PAGES
from ui.widgets.action_button import ActionButton


def test_ids_are_distinct_and_every_action_says_what_it_does() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert action.text.endswith(".")
        assert action.group in GROUPS
        assert not action.page or action.page in PAGES


@pytest.mark.parametrize("page", ["", *PAGES])
def test_no_key_means_two_things_in_one_place(page: str) -> None:
    keys = Counter(each.keys for each in ACTIONS if each.keys and each.page in {"", page})
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_of_a_page_is_done_there(desktop: Desktop) -> None:
    handled: dict[str, set[str]] = {}
    for name in PAGES:
        desktop.window.go(name)
        desktop.settle(1)
        handled[name] = set(desktop.window.pages[name].handlers())
    for action in ACTIONS:
        if action.page:
            assert action.id in handled[action.page], action
    declared = set(BY_ID)
    assert set().union(*handled.values()) <= declared


def test_every_action_stands_in_its_menu(desktop: Desktop) -> None:
    for action in ACTIONS:
        assert desktop.window.actions_by_id[action.id] in desktop.window.menus[action.group].actions()


def test_every_button_of_an_action_is_bound(desktop: Desktop) -> None:
    for name in PAGES:
        desktop.window.go(name)
    desktop.settle(1)
    for button in desktop.window.findChildren(ActionButton):
        assert button.accessibleName()
        assert button.toolTip().startswith(BY_ID[button.action_id].text)


def test_words_find_titles_before_sentences() -> None:
    assert found("und")[0].id == "edit.undo"
    assert found("waive")[0].id == "finding.waive"
    assert found("no such thing") == []
    assert len(found("")) == len(ACTIONS)
