from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from ui.shell.actions import ACTIONS
from ui.theme.fonts import RESOURCES
from ui.theme.icons import icon, pixmap, source

NAMES = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_lines_in_its_ink(app: QApplication, name: str) -> None:
    app.processEvents()
    image = pixmap(name, "#ff0000", 24, 2).toImage()
    inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    assert 20 < len(inked) < 1400
    assert {each.name() for each in inked} == {QColor("#ff0000").name()}


def test_every_action_with_a_picture_has_its_icon() -> None:
    assert {each.picture for each in ACTIONS if each.picture} <= set(NAMES)


def test_an_icon_is_sharp_at_three_resolutions_and_lights_up(app: QApplication) -> None:
    app.processEvents()
    made = icon("home", "#000000", "#0000ff")
    assert {size.width() for size in made.availableSizes()} == {18, 36, 54}
    lit = made.pixmap(18, 18, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert any(lit.pixelColor(x, y).blue() > 100 for x in range(lit.width()) for y in range(lit.height()))


def test_a_missing_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        source("no such icon")
    assert Path(RESOURCES / "fonts" / "OFL.txt").is_file()
