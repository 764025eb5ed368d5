from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.ui.front_fake import FakeFront
from ui.pages.exceptions import presenter

FRONT = FakeFront()


def test_edits_become_one_call_a_value() -> None:
    front = FakeFront()
    keys = list(front._findings)[:3]
    groups = presenter.grouped(keys, ["125", "110", "125"])
    assert groups == [("125", [keys[0], keys[2]]), ("110", [keys[1]])]
    parts = presenter.corrected(front, "value", groups, "card of July")
    assert [part.step for part in parts] == [1, 2]
    assert front.called("edit_findings") == [
        ((keys[0], keys[2]), "value", "125", "card of July"),
        ((keys[1],), "value", "110", "card of July"),
    ]


def test_impact_in_words() -> None:
    view = FRONT.finding(
        next(key for key, row in FRONT._findings.items() if row["currency"] == "EUR" and row["amount"])
    )
    assert presenter.impact(replace(view, impact_class="DC", amount=1_770_000)) == "Delayed cash 17,700.00 EUR"
    assert presenter.impact(replace(view, impact_class="PR", amount=None)) == "Process"


@pytest.mark.parametrize(
    ("text", "fine"), [("2026-12-31", True), ("31.12.2026", False), ("2026-02-30", False), ("20261231", False)]
)
def test_an_expiry_is_a_day(text: str, fine: bool) -> None:
    assert (presenter.bad_day(text) == "") is fine


def test_a_waiver_ends_after_a_quarter() -> None:
    assert presenter.expiry(date(2026, 10, 1)) == "2027-01-01"


def test_what_an_edit_will_do_is_said_before() -> None:
    assert presenter.summary(1, "125") == "The value becomes 125."
    assert presenter.summary(12, "125") == "The value of 12 findings becomes 125."
    assert presenter.summary(12, "") == "The values of 12 findings change."
