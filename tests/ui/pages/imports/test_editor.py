from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.pages.imports.editor import RowEditor


def test_enter_corrects_the_bad_cell(app: QApplication) -> None:
    editor = RowEditor()
    said: list[tuple[str, str, str]] = []
    editor.edited.connect(lambda *each: said.append(each))
    editor.show_row("k", ("5", "time.csv"), "not a number", "Hours", (("Date", "2026-09-01"), ("Hours", "??")), {})
    editor.show()
    editor.cells.setFocus()
    QTest.keyClick(editor.cells, Qt.Key.Key_Return)
    (line,) = editor.cells.findChildren(QLineEdit)
    line.setText("7.5")
    QTest.keyClick(line, Qt.Key.Key_Return)
    app.processEvents()
    assert said == [("k", "Hours", "7.5")]
    editor.show_nothing()
    assert editor.model.rowCount() == 0
