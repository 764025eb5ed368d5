"""Text of cells to numbers, days, flags and times, a whole column at once: each different value is read once.

Numbers are int64 millionths, so that money, rates, hours and quotas are exact whatever the currency turns out to be.
How a column writes its decimals and its days is settled by the evidence of the whole column, never cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

import numpy as np
import numpy.typing as npt

MILLION: Final = 1_000_000
LIMIT: Final = 9 * 10**18
Cell = object
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_SIGNS = re.compile(r"^(?:[A-Z]{0,2}[$£€¥]|[A-Z]{3})|(?:[$£€¥]|[A-Z]{3})$")
_NUMERIC = re.compile(r"\d[\d.,]*(?:E[+-]?\d+)?|[.,]\d+")
_DURATION = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?")
_DAYS = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ T,]+\d.*)?")
_NAMED = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})\.?,?[ \-](\d{2,4})(?:[ ,].*)?|([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[ ,].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}.*)?")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?")
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "on", "sent", "billable", "active"})
_NO = frozenset({"no", "n", "false", "f", "0", "off", "unsent", "non-billable", "inactive", "archived"})
_SERIAL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One column read.

    values: int64 in the kind's unit, 0 where not known; known: True where there is a value; bad: True where a text stands that
    cannot be read; reasons: code and sentence by unreadable text.
    """

    values: Ints
    known: Flags
    bad: Flags
    reasons: dict[str, tuple[str, str]]


def by_value(values: Sequence[Cell]) -> tuple[Ints, list[Cell]]:
    """Codes into the list of different values, and that list, in order of first sight."""
    seen: dict[object, int] = {}
    codes = np.fromiter(
        (seen.setdefault((type(value), value) if not isinstance(value, str) else value, len(seen)) for value in values),
        np.int64,
        len(values),
    )
    return codes, [key[1] if isinstance(key, tuple) else key for key in seen]


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as the text a person would read in it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)


def parse(values: Sequence[Cell], read: Callable[[Cell], int], code: str) -> Parsed:
    """The column read by `read`, which raises ValueError(sentence) for a value it cannot take."""
    codes, different = by_value(values)
    out = np.zeros(len(different), np.int64)
    known = np.zeros(len(different), np.bool_)
    bad = np.zeros(len(different), np.bool_)
    reasons: dict[str, tuple[str, str]] = {}
    for index, value in enumerate(different):
        if is_blank(value):
            continue
        try:
            out[index] = read(value)
            known[index] = True
        except Unreadable as cause:
            bad[index] = True
            reasons[text_of(value)] = (cause.code or code, str(cause))
    return Parsed(out[codes], known[codes], bad[codes], reasons)


class Unreadable(ValueError):
    """A cell that cannot be taken as what its column holds; `code` replaces the kind's own where it is more precise."""

    def __init__(self, sentence: str, code: str = "") -> None:
        self.code = code
        super().__init__(sentence)


def _bare(text: str) -> tuple[str, bool]:
    """Digits and separators of a number as printed, and whether it is negative."""
    plain = _SPACES.sub("", text)
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1], True
    if plain.upper().endswith(("CR", "DR")) and plain[:1].isdigit():
        negative ^= plain.upper().endswith("DR")
        plain = plain[:-2]
    for _ in range(2):  # a sign may stand on either side of the currency
        if plain[:1] in {"-", "−", "+"}:
            negative ^= plain[0] != "+"
            plain = plain[1:]
        plain = _SIGNS.sub("", plain)
        if plain.startswith("(") and plain.endswith(")"):
            plain, negative = plain[1:-1], True
    if plain.endswith("-"):
        plain, negative = plain[:-1], True
    return plain, negative


