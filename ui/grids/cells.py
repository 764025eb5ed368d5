"""What stands in a cell: stored value to shown text, to copied text, and typed text back to a stored value. No Qt."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from core.base import spreadsheets
from core.base.money import exponent, from_minor
from core.records.schema import Kind
from core.records.values import parse
from core.services.views import CellKind

UNKNOWN: Final = "–"
MINUS: Final = "−"
NUMERIC: Final = frozenset({CellKind.MONEY, CellKind.RATE, CellKind.SECONDS, CellKind.BASIS, CellKind.COUNT})
_AMOUNT: Final = re.compile(r"-?\d+\.\d{2,3}")
_KINDS: Final = {
    CellKind.TEXT: Kind.TEXT,
    CellKind.CODE: Kind.TEXT,
    CellKind.MONEY: Kind.MONEY,
    CellKind.RATE: Kind.RATE,
    CellKind.SECONDS: Kind.SECONDS,
    CellKind.BASIS: Kind.BASIS,
    CellKind.COUNT: Kind.COUNT,
    CellKind.DAY: Kind.DAY,
    CellKind.FLAG: Kind.FLAG,
}


def money_text(minor: int, currency: str) -> str:
    """Minor units with thousands separators and the currency's own places; no currency sign."""
    places = exponent(currency)
    sign = MINUS if minor < 0 else ""
    size = abs(minor)
    if not places:
        return f"{sign}{size:,}"
    whole, part = divmod(size, 10**places)
    return f"{sign}{whole:,}.{part:0{places}d}"


def grouped(text: str) -> str:
    """A plain decimal text with thousands separators; every other text as it is (a year or a number without point is no amount)."""
    if not _AMOUNT.fullmatch(text):
        return text
    whole, _, part = text.removeprefix("-").partition(".")
    return f"{MINUS if text.startswith('-') else ''}{int(whole):,}.{part}"


def shown(value: object, kind: CellKind, currency: str = "") -> str:
    """The text of a cell for reading; an unknown number is a dash, never 0."""
    if value is None:
        return UNKNOWN if kind in NUMERIC else ""
    if kind is CellKind.FLAG:
        return "Yes" if value else "No"
    if kind not in NUMERIC:
        return str(value)
    number = int(str(value))
    if kind is CellKind.MONEY:
        return money_text(number, currency)
    if kind is CellKind.COUNT:
        return f"{number:,}"
    if kind is CellKind.SECONDS:
        return f"{Decimal(number) / 3600:,.2f}"
    if kind is CellKind.BASIS:
        tenths = number // 10  # cut, not rounded: 99.99 % is not 100 %
        return f"{tenths // 10} %" if tenths % 10 == 0 else f"{Decimal(tenths) / 10} %"
    text = f"{Decimal(number) / 10_000:,.4f}"  # RATE: two decimals at least, four when they say something
    return text[:-2] if text.endswith("00") else text.rstrip("0")


def plain(value: object, kind: CellKind, currency: str = "") -> str:
    """The text of a cell for a spreadsheet: dot decimals, no grouping, "" for unknown."""
    if value is None:
        return ""
    if kind is CellKind.FLAG:
        return "yes" if value else "no"
    if kind not in NUMERIC:
        return str(value)
    number = int(str(value))
    if kind is CellKind.MONEY:
        return f"{from_minor(number, currency):f}"
    if kind is CellKind.SECONDS:
        return f"{Decimal(number) / 3600:.2f}"
    if kind is CellKind.RATE:
        return shown(number, kind).replace(",", "")
    return f"{Decimal(number).scaleb(0 if kind is CellKind.COUNT else -2):f}"


def read(text: str, kind: CellKind, currency: str = "") -> object:
    """The stored value of what a person typed; raises core.records.values.BadValue with a sentence."""
    typed = text.strip().replace(MINUS, "-")
    if kind in NUMERIC and typed == UNKNOWN:
        typed = ""
    return parse(typed, _KINDS[kind], currency)


def neutral(text: str) -> str:
    """A copied text that stays in its cell and that no spreadsheet takes for a formula, see core.base.spreadsheets."""
    return spreadsheets.neutral(text.replace("\t", " ").replace("\r", " ").replace("\n", " "))
