"""Pictures of every page, drawn from the real window: for the README and for looking at."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from core.services.front import Front

Shot = tuple[int, int, int]  # width, height, pixel ratio
SIZES: tuple[Shot, ...] = ((1280, 800, 1), (1280, 800, 2))


def picture(widget: QWidget, ratio: int = 1) -> QImage:
    """The widget as it stands, drawn at `ratio` device pixels a logical pixel."""
    size: QSize = widget.size() * ratio
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return image


def render_all(
    front: Front,
    out: Path,
    themes: Sequence[str] = ("light", "dark"),
    sizes: Sequence[Shot] = SIZES,
    *,
    report: Path | None = None,
    pages: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Writes `<page>-<theme>[@2x].png` for each page into `out`; returns the paths. report: folder into which the pack is printed
    first, so that the reports page has something to show. The front is left open.
    """
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_app
    from ui.door import Door
    from ui.shell.window import PAGES, MainWindow

    out.mkdir(parents=True, exist_ok=True)
    app = make_app(themes[0])
    door = Door()
    window = MainWindow(door, "Tieout")
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    settle: Callable[[], None] = lambda: door.settle(app.processEvents)  # noqa: E731  # one line, used twice
    written = []
    try:
        window.show()
        door.adopt(front)
        settle()
        if report is not None:
            window.go("reports", {"folder": report})
            settle()
        for theme in themes:
            make_app(theme)
            for name in pages or tuple(PAGES):
                window.go(name)
                settle()
                for _ in range(6):  # debounced details ask once more
                    app.thread().msleep(25)
                    settle()
                window.notices.hide()
                for width, height, ratio in sizes:
                    window.resize(width, height)
                    app.processEvents()
                    path = out / f"{name}-{theme}{'' if ratio == 1 else f'@{ratio}x'}.png"
                    picture(window, ratio).save(str(path))
                    written.append(path)
    finally:
        door.jobs.close()
        window.door_closed()
        window.close()
        window.deleteLater()
        app.processEvents()
    return tuple(written)
