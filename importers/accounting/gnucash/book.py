"""A GnuCash book in XML, as elements of plain Python: accounts, prices, transactions, customers, invoices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from core.base.money import exponent
from importers.bank.markup import Node

_FRACTION: Final = re.compile(r"-?\d{1,15}(?:/[1-9]\d{0,14})?", re.ASCII)


class NotANumber(ValueError):
    """An element that holds no fraction or whole number."""


@dataclass(frozen=True, slots=True)
class Account:
    """path: its name with those of its parents, "Assets:Bank"; kind: GnuCash's type, upper case; commodity: currency or security."""

    path: str
    code: str
    kind: str
    commodity: str


@dataclass(frozen=True, slots=True)
class Split:
    """value: in the transaction's currency, quantity: in the account's commodity; both as printed, such as 12345/100."""

    guid: str
    account: str
    memo: str
    action: str
    value: str
    quantity: str
    lot: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """day: as printed. kind: I of an invoice, P of a payment, "" of any other."""

    guid: str
    day: str
    number: str
    description: str
    currency: str
    kind: str
    splits: tuple[Split, ...]


@dataclass(frozen=True)
class Prices:
    """(currency, other currency) -> (day, units of the other for one), in order of days."""

    known: dict[tuple[str, str], list[tuple[date, Fraction]]] = field(default_factory=dict)

    def on(self, day: date, currency: str, base: str) -> Fraction | None:
        """What one unit of `currency` was in `base` on a day, by the last price before it; None where there is none."""
        for pair, turned in (((currency, base), False), ((base, currency), True)):
            before = [value for when, value in self.known.get(pair, []) if when <= day and value]
            if before:
                return 1 / before[-1] if turned else before[-1]
        return None


def fraction(text: str) -> Fraction:
    """An exact number such as 12345/100; raises NotANumber."""
    if not _FRACTION.fullmatch(text.strip()):
        raise NotANumber(text)
    return Fraction(text.strip())


def minor_units(value: Fraction, currency: str) -> int:
    """An exact amount in minor units of its currency, half-up away from zero."""
    return scaled(value, 10 ** exponent(currency))


def scaled(value: Fraction, units: int) -> int:
    """An exact amount in parts of which `units` are one, half-up away from zero."""
    size = abs(value) * units
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if value >= 0 else -whole


def day_of(text: str) -> date:
    """The day of a time such as 2026-10-31 10:59:00 +0000; raises ValueError."""
    return date.fromisoformat(text.strip()[:10])


def book_of(root: Node) -> Node:
    """The book in the file's root element."""
    return root.first("book") or root


def accounts_of(book: Node) -> dict[str, Account]:
    """Accounts by guid, without the root."""
    nodes = {node.value("id"): node for node in book.all("account")}

    def path(guid: str, depth: int = 0) -> str:
        node = nodes.get(guid)
        if node is None or node.value("type").upper() == "ROOT" or depth > 50:
            return ""
        above = path(node.value("parent"), depth + 1)
        return f"{above}:{node.value('name')}" if above else node.value("name")

    return {
        guid: Account(path(guid), node.value("code"), node.value("type").upper(), node.value("commodity/id").upper())
        for guid, node in nodes.items()
        if node.value("type").upper() != "ROOT"
    }


def transactions_of(book: Node) -> list[Transaction]:
    """Transactions in the order of the book; those of templates are no part of it."""
    return [
        Transaction(
            node.value("id"),
            node.value("date-posted/date"),
            node.value("num"),
            node.value("description"),
            node.value("currency/id").upper(),
            slot(node, "trans-txn-type"),
            tuple(_split(split) for split in node.all("splits/split")),
        )
        for node in book.all("transaction")
    ]


def _split(node: Node) -> Split:
    return Split(*(node.value(name) for name in ("id", "account", "memo", "action", "value", "quantity", "lot")))


def slot(node: Node, key: str) -> str:
    """The value of an element's slot; "" without it."""
    for each in node.all("slots/slot"):
        if each.value("key") == key:
            return each.value("value")
    return ""


def prices_of(book: Node) -> Prices:
    """Prices of currencies in one another."""
    known: dict[tuple[str, str], list[tuple[date, Fraction]]] = {}
    for node in book.all("pricedb/price"):
        try:
            entry = (day_of(node.value("time/date")), fraction(node.value("value")))
        except ValueError:
            continue  # a price that cannot be read helps nobody; amounts that need it are put aside
        known.setdefault((node.value("commodity/id").upper(), node.value("currency/id").upper()), []).append(entry)
    return Prices({pair: sorted(entries) for pair, entries in known.items()})
