"""Open deals against their stage and date."""

from __future__ import annotations

from typing import Any

from core.controls.policy import Policy
from core.thread.thread import Thread
from tests.core.controls.asking import said
from tests.core.controls.books import thread


def deals(*rows: dict[str, Any]) -> Thread:
    """Three open deals of 1,000.00 in stage Talk at 40 %, expected on 1 December, and `rows`."""
    common = {
        "stage": "Talk",
        "amount": "1000.00",
        "probability": "40",
        "is_won": False,
        "is_closed": False,
        "close_date": "2026-12-01",
    }
    usual = [{"id": f"hubspot:deal:{n}"} for n in range(3)]
    return thread(deals=[common | row for row in [*usual, *({"id": "hubspot:deal:X"} | row for row in rows)]])


def test_the_usual_probability_of_a_stage() -> None:
    assert said("FC-01", deals()) == {}
    assert said("FC-01", deals({"probability": "40"})) == {}
    assert said("FC-01", deals({"probability": "90"})) == {"hubspot:deal:X": 50_000}
    assert said("FC-01", deals({"probability": "30"})) == {"hubspot:deal:X": 10_000}
    assert said("FC-01", deals({"probability": "45"}), Policy(stage_band_basis=500)) == {}


def test_a_stage_with_few_or_unlike_deals_has_no_usual_probability() -> None:
    assert said("FC-01", deals({"stage": "Rare", "probability": "70"})) == {}
    mixed = [{"id": f"hubspot:deal:M{n}", "stage": "Mixed", "probability": str(n * 10)} for n in range(1, 5)]
    assert said("FC-01", deals(*mixed)) == {}
    assert said("FC-01", deals({"probability": None})) == {}


def test_closed_deals_are_certain() -> None:
    won = {"is_won": True, "is_closed": True}
    assert said("FC-01", deals(won | {"probability": "100"})) == {}
    assert said("FC-01", deals(won | {"probability": "90"})) == {"hubspot:deal:X": 10_000}
    assert said("FC-01", deals({"is_closed": True, "probability": "10"})) == {"hubspot:deal:X": 10_000}


def test_an_open_deal_past_its_date() -> None:
    assert said("FC-02", deals({"close_date": "2026-09-30"})) == {}
    assert said("FC-02", deals({"close_date": "2026-09-29"})) == {"hubspot:deal:X": 40_000}
    assert said("FC-02", deals({"close_date": "2026-09-29", "is_won": True, "is_closed": True})) == {}
    assert said("FC-02", deals({"close_date": None})) == {}
    assert said("FC-02", deals({"close_date": "2026-09-01", "amount": None})) == {"hubspot:deal:X": None}
