from __future__ import annotations

import pytest

from core.services.views import OutboxView
from tests.ui.front_fake import FakeFront
from ui.pages.sending import presenter

ENTRIES = FakeFront().outbox()


def test_counts_by_station() -> None:
    assert presenter.counts(ENTRIES) == {"prepared": 3, "approved": 1, "written": 1, "confirmed": 1}
    assert presenter.counts(()) == {"prepared": 0, "approved": 0, "written": 0, "confirmed": 0}


def test_the_grid_has_one_row_an_entry() -> None:
    grid = presenter.grid(ENTRIES)
    assert list(grid.keys) == ["1", "2", "3", "4", "5", "6"]
    assert [len(column) for column in grid.values] == [6] * len(grid.columns)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: str(each.status))
def test_every_status_says_what_comes_next(entry: OutboxView) -> None:
    assert presenter.next_step(entry).endswith(".")
