from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import BadUsage
from core.base.periods import Period, add_business_days, business_days_between

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def test_a_period_prints_as_it_is_read() -> None:
    period = Period.parse("2026-02")
    assert (str(period), period.first, period.last) == ("2026-02", date(2026, 2, 1), date(2026, 2, 28))
    assert str(period.shift(-2)) == "2025-12"


@pytest.mark.parametrize("text", ["2026-13", "26-01", "September", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(BadUsage, match="2026-09"):
        Period.parse(text)


@given(DAYS, st.integers(-300, 300))
def test_shifting_there_and_back_is_the_same_month(day: date, months: int) -> None:
    period = Period.of(day)
    assert period.shift(months).shift(-months) == period


@given(DAYS, st.integers(1, 60))
def test_business_days_counted_are_those_added(day: date, count: int) -> None:
    later = add_business_days(day, count)
    assert later.weekday() < 5
    assert business_days_between(day, later) == count


def test_golden_set_up_and_close() -> None:
    """3 to 11 March 2026 is 6 business days; 31 March to 9 April is 7 (CONTROLS.md, KPI golden examples)."""
    assert business_days_between(date(2026, 3, 3), date(2026, 3, 11)) == 6
    assert business_days_between(date(2026, 3, 31), date(2026, 4, 9)) == 7
