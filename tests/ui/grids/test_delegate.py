from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.services.views import CellKind, Grid, GridColumn
from ui.grids.delegate import CellEditor
from ui.grids.model import GridModel
from ui.grids.sheet import Sheet
from ui.grids.view import GridView
from ui.shots import picture
from ui.theme.palettes import Tone

GRID = Grid(
    (
        GridColumn("rate", "Rate", CellKind.RATE, editable=True),
        GridColumn("state", "State", CellKind.CODE),
        GridColumn("currency", "Currency", CellKind.CODE),
    ),
    ["a", "b"],
    ([1_250_000, 950_000], ["open", "waived"], ["GBP", "GBP"]),
)


@pytest.fixture
def view(app: QApplication) -> GridView:
    model = GridModel(tones={"state": {"open": Tone.WARN}}, muted=("waived",))
    model.load(Sheet(GRID))
    made = GridView(model, "Rates")
    made.resize(500, 200)
    made.show()
    app.processEvents()
    return made


def editor(view: GridView) -> CellEditor:
    found = [each for each in view.viewport().findChildren(CellEditor) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_chip_is_drawn_in_its_tone(view: GridView) -> None:
    from ui.theme.style import colours

    image = picture(view).convertToFormat(picture(view).format())
    ground = colours().tones[Tone.WARN][1].lower()
    row = view.rowViewportPosition(0) + view.horizontalHeader().height() + 15
    seen = {image.pixelColor(x, row).name() for x in range(image.width())}
    assert ground in seen


def test_a_bad_value_keeps_the_cell_open_with_a_sentence(view: GridView) -> None:
    edits: list[object] = []
    view.edited.connect(lambda *each: edits.append(each))
    view.select_place(0)
    view.edit_current()
    cell = editor(view)
    cell.setText("twelve")
    QTest.keyClick(cell, Qt.Key.Key_Return)
    assert cell.isVisible()
    assert cell.bubble.isVisible()
    assert cell.bubble.text() == "'twelve' is not a rate. Write digits with a decimal point, such as 1234.50."
    assert edits == []
    QTest.keyClick(cell, Qt.Key.Key_Escape)
    assert edits == []


def test_a_good_value_is_handed_on_once(view: GridView) -> None:
    edits: list[object] = []
    view.edited.connect(lambda *each: edits.append(each))
    view.select_place(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    cell = editor(view)
    assert cell.text() == "95.00"
    QTest.keyClicks(cell, "110")
    QTest.keyClick(cell, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert edits == [(["b"], "rate", ["110"])]


def test_a_waiting_and_an_edited_cell_look_different(view: GridView) -> None:
    before = picture(view)
    view.grid_model.wait(["a"], "rate", "110")
    waiting = picture(view)
    view.grid_model.settle(["a"], "rate", accepted=True)
    edited = picture(view)
    assert before != waiting != edited != before


def test_the_editor_names_its_column(view: GridView) -> None:
    view.select_place(0)
    view.edit_current()
    assert editor(view).accessibleName() == "Edit Rate"
    assert isinstance(view.viewport(), QWidget)
