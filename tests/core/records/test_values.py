"""Values at the door: what a person types, what is stored, what is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.schema import Kind
from core.records.values import BadValue, parse, shown


@pytest.mark.parametrize(
    ("text", "kind", "currency", "stored"),
    [
        ("1,234.50", Kind.MONEY, "GBP", 123450),
        ("GBP 1234.5", Kind.MONEY, "GBP", 123450),
        ("-12", Kind.MONEY, "JPY", -12),
        ("0.125", Kind.MONEY, "KWD", 125),
        ("187.5", Kind.RATE, "USD", 1_875_000),
        ("8.25%", Kind.BASIS, "", 825),
        ("7.5", Kind.SECONDS, "", 27_000),
        ("7.5 h", Kind.SECONDS, "", 27_000),
        ("7:30", Kind.SECONDS, "", 27_000),
        ("0:20:00", Kind.SECONDS, "", 1_200),
        ("Net 45", Kind.COUNT, "", 45),
        ("30 days", Kind.COUNT, "", 30),
        ("2026-09-30", Kind.DAY, "", "2026-09-30"),
        (date(2026, 9, 30), Kind.DAY, "", "2026-09-30"),
        ("Yes", Kind.FLAG, "", True),
        ("0", Kind.FLAG, "", False),
        (Decimal("12.34"), Kind.MONEY, "EUR", 1234),
        (1234, Kind.MONEY, "EUR", 1234),
        ("  a b ", Kind.TEXT, "", "a b"),
        (None, Kind.TEXT, "", ""),
        ("", Kind.MONEY, "EUR", None),
        (None, Kind.DAY, "", None),
    ],
)
def test_read(text: object, kind: Kind, currency: str, stored: object) -> None:
    assert parse(text, kind, currency) == stored


@pytest.mark.parametrize(
    ("value", "kind", "currency"),
    [
        ("1.234,50", Kind.MONEY, "EUR"),
        ("12,34", Kind.MONEY, "EUR"),
        ("1.005", Kind.MONEY, "EUR"),
        ("1.5", Kind.MONEY, "JPY"),
        ("nan", Kind.MONEY, "EUR"),
        ("1e5", Kind.MONEY, "EUR"),
        (12.5, Kind.MONEY, "EUR"),
        (True, Kind.RATE, "EUR"),
        ("1.00005", Kind.RATE, ""),
        ("7:75", Kind.SECONDS, ""),
        ("30/09/2026", Kind.DAY, ""),
        ("2026-02-30", Kind.DAY, ""),
        ("maybe", Kind.FLAG, ""),
        ("9" * 20, Kind.MONEY, "EUR"),
        (2**63, Kind.COUNT, ""),
    ],
)
def test_refused_with_advice(value: object, kind: Kind, currency: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse(value, kind, currency)
    assert caught.value.code == "CHG-104"
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("stored", "kind", "currency", "text"),
    [
        (123450, Kind.MONEY, "GBP", "1234.50"),
        (-5, Kind.MONEY, "GBP", "-0.05"),
        (100, Kind.MONEY, "JPY", "100"),
        (1_875_000, Kind.RATE, "", "187.50"),
        (1_001, Kind.RATE, "", "0.1001"),
        (825, Kind.BASIS, "", "8.25"),
        (27_000, Kind.SECONDS, "", "7.50"),
        (1_200, Kind.SECONDS, "", "0:20:00"),
        (30, Kind.COUNT, "", "30"),
        (True, Kind.FLAG, "", "yes"),
        (False, Kind.FLAG, "", "no"),
        (None, Kind.MONEY, "", ""),
        ("2026-09-30", Kind.DAY, "", "2026-09-30"),
    ],
)
def test_shown(stored: object, kind: Kind, currency: str, text: str) -> None:
    assert shown(stored, kind, currency) == text


@given(
    st.sampled_from([Kind.MONEY, Kind.RATE, Kind.BASIS, Kind.COUNT, Kind.QUANTITY, Kind.FX]),
    st.integers(-(2**62), 2**62),
    st.sampled_from(["GBP", "JPY", "KWD"]),
)
def test_what_is_shown_reads_back_as_it_was(kind: Kind, stored: int, currency: str) -> None:
    assert parse(shown(stored, kind, currency), kind, currency) == stored


@given(st.integers(0, 24 * 3600))
def test_durations_read_back_as_they_were(seconds: int) -> None:
    assert parse(shown(seconds, Kind.SECONDS), Kind.SECONDS) == seconds