def decimal_mark(values: Iterable[Cell]) -> str:
    """The decimal mark a column proves: "." or ","; "" when its values leave it open."""
    votes = {".": 0, ",": 0}
    for value in values:
        if not isinstance(value, str):
            continue
        plain, _ = _bare(value)
        if not _NUMERIC.fullmatch(plain):
            continue
        dots, commas = plain.count("."), plain.count(",")
        if dots and commas:
            votes["." if plain.rfind(".") > plain.rfind(",") else ","] += 1
        elif dots > 1 or commas > 1:
            votes["," if dots else "."] += 1
        elif dots or commas:
            mark = "." if dots else ","
            whole, part = plain.split(mark)
            if len(part) != 3 or len(whole) > 3 or not whole or whole[0] == "0":
                votes[mark] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","


def number_reader(mark: str) -> Callable[[Cell], int]:
    """A reader of millionths for a column whose decimal mark is `mark`; "" = not known, then "1,234" and "1.234" are refused."""
    thousands = "," if mark == "." else "."

    def read(cell: Cell) -> int:
        if isinstance(cell, bool):
            raise Unreadable("is not a number")
        if isinstance(cell, int):
            return cell * MILLION
        if isinstance(cell, float):
            if not np.isfinite(cell) or abs(cell) > 9e12:
                raise Unreadable("is not a number that can be used")
            return round(cell * MILLION)
        if not isinstance(cell, str):
            raise Unreadable("is not a number")
        if mark == "." and _PLAIN.fullmatch(cell):
            return _scaled(cell)
        plain, negative = _bare(cell)
        percent = plain.endswith("%")
        plain = plain.removesuffix("%")
        if not _NUMERIC.fullmatch(plain):
            raise Unreadable("is not a number")
        if not mark:
            if ("." in plain) or ("," in plain):
                raise Unreadable("can be read in two ways: nothing in this column says which sign marks the decimals", "IMP-207")
        elif thousands in plain:
            whole = plain.split(mark)[0]
            groups = whole.split(thousands)
            if thousands in plain[len(whole) :] or not groups[0] or any(len(group) not in {2, 3} for group in groups[1:]):
                raise Unreadable("is not a number in this column's way of writing")
            plain = plain.replace(thousands, "")
        if plain.count(mark or ".") > 1:
            raise Unreadable("is not a number")
        value = _scaled(plain.replace(",", ".") if mark == "," else plain)
        del percent  # a per cent sign is the column's unit, not a division
        return -value if negative else value

    return read


def _scaled(plain: str) -> int:
    try:
        value = Decimal(plain) * MILLION
    except InvalidOperation:
        raise Unreadable("is not a number") from None
    whole = int(value.to_integral_value())
    if abs(whole) > LIMIT:
        raise Unreadable("is too large to be an amount")
    return whole


def hours_reader(mark: str) -> Callable[[Cell], int]:
    """A reader of millionths of an hour: decimal hours, H:MM, H:MM:SS, "2h 30m", or a duration cell of a workbook."""
    number = number_reader(mark)

    def read(cell: Cell) -> int:
        if isinstance(cell, timedelta):
            return round(cell.total_seconds() * MILLION / 3600)
        if isinstance(cell, time):
            return round((cell.hour * 3600 + cell.minute * 60 + cell.second) * MILLION / 3600)
        if isinstance(cell, str):
            seconds = clock_seconds(cell)
            if seconds is not None:
                return round(seconds * MILLION / 3600)
        return number(cell)

    return read


def clock_seconds(text: str) -> int | None:
    """Seconds of H:MM, H:MM:SS (any number of hours) or "2h 30m"; None when `text` is neither."""
    plain = text.strip()
    sign = -1 if plain.startswith("-") else 1
    plain = plain.removeprefix("-")
    found = _DURATION.fullmatch(plain)
    if found:
        return sign * (int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0))
    named = re.fullmatch(r"(?:(\d{1,5})\s*h)?\s*(?:(\d{1,2})\s*m(?:in)?)?", plain.casefold())
    if named and (named[1] or named[2]):
        return sign * (int(named[1] or 0) * 3600 + int(named[2] or 0) * 60)
    return None


