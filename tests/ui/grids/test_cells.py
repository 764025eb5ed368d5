from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.values import BadValue
from core.services.views import CellKind
from ui.grids.cells import NUMERIC, grouped, neutral, plain, read, shown


@pytest.mark.parametrize(
    ("value", "kind", "currency", "text"),
    [
        (1_770_000, CellKind.MONEY, "EUR", "17,700.00"),
        (-5, CellKind.MONEY, "GBP", "−0.05"),
        (1_770_000, CellKind.MONEY, "JPY", "1,770,000"),
        (1_234_567, CellKind.MONEY, "KWD", "1,234.567"),
        (None, CellKind.MONEY, "GBP", "–"),
        (1_250_000, CellKind.RATE, "", "125.00"),
        (1_250_050, CellKind.RATE, "", "125.005"),
        (1_250_001, CellKind.RATE, "", "125.0001"),
        (27_000, CellKind.SECONDS, "", "7.50"),
        (9_350, CellKind.BASIS, "", "93.5 %"),
        (10_000, CellKind.BASIS, "", "100 %"),
        (9_999, CellKind.BASIS, "", "99.9 %"),
        (14_212, CellKind.COUNT, "", "14,212"),
        (None, CellKind.TEXT, "", ""),
        (True, CellKind.FLAG, "", "Yes"),
        ("2026-09-30", CellKind.DAY, "", "2026-09-30"),
    ],
)
def test_a_cell_reads_well(value: object, kind: CellKind, currency: str, text: str) -> None:
    assert shown(value, kind, currency) == text


@given(st.integers(-(10**14), 10**14), st.sampled_from(sorted(NUMERIC)), st.sampled_from(["GBP", "JPY", "KWD", ""]))
def test_a_copied_number_can_be_typed_back(value: int, kind: CellKind, currency: str) -> None:
    if kind is CellKind.SECONDS:
        value = value // 36 * 36  # two decimals of an hour
    assert read(plain(value, kind, currency), kind, currency) == value


@given(st.integers(-(10**14), 10**14), st.sampled_from(["GBP", "JPY", "KWD"]))
def test_a_shown_amount_can_be_typed_back(value: int, currency: str) -> None:
    assert read(shown(value, CellKind.MONEY, currency), CellKind.MONEY, currency) == value


def test_a_bad_amount_gets_a_sentence() -> None:
    with pytest.raises(BadValue) as refused:
        read("12.345", CellKind.MONEY, "GBP")
    assert refused.value.sentence == "'12.345' is not an amount of GBP. GBP has 2 decimal places."


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@sum", "  =1"])
def test_no_copied_text_is_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_copied_text_stays_in_its_cell() -> None:
    assert neutral("two\nlines\tof text") == "two lines of text"


@pytest.mark.parametrize(
    ("text", "shown_text"),
    [
        ("38000.00", "38,000.00"),
        ("-1204.5", "-1204.5"),
        ("-1204.50", "−1,204.50"),
        ("2026", "2026"),
        ("INV-1", "INV-1"),
        ("2026-09-30", "2026-09-30"),
    ],
)
def test_only_amounts_are_grouped(text: str, shown_text: str) -> None:
    assert grouped(text) == shown_text
