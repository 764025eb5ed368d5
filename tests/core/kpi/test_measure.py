from __future__ import annotations

from decimal import Decimal

from core.kpi.measure import ratio, unknown


def test_a_ratio_over_nothing_is_unknown_never_zero() -> None:
    found = ratio("k", "K", "2026-09", Decimal(0), Decimal(0), places=2, nothing="nothing to divide by")
    assert (found.value, found.unknown) == (None, "nothing to divide by")


def test_a_ratio_is_a_percentage_rounded_half_up() -> None:
    assert ratio("k", "K", "2026-09", Decimal(1), Decimal(8), places=0, nothing="").value == Decimal(13)


def test_unknown_says_why() -> None:
    assert unknown("k", "K", "2026-09", "GBP", "no ledger").unknown == "no ledger"