def day_order(values: Sequence[Cell]) -> str:
    """The order of day and month a column proves: "dmy" or "mdy"; "" when its values leave it open.

    A value above twelve decides; where both orders have witnesses the larger number wins (the others are broken cells). If
    none does, a column that runs forward or backward in time under one order only is proof as well.
    """
    first = second = 0
    pairs: list[tuple[int, int, int]] = []
    seen: set[str] = set()
    for value in values:
        if not isinstance(value, str):
            continue
        found = _DAYS.fullmatch(value.strip())
        if not found or len(found[1]) > 2:
            continue
        a, b, year = int(found[1]), int(found[2]), int(found[3])
        pairs.append((a, b, year))
        if value not in seen:
            seen.add(value)
            first += a > 12 >= b
            second += b > 12 >= a
    if first != second:
        return "dmy" if first > second else "mdy"
    if first or len(seen) < 4:
        return ""
    as_dmy = [(year, b, a) for a, b, year in pairs]
    as_mdy = [(year, a, b) for a, b, year in pairs]
    runs = [_runs(as_dmy), _runs(as_mdy)]
    if runs[0] != runs[1]:
        return "dmy" if runs[0] else "mdy"
    return ""


def _runs(days: list[tuple[int, int, int]]) -> bool:
    pairs = list(zip(days, days[1:], strict=False))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def is_open(values: Iterable[Cell]) -> bool:
    """Whether some value of a day column can be read in both orders with different results."""
    for value in values:
        if isinstance(value, str):
            found = _DAYS.fullmatch(value.strip())
            if found and len(found[1]) <= 2 and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]:
                return True
    return False


def day_reader(order: str) -> Callable[[Cell], int]:
    """A reader of days since 1970-01-01; `order` settles 03/04/2026, "" refuses it."""

    def read(cell: Cell) -> int:
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
    return day.toordinal() - 719_163


def _day_of(text: str, order: str) -> date:
    found = _DAYS.fullmatch(text)
    if found:
        if len(found[1]) == 4:
            return _made(text, int(found[1]), int(found[2]), int(found[3]))
        a, b, year = int(found[1]), int(found[2]), _year(found[3])
        if not order and a <= 12 and b <= 12 and a != b:
            raise Unreadable(
                "can be read as two different days: nothing in this column says whether the day or the month comes first",
                "IMP-206",
            )
        if order == "mdy" or (not order and b > 12):
            a, b = b, a
        return _made(text, year, b, a)
    found = _NAMED.fullmatch(text)
    if found:
        day, name, year_text = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        month = _MONTHS.get(name[:3].casefold())
        if month:
            return _made(text, _year(year_text), month, int(day))
    found = _COMPACT.fullmatch(text)
    if found:
        return _made(text, int(found[1]), int(found[2]), int(found[3]))
    raise Unreadable("is not a date")


def _year(text: str) -> int:
    return int(text) if len(text) != 2 else 2000 + int(text)


def _made(text: str, year: int, month: int, day: int) -> date:
    del text
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("is a date that does not exist") from None


def read_flag(cell: Cell) -> int:
    """1 for yes, 0 for no; raises Unreadable."""
    plain = text_of(cell).strip().casefold()
    if plain in _YES:
        return 1
    if plain in _NO:
        return 0
    raise Unreadable("is neither yes nor no")


def read_clock(cell: Cell) -> int:
    """Seconds after midnight of a time of day; raises Unreadable."""
    if isinstance(cell, (time, datetime)):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, float) and 0 <= cell < 1:
        return round(cell * 86_400)
    found = _CLOCK.fullmatch(text_of(cell).strip())
    if not found:
        raise Unreadable("is not a time of day")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:  # 12-hour clock; 00:15 PM does occur and is taken as printed
        if hour > 12:
            raise Unreadable("is not a time of day")
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 59:
        raise Unreadable("is not a time of day")
    return hour * 3600 + minute * 60 + second
