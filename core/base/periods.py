"""Accounting months: their first and last day, neighbours and business days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from core.base.errors import BadUsage


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One accounting month, printed as `2026-09`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period named by `YYYY-MM`; raises BadUsage."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
        if not found or not 1 <= int(found[2]) <= 12:
            raise BadUsage(reason=f"{text!r} is not a month. Write it as 2026-09.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Period:
        """The month that holds `day`."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """First calendar day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Last calendar day: the as-of date of a month-end close."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def shift(self, months: int) -> Period:
        """The period `months` later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Period(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def add_business_days(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The day `count` business days after `day` (before it when negative); Saturday, Sunday and `holidays` do not count."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return day


def business_days_between(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """Business days after `start` up to and including `end`; 0 when `end` is not after `start`."""
    days = (end - start).days
    return sum(
        1
        for offset in range(1, days + 1)
        if (start + timedelta(days=offset)).weekday() < 5 and start + timedelta(days=offset) not in holidays
    )
