from __future__ import annotations

from core.services.views import MappingView
from tests.ui.conftest import Desktop
from tests.ui.front_fake import AT
from ui.pages.wizard.mappings import MappingsDialog


def test_a_mapping_is_listed_with_who_and_when_and_forgotten(desktop: Desktop) -> None:
    desktop.front.saved = [MappingView("f1", "time", (("Tag", "day"), ("Farbe", "")), "Ingrid Falk", AT)]
    dialog = MappingsDialog(desktop.window, desktop.door)
    dialog.open()
    desktop.settle()
    assert dialog.model.rows == (("Time entries", "Ingrid Falk", "2026-10-02 09:15", "Tag, Farbe"),)
    assert dialog.columns.rows == (("Tag", "day"), ("Farbe", "leave unread"))
    dialog.forget.click()
    desktop.settle()
    assert desktop.front.called("forget_mapping") == [("f1",)]
    assert dialog.model.rowCount() == 0
    dialog.reject()
