from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.services.views import Grid
from tests.ui.front_fake import FINDINGS, FakeFront
from ui.grids.panel import GridPanel
from ui.grids.sheet import Order, Sheet


@pytest.fixture
def panel(app: QApplication) -> GridPanel:
    made = GridPanel("Findings", facets={"severity": "Severity"}, hidden=("currency",), noun=("finding", "findings"))
    made.resize(900, 500)
    made.show()
    made.load(Sheet(FakeFront().exceptions()))
    app.processEvents()
    return made


def test_it_filters_while_typing_and_escapes(panel: GridPanel) -> None:
    QTest.keyClicks(panel.filter, "kestrel")
    assert 0 < len(panel.model.rows) < 312
    assert all("Kestrel" in str(panel.model.sheet.column("customer")[row]) for row in panel.model.rows)
    assert panel.line.text().startswith(f"{len(panel.model.rows)} of 312 findings")
    QTest.keyClicks(panel.filter, "zzz")
    assert panel.stack.currentWidget() is panel.nothing
    panel.nothing.button.click()
    assert len(panel.model.rows) == 312
    assert panel.stack.currentWidget() is panel.view


def test_the_line_sums_the_selection_by_currency(panel: GridPanel) -> None:
    keys = [panel.model.key(at) for at in (0, 1, 2)]
    panel.view.select_keys(keys)
    sums = panel.model.sheet.sums([panel.model.sheet.row_of[key] for key in keys])
    text = panel.line.text()
    assert "3 selected" in text
    for currency, minor in sums.items():
        assert f"{currency} {minor / 100:,.2f}" in text


def test_a_reload_keeps_row_scroll_and_order(panel: GridPanel) -> None:
    panel.order_by(Order("amount", descending=True))
    panel.view.select_place(150)
    panel.view.scrollTo(panel.model.index(150, 0))
    at, key = panel.view.verticalScrollBar().value(), panel.view.current_key()
    panel.load(Sheet(FakeFront().exceptions()))
    assert (panel.view.verticalScrollBar().value(), panel.view.current_key()) == (at, key)
    assert panel.view.orders[0] == Order("amount", descending=True)


def test_the_next_row_becomes_current_when_the_current_one_goes(panel: GridPanel) -> None:
    panel.view.select_place(10)
    keys = [panel.model.key(at) for at in range(20)]
    grid = panel.model.sheet.grid
    keep = [row for row, key in enumerate(grid.keys) if key != keys[10]]
    panel.load(
        Sheet(
            Grid(grid.columns, [grid.keys[row] for row in keep], tuple([v[row] for row in keep] for v in grid.values))
        )
    )
    assert panel.view.current_key() in {keys[9], keys[11]}
    assert panel.view.selected_keys() == [panel.view.current_key()]


def test_nothing_to_show_says_so(panel: GridPanel) -> None:
    panel.load(Sheet(Grid(FINDINGS, [], tuple([] for _ in FINDINGS))))
    assert panel.stack.currentWidget() is panel.empty
    assert panel.line.text() == ""


def test_the_filter_can_be_reached_and_named(panel: GridPanel) -> None:
    assert panel.filter.accessibleName() == "Filter Findings"
    assert panel.view.accessibleName() == "Findings"
    assert panel.view.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert panel.view.isColumnHidden(panel.model.sheet.at["currency"])
