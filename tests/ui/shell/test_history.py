from __future__ import annotations

from datetime import UTC, datetime

from core.services.views import StepView
from tests.ui.conftest import Desktop
from ui.shell.history import HistoryDialog, history_grid


def test_a_step_names_what_changed() -> None:
    step = StepView(
        7,
        "Correct rate",
        "Ingrid Falk",
        "card of July",
        datetime(2026, 10, 2, 9, 15, tzinfo=UTC),
        True,
        (("T-1", "rate", "95.00", ""),),
    )
    grid = history_grid([step])
    assert [column[0] for column in grid.values] == [
        7, "Correct rate", "Ingrid Falk", "2026-10-02 09:15", "undone", "card of July", "T-1 rate: 95.00 → –",
    ]  # fmt: skip


def test_the_history_opens_with_every_step(desktop: Desktop) -> None:
    desktop.front.waive([next(iter(desktop.front._findings))], "agreed", "2026-12-31", "by phone")
    desktop.window.actions_by_id["view.history"].trigger()
    desktop.settle(1)
    opened = [each for each in desktop.dialogs() if isinstance(each, HistoryDialog)]
    assert len(opened) == 1
    assert len(opened[0].panel.model.rows) == 1
    opened[0].close()
