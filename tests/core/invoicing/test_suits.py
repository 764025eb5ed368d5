"""The table of remedies and the recipes name the same controls."""

from __future__ import annotations

from core.invoicing.preparing import _RECIPES
from core.invoicing.suits import SUITS, can_draft


def test_every_remedy_has_its_recipe() -> None:
    assert set(SUITS) == set(_RECIPES)
    assert all(suit.control == control and suit.what for control, suit in SUITS.items())


def test_what_can_be_drafted() -> None:
    assert can_draft("BI-09") == "credit_rebill"
    assert can_draft("TE-03") == "draft_invoice"
    assert can_draft("GL-01") == ""
