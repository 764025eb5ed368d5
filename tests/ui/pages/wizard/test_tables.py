from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.ports.importing import Answers
from core.services.views import ColumnView
from ui.pages.wizard.tables import FIELD, ColumnsModel, ColumnsView, TextModel
from ui.widgets.choice import ChoiceBox


def test_enter_opens_the_fields_and_a_choice_is_said(app: QApplication) -> None:
    model = ColumnsModel()
    said: list[tuple[str, str]] = []
    model.said.connect(lambda *each: said.append(each))
    model.show((ColumnView("Tag", "", 0.0, ("1.9.",)),), (("", "leave unread"), ("day", "day")), Answers())
    view = ColumnsView(model)
    view.show()
    view.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    (box,) = view.findChildren(ChoiceBox)
    app.processEvents()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    app.processEvents()
    assert said == [("Tag", "day")]
    assert model.data(model.index(0, FIELD)) == "leave unread"  # until it is read again


def test_columns_that_are_not_read_are_painted_quietly(app: QApplication) -> None:
    model = TextModel()
    model.show(("A", "B"), (("1", "2"),), (1,))
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole) is None
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ForegroundRole) is not None
