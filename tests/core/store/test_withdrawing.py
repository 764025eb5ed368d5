from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from core.ports.importing import FileRead
from core.store.book import Book, open_book
from core.store.errors import NameMissing, UnknownBatch
from tests.core.store.reads import AT, LATER, customers, identities

A = customers("a.csv", ("c1", "Ash"), ("c2", "Birch"))
B = customers("b.csv", ("c1", "Ash"), ("c2", "Birch Ltd"), ("c3", "Cedar"))
C = customers("c.csv", ("c1", "Ash"), ("c2", "Birch Ltd"))
D = customers("d.csv", ("c2", "Birch"), ("c1", "Ash & Co"))
FILES = {"A": A, "B": B, "C": C, "D": D}


def add(book: Book, reads: Iterable[FileRead]) -> None:
    for read in reads:
        book.add_batch(read, identities, AT)


def state(book: Book) -> list[tuple[object, ...]]:
    """identity, name, file and row of every current customer."""
    frame = book.drafts()["customers"]
    return sorted(zip(frame["identity"], frame["name"], frame["file"], frame["row"], strict=True))


@pytest.fixture
def twin(blank: Path, tmp_path: Path) -> Iterable[Book]:
    """Another empty book."""
    with open_book(shutil.copy(blank, tmp_path / "twin.tieout")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        ("A", [1]),
        ("AB", [1]),
        ("AB", [2]),
        ("ABC", [2]),
        ("ABC", [2, 3]),
        ("ABC", [3, 2]),
        ("ABC", [1]),
        ("ABCD", [4]),
        ("ABCD", [2, 4]),
        ("ABCD", [1, 2]),
        ("ABCD", [4, 3, 2, 1]),
        ("CB", [1]),
        ("CB", [1, 2]),
    ],
)
def test_a_withdrawn_file_leaves_no_trace_in_what_counts(
    book: Book, twin: Book, files: str, gone: Sequence[int]
) -> None:
    """The book says what one says into which the withdrawn files never came."""
    reads = [FILES[name] for name in files]
    add(book, reads)
    for batch in gone:
        book.undo_batch(batch, "Ann Lee", "wrong month", LATER)
    add(twin, [read for number, read in enumerate(reads, 1) if number not in gone])
    assert state(book) == state(twin)
    assert book.digest() == twin.digest()


def test_nothing_is_deleted(book: Book) -> None:
    add(book, [A, B])
    book.undo_batch(2, "Ann Lee", "wrong month", LATER)
    versions = book.versions("customers", "harvest", "c2")
    assert [(dict(v.values)["name"], v.current, v.withdrawn) for v in versions] == [
        ("Birch", True, False),
        ("Birch Ltd", False, True),
    ]
    batch = book.batches()[1]
    assert (batch.withdrawn_at, batch.withdrawn_by, batch.withdrawn_why) == (LATER, "Ann Lee", "wrong month")
    assert {row.file for row in book.totals()} == {"a.csv"}


def test_the_same_file_may_be_imported_again_afterwards(book: Book) -> None:
    add(book, [A])
    before = book.digest()
    book.undo_batch(1, "Ann Lee", "", LATER)
    assert state(book) == []
    again = book.add_batch(A, identities, LATER)
    assert (again.batch, again.already, again.new) == (2, False, 2)
    assert book.digest() == before


def test_only_a_standing_import_can_be_withdrawn_and_by_somebody(book: Book) -> None:
    add(book, [A])
    with pytest.raises(UnknownBatch, match="Import 7 is not in the book"):
        book.undo_batch(7, "Ann Lee", "", LATER)
    with pytest.raises(NameMissing):
        book.undo_batch(1, " ", "", LATER)
    book.undo_batch(1, "Ann Lee", "", LATER)
    with pytest.raises(UnknownBatch, match="withdrawn before"):
        book.undo_batch(1, "Ann Lee", "", LATER)
