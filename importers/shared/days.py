"""Days as exports print them; the order of day and month is settled by the evidence of the whole column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from importers.shared.parsing import Unreadable

_DAYS: Final = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ T,]+\d.*)?", re.ASCII)
_COMMAS: Final = re.compile(r"(\d{1,2})[.,](\d{1,2})[.,](\d{4})", re.ASCII)  # 21,01,2013: no number is parted so
_POINTS: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d", re.ASCII)
_NAMED: Final = re.compile(
    r"(\d{1,2})[ \-/]([A-Za-z]{3,9})\.?,?[ \-/](\d{2,4})(?:[ ,].*)?|([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[ ,].*)?",
    re.ASCII,
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}.*)?", re.ASCII)
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_SERIAL_ZERO: Final = date(1899, 12, 30)  # day 0 of a spreadsheet
_EPOCH: Final = 719_163  # ordinal of 1970-01-01
_FIRST_YEAR, _LAST_YEAR = (
    1900,
    2199,
)  # frames count nanoseconds in 64 bits: the year 206 or 9999 would come out as another day


def day_order(values: Sequence[object]) -> str:
    """The order of day and month a column proves: "dmy" or "mdy"; "" when its values leave it open.

    A value above twelve decides; where both orders have witnesses the larger number wins (the others are broken cells). If
    none does, a column that runs forward or backward in time under one order only is proof as well, and so are points between
    day, month and year in every value: they are only written where the day comes first.
    """
    different = [_split(value) for value in dict.fromkeys(values) if isinstance(value, str)]
    seen = [parts for parts in different if parts]
    first = sum(a > 12 >= b for a, b, _ in seen)
    second = sum(b > 12 >= a for a, b, _ in seen)
    if first != second:
        return "dmy" if first > second else "mdy"
    if first:
        return ""
    if seen and all(
        _POINTS.match(value.strip()) for value in dict.fromkeys(values) if isinstance(value, str) and _split(value)
    ):
        return "dmy"
    if len(seen) < 4:
        return ""
    pairs = [parts for value in values if isinstance(value, str) and (parts := _split(value))]
    forward = _runs([(year, b, a) for a, b, year in pairs])
    if forward != _runs([(year, a, b) for a, b, year in pairs]):
        return "dmy" if forward else "mdy"
    return ""


def _figures(text: str) -> re.Match[str] | None:
    """The three figures of a day printed with figures only."""
    return _DAYS.fullmatch(text) or _COMMAS.fullmatch(text)


def _split(text: str) -> tuple[int, int, int] | None:
    """First, second and year of a day printed with the year last; None for another text."""
    found = _figures(text.strip())
    return (int(found[1]), int(found[2]), int(found[3])) if found and len(found[1]) <= 2 else None


def _runs(days: list[tuple[int, int, int]]) -> bool:
    pairs = list(itertools.pairwise(days))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def day_reader(order: str) -> Callable[[object], int]:
    """A reader of days since 1970-01-01; `order` settles 03/04/2026, "" refuses it."""

    def read(cell: object) -> int:
        if isinstance(cell, datetime):
            return _since(cell.date())
        if isinstance(cell, date):
            return _since(cell)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            if not 20_000 <= cell <= 80_000:
                raise Unreadable("is not a date")
            return _since(_SERIAL_ZERO + timedelta(days=int(cell)))
        if not isinstance(cell, str):
            raise Unreadable("is not a date")
        return _since(_day_of(cell.strip(), order))

    return read


def _since(day: date) -> int:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unreadable(f"is a date of the year {day.year}, which cannot be meant")
    return day.toordinal() - _EPOCH


def _day_of(text: str, order: str) -> date:
    found = _figures(text)
    if found:
        if len(found[1]) == 4:
            return _made(int(found[1]), int(found[2]), int(found[3]))
        a, b, year = int(found[1]), int(found[2]), _year(found[3])
        if not order and a <= 12 and b <= 12 and a != b:
            raise Unreadable(
                "can be read as two different days: nothing in this column says whether the day or the month comes first",
                "IMP-206",
            )
        if order == "mdy" or (not order and b > 12):
            a, b = b, a
        return _made(year, b, a)
    found = _NAMED.fullmatch(text)
    if found:
        day, name, year_text = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        month = _MONTHS.get(name[:3].casefold())
        if month:
            return _made(_year(year_text), month, int(day))
    found = _COMPACT.fullmatch(text)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]))
    raise Unreadable("is not a date")


def _year(text: str) -> int:
    return int(text) if len(text) != 2 else 2000 + int(text)


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("is a date that does not exist") from None
