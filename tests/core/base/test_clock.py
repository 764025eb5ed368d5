from __future__ import annotations

from datetime import UTC, date, datetime

from core.base.clock import FixedClock, SystemClock


def test_a_fixed_clock_stands_still() -> None:
    clock = FixedClock.on(date(2026, 9, 30))
    assert clock.now() == clock.now() == datetime(2026, 9, 30, 12, tzinfo=UTC)


def test_the_system_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
