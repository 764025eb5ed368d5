"""Currencies that come from other records."""

from __future__ import annotations

import pandas as pd

from core.normalise.currencies import Currencies, base_currency, rescaled


def test_the_firms_own_currency() -> None:
    people = pd.DataFrame({"currency": ["USD", "", "CAD", "CAD"]})
    assert base_currency({}) == ""
    assert base_currency({"people": people}) == "CAD"
    assert base_currency({"people": people, "fx_rates": pd.DataFrame({"base": ["USD"], "currency": ["CAD"]})}) == "USD"


def test_rows_take_it_from_what_they_belong_to() -> None:
    drafts = {
        "invoices": pd.DataFrame({"system": ["q"], "kind": ["invoice"], "external_id": ["1"], "currency": ["CAD"]}),
        "projects": pd.DataFrame({"system": ["c"], "external_id": ["P"], "currency": ["JPY"]}),
        "contracts": pd.DataFrame({"system": ["r"], "external_id": ["C"], "currency": ["EUR"]}),
    }
    lookup = Currencies(drafts, "USD")
    lines = pd.DataFrame(
        {"system": ["q", "q"], "invoice": ["invoice:1", "invoice:9"], "currency": ["", ""], "amount": [100, 100]}
    )
    assert lookup.fill("invoice_lines", lines)["currency"].tolist() == ["CAD", "USD"]
    time = pd.DataFrame(
        {"system": ["c"], "project": ["P"], "currency": [""], "amount": pd.array([12_300], dtype="Int64")}
    )
    filled = lookup.fill("time", time)
    assert (filled["currency"].tolist(), filled["amount"].tolist()) == (["JPY"], [123])
    assert lookup.fill("rates", pd.DataFrame({"system": ["r"], "contract": ["C"]}))["currency"].tolist() == ["EUR"]
    told = pd.DataFrame({"system": ["c"], "project": ["P"], "currency": ["GBP"], "amount": [5]})
    assert lookup.fill("time", told) is told


def test_three_places() -> None:
    frame = pd.DataFrame({"currency": [""], "amount": pd.array([125], dtype="Int64"), "rate": [7]})
    moved = rescaled("time", frame, pd.Series(["KWD"]))
    assert (moved["amount"].tolist(), moved["rate"].tolist()) == ([1_250], [7])
