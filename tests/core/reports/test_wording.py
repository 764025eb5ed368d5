from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.money import from_minor
from core.records.schema import Kind
from core.reports.wording import (
    amount_text,
    cell_text,
    counted,
    day_text,
    month_text,
    record_text,
    records_text,
    split_id,
    system_text,
)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123450, "GBP", "1,234.50"),
        (-5, "USD", "-0.05"),
        (1234, "JPY", "1,234"),
        (1234, "KWD", "1.234"),
        (None, "GBP", "–"),
    ],
)
def test_amounts(minor: int | None, currency: str, text: str) -> None:
    assert amount_text(minor, currency) == text


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15), st.sampled_from(["GBP", "JPY", "KWD", "CLF"]))
def test_amount_text_reads_back(minor: int, currency: str) -> None:
    assert Decimal(amount_text(minor, currency).replace(",", "")) == from_minor(minor, currency)


def test_cells() -> None:
    assert cell_text(None, Kind.MONEY) == "–"
    assert cell_text(None, Kind.TEXT) == ""
    assert cell_text(1_234, Kind.COUNT) == "1,234"
    assert cell_text(Decimal("1234.5"), Kind.QUANTITY) == "1,234.5"
    assert cell_text(date(2026, 9, 30), Kind.DAY) == "2026-09-30"
    assert cell_text("no amount", Kind.QUANTITY) == "no amount"


def test_days_and_counts() -> None:
    assert day_text(date(2026, 9, 30)) == "30 September 2026"
    assert month_text(2026, 2) == "February 2026"
    assert [counted(1, "finding"), counted(1200, "finding"), counted(2, "entry", "entries")] == [
        "1 finding",
        "1,200 findings",
        "2 entries",
    ]


def test_records_in_words() -> None:
    assert split_id("register:milestone:K-1|Go: live") == ("register", "milestone", "K-1|Go: live")
    assert split_id("odd") == ("", "", "odd")
    assert record_text("bank:bank_line:b.csv#3") == "bank line b.csv#3"
    assert record_text("roster:person:Jo|2026-W36") == "person Jo, 2026-W36"
    ids = [f"xero:invoice:{n}" for n in range(8)]
    assert records_text([*ids[:2], "xero:customer:A"]) == "invoice 0, 1; customer A"
    assert records_text(ids) == "invoice 0, 1, 2, 3, 4, 5; 2 more"
    rows = [f"harvest:time:t.csv#{n}" for n in range(3)]
    assert (
        records_text([rows[0], ids[0], *rows[1:], "harvest:expense:e.csv#1"]) == "invoice 0; 3 time entries; 1 expense"
    )
    assert system_text("quickbooks") == "QuickBooks"
    assert system_text("register") == "register"
