from __future__ import annotations

import pytest

from tests.ui.conftest import Desktop
from ui.shell.actions import ACTIONS, Action
from ui.shell.help import HelpDialog, help_html


@pytest.mark.parametrize("action", ACTIONS, ids=lambda each: str(each.id))
def test_the_help_page_names_every_action_with_its_sentence(action: Action) -> None:
    html = help_html()
    assert f"<td width='26%'>{action.title.rstrip('…')}</td>" in html
    assert action.text.replace("'", "&#x27;") in html


def test_help_opens_by_its_action(desktop: Desktop) -> None:
    desktop.window.actions_by_id["help.actions"].trigger()
    opened = [each for each in desktop.dialogs() if isinstance(each, HelpDialog)]
    assert len(opened) == 1
    assert "Ctrl+K" in opened[0].page.toPlainText()
    opened[0].close()
