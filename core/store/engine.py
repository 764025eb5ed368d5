"""The one connection to a book: transactions, SQLite's settings, and database errors turned into sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from core.base.errors import TieoutError
from core.store import schema
from core.store.errors import BookDamaged, BookLocked, BookUnusable, NotABook

PATIENCE: Final = 5.0
"""Seconds to wait for another writer."""


def is_url(target: str | Path) -> bool:
    """True for a database URL, False for the path of a book file."""
    return isinstance(target, str) and "://" in target


def url_of(target: str | Path) -> URL:
    """The SQLAlchemy URL of a file path or URL text."""
    return make_url(str(target)) if is_url(target) else URL.create("sqlite", database=str(target))


class Lane:
    """One connection to one book, to be used from one thread at a time.

    `writing` and `reading` give the connection inside a transaction; `writing` nests: the outermost commits, and an exception rolls
    all of it back. Raises BookLocked, BookDamaged, BookUnusable or NotABook in place of the driver's own errors.
    """

    def __init__(self, target: str | Path, patience: float = PATIENCE) -> None:
        url = url_of(target)
        self.name = url.render_as_string(hide_password=True) if is_url(target) else str(target)
        self._depth = 0
        self._writes = False
        self._engine = self._made(url, patience)
        with _spoken(self.name):
            self._connection = self._engine.connect()

    @property
    def on_sqlite(self) -> bool:
        """True when the book is an SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @property
    def busy(self) -> bool:
        """True inside a transaction."""
        return self._depth > 0

    def _made(self, url: URL, patience: float) -> Engine:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, poolclass=NullPool)
        arguments = {"timeout": patience, "check_same_thread": False}
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)

        @event.listens_for(engine, "connect")
        def _connected(raw: Any, _record: object) -> None:
            raw.isolation_level = None  # transactions are begun below, not guessed by the driver
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA cache_size = -65536")

        @event.listens_for(engine, "begin")
        def _begun(connection: Connection) -> None:
            # A writer takes its lock at once: it waits at the door, never half-way through.
            connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writes else "BEGIN")

        return engine

    def keep_log_beside(self) -> None:
        """Switches an SQLite book to write-ahead logging: readers and a writer do not wait for each other. Does nothing elsewhere."""
        if self.on_sqlite:
            with _spoken(self.name):
                raw: Any = self._connection.connection.dbapi_connection
                raw.execute("PRAGMA journal_mode = WAL")
                self._connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection, in a transaction that sees one moment of the book."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The connection, in a transaction that is kept when the block ends without an exception."""
        if self._depth and not self._writes:
            raise RuntimeError("a reading transaction cannot begin to write")
        with self._transaction(writes=True) as connection:
            if self._depth == 1 and not self.on_sqlite:
                connection.execute(select(schema.book.c.id).with_for_update())
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        if self._depth:
            self._depth += 1
            try:
                yield self._connection
            finally:
                self._depth -= 1
            return
        self._depth, self._writes = 1, writes
        try:
            with _spoken(self.name), self._connection.begin():
                yield self._connection
        finally:
            self._depth, self._writes = 0, False

    def close(self) -> None:
        """Gives the connection back; an SQLite book is one file again."""
        self._connection.close()
        self._engine.dispose()


@contextmanager
def _spoken(name: str) -> Iterator[None]:
    """Turns what a database says into a TieoutError where a person can act on it."""
    try:
        yield
    except DBAPIError as cause:
        said = error_of(name, str(cause.orig))
        if said is None:
            raise
        raise said from cause
    except sqlite3.Error as cause:
        said = error_of(name, str(cause))
        if said is None:
            raise
        raise said from cause


def error_of(name: str, message: str) -> TieoutError | None:
    """The error for a database's message; None when it is a fault of Tieout's own."""
    low = message.lower()
    if "locked" in low or "busy" in low:
        return BookLocked(path=name)
    if "not a database" in low or "encrypted" in low:
        return NotABook(path=name)
    if "malformed" in low or "corrupt" in low:
        return BookDamaged(path=name, reason=message)
    refused = (
        "readonly",
        "read-only",
        "disk i/o",
        "is full",
        "unable to open",
        "could not connect",
        "connection refused",
    )
    if any(word in low for word in refused):
        return BookUnusable(path=name, reason=message)
    return None
