from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from core.base.errors import TieoutError
from core.store import schema
from core.store.engine import Lane, error_of, is_url, url_of
from core.store.errors import BookDamaged, BookLocked, BookUnusable, NotABook


def count(lane: Lane) -> int:
    with lane.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.runs)).scalar_one())


def test_paths_and_urls_are_told_apart() -> None:
    assert is_url("postgresql+psycopg://host/firm")
    assert not is_url("C:\\books\\firm.tieout")
    assert url_of(Path("a b.tieout")).database == "a b.tieout"


def test_nested_writing_is_one_transaction(path: Path) -> None:
    lane = Lane(path)
    with pytest.raises(RuntimeError, match="stop"), lane.writing() as outer:  # noqa: PT012 - the block is the case
        with lane.writing() as inner:
            assert inner is outer
            inner.execute(schema.runs.insert().values(run="a", at="t"))
        raise RuntimeError("stop")
    assert count(lane) == 0
    assert not lane.busy
    lane.close()


def test_a_reader_cannot_turn_writer(path: Path) -> None:
    lane = Lane(path)
    with lane.reading(), pytest.raises(RuntimeError, match="reading"), lane.writing():
        pass
    lane.close()


def test_a_reader_sees_one_moment_while_another_writes(path: Path) -> None:
    one, two = Lane(path), Lane(path)
    with one.reading() as connection:
        connection.execute(select(func.count()).select_from(schema.runs)).scalar_one()
        with two.writing() as writer:
            writer.execute(schema.runs.insert().values(run="a", at="t"))
        assert count(one) == 0
    assert count(one) == 1
    one.close()
    two.close()


def test_a_second_writer_is_told_that_the_book_is_in_use(path: Path) -> None:
    one, two = Lane(path), Lane(path, patience=0)
    with one.writing(), pytest.raises(BookLocked, match=r"firm\.tieout is in use"), two.writing():
        pass
    one.close()
    two.close()


def test_a_fault_of_our_own_is_not_dressed_up(path: Path) -> None:
    lane = Lane(path)
    with pytest.raises(IntegrityError), lane.writing() as connection:
        connection.execute(schema.views.insert().values(name=None, body=""))
    lane.close()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("database is locked", BookLocked),
        ("file is not a database", NotABook),
        ("database disk image is malformed", BookDamaged),
        ("attempt to write a readonly database", BookUnusable),
        ("database or disk is full", BookUnusable),
        ("no such column: x", None),
    ],
)
def test_what_a_database_says_becomes_a_sentence(said: str, error: type[TieoutError] | None) -> None:
    found = error_of("firm.tieout", said)
    assert type(found) is (error or type(None))
    assert found is None or "firm.tieout" in found.sentence


def test_a_closed_book_is_one_file(path: Path) -> None:
    lane = Lane(path)
    with lane.writing() as connection:
        connection.execute(schema.runs.insert().values(run="a", at="t"))
    lane.close()
    assert [each.name for each in path.parent.iterdir()] == ["firm.tieout"]
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()
