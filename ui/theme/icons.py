"""Line icons of Tieout's own, read from resources/icons and drawn in the ink of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.fonts import RESOURCES

_RATIOS = (1, 2, 3)


@lru_cache(maxsize=64)
def source(name: str) -> str:
    """The SVG text of icon `name`; raises FileNotFoundError."""
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, ink: str, size: int = 18, ratio: float = 1) -> QPixmap:
    """Icon `name` in colour `ink`, `size` logical pixels square, sharp at device pixel ratio `ratio`."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(source(name).replace("currentColor", ink).encode()))
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


@lru_cache(maxsize=256)
def icon(name: str, ink: str, active: str = "", size: int = 18) -> QIcon:
    """Icon `name` in `ink`, and in `active` when checked or selected; sharp at 1x, 2x and 3x."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, ink, size, ratio))
        if active:
            made.addPixmap(pixmap(name, active, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
            made.addPixmap(pixmap(name, active, size, ratio), QIcon.Mode.Selected)
    return made
