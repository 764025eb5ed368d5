from __future__ import annotations

from tests.ui.conftest import Desktop


def test_the_rail_counts_what_waits_and_follows_the_work(desktop: Desktop) -> None:
    rail = desktop.window.rail
    waiting = sum(1 for each in desktop.front._links.values() if each["status"] == "suggested")
    assert rail.counts["matches"].text() == str(waiting)
    assert rail.buttons["matches"].accessibleName() == f"Matches, {waiting} waiting"
    assert not rail.counts["reports"].isVisible()
    key = next(key for key, each in desktop.front._links.items() if each["status"] == "suggested")
    desktop.door.act(lambda front: front.decide([key], "confirmed", ""))
    desktop.until(lambda: rail.counts["matches"].text() == str(waiting - 1))


def test_a_button_brings_its_page(desktop: Desktop) -> None:
    desktop.window.rail.buttons["sending"].click()
    assert desktop.window.page().name == "sending"
    assert desktop.window.rail.buttons["sending"].isChecked()
    assert not desktop.window.rail.buttons["home"].isChecked()
