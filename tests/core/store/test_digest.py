from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from core.records.steps import Change, Step
from core.records.tables import links_frame
from core.store import digest as module
from core.store.book import Book, open_book
from core.store.engine import Lane
from tests.core.store.reads import AT, LATER, customers, file_read, identities, table_read, time_rows

A = customers("a.csv", ("c1", "Ash"), layout="one")
B = file_read("b.csv", table_read("time", time_rows(5)))


def test_neither_the_time_nor_the_order_of_import_shows(blank: Path, tmp_path: Path) -> None:
    digests = set()
    for name, reads, at in (("x", (A, B), AT), ("y", (B, A), LATER)):
        with open_book(shutil.copy(blank, tmp_path / name)) as book:
            book.add_batches(reads, identities, at)
            digests.add(book.digest())
    assert len(digests) == 1


def test_every_part_of_what_the_book_says_shows(book: Book) -> None:
    seen = [book.digest()]

    def differs() -> None:
        seen.append(book.digest())
        assert len(set(seen)) == len(seen)

    book.add_batch(A, identities, AT)
    differs()
    book.add_batch(customers("a2.csv", ("c1", "Ash Ltd"), layout="one"), identities, AT)
    differs()
    book.record_links(links_frame([{"kind": "customer", "left": "a", "right": "b", "status": "suggested"}]), "r", AT)
    differs()
    book.decide("customer", "a", "b", "rejected", "Ann Lee", "", AT)
    differs()
    book.append_step(
        Step(1, "Correct", "Ann Lee", "why", AT, (Change("customers", "x:customer:c1", "name", "Ash", "Oak"),))
    )
    differs()
    book.waive("k", "Ann Lee", "", "immaterial", "", None, AT)
    differs()
    book.set_setting("policy.tolerance", "5", "Ann Lee", AT)
    differs()


def test_views_and_other_settings_do_not_show(book: Book) -> None:
    before = book.digest()
    book.set_setting("firm", "Ash Partners", "Ann Lee", AT)
    book.keep_view("home", "{}")
    assert book.digest() == before


def test_undo_and_redo_leave_no_trace(book: Book) -> None:
    changes = (Change("rates", "r", "rate", 1, 2),)
    nothing = book.digest()
    book.append_step(Step(1, "Correct", "Ann Lee", "", AT, changes))
    done = book.digest()
    book.append_step(Step(2, "Undo", "Ann Lee", "", LATER, (), 1))
    assert book.digest() == nothing
    book.append_step(Step(3, "Redo", "Ann Lee", "", LATER, changes, 2))
    assert book.digest() == done


def test_records_are_hashed_once_until_an_import(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    whole = module.records_digest

    def counting(connection: Connection) -> str:
        counted.append(connection)
        return whole(connection)

    monkeypatch.setattr(module, "records_digest", counting)
    book.add_batch(A, identities, AT)
    book.digest()
    book.append_step(Step(1, "Correct", "Ann Lee", "", AT, ()))
    book.digest()
    assert len(counted) == 1
    book.undo_batch(1, "Ann Lee", "", AT)
    book.digest()
    assert len(counted) == 2


def test_what_a_transaction_takes_back_is_not_remembered(book: Book) -> None:
    with pytest.raises(KeyError), book.transaction():  # noqa: PT012 - the block is the case
        book.add_batch(A, identities, AT)
        inside = book.digest()
        raise KeyError
    book.add_batch(B, identities, AT)
    assert book.digest() != inside


def test_a_column_that_a_later_schema_adds_changes_nothing(path: Path) -> None:
    with open_book(path) as book:
        book.add_batch(A, identities, AT)
        before = book.digest()
    lane = Lane(path)
    with lane.writing() as connection:
        connection.execute(text("UPDATE rec_customers SET owner = ''"))
        assert module.digest(connection) == before
        connection.execute(text("UPDATE rec_customers SET owner = 'x'"))
        assert module.digest(connection) != before
    lane.close()
