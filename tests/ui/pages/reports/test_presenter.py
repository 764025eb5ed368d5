from __future__ import annotations

from tests.ui.front_fake import KPIS
from ui.pages.reports import presenter


def test_a_measure_that_is_not_known_says_why() -> None:
    grid = presenter.kpi_grid(KPIS)
    at = list(grid.keys).index("revenue_leakage")
    assert [column[at] for column in grid.values] == ["Revenue leakage", "–", "", "needs the rate card of 2 contracts"]


def test_zoom_goes_by_steps_from_what_is_seen() -> None:
    assert presenter.nearer(presenter.FIT, 0.91, larger=True) == 1.0
    assert presenter.nearer(presenter.FIT, 0.91, larger=False) == 0.8
    assert presenter.nearer(3.0, 1.0, larger=True) == 3.0
    assert presenter.nearer(0.5, 1.0, larger=False) == 0.5


def test_page_label() -> None:
    assert presenter.page_label(1, 5) == "Page 2 of 5"
    assert presenter.page_label(0, 0) == ""
