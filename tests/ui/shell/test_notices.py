from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.notices import Notices
from ui.theme.palettes import Tone


def test_a_notice_stands_over_the_page_and_offers_undo(app: QApplication) -> None:
    page = QWidget()
    page.resize(800, 600)
    notices = Notices(page)
    page.show()
    undone: list[bool] = []
    notices.undo.connect(lambda: undone.append(True))
    notices.say("Corrected 3 findings.", Tone.GOOD, can_undo=True)
    app.processEvents()
    assert notices.isVisible()
    assert page.rect().contains(notices.geometry())
    page.resize(500, 400)
    app.processEvents()
    assert page.rect().contains(notices.geometry())
    notices.back.click()
    assert undone == [True]
    assert not notices.isVisible()


def test_a_fault_stays_until_closed_and_the_rest_goes(app: QApplication) -> None:
    page = QWidget()
    page.resize(800, 600)
    notices = Notices(page)
    page.show()
    notices.say("Done.", Tone.GOOD)
    assert notices._timer.isActive()
    notices.say("August is locked.", Tone.DANGER)
    app.processEvents()
    assert not notices._timer.isActive()
    assert not notices.back.isVisible()
    notices.shut.click()
    assert not notices.isVisible()
    assert notices.log == ["Done.", "August is locked."]
