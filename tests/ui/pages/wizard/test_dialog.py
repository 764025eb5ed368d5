from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.ports.importing import Answers
from core.services.views import PreviewView
from tests.ui.conftest import Desktop
from tests.ui.front_fake import FakeFront
from ui.pages.wizard.dialog import MappingDialog


def test_the_newest_answer_wins_and_nothing_is_imported_unseen(desktop: Desktop, tmp_path: Path) -> None:
    plain = FakeFront().preview(tmp_path / "a.csv")

    def previewed(_path: Path, answers: Answers) -> PreviewView:
        return replace(
            plain, error="", entity=answers.entity or "", loads=bool(answers.entity), entities=("time", "deal")
        )

    desktop.front.previewed = previewed
    dialog = MappingDialog(desktop.window, desktop.door, tmp_path / "a.csv")
    dialog.open()
    desktop.settle()
    for entity in ("deal", "time"):
        dialog.entity.setCurrentIndex(dialog.entity.findData(entity))
        dialog.entity.activated.emit(0)
        assert not dialog.yes.isEnabled()
    desktop.settle(8)
    assert dialog.view is not None
    assert dialog.view.entity == "time"
    said: list[tuple[Answers, bool]] = []
    dialog.chosen.connect(lambda *each: said.append(each))
    dialog.yes.click()
    assert said == [(Answers(entity="time"), True)]
