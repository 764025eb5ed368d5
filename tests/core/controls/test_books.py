"""The builder of tiny books makes what the schema declares."""

from __future__ import annotations

import pandas as pd
import pytest

from core.records.schema import TABLES
from tests.core.controls.books import book, frame


def test_rows_become_stored_units() -> None:
    time = frame("time", [{"day": "2026-09-01", "seconds": "7.5", "rate": "150.00", "amount": "1125.00"}])
    row = time.iloc[0]
    assert (row["seconds"], row["rate"], row["amount"], row["currency"]) == (27_000, 1_500_000, 112_500, "GBP")
    assert row["day"] == pd.Timestamp(2026, 9, 1)
    assert tuple(time.columns) == TABLES["time"].column_names


def test_a_book_holds_links_and_what_was_loaded() -> None:
    tables = book(
        contracts=[{"id": "register:contract:C1", "value": "100.00"}],
        links=[("contract-project", "register:contract:C1", "harvest:project:P1")],
        loaded=["projects"],
    )
    assert tables.loaded == {"contracts", "projects"}
    assert tables.links.iloc[0]["status"] == "confirmed"
    assert tables["contracts"].iloc[0]["external_id"] == "C1"


def test_an_undeclared_column_is_refused() -> None:
    with pytest.raises(KeyError):
        frame("deals", [{"colour": "red"}])
