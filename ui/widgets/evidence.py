"""The reasons for and against a link, one a line; weighed ones with their weight."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.services.views import EvidenceView
from ui.theme.spacing import XS, S
from ui.widgets.labels import clear_layout, label
from ui.widgets.picture import Picture

_WEIGHED = re.compile(r"\s*\([+−-]\d+(\.\d+)?\)$")  # a weight said at the end; it has a column of its own


class EvidenceList(QWidget):
    """Reasons; for with a tick, against with a cross."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Evidence")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S)
        self._grid.setVerticalSpacing(XS)
        self._grid.setColumnStretch(1, 1)

    def show_evidence(self, evidence: Sequence[EvidenceView]) -> None:
        """Replaces the reasons."""
        clear_layout(self._grid)
        for row, each in enumerate(evidence):
            against = each.weight < 0
            picture = Picture("cross" if against else "check", "danger" if against else "good", 14)
            text = label(_WEIGHED.sub("", each.text) if each.weight else each.text, wrap=True)
            self._grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
            if each.weight:
                weight = label(f"{each.weight / 100:+.1f}".replace("-", "−"), "small")
                weight.setToolTip("Weight in log-odds: above 0 speaks for the link")
                self._grid.addWidget(weight, row, 2, Qt.AlignmentFlag.AlignTop)
        spoken = "; ".join(f"{'against' if each.weight < 0 else 'for'}: {each.text}" for each in evidence)
        self.setAccessibleDescription(spoken)
