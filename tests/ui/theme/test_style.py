from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import style


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_dresses_the_application_and_tells_who_paints_itself(app: QApplication, name: str) -> None:
    told: list[str] = []
    heard = style.current().changed.connect(lambda: told.append(style.colours().name))
    style.apply(app, name)
    assert told == [name]
    assert app.palette().window().color().name().upper() == style.colours().canvas
    assert "$" not in app.styleSheet()
    style.current().changed.disconnect(heard)
    style.apply(app, "light")


def test_another_word_is_no_theme(app: QApplication) -> None:
    with pytest.raises(KeyError):
        style.apply(app, "sepia")


def test_the_system_says_light_or_dark(app: QApplication) -> None:
    assert style.system_theme(app) in {"light", "dark"}
