"""Numbers as exports print them: millionths, so that money, rates, hours and quotas are exact whatever the currency turns out to be.

How a column writes its decimals is settled by the evidence of the whole column, never cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

import numpy as np

from importers.shared.parsing import LIMIT, MILLION, Unreadable

_PLAIN: Final = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_SIGNS: Final = re.compile(r"^(?:[A-Z]{0,2}[$£€¥]|[A-Z]{3})|(?:[$£€¥]|[A-Z]{3})$")
_NUMERIC: Final = re.compile(r"(?:\d[\d.,]*|[.,]\d+)(?:E[+-]?\d{1,2})?", re.ASCII)
_DURATION: Final = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_MINUTES: Final = re.compile(r"(\d{1,5}):([0-5]\d)\s*min\.?", re.ASCII)
_NAMED: Final = re.compile(
    r"(?:(\d{1,5})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,5})\s*m(?:in(?:utes?|s)?)?)?\s*(?:(\d{1,5})\s*s(?:ec(?:onds?|s)?)?)?",
    re.ASCII,
)


def _bare(text: str) -> tuple[str, bool]:
    """Digits and separators of a number as printed, and whether it is negative."""
    plain = _SPACES.sub("", text)
    negative = signed = False  # one sign only: "--5" and "(-5)" stay unreadable
    if plain.upper().endswith(("CR", "DR")) and plain[:1].isdigit():
        signed, negative, plain = True, plain.upper().endswith("DR"), plain[:-2]
    for _ in range(2):  # a sign may stand on either side of the currency
        if not signed and plain.startswith("(") and plain.endswith(")"):
            signed, negative, plain = True, True, plain[1:-1]
        elif not signed and plain[:1] in {"-", "−", "+"}:
            signed, negative, plain = True, plain[0] != "+", plain[1:]
        plain = _SIGNS.sub("", plain)
    if not signed and plain.endswith("-"):
        negative, plain = True, plain[:-1]
    return plain, negative


def decimal_mark(values: Iterable[object], *, money: bool = False) -> str:
    """The decimal mark a column proves: "." or ","; "" when its values leave it open.

    A mark that stands with another, or alone with other than three digits behind it, is the decimal mark; a mark that repeats
    parts thousands. In a column of money three digits behind a lone mark are thousands too: amounts have two places.
    """
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
            elif money:
                votes["," if mark == "." else "."] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","


def number_reader(mark: str) -> Callable[[object], int]:
    """A reader of millionths for a column whose decimal mark is `mark`; "" = not known, then "1,234" and "1.234" are refused."""
    thousands = "," if mark == "." else "."

    def read(cell: object) -> int:
        if isinstance(cell, bool):
            raise Unreadable("is not a number")
        if isinstance(cell, int):
            return _within(cell * MILLION)
        if isinstance(cell, float):
            if not np.isfinite(cell) or abs(cell) * MILLION > LIMIT:
                raise Unreadable("is not a number that can be used")
            return round(cell * MILLION)
        if not isinstance(cell, str):
            raise Unreadable("is not a number")
        if mark == "." and _PLAIN.fullmatch(cell):
            return _scaled(cell)
        plain, negative = _bare(cell)
        plain = plain.removesuffix("%")  # per cent is the column's unit, not a division
        if not _NUMERIC.fullmatch(plain):
            raise Unreadable("is not a number")
        if not mark:
            if ("." in plain) or ("," in plain):
                raise Unreadable(
                    "can be read in two ways: nothing in this column says which sign marks the decimals", "IMP-207"
                )
        elif thousands in plain:
            whole = plain.split(mark)[0]
            groups = whole.split(thousands)
            if (
                thousands in plain[len(whole) :]
                or not groups[0]
                or len(groups[-1]) != 3
                or any(len(group) not in {2, 3} for group in groups[1:])
            ):
                raise Unreadable("is not a number in this column's way of writing")
            plain = plain.replace(thousands, "")
        if plain.count(mark or ".") > 1:
            raise Unreadable("is not a number")
        value = _scaled(plain.replace(",", ".") if mark == "," else plain)
        return -value if negative else value

    return read


def _scaled(plain: str) -> int:
    try:
        value = Decimal(plain) * MILLION
    except InvalidOperation:
        raise Unreadable("is not a number") from None
    return _within(int(value.to_integral_value()))


def _within(millionths: int) -> int:
    if abs(millionths) > LIMIT:
        raise Unreadable("is too large to be an amount")
    return millionths


def hours_reader(mark: str) -> Callable[[object], int]:
    """A reader of millionths of an hour: decimal hours, H:MM, H:MM:SS, "2h 30m", or a duration cell of a workbook."""
    number = number_reader(mark)

    def read(cell: object) -> int:
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
    """Seconds of H:MM, H:MM:SS (any number of hours), "59:12 min", "45 sec" or "2h 30m"; None when `text` is none of them."""
    plain = text.strip()
    sign = -1 if plain.startswith("-") else 1
    plain = plain.removeprefix("-")
    found = _DURATION.fullmatch(plain)
    if found:
        return sign * (int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0))
    plain = plain.casefold()
    minutes = _MINUTES.fullmatch(plain)
    if minutes:
        return sign * (int(minutes[1]) * 60 + int(minutes[2]))
    named = _NAMED.fullmatch(plain)
    if named and (named[1] or named[2] or named[3]):
        return sign * (int(named[1] or 0) * 3600 + int(named[2] or 0) * 60 + int(named[3] or 0))
    return None
