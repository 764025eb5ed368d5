from __future__ import annotations

from PySide6.QtWidgets import QApplication

from core.services.views import Touched
from tests.ui.front_fake import FakeFront
from ui.door import Door
from ui.widgets.page import Page


class Counting(Page):
    def __init__(self, door: Door) -> None:
        super().__init__(door, "counting", "Counting")
        self.asked = 0

    def refresh(self) -> None:
        self.asked += 1

    def concerns(self, touched: Touched) -> bool:
        return bool(touched.links)


def test_a_page_asks_when_it_is_seen_and_out_of_date(app: QApplication) -> None:
    door = Door()
    page = Counting(door)
    page.show()
    app.processEvents()
    assert page.asked == 0  # the book is not open yet
    door.adopt(FakeFront(findings_count=1))
    assert page.asked == 1
    page.hide()
    door.touched.emit(Touched(1, "", links=("a",)))
    assert page.asked == 1
    page.show()
    app.processEvents()
    assert page.asked == 2
    door.touched.emit(Touched(2, "", findings=("f",)))
    assert page.asked == 2
    door.close()
