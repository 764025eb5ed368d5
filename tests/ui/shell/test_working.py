from __future__ import annotations

from tests.ui.conftest import Desktop


def test_long_work_is_shown_and_ends_with_a_word(desktop: Desktop) -> None:
    desktop.front.slow = 0.02
    strip = desktop.window.working
    desktop.window.actions_by_id["run.checks"].trigger()
    desktop.until(lambda: strip.isVisible() and strip.what.whole().startswith("Checking"))
    assert strip.title.text() == "Matching and checking"
    desktop.settle()
    assert not strip.isVisible()
    assert desktop.notice == "Matched and checked."


def test_stopping_says_that_nothing_changed(desktop: Desktop) -> None:
    desktop.front.slow = 0.05
    strip = desktop.window.working
    desktop.window.actions_by_id["run.checks"].trigger()
    desktop.until(strip.isVisible)
    strip.stop.click()
    assert not strip.stop.isEnabled()
    desktop.settle()
    assert desktop.notice == "Stopped on request. Nothing was changed."
