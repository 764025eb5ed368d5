from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from core.base.errors import TieoutError
from core.records.steps import Step
from core.records.tables import findings_frame, links_frame
from core.store import glance
from core.store.book import Book, open_book
from core.store.errors import BookDamaged, BookLocked, BookMissing, NotABook
from core.store.migrations import HEAD
from core.store.shapes import FindingSum
from tests.core.store.reads import AT, customers, file_read, identities, table_read, time_rows


def test_a_summary_counts_what_counts(book: Book) -> None:
    book.add_batch(file_read("time.csv", table_read("time", time_rows(3))), identities, AT)
    book.add_batch(customers("a.csv", ("c1", "Ash")), identities, AT)
    book.add_batch(customers("b.csv", ("c1", "Ash Ltd"), ("c2", "Birch")), identities, AT)
    book.undo_batch(3, "Ann Lee", "", AT)
    book.record_links(links_frame([{"kind": "customer", "left": "a", "right": "b", "status": "suggested"}]), "r", AT)
    book.decide("customer", "a", "b", "rejected", "Ann Lee", "", AT)
    rows: list[dict[str, object]] = [
        {"key": "a", "severity": "S1", "impact_class": "LR", "base_amount": 700},
        {"key": "b", "severity": "S1", "impact_class": "LR", "base_amount": 300, "absorbed_by": "a"},
        {"key": "c", "severity": "S2", "impact_class": "PR", "base_amount": None},
    ]
    book.save_findings(findings_frame(rows), "r", AT)
    book.append_step(Step(1, "Correct", "Ann Lee", "", AT, ()))
    book.set_setting("firm", "Ash Partners", "Ann Lee", AT)
    summary = book.summary()
    assert summary.schema == HEAD
    assert (summary.batches, summary.rows_quarantined, summary.steps, summary.waivers) == (2, 0, 1, 0)
    assert summary.records == (("customers", 1), ("time", 3))
    assert (summary.links, summary.verdicts) == ((("suggested", 1),), (("rejected", 1),))
    assert summary.findings == (FindingSum("LR", "S1", 2, 1000, 1, 700), FindingSum("PR", "S2", 1, 0, 1, 0))
    assert summary.settings == (("firm", "Ash Partners"),)


def test_the_file_and_the_open_book_say_the_same(path: Path) -> None:
    with open_book(path) as book:
        book.add_batch(customers("a.csv", ("c1", "Ash")), identities, AT)
        opened = book.summary()
    with open_book(path) as book:
        assert book.summary() == opened


def test_opening_and_the_summary_need_the_standard_library_only(path: Path) -> None:
    script = (
        "import sys; from core.store.book import create_book, open_book\n"
        "book = open_book(sys.argv[1]); book.summary(); book.setting('firm'); book.view('home'); book.close()\n"
        "print(*{'sqlalchemy', 'alembic', 'pandas', 'numpy'} & set(sys.modules))\n"
        "book.steps(); book.outbox(); book.batches(); book.totals(); book.quarantine(); book.digest(); book.close()\n"
        "create_book(sys.argv[1] + '.new').close()\n"
        "print(*{'alembic', 'pandas'} & set(sys.modules))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n\n"


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"SQLite format 3\x00 and then nothing of the kind" * 40, b"x"])
def test_another_file_is_not_a_book(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    with pytest.raises(NotABook, match=r"photo.jpg is not a Tieout book"):
        glance.revision_of(path)


def test_a_database_of_something_else_is_not_a_book(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE notes (text)")
    raw.close()
    with pytest.raises(NotABook):
        glance.revision_of(path)


def test_nothing_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        glance.revision_of(tmp_path / "none.tieout")
    with pytest.raises(NotABook):
        glance.revision_of(tmp_path)
    (tmp_path / "new.tieout").touch()
    assert glance.revision_of(tmp_path / "new.tieout") == ""


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("database is locked", BookLocked),
        ("file is not a database", NotABook),
        ("no such table: links", BookDamaged),
        ("disk I/O error", TieoutError),
    ],
)
def test_a_fault_of_the_file_is_a_sentence(path: Path, said: str, error: type[TieoutError]) -> None:
    with pytest.raises(error, match=r"firm\.tieout"), glance.reading(path):
        raise sqlite3.OperationalError(said)
