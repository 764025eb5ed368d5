from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.theme.palettes import Tone
from ui.widgets.labels import Card, CutLabel, chip, clear_layout, label, retone


def test_a_long_line_is_cut_and_whole_in_its_tooltip(app: QApplication) -> None:
    text = "A customer with a name that is longer than any column would like"
    made = CutLabel(text)
    made.resize(120, 20)
    made.show()
    app.processEvents()
    assert made.text().endswith("…")
    assert made.toolTip() == made.whole() == made.accessibleName() == text
    made.resize(900, 20)
    app.processEvents()
    assert made.text() == text


def test_text_from_files_is_never_markup(app: QApplication) -> None:
    app.processEvents()
    assert label("<b>x</b>").textFormat() == Qt.TextFormat.PlainText
    assert chip("<b>x</b>").textFormat() == Qt.TextFormat.PlainText
    assert CutLabel("<b>x</b>").textFormat() == Qt.TextFormat.PlainText


def test_a_chip_changes_its_tone(app: QApplication) -> None:
    made = chip("open", Tone.WARN)
    made.show()
    app.processEvents()
    retone(made, str(Tone.GOOD))
    assert made.property("tone") == "good"
    assert Card("Heading").heading.text() == "Heading"


def test_a_cleared_layout_is_empty_and_shows_nothing(app: QApplication) -> None:
    card = Card("Heading")
    inside = label("inside")
    card.body.addWidget(inside)
    card.show()
    clear_layout(card.body)
    assert card.body.count() == 0
    assert not inside.isVisible()
    app.processEvents()
