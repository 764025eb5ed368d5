"""Free wording to the words of the schema."""

from __future__ import annotations

import pytest

from core.normalise.wording import currency_of, method_of, terms_of
from core.records.schema import METHODS


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("Time & materials", "time_and_materials"),
        ("T&M", "time_and_materials"),
        ("time and materials", "time_and_materials"),
        ("Hourly", "time_and_materials"),
        ("Time & materials, capped", "capped"),
        ("T&M, not to exceed", "capped"),
        ("NTE", "capped"),
        ("Fixed fee, milestones", "milestones"),
        ("Fixed fee, instalments", "instalments"),
        ("Installments by date", "instalments"),
        ("Monthly retainer", "retainer"),
        ("monthly_fee", "retainer"),
        ("Prepaid hours", "prepaid"),
        ("Block of hours", "prepaid"),
        ("Fixed fee", ""),
        ("", ""),
        ("capital project", ""),
    ],
)
def test_methods(text: str, method: str) -> None:
    assert method_of(text) == method
    assert method == "" or method in METHODS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Net 30", 30),
        ("net 7 days", 7),
        ("30 days", 30),
        ("45", 45),
        ("Due on receipt", 0),
        ("", None),
        ("as agreed", None),
        ("60.0", None),
    ],
)
def test_terms(text: str, days: int | None) -> None:
    assert terms_of(text) == days


@pytest.mark.parametrize(
    ("text", "code"), [("British Pound - GBP", "GBP"), ("EUR", "EUR"), ("€", "EUR"), ("", ""), ("Pounds", "")]
)
def test_currencies(text: str, code: str) -> None:
    assert currency_of(text) == code
