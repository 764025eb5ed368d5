from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.widgets.empty import EmptyState


def test_it_says_what_to_do_and_its_button_does_it(app: QApplication) -> None:
    pressed: list[bool] = []
    made = EmptyState("Nothing yet", "Import something.", "Import", "import")
    made.pressed.connect(lambda: pressed.append(True))
    made.show()
    app.processEvents()
    made.button.click()
    assert pressed == [True]
    made.say("Refused", "The book is elsewhere.")
    assert not made.button.isVisible()
    assert made.sentence.text() == "The book is elsewhere."


def test_it_is_no_window_before_it_has_a_place(app: QApplication) -> None:
    made = EmptyState("Nothing yet", "", "Import")
    app.processEvents()
    assert not made.button.isVisible()
