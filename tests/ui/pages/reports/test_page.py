from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import FakeFront
from ui.pages.reports.page import ReportsPage


@pytest.fixture
def printed(open_desktop: Opener, pack: Path, tmp_path: Path) -> tuple[Desktop, ReportsPage]:
    desktop = open_desktop(FakeFront(pdf=pack))
    desktop.window.go("reports", {"folder": tmp_path})
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ReportsPage)
    return desktop, page


def test_before_printing_it_says_what_printing_does(desktop: Desktop) -> None:
    desktop.window.go("reports")
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ReportsPage)
    assert page.stack.currentWidget() is page.empty
    assert not desktop.window.actions_by_id["report.folder"].isEnabled()


def test_a_printed_pack_is_shown_page_by_page(printed: tuple[Desktop, ReportsPage], tmp_path: Path) -> None:
    desktop, page = printed
    assert desktop.front.called("report") == [(tmp_path,)]
    assert page.thumbs.count() == 3
    assert all(not page.thumbs.item(at).icon().isNull() for at in range(3))
    assert page.where.text() == "Page 1 of 3"
    assert not page.paper.pixmap().isNull()
    page.thumbs.setCurrentRow(2)
    desktop.settle()
    assert page.where.text() == "Page 3 of 3"
    assert len(page.kpis.model.rows) == 8


def test_zoom_makes_the_page_larger(printed: tuple[Desktop, ReportsPage]) -> None:
    desktop, page = printed
    before = page.paper.pixmap().width()
    desktop.window.actions_by_id["report.larger"].trigger()
    desktop.settle()
    larger = page.paper.pixmap().width()
    assert larger > before
    desktop.window.actions_by_id["report.smaller"].trigger()
    desktop.settle()
    assert page.paper.pixmap().width() < larger


def test_a_pack_that_cannot_be_read_says_so(open_desktop: Opener, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_text("not a PDF", encoding="utf-8")
    desktop = open_desktop(FakeFront(pdf=wrong))
    desktop.window.go("reports", {"folder": tmp_path})
    desktop.settle()
    page = desktop.window.page()
    assert isinstance(page, ReportsPage)
    assert page.paper.text().startswith("The pages cannot be shown:")
