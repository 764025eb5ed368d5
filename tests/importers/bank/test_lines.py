"""Bank lines gathered from a file: every entry counted, ids unique in an account, balances held."""

from __future__ import annotations

from decimal import Decimal

import pytest

from importers.bank.lines import IBAN, Gathered, Line, given, joined, lasting, minor, units
from importers.bank.qif.reader import QifRegister
from tests.importers.samples import problems, rows, totals


def test_a_table() -> None:
    gathered = Gathered("a.x", read=4)
    gathered.lines = [
        Line(1, "A", 0, 1_000_000, "EUR", external_id="r1"),
        Line(2, "A", 1, -2_005_000, "EUR", external_id="r1"),
        Line(2, "B", 1, 3_000_000, "JPY", external_id="r1", balance=5_000_000),
        Line(4, "A", 1, 0, "EUR"),
    ]
    gathered.problem(3, "T", "x", "IMP-202", "It is no number.", [("T", "x")])
    table = gathered.table(QifRegister(), "T", [("T", "amount")])
    assert rows(table, "bank_lines", "external_id", "account", "day", "amount", "balance") == [
        ("r1", "A", "1970-01-01", 100, None),
        ("r1 (2)", "A", "1970-01-02", -201, None),
        ("r1", "B", "1970-01-02", 3, 5),
        ("a.x#4", "A", "1970-01-02", 0, None),
    ]
    assert (table.rows_read, table.rows_loaded, problems(table)) == (4, 3, [(3, "IMP-202")])
    assert totals(table) == {("T", "EUR"): ("-1.005", 3), ("T", "JPY"): ("3.00", 1)}
    assert table.notes == (
        "1 amounts have more places than their currency and are rounded to its smallest unit.",
        "1 lines repeat the id of another line of the same account; they are kept apart.",
    )


def test_balances() -> None:
    gathered = Gathered("a.x")
    gathered.lines = [Line(1, "A", 0, 400_000, "EUR"), Line(2, "A", 0, 600_000, "EUR")]
    gathered.balances("A", "EUR", 0, 5_000_000, 1_000_000, 6_000_000)
    gathered.balances("A", "EUR", 2, None, 1_000_000, 6_000_000)
    assert (gathered.tied, gathered.untied) == (1, [])
    assert [line.balance for line in gathered.lines] == [5_400_000, 6_000_000]
    gathered.balances("A", "EUR", 2, 5_000_000, 1_000_000, 6_500_000)
    table = gathered.table(QifRegister(), "T", [])
    assert table.untied == (
        "Account A: the closing balance 6.50 EUR does not agree: opening 5.00 and lines of 1.00 make 6.00.",
    )
    assert set(table.untied) < set(table.notes)


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("0724710345313905", "0724710345313905"),
        (" SB-1 ", "SB-1"),
        ("NONREF", ""),
        ("nonref", ""),
        ("NOTPROVIDED", ""),
        ("KREF+", ""),
        ("1", ""),
        ("012", ""),
        ("0000000", ""),
        ("00002", "00002"),
        ("", ""),
    ],
)
def test_a_reference_that_names_a_line_for_good(reference: str, name: str) -> None:
    assert lasting(reference) == name


def test_a_short_reference_is_none_where_senders_write_it() -> None:
    assert lasting("55555", 8) == ""
    assert lasting("8327000090031789", 8) == "8327000090031789"


def test_references_as_read() -> None:
    assert given("NOTPROVIDED") == ""
    assert given(" INV  7 ") == "INV 7"


def test_texts_are_said_once() -> None:
    assert joined(["Invoice  7", "", "Invoice 7", "for May"]) == "Invoice 7 | for May"


def test_units() -> None:
    assert units(1_500_000) == Decimal("1.50")
    assert str(units(115_833_100)) == "115.8331"
    assert minor(-2_005_000, "EUR") == -201
    assert minor(1_234_500, "KWD") == 1_235


def test_account_numbers() -> None:
    assert IBAN.search("IBAN: DE89 3704 0044 0532 0130 00.")
    assert not IBAN.search("Order 2026-117")
