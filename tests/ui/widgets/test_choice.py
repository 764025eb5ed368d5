from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.shots import picture
from ui.widgets.choice import ChoiceBox


def test_the_arrow_is_drawn(app: QApplication) -> None:
    box = ChoiceBox()
    box.addItem("One", "1")
    box.resize(200, 32)
    box.show()
    app.processEvents()
    image = picture(box)
    arrow = {image.pixelColor(x, y).name() for x in range(176, 192) for y in range(8, 24)}
    assert len(arrow) > 3
