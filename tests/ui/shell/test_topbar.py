from __future__ import annotations

from tests.ui.conftest import Desktop
from ui.shell.topbar import month_name


def test_firm_month_digest_and_preparer(desktop: Desktop) -> None:
    bar = desktop.window.topbar
    assert bar.firm.text() == "Harbourline Advisory"
    assert bar.period.text() == "September 2026"
    assert bar.digest.text() == "Book 9f41c07a"
    assert bar.who.text().strip() == "Ingrid Falk"


def test_the_preparer_can_be_named(desktop: Desktop) -> None:
    desktop.window.topbar.who.click()
    desktop.answer(who="Tom Whitlock")
    desktop.settle(1)
    assert desktop.front.who == "Tom Whitlock"
    assert desktop.window.topbar.who.text().strip() == "Tom Whitlock"


def test_month_names() -> None:
    assert month_name("2026-02") == "February 2026"
    assert month_name("all") == "all"
