from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.shots import picture
from ui.theme.style import colours
from ui.widgets.picture import Picture


def test_an_icon_is_drawn_sharp_and_in_the_ink_of_the_theme(app: QApplication) -> None:
    made = Picture("check", "accent", 24)
    made.show()
    app.processEvents()
    image = picture(made, 2)
    assert image.width() == 48
    inks = {image.pixelColor(x, y).name() for x in range(48) for y in range(48)}
    assert colours().accent.lower() in inks
    made.show_icon("cross", "danger")
    again = picture(made, 2)
    assert again != image
