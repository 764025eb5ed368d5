"""The typeface: Inter from resources, digits of one width so that columns of money line up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.spacing import BODY

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
FAMILY: Final = "Inter"
_loaded: list[str] = []


def load() -> None:
    """Registers the bundled faces once; a missing file leaves the system's own typeface in place."""
    if _loaded:
        return
    for path in sorted((RESOURCES / "fonts").glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(path)) >= 0:
            _loaded.append(path.name)


def font(size: int = BODY, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface font at `size` pixels with tabular digits."""
    made = QFont([FAMILY, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans"])
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
