from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.services.views import CellKind, Grid, GridColumn
from ui.grids.model import GridModel
from ui.grids.sheet import Order, Sheet
from ui.grids.view import GridView

GRID = Grid(
    (
        GridColumn("what", "What", CellKind.TEXT),
        GridColumn("amount", "Amount", CellKind.MONEY),
        GridColumn("currency", "Currency", CellKind.CODE),
        GridColumn("value", "Value", CellKind.TEXT, editable=True),
    ),
    ["a", "b", "c", "d"],
    (["=HYPERLINK()", "late", "early", "twice"], [-1_250, 90_000, None, 10], ["GBP"] * 4, ["1", "2", "3", "4"]),
)


@pytest.fixture
def view(app: QApplication) -> GridView:
    model = GridModel()
    model.load(Sheet(GRID))
    made = GridView(model, "Things", order=("value",), widths={"value": 77})
    made._shape()
    made.resize(600, 300)
    made.show()
    app.processEvents()
    return made


def test_copied_rows_are_numbers_and_no_formulas(view: GridView) -> None:
    view.select_keys(["a", "c"])
    view.copy()
    assert QGuiApplication.clipboard().text() == "1\t'=HYPERLINK()\t-12.50\tGBP\n3\tearly\t\tGBP"


def test_one_pasted_value_goes_into_all_selected_rows(view: GridView) -> None:
    edits: list[object] = []
    view.edited.connect(lambda *each: edits.append(each))
    view.select_place(0, column=3)
    view.selectAll()
    QGuiApplication.clipboard().setText("125.00\n")
    view.paste()
    assert edits == [(["a", "b", "c", "d"], "value", ["125.00"] * 4)]


def test_a_pasted_column_goes_downwards_from_the_current_row(view: GridView) -> None:
    edits: list[object] = []
    view.edited.connect(lambda *each: edits.append(each))
    view.select_place(1, column=3)
    QGuiApplication.clipboard().setText("10\tignored\n20\n30\n40")
    view.paste()
    assert edits == [(["b", "c", "d"], "value", ["10", "20", "30"])]


def test_pasting_into_a_column_that_cannot_be_edited_says_where_to_go(view: GridView) -> None:
    said: list[str] = []
    view.refused.connect(said.append)
    view.select_place(0, column=0)
    QGuiApplication.clipboard().setText("x")
    view.paste()
    assert said == ["What cannot be edited. Go to Value first."]


def test_a_header_sorts_turns_round_and_remembers_the_order_before(view: GridView) -> None:
    view.horizontalHeader().sectionClicked.emit(1)
    assert view.grid_model.rows == [1, 3, 0, 2]  # money: largest first, unknown last
    view.horizontalHeader().sectionClicked.emit(1)
    assert view.grid_model.rows == [0, 3, 1, 2]
    view.horizontalHeader().sectionClicked.emit(2)
    assert view.orders == (Order("currency"), Order("amount"))
    assert view.grid_model.headerData(2, Qt.Orientation.Horizontal) == "Currency ↑"


def test_columns_stand_in_the_order_asked_for(view: GridView) -> None:
    assert view.horizontalHeader().visualIndex(3) == 0
    assert view.columnWidth(3) == 77


def test_keyboard_moves_and_letters_do_not_search(view: GridView) -> None:
    view.select_place(0)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_key() == "b"
    QTest.keyClicks(view, "t")
    assert view.current_key() == "b"


def test_the_current_row_is_told_by_key(view: GridView) -> None:
    told: list[str] = []
    view.chosen_key.connect(told.append)
    assert view.select_key("c")
    assert told[-1] == "c"
    assert not view.select_key("not here")
