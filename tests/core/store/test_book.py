from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.base.errors import TieoutError
from core.records.steps import Change, Step
from core.store import book as module
from core.store.book import Book, create_book, open_book, open_or_create
from core.store.engine import Lane
from core.store.errors import (
    BookDamaged,
    BookExists,
    BookLocked,
    BookMissing,
    NewerBook,
    NotABook,
)
from tests.core.store.reads import AT, customers, file_read, identities, table_read, time_rows

A = customers("a.csv", ("c1", "Ash"), ("c2", "Birch"))


def test_a_new_book_is_empty_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "Ash & Söhne.tieout"
    with create_book(path) as book:
        digest = book.digest()
        assert book.name == str(path)
    with open_book(str(path)) as book:
        assert book.digest() == digest
        assert (book.batches(), book.totals(), book.quarantine(), book.steps(), book.outbox()) == ([], [], [], (), ())
        assert book.verify() == f"{path} is whole: 0 imports, 0 records, 0 steps, digest {digest}"


def test_a_url_names_a_book_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'firm.tieout'}"
    with open_or_create(url) as book:
        book.add_batch(A, identities, AT)
        book.set_setting("firm", "Ash Partners", "Ann Lee", AT)
    with open_or_create(url) as book:
        assert book.setting("firm") == "Ash Partners"
        assert book.summary().records == (("customers", 2),)
        digest = book.digest()
    with open_book(tmp_path / "firm.tieout") as book:
        assert book.digest() == digest
    with pytest.raises(BookExists):
        create_book(url)
    with pytest.raises(NotABook):
        open_book(f"sqlite:///{tmp_path / 'none.tieout'}")


@pytest.mark.parametrize("content", [b"", b"a text file", None], ids=["nothing in it", "something else", "a book"])
def test_a_new_book_never_overwrites(path: Path, tmp_path: Path, content: bytes | None) -> None:
    target = path if content is None else tmp_path / "other.tieout"
    if content == b"":
        target.touch()
        create_book(target).close()
        return
    if content is not None:
        target.write_bytes(content)
    before = target.read_bytes()
    with pytest.raises(BookExists, match="exists already"):
        create_book(target)
    assert target.read_bytes() == before


def test_a_book_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        create_book(tmp_path / "none" / "firm.tieout")
    with pytest.raises(BookExists):
        create_book(tmp_path)


def test_opening_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BookMissing, match="There is no book at"):
        open_book(tmp_path / "none.tieout")
    (tmp_path / "empty.tieout").touch()
    with pytest.raises(NotABook):
        open_book(tmp_path / "empty.tieout")
    assert [each.name for each in tmp_path.iterdir()] == ["empty.tieout"]


def test_a_file_left_by_a_stopped_run_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "firm.tieout"
    path.touch()
    with open_or_create(path) as book:
        book.add_batch(A, identities, AT)
    with open_or_create(path) as book:
        assert len(book.batches()) == 1


@pytest.mark.parametrize("target", ["path", "url"])
def test_a_book_of_a_newer_version_says_so(path: Path, target: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '999'")
    raw.close()
    with pytest.raises(NewerBook, match=r"written by a newer Tieout \(schema 999"):
        open_book(path if target == "path" else f"sqlite:///{path}")


def test_an_older_schema_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(module, "REVISIONS", ("001", "002"))
    monkeypatch.setattr(module, "HEAD", "002")
    monkeypatch.setattr("core.store.upgrade.upgrade", called.append)
    open_book(path).close()
    assert len(called) == 1


def test_another_writer_makes_it_wait_and_then_say_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with open_book(path) as book:
        assert book.summary().batches == 0
        monkeypatch.setattr(module, "_lane", lambda target: Lane(target, patience=0))
        with pytest.raises(BookLocked, match="in use by another program"):
            book.add_batch(A, identities, AT)
        raw.execute("ROLLBACK")
        assert book.add_batch(A, identities, AT).new == 2
    raw.close()


def test_a_damaged_book_is_found_out(path: Path) -> None:
    with open_book(path) as book:
        book.add_batch(file_read("time.csv", table_read("time", time_rows(800))), identities, AT)
    content = bytearray(path.read_bytes())
    content[-40_000:] = b"\x55" * 40_000
    path.write_bytes(content)
    with open_book(path) as book, pytest.raises(BookDamaged, match="is damaged"):
        book.verify()


def test_several_writings_are_kept_together_or_not_at_all(book: Book) -> None:
    step = Step(1, "Correct", "Ann Lee", "", AT, (Change("links", "k", "verdict", None, "confirmed"),))
    with pytest.raises(TieoutError), book.transaction():  # noqa: PT012 - the block is the case
        book.append_step(step)
        book.decide("person", "a", "b", "perhaps", "Ann Lee", "", AT)
    assert book.steps() == ()
    with book.transaction():
        book.append_step(step)
        book.decide("person", "a", "b", "confirmed", "Ann Lee", "", AT)
    assert len(book.steps()) == len(book.verdicts()) == 1


def test_a_closed_book_opens_by_itself(book: Book) -> None:
    book.add_batch(A, identities, AT)
    book.close()
    book.close()
    assert len(book.batches()) == 1
