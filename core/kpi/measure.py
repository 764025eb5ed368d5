"""What every measure gives: value, the two sides of it, what was left out, the records behind it, or why it is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """One KPI of one period.

    value: exact decimal in `unit` (a currency code, days or %), None when unknown; numerator, denominator: what it was divided from, None
    where the measure is no ratio; excluded: what was left out, in words; records: ids of what it stands on; unknown: the reason for None.
    """

    kpi: str
    title: str
    period: str
    value: Decimal | None
    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    excluded: str = ""
    records: tuple[str, ...] = ()
    unknown: str = ""


def ratio(
    kpi: str,
    title: str,
    period: str,
    numerator: Decimal,
    denominator: Decimal,
    *,
    places: int,
    excluded: str = "",
    records: tuple[str, ...] = (),
    nothing: str,
) -> Measure:
    """A percentage `numerator / denominator`, half-up at `places`; unknown with the reason `nothing` when there is nothing to divide by."""
    if denominator == 0:
        return Measure(kpi, title, period, None, "%", numerator, denominator, excluded, records, nothing)
    value = (numerator / denominator * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Measure(kpi, title, period, value, "%", numerator, denominator, excluded, records)


def unknown(kpi: str, title: str, period: str, unit: str, reason: str) -> Measure:
    """A measure that cannot be computed."""
    return Measure(kpi, title, period, None, unit, unknown=reason)
