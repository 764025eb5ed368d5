from __future__ import annotations

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui.theme import fonts


def test_the_bundled_face_is_used_and_its_digits_have_one_width(app: QApplication) -> None:
    app.processEvents()
    fonts.load()
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold):
        font = fonts.font(13, weight=weight)
        assert QFontInfo(font).family() == "Inter"
        metrics = QFontMetricsF(font)
        widths = [metrics.horizontalAdvance(digit * 10) for digit in "0123456789"]
        assert max(widths) - min(widths) < 0.25
