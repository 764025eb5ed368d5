"""One canonical value at a door: text to value and value to text, by the column's kind; exact, and no guessing."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from core.base.errors import TieoutError
from core.base.money import NotMoney, exponent, from_minor, to_minor
from core.records.schema import Kind

# What one whole unit of a kind is in stored units; MONEY depends on the currency.
_SCALES: Final = {Kind.RATE: 10_000, Kind.FX: 1_000_000, Kind.QUANTITY: 10_000, Kind.BASIS: 100, Kind.COUNT: 1}
_YES: Final = frozenset({"yes", "y", "true", "1", "on"})
_NO: Final = frozenset({"no", "n", "false", "0", "off"})
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_LARGEST: Final = 2**63 - 1


class BadValue(TieoutError):
    """A text cannot be read as a value of the field."""

    code = "CHG-104"
    template = "{text!r} is not {wanted}. {advice}"


def parse(value: object, kind: Kind, currency: str = "") -> object:
    """The stored value of `value` for a column of `kind`; None for blank (TEXT: ""). Raises BadValue.

    Text is read as a person writes it: amounts and rates in major units, BASIS in percent, durations as hours (`7.5`) or `7:30`,
    days as ISO. An int is taken as stored units already, a Decimal as major units, None as unknown; a float is refused.
    """
    if kind is Kind.TEXT:
        return "" if value is None else str(value).strip()
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind is Kind.DAY:
        return _day(value)
    if kind is Kind.FLAG:
        return _flag(value)
    if isinstance(value, (bool, float)):
        raise BadValue(text=value, wanted=_wanted(kind, currency), advice="Give a whole number of units or a text.")
    if isinstance(value, int):
        return _fits(value, kind, currency)
    if isinstance(value, Decimal):
        return _scaled(value, str(value), kind, currency)
    text = str(value).strip()
    return _seconds(text) if kind is Kind.SECONDS else _scaled(_decimal(text, kind, currency), text, kind, currency)


def shown(value: object, kind: Kind, currency: str = "") -> str:
    """`value` as plain text: dot decimals without grouping, ISO days, yes/no, hours with as many places as needed; "" for unknown."""
    if value is None or value == "":
        return ""
    if kind is Kind.FLAG:
        return "yes" if value else "no"
    if kind in {Kind.TEXT, Kind.DAY}:
        return str(value)
    number = int(str(value))
    if kind is Kind.MONEY:
        return f"{from_minor(number, currency):f}"
    if kind is Kind.SECONDS:
        hours = Decimal(number) / Decimal(3600)
        if hours == round(hours, 4):
            return _trimmed(hours, 2)
        return f"{number // 3600}:{number % 3600 // 60:02d}:{number % 60:02d}"
    return _trimmed(Decimal(number) / Decimal(_SCALES[kind]), 2 if kind is Kind.RATE else 0)


def _trimmed(value: Decimal, places: int) -> str:
    """`value` with at least `places` decimals and no needless zeros."""
    whole, _, part = f"{value:f}".partition(".")
    part = part.rstrip("0").ljust(places, "0")
    return f"{whole}.{part}" if part else whole


def _wanted(kind: Kind, currency: str) -> str:
    names = {
        Kind.MONEY: f"an amount of {currency or 'money'}",
        Kind.RATE: "a rate",
        Kind.FX: "an exchange rate",
        Kind.SECONDS: "a duration",
        Kind.QUANTITY: "a quantity",
        Kind.BASIS: "a percentage",
        Kind.COUNT: "a whole number",
        Kind.DAY: "a day",
        Kind.FLAG: "yes or no",
    }
    return names[kind]


def _day(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    bad = BadValue(text=text, wanted="a day", advice="Write it as 2026-09-30.")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise bad
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise bad from None


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(text=value, wanted="yes or no", advice="Write yes or no.")


def _decimal(text: str, kind: Kind, currency: str) -> Decimal:
    plain = text
    if kind is Kind.BASIS:
        plain = plain.removesuffix("%").strip()
    elif kind is Kind.MONEY and currency:
        plain = re.sub(rf"^{re.escape(currency)}\s*|\s*{re.escape(currency)}$", "", plain, flags=re.IGNORECASE)
    elif kind is Kind.COUNT:
        plain = re.sub(r"^net\s*|\s*(net|days?|d)$", "", plain, flags=re.IGNORECASE)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain):
        advice = "Write digits with a decimal point, such as 1234.50."
        raise BadValue(text=text, wanted=_wanted(kind, currency), advice=advice)
    return Decimal(plain)


def _scaled(value: Decimal, text: str, kind: Kind, currency: str) -> int:
    if kind is Kind.SECONDS:
        return _whole(value * 3600, text, kind, currency)
    if kind is Kind.MONEY:
        try:
            return _fits(to_minor(value, currency), kind, currency)
        except NotMoney:
            advice = f"{currency or 'This amount'} has {exponent(currency)} decimal places."
            raise BadValue(text=text, wanted=_wanted(kind, currency), advice=advice) from None
    return _whole(value * _SCALES[kind], text, kind, currency)


def _whole(value: Decimal, text: str, kind: Kind, currency: str) -> int:
    if not value.is_finite() or value != value.to_integral_value():
        raise BadValue(text=text, wanted=_wanted(kind, currency), advice="It has too many decimal places.")
    return _fits(int(value), kind, currency)


def _fits(value: int, kind: Kind, currency: str) -> int:
    if abs(value) > _LARGEST:
        raise BadValue(text=value, wanted=_wanted(kind, currency), advice="It is too large to be kept.")
    return value


def _seconds(text: str) -> int:
    clock = re.fullmatch(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", text)
    if clock:
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0)
    hours = re.sub(r"\s*(h|hours?)$", "", text, flags=re.IGNORECASE)
    return _scaled(_decimal(hours, Kind.SECONDS, ""), text, Kind.SECONDS, "")
