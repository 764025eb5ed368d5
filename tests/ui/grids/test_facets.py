from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.front_fake import FakeFront
from ui.grids.facets import FacetList
from ui.grids.model import GridModel
from ui.grids.sheet import Sheet


@pytest.fixture
def facets(app: QApplication) -> FacetList:
    model = GridModel()
    made = FacetList(model, {"severity": "Severity", "customer": "Customer"}, {"severity": {"S1": "Blocking"}})
    made.resize(200, 600)
    made.show()
    model.load(Sheet(FakeFront().exceptions()))
    app.processEvents()
    return made


def lines(facets: FacetList) -> list[str]:
    return [f"{'*' if each.picked else ''}{each.label}" for each in facets.lines.entries]


def press(facets: FacetList, label: str) -> None:
    at = next(at for at, each in enumerate(facets.lines.entries) if each.label == label)
    place = facets.visualRect(facets.lines.index(at)).center()
    QTest.mouseClick(facets.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_values_of_one_facet_add_up_and_of_two_narrow(facets: FacetList) -> None:
    grid = facets._grid
    whole = grid.rowCount()
    counts = {each.value: each.count for each in facets.lines.entries if each.column == "severity"}
    press(facets, "Blocking")
    assert grid.rowCount() == counts["S1"]
    press(facets, "S2")
    assert grid.rowCount() == counts["S1"] + counts["S2"]
    customer = next(each for each in facets.lines.entries if each.column == "customer" and each.value)
    press(facets, customer.label)
    assert grid.rowCount() == customer.count < whole


def test_a_long_facet_opens_and_closes(facets: FacetList) -> None:
    assert "14 more …" in lines(facets)
    press(facets, "14 more …")
    assert len([each for each in facets.lines.entries if each.column == "customer" and each.value]) == 20
    facets.scrollToBottom()
    press(facets, "Fewer")
    assert "14 more …" in lines(facets)


def test_space_chooses(facets: FacetList) -> None:
    facets.setCurrentIndex(facets.lines.index(1))
    QTest.keyClick(facets, Qt.Key.Key_Space)
    assert lines(facets)[1].startswith("*")
    QTest.keyClick(facets, Qt.Key.Key_Space)
    assert not lines(facets)[1].startswith("*")


def test_a_screen_reader_hears_count_and_choice(facets: FacetList) -> None:
    press(facets, "Blocking")
    index = facets.lines.index(lines(facets).index("*Blocking"))
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("rows, chosen")
