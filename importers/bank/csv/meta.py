"""What a bank prints around its table: whose account it is, in which currency, and its balances."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from importers.bank.csv.fields import ACCOUNT_LABEL, BALANCE, CURRENCY_LABEL, FIRST, LAST
from importers.bank.lines import IBAN
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet

_DIGITS: Final = 4  # an account's number has at least that many
_MONEY: Final = ("amount", "out", "in")


@dataclass(frozen=True)
class Meta:
    """account, currency: "" when not printed. first, last: opening and closing balance as printed, "" when not."""

    account: str = ""
    currency: str = ""
    first: str = ""
    last: str = ""


def meta_of(sheet: Sheet, header: int, places: Mapping[str, int]) -> Meta:
    """What stands above the heading at index `header`, and in the rows below it that print a balance."""
    account, currency, first, last = "", "", "", ""
    for index, row in enumerate(sheet.rows):
        if index == header:
            continue
        texts = [text_of(cell).strip() for cell in row if not is_blank(cell)]
        if index < header:
            account = account or _account(texts)
            currency = currency or _currency(texts)
        elif not is_balance(row, places):
            continue
        for place, text in enumerate(texts):
            if BALANCE.match(text):
                figure = _figure(text, texts[place + 1 :])
                first = first or (figure if FIRST.search(text) else "")
                last = last or (figure if LAST.search(text) else "")
                break
    return Meta(account, currency, first, last)


def is_balance(row: Sequence[object], places: Mapping[str, int]) -> bool:
    """Whether a row below the heading prints a balance instead of a movement."""

    def cell(name: str) -> str:
        place = places.get(name)
        return text_of(row[place]).strip() if place is not None and place < len(row) else ""

    if BALANCE.match(cell("day")):
        return True
    moves = any(cell(name) for name in _MONEY)
    return not moves and any(BALANCE.match(cell(name)) for name in ("description", "payee", "type", "more"))


def _account(texts: Sequence[str]) -> str:
    for place, text in enumerate(texts):
        found = ACCOUNT_LABEL.match(text)
        if not found:
            continue
        value = found["value"].strip() or (texts[place + 1] if place + 1 < len(texts) else "")
        iban = IBAN.search(value.upper())
        if iban:
            return iban[0].replace(" ", "")
        if sum(sign.isdigit() for sign in value) >= _DIGITS:
            return value
    return ""


def _currency(texts: Sequence[str]) -> str:
    for text in texts:
        found = CURRENCY_LABEL.match(text)
        if found:
            return found["value"].upper()
    for label, value in itertools.pairwise(texts):
        if CURRENCY_LABEL.match(f"{label.rstrip(':')}: {value}"):
            return value.upper()
    return ""


def _figure(text: str, behind: Sequence[str]) -> str:
    """The figure behind a balance's words: in a cell of its own, else behind a colon."""
    figures = [cell for cell in behind if any(sign.isdigit() for sign in cell)]
    return figures[-1] if figures else text.rpartition(":")[2].strip() if ":" in text else ""
