"""What day it is: always an argument, so that the same inputs give the same outputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Says the time; the only source of "now" in Tieout."""

    def now(self) -> datetime:
        """The current instant, aware."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The current instant in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: for tests and for runs that must repeat byte for byte."""

    at: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    @classmethod
    def on(cls, day: date) -> FixedClock:
        """A clock standing at noon UTC of `day`."""
        return cls(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
