"""A whole GnuCash book, plain and compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from importers.registry import read
from importers.shared.intake import FileRefused, HeadingsOnly
from tests.importers.accounting.gnucash.books import book, price, split, transaction
from tests.importers.samples import only, problems, rows, text_file, totals

WORK = transaction(
    "t1",
    split("s1", "owed", "150000/100"),
    split("s2", "fees", "-150000/100", memo="Work"),
    number="INV-1",
    text="Acme",
    kind="I",
)
TILL = transaction("t2", split("s3", "bank", "700/100"), split("s4", "fees", "-650/100"), text="Till")


def test_the_ledger(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "b.gnucash", book(WORK, TILL)))
    assert (table.system, table.entity, table.layout, table.rows_read, table.rows_loaded) == (
        "gnucash",
        "journal",
        "gnucash.book",
        4,
        4,
    )
    assert rows(
        table,
        "journal_lines",
        "external_id",
        "journal",
        "source",
        "document",
        "contact",
        "account",
        "debit",
        "credit",
        "currency",
    ) == [
        ("s1", "t1", "Invoice", "INV-1", "Acme", "Assets:Receivable", 150_000, 0, "USD"),
        ("s2", "t1", "Invoice", "INV-1", "Acme", "Fees", 0, 150_000, "USD"),
        ("s3", "t2", "", "", "", "Assets:Bank", 700, 0, "USD"),
        ("s4", "t2", "", "", "", "Fees", 0, 650, "USD"),
    ]
    assert rows(table, "accounts", "external_id", "role") == [
        ("Assets", ""),
        ("Assets:Bank", "bank"),
        ("Assets:Euro Bank", "bank"),
        ("Assets:Receivable", "receivable"),
        ("Fees", "revenue"),
    ]
    assert totals(table) == {
        ("split:value (debit)", "USD"): ("1507.00", 2),
        ("split:value (credit)", "USD"): ("1506.50", 2),
    }
    assert table.notes == ("1 entries do not balance and are loaded as they stand: t2 (debit 7.00, credit 6.50).",)


def test_foreign_transactions_are_turned_into_the_firms_currency(tmp_path: Path) -> None:
    by_split = transaction(
        "t3", split("s5", "euro", "10000/100"), split("s6", "bank", "-10000/100", "-10990/100"), currency="EUR"
    )
    by_price = transaction(
        "t4", split("s7", "euro", "333/100"), split("s8", "euro", "-333/100"), currency="EUR", day="2026-10-15"
    )
    untold = transaction("t5", split("s9", "euro", "100/100"), split("s10", "euro", "-100/100"), currency="CHF")
    text = book(WORK, TILL, by_split, by_price, untold, prices=price("EUR", "USD", "2026-10-01", "11/10"))
    table = only(text_file(tmp_path / "b.gnucash", text))
    assert rows(table, "journal_lines", "external_id", "debit", "credit", "currency")[4:] == [
        ("s5", 10_990, 0, "USD"),
        ("s6", 0, 10_990, "USD"),
        ("s7", 366, 0, "USD"),
        ("s8", 0, 366, "USD"),
    ]
    assert problems(table) == [(9, "IMP-208"), (10, "IMP-208")]
    assert table.problems[0].reason == "The transaction is in CHF, and the book does not say what that is in USD."


def test_a_transaction_that_cannot_be_read_is_put_aside_whole(tmp_path: Path) -> None:
    bad = transaction("t6", split("a", "bank", "1e999999"), split("b", "fees", "-100/100"))
    dateless = transaction("t7", split("c", "bank", "1/1"), split("d", "fees", "-1/1"), day="soon")
    lost = transaction("t8", split("e", "nowhere", "1/1"), split("f", "fees", "-1/1"))
    table = only(text_file(tmp_path / "b.gnucash", book(WORK, bad, dateless, lost)))
    assert problems(table) == [
        (3, "IMP-202"),
        (4, "IMP-202"),
        (5, "IMP-203"),
        (6, "IMP-203"),
        (7, "IMP-204"),
        (8, "IMP-204"),
    ]
    assert (table.rows_read, table.rows_loaded) == (8, 2)


def test_a_compressed_book_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "b.gnucash"
    path.write_bytes(gzip.compress(book(WORK).encode()))
    one = read(path)
    assert [(table.layout, table.rows_loaded) for table in one.tables] == [("gnucash.book", 2)]


def test_an_empty_or_hostile_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadingsOnly):
        read(text_file(tmp_path / "a.gnucash", book()))
    evil = book(WORK).replace("<gnc-v2", '<!DOCTYPE x [<!ENTITY a "b">]><gnc-v2', 1)
    with pytest.raises(FileRefused):
        read(text_file(tmp_path / "b.gnucash", evil))
    with pytest.raises(FileRefused):
        read(text_file(tmp_path / "c.gnucash", book(WORK)[:-30]))
