from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from core.services.views import ThreadStep
from tests.ui.front_fake import FakeFront
from ui.shots import picture
from ui.theme.palettes import Tone
from ui.theme.style import colours
from ui.widgets.thread_chain import ThreadChain

FRONT = FakeFront()
STEPS = FRONT.finding(next(iter(FRONT._findings))).thread


def test_every_station_is_spoken_with_money_and_what_is_missing(app: QApplication) -> None:
    app.processEvents()
    chain = ThreadChain()
    chain.show_steps(STEPS)
    spoken = chain.accessibleDescription()
    assert spoken.startswith("Deal: 48,000.00 ")
    assert "Invoices: 41,250.00" in spoken
    assert "INV-4117, INV-4123, INV-4140" in spoken
    assert spoken.endswith("Ledger: nothing posted")
    assert ThreadChain.spoken(ThreadStep("Bank", (), None, "")) == "Bank: nothing"


def test_a_break_is_drawn_in_red_and_a_narrow_chain_takes_two_rows(app: QApplication) -> None:
    chain = ThreadChain()
    chain.show_steps(STEPS)
    chain.resize(1000, chain.height())
    chain.show()
    app.processEvents()
    one = chain.height()
    image = picture(chain)
    danger = QColor(colours().tones[Tone.DANGER][0])
    line = [image.pixelColor(x, 12) for x in range(image.width())]
    assert any(abs(each.red() - danger.red()) + abs(each.green() - danger.green()) < 24 for each in line[-280:])
    assert not any(abs(each.red() - danger.red()) + abs(each.green() - danger.green()) < 24 for each in line[:600])
    chain.resize(480, one)
    app.processEvents()
    assert chain.height() == 2 * one
