"""A book file looked at without SQLAlchemy: what it is, its schema, and the few texts that a screen shows first.

Opening an existing book must not wait for libraries; this module needs the standard library only. The statements are portable SQL and
are also run through SQLAlchemy for a book that is not a file (`core.store.book`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from core.base.errors import TieoutError
from core.records.schema import TABLES
from core.store.errors import BookDamaged, BookLocked, BookMissing, BookUnusable, NotABook
from core.store.shapes import FindingSum, Summary

_HEADER: Final = b"SQLite format 3\x00"
FORMAT: Final = "tieout"

Rows = Callable[[str, Sequence[object]], Sequence[Sequence[Any]]]
"""Runs one statement with `?` for each value and gives all rows."""


def revision_of(path: Path) -> str:
    """The schema revision of the book at `path`; "" for a file that holds nothing yet.

    Raises BookMissing, NotABook, BookLocked, BookDamaged or BookUnusable.
    """
    if not path.exists():
        raise BookMissing(path=path)
    if not path.is_file():
        raise NotABook(path=path)
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as cause:
        raise BookUnusable(path=path, reason=cause.strerror or str(cause)) from cause
    if not head:
        return ""
    if head != _HEADER:
        raise NotABook(path=path)
    with reading(path) as rows:
        names = {name for (name,) in rows("SELECT name FROM sqlite_master WHERE type = ?", ["table"])}
        if not names:
            return ""
        if not {"book", "alembic_version"} <= names:
            raise NotABook(path=path)
        kinds = [kind for (kind,) in rows("SELECT format FROM book", [])]
        found = [number for (number,) in rows("SELECT version_num FROM alembic_version", [])]
    if kinds != [FORMAT] or len(found) != 1:
        raise NotABook(path=path)
    return str(found[0])


@contextmanager
def reading(path: Path) -> Iterator[Rows]:
    """A way to run statements on the book file at `path`, all at one moment of it."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=5.0)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN")
            yield lambda statement, values: connection.execute(statement, tuple(values)).fetchall()
    except sqlite3.Error as cause:
        raise _said(path, str(cause)) from cause


def _said(path: Path, message: str) -> TieoutError:
    low = message.lower()
    if "locked" in low or "busy" in low:
        return BookLocked(path=path)
    if "not a database" in low:
        return NotABook(path=path)
    if "malformed" in low or "no such" in low:
        return BookDamaged(path=path, reason=message)
    return BookUnusable(path=path, reason=message)


def setting(rows: Rows, name: str) -> str | None:
    """The newest value of a setting, None when it was never set."""
    found = rows("SELECT value FROM settings WHERE name = ? ORDER BY id DESC LIMIT 1", [name])
    return str(found[0][0]) if found else None


def settings(rows: Rows) -> tuple[tuple[str, str], ...]:
    """Name and newest value of every setting, sorted."""
    return tuple(
        sorted(
            {str(name): str(value) for name, value in rows("SELECT name, value FROM settings ORDER BY id", [])}.items()
        )
    )


def view(rows: Rows, name: str) -> str | None:
    """What a screen last showed under `name`, None when it showed nothing."""
    found = rows("SELECT body FROM views WHERE name = ?", [name])
    return str(found[0][0]) if found else None


def summary(rows: Rows) -> Summary:
    """The book in counts and sums."""

    def count(statement: str) -> int:
        return int(rows(statement, [])[0][0] or 0)

    def counts(statement: str) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((str(name), int(number)) for name, number in rows(statement, [])))

    held = ((name, count(f"SELECT count(*) FROM rec_{name} WHERE live = 1")) for name in TABLES)  # noqa: S608 - declared names
    sums = rows(
        "SELECT impact_class, severity, count(*), coalesce(sum(base_amount), 0),"
        " sum(CASE WHEN absorbed_by = '' THEN 1 ELSE 0 END), coalesce(sum(CASE WHEN absorbed_by = '' THEN base_amount END), 0)"
        " FROM findings WHERE closed_at IS NULL GROUP BY impact_class, severity ORDER BY impact_class, severity",
        [],
    )
    return Summary(
        schema=str(rows("SELECT version_num FROM alembic_version", [])[0][0]),
        batches=count("SELECT count(*) FROM batches WHERE withdrawn_at IS NULL"),
        rows_quarantined=count(
            "SELECT count(*) FROM quarantine JOIN parts ON parts.part = quarantine.part"
            " JOIN batches ON batches.batch = parts.batch WHERE withdrawn_at IS NULL AND problem NOT IN"
            " (SELECT problem FROM quarantine_marks LEFT JOIN batches ON batches.batch = quarantine_marks.batch"
            " WHERE quarantine_marks.batch IS NULL OR batches.withdrawn_at IS NULL)"
        ),
        records=tuple((name, number) for name, number in held if number),
        links=counts("SELECT status, count(*) FROM links WHERE closed_at IS NULL GROUP BY status"),
        verdicts=counts(
            "SELECT verdict, count(*) FROM verdicts WHERE closed_at IS NULL AND verdict <> 'undecided' GROUP BY verdict"
        ),
        findings=tuple(FindingSum(str(i), str(s), *(int(each) for each in figures)) for i, s, *figures in sums),
        waivers=count("SELECT count(*) FROM waivers WHERE closed_at IS NULL"),
        outbox=counts(
            "SELECT status, count(*) FROM outbox_marks WHERE id IN (SELECT max(id) FROM outbox_marks GROUP BY number)"
            " GROUP BY status"
        ),
        steps=count("SELECT count(*) FROM steps"),
        settings=settings(rows),
    )
