from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.front_fake import FakeFront
from ui.shots import render_all


def test_every_page_in_both_looks_and_sharp(app: QApplication, tmp_path: Path) -> None:
    front = FakeFront(findings_count=60)
    paths = render_all(front, tmp_path, sizes=((1000, 640, 1), (1000, 640, 2)), pages=("home",))
    assert [path.name for path in paths] == [
        f"{page}-{theme}{ratio}.png" for theme in ("light", "dark") for page in ("home",) for ratio in ("", "@2x")
    ]
    assert QImage(str(tmp_path / "home-light.png")).width() == 1000
    assert QImage(str(tmp_path / "home-dark@2x.png")).width() == 2000
    light, dark = (
        QImage(str(tmp_path / f"home-{theme}.png")).pixelColor(600, 620).lightness() for theme in ("light", "dark")
    )
    assert light > 200
    assert dark < 60
    assert not front.closed
    from ui.app import make_app

    make_app("light")
