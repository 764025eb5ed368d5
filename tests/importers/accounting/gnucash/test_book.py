"""The elements of a GnuCash book."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from importers.accounting.gnucash.book import (
    NotANumber,
    accounts_of,
    book_of,
    fraction,
    minor_units,
    prices_of,
    scaled,
    transactions_of,
)
from importers.bank.markup import tree_of
from tests.importers.accounting.gnucash.books import book, price, split, transaction


def test_accounts_have_the_path_of_their_parents() -> None:
    found = accounts_of(book_of(tree_of(book(), "b")))
    assert (found["bank"].path, found["bank"].kind, found["bank"].commodity) == ("Assets:Bank", "BANK", "USD")
    assert "root" not in found


def test_transactions_and_their_splits() -> None:
    text = book(transaction("t", split("s", "bank", "100/100", lot="l", memo="m"), number="7", text="Till", kind="P"))
    (one,) = transactions_of(book_of(tree_of(text, "b")))
    assert (one.guid, one.day[:10], one.number, one.description, one.currency, one.kind) == (
        "t",
        "2026-10-31",
        "7",
        "Till",
        "USD",
        "P",
    )
    assert (one.splits[0].account, one.splits[0].value, one.splits[0].lot, one.splits[0].memo) == (
        "bank",
        "100/100",
        "l",
        "m",
    )


def test_the_last_price_before_a_day_in_either_direction() -> None:
    text = book(
        prices=price("EUR", "USD", "2026-10-01", "11/10")
        + price("EUR", "USD", "2026-11-01", "12/10")
        + price("USD", "GBP", "2026-10-01", "8/10")
    )
    prices = prices_of(book_of(tree_of(text, "b")))
    assert prices.on(date(2026, 10, 31), "EUR", "USD") == Fraction(11, 10)
    assert prices.on(date(2026, 9, 30), "EUR", "USD") is None
    assert prices.on(date(2026, 10, 31), "GBP", "USD") == Fraction(5, 4)


def test_exact_numbers() -> None:
    assert fraction("-12345/100") == Fraction(-2469, 20)
    assert (
        minor_units(Fraction(-5, 1000), "USD"),
        minor_units(Fraction(5, 2), "JPY"),
        scaled(Fraction(1, 3), 10_000),
    ) == (-1, 3, 3_333)
    for text in ("1e9999999", "1/0", "", "ten"):
        with pytest.raises(NotANumber):
            fraction(text)
