from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.money import (
    MixedCurrency,
    Money,
    NotMoney,
    Rounding,
    allocate,
    divide_round,
    exponent,
    from_minor,
    multiply_round,
    to_minor,
)

AMOUNTS = st.integers(-(10**14), 10**14)
CURRENCIES = st.sampled_from(["GBP", "JPY", "KWD", "EUR", "CLF"])


def test_exponents_follow_iso_4217() -> None:
    assert [exponent(code) for code in ("GBP", "jpy", "KWD", "CLF", "")] == [2, 0, 3, 4, 2]


@given(AMOUNTS, CURRENCIES)
def test_minor_units_survive_the_door_both_ways(minor: int, currency: str) -> None:
    assert to_minor(from_minor(minor, currency), currency) == minor


@pytest.mark.parametrize("text", ["12.345", "abc", "", "NaN", "1e400000"])
def test_what_is_no_amount_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotMoney) as caught:
        Money.of(text, "GBP")
    assert caught.value.code == "MON-101"
    assert "GBP" in caught.value.sentence


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_allocation_loses_no_cent(total: int, weights: list[int]) -> None:
    if not sum(weights):
        with pytest.raises(ValueError, match="weights"):
            allocate(total, weights)
        return
    shares = allocate(total, weights)
    assert sum(shares) == total
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)
    exact = [Decimal(total) * weight / sum(weights) for weight in weights]
    assert all(abs(share - want) < 1 for share, want in zip(shares, exact, strict=True))


@given(
    st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 10**8)), min_size=1, max_size=20),
    st.sampled_from([100, 10_000, 360_000, 1_000_000]),
)
def test_bulk_products_equal_decimal_to_the_last_unit(pairs: list[tuple[int, int]], scale: int) -> None:
    a, b = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    for mode, decimal_mode in ((Rounding.HALF_UP, ROUND_HALF_UP), (Rounding.HALF_EVEN, ROUND_HALF_EVEN)):
        want = [
            int((Decimal(x) * y / scale).quantize(Decimal(1), decimal_mode))
            for x, y in pairs
            if abs(x * y // scale) < 2**62
        ]
        if len(want) == len(pairs):
            assert multiply_round(a, b, scale, mode).tolist() == want


def test_a_product_that_does_not_fit_is_an_error_not_a_wrong_figure() -> None:
    with pytest.raises(OverflowError):
        multiply_round(np.array([2**62]), np.array([10**6]), 100)


@pytest.mark.parametrize(
    ("n", "d", "mode", "want"),
    [
        (5, 2, Rounding.HALF_UP, 3),
        (-5, 2, Rounding.HALF_UP, -3),
        (5, 2, Rounding.HALF_EVEN, 2),
        (7, 2, Rounding.HALF_EVEN, 4),
        (9, 2, Rounding.DOWN, 4),
    ],
)
def test_division_rounds_as_asked(n: int, d: int, mode: Rounding, want: int) -> None:
    assert divide_round(n, d, mode) == want


def test_money_refuses_mixed_currencies() -> None:
    with pytest.raises(MixedCurrency):
        _ = Money.of("1.00", "GBP") + Money.of("1.00", "EUR")
    assert str(Money.of("1234.5", "GBP") - Money.of("0.50", "GBP")) == "1,234.00 GBP"


def test_xero_rounding_example_by_line_and_by_document() -> None:
    """25.06 + 25.61 + 25.63 at 15 %: per line 11.44, document 11.45 half-up and 11.44 half-even (CONTROLS.md, golden example)."""
    nets = np.array([2506, 2561, 2563], dtype=np.int64)
    by_line = multiply_round(nets, np.array([1500] * 3), 10_000)
    total = np.array([nets.sum()])
    assert by_line.tolist() == [376, 384, 384]
    assert multiply_round(total, np.array([1500]), 10_000).tolist() == [1145]
    assert multiply_round(total, np.array([1500]), 10_000, Rounding.HALF_EVEN).tolist() == [1144]
