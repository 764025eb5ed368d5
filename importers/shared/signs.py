"""Currencies that stand beside the amounts of a column, where no column of their own names them: `EUR 1.200,00`, `1 200 €`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from importers.shared.parsing import text_of

if TYPE_CHECKING:
    import pandas as pd

    from importers.shared.bodies import Body
    from importers.shared.cells import Cells

SIGN: Final = "currency_beside_amount"
"""The further column of a body in which the currency of each row stands."""

_SIGNS: Final = {
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "zł": "PLN",
}
_CODES: Final = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JPY",
        "KES",
        "KRW",
        "KWD",
        "MAD",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "QAR",
        "RON",
        "RSD",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "VND",
        "ZAR",
    ]
)
_BESIDE: Final = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,2}\$|[€£₹]|zł|[A-Z]{3})(?![A-Za-z])")
_DIGIT: Final = re.compile(r"\d")


def currency_beside(text: str) -> str:
    """The currency that an amount is printed with; "" for none, and for a lone dollar sign, which is that of many currencies."""
    if not _DIGIT.search(text):
        return ""
    for found in _BESIDE.findall(text):
        code = _SIGNS.get(found, found if found in _CODES else "")
        if code:
            return str(code)
    return ""


def signed(body: Body, places: Mapping[str, int], names: Iterable[str]) -> Body:
    """`body` with the currency beside the first amount of each row that has one, in the columns `names`; unchanged where none has."""
    columns = [places[name] for name in names if name in places]
    known: dict[str, str] = {}
    found: list[object] = []
    for row in body.rows:
        code = ""
        for place in columns:
            cell = row[place]
            if isinstance(cell, str) and not code:
                text = text_of(cell)
                code = known[text] if text in known else known.setdefault(text, currency_beside(text))
        found.append(code)
    if any(found):
        body.extra[SIGN] = found
    return body


def or_sign(cells: Cells, named: pd.Series[str]) -> pd.Series[str]:
    """`named`, the currencies that a column or heading names, and where they are blank the ones beside the amounts."""
    return named.where(named.str.strip() != "", cells.text(SIGN)) if cells.has(SIGN) else named
