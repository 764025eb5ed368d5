from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.widgets.action_button import ActionButton


def test_a_button_is_its_action(app: QApplication) -> None:
    app.processEvents()
    action = QAction("Waive…")
    action.setToolTip("Sets it aside.")
    action.setShortcut(QKeySequence("W"))
    done: list[bool] = []
    action.triggered.connect(lambda *_: done.append(True))
    button = ActionButton("finding.waive", picture="waive")
    button.bind(action)
    assert button.text().strip() == "Waive …"
    assert button.toolTip() == "Sets it aside.  (W)"
    assert button.accessibleName() == "Waive"
    button.click()
    action.setEnabled(False)
    button.click()
    assert done == [True]
    assert not button.isEnabled()


def test_a_text_of_its_own_stays(app: QApplication) -> None:
    app.processEvents()
    button = ActionButton("import.files", text="Choose files …")
    button.bind(QAction("Import files…"))
    assert button.text() == "Choose files …"
