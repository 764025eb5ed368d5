from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.services.views import Field
from ui.shots import picture
from ui.theme.style import colours
from ui.widgets.compare import CompareView


def test_what_differs_comes_first_and_is_lit(app: QApplication) -> None:
    view = CompareView()
    view.resize(600, 200)
    view.show_fields(
        "Contract", "Invoice", [Field("Customer", "A", "A", False), Field("Rate", "125.00", "110.00", True)]
    )
    view.show()
    app.processEvents()
    assert [each.label for each in view.fields.fields] == ["Rate", "Customer"]
    index = view.fields.index(0, 2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Rate: 110.00, differs"
    assert view.fields.headerData(1, Qt.Orientation.Horizontal) == "Contract"
    image = picture(view)
    lit = colours().lit.lower()
    first = view.horizontalHeader().height() + 14
    assert image.pixelColor(300, first).name() == lit
    assert image.pixelColor(20, first).name() != lit
    assert image.pixelColor(300, first + 27).name() != lit
