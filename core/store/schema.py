"""The tables of the book file. Record tables follow core.records.schema; the rest are ledgers that only grow.

Nothing is deleted and no fact is overwritten: a row is closed by its closing columns and a newer row stands beside it.
Record tables carry no index but their key: bulk load at raw speed matters more, and every read wants all live rows anyway.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from core.records.schema import TABLES, Kind
from core.records.schema import Table as Declared

metadata: Final = MetaData()

# SQLite numbers rows by itself only for a key spelled INTEGER.
_NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
_WORDS: Final = frozenset({Kind.TEXT, Kind.DAY})


def record_table_name(name: str) -> str:
    """The SQL table that keeps the records of canonical table `name`."""
    return f"rec_{name}"


def _key(name: str) -> Column[int]:
    return Column(name, _NUMBER, primary_key=True, autoincrement=True)


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _number(*names: str) -> list[Column[int]]:
    return [Column(name, BigInteger, nullable=False) for name in names]


def _maybe(kind: type[TypeEngine[object] | Text | BigInteger], *names: str) -> list[Column[object]]:
    return [Column(name, kind, nullable=True) for name in names]


# version: order of writing. row, external_id, part: where this version was read. root: the version whose content this one repeats,
# when an import was withdrawn that a later one vouches for. live: 1 = counts now. replaced_by: part that brought the next version.
KEEPING: Final = ("version", "part", "row", "identity", "external_id", "root", "live", "replaced_by")


def _record_table(declared: Declared) -> Table:
    own = [
        Column(column.name, Text if column.kind in _WORDS else BigInteger, nullable=column.kind is not Kind.TEXT)
        for column in declared.columns
    ]
    return Table(
        record_table_name(declared.name),
        metadata,
        _key("version"),
        *_number("part", "row"),
        *_text("identity", "external_id"),
        *_maybe(BigInteger, "root"),
        *_number("live"),
        *_maybe(BigInteger, "replaced_by"),
        *own,
    )


book: Final = Table("book", metadata, _key("id"), *_text("format"))

batches: Final = Table(
    "batches",
    metadata,
    _key("batch"),
    *_text("sha256", "file"),
    *_maybe(Text, "encoding", "delimiter"),
    *_text("notes", "at"),
    *_maybe(Text, "withdrawn_at", "withdrawn_by", "withdrawn_why"),
)

# One table of a file. confidence: basis points; columns, notes, choices: JSON. corrects: the part whose quarantined rows this one holds,
# corrected by a person.
parts: Final = Table(
    "parts",
    metadata,
    _key("part"),
    *_number("batch", "position"),
    *_text("system", "entity", "layout", "sheet"),
    *_number("header_row", "rows_read", "rows_loaded", "rows_quarantined", "confidence"),
    *_text("columns", "notes"),
    *_number("new", "changed", "unchanged"),
    *_text("first_day", "last_day", "choices", "fingerprint"),
    *_maybe(BigInteger, "corrects"),
)

totals: Final = Table(
    "totals", metadata, _key("total"), *_number("part"), *_text("heading", "currency", "amount"), *_number("rows")
)

quarantine: Final = Table(
    "quarantine",
    metadata,
    _key("problem"),
    *_number("part"),
    *_text("file", "sheet"),
    *_number("row"),
    *_text("heading", "value", "code", "reason", "cells"),
)

# What became of a quarantined row: "replayed" by a later batch, or "set aside"; a mark counts unless its batch was withdrawn.
quarantine_marks: Final = Table(
    "quarantine_marks",
    metadata,
    _key("id"),
    *_number("problem"),
    *_text("action"),
    *_maybe(BigInteger, "batch"),
    *_text("cells", "who", "why", "at"),
)

# What a person said of files with certain headings. headings, answers: JSON.
mappings: Final = Table(
    "mappings",
    metadata,
    _key("id"),
    *_text("fingerprint", "headings", "answers", "who", "at"),
    *_maybe(Text, "closed_at"),
)

# What a part read again unchanged: deflated JSON of [root version, row, external id], so that it can vouch for those versions.
seen: Final = Table(
    "seen",
    metadata,
    _key("seen"),
    *_number("part"),
    *_text("table_name"),
    Column("mentions", LargeBinary, nullable=False),
)

records: Final[dict[str, Table]] = {name: _record_table(declared) for name, declared in TABLES.items()}

# What the engine proposes; closed_run: the run that no longer says so.
links: Final = Table(
    "links",
    metadata,
    _key("id"),
    *_text("kind", "left", "right"),
    *_maybe(BigInteger, "amount"),
    *_text("currency", "status"),
    *_maybe(BigInteger, "confidence"),
    *_text("reason", "run", "at"),
    *_maybe(Text, "closed_run", "closed_at"),
)

# What people say about pairs.
verdicts: Final = Table(
    "verdicts",
    metadata,
    _key("id"),
    *_text("kind", "left", "right", "verdict"),
    *_maybe(BigInteger, "amount"),
    *_text("currency", "who", "why", "at"),
    *_maybe(Text, "closed_at"),
)

steps: Final = Table(
    "steps", metadata, _key("number"), *_text("name", "who", "why", "at"), *_maybe(BigInteger, "undoes")
)

# before, after: JSON.
changes: Final = Table(
    "changes",
    metadata,
    _key("id"),
    *_number("step"),
    *_text("table_name", "record", "field", "before", "after"),
)

runs: Final = Table("runs", metadata, _key("id"), *_text("run", "at"))

findings: Final = Table(
    "findings",
    metadata,
    _key("id"),
    *_text("key", "control", "severity", "impact_class"),
    *_maybe(BigInteger, "amount"),
    *_text("currency"),
    *_maybe(BigInteger, "base_amount"),
    *_text("subject", "related", "message", "suggestion", "absorbed_by", "run", "at"),
    *_maybe(Text, "closed_run", "closed_at"),
)

waivers: Final = Table(
    "waivers",
    metadata,
    _key("id"),
    *_text("key", "who", "why", "reason_code", "expires"),
    *_maybe(BigInteger, "ceiling_minor"),
    *_text("at"),
    *_maybe(Text, "closed_at", "closed_by", "closed_why"),
)

kpis: Final = Table(
    "kpis",
    metadata,
    _key("id"),
    *_number("position"),
    *_text("kpi", "title", "period"),
    *_maybe(Text, "value"),
    *_text("unit"),
    *_maybe(Text, "numerator", "denominator"),
    *_text("excluded", "records", "unknown", "run", "at"),
    *_maybe(Text, "closed_run", "closed_at"),
)

outbox: Final = Table(
    "outbox",
    metadata,
    _key("number"),
    *_text("system", "entity", "record", "action", "payload", "prepared_by", "at"),
)

outbox_marks: Final = Table(
    "outbox_marks", metadata, _key("id"), *_number("number"), *_text("status", "who", "at", "receipt")
)

settings: Final = Table("settings", metadata, _key("id"), *_text("name", "value", "who", "at"))

# What the screens last showed; may be thrown away, so it is the one table whose rows are overwritten.
views: Final = Table("views", metadata, Column("name", Text, primary_key=True), *_text("body"))

# Alembic's own table, as Alembic makes it.
_version: Final = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def make(connection: Connection, format_name: str, revision: str) -> None:
    """Makes all tables of a new book at once: what the revisions up to `revision` come to, without importing Alembic."""
    metadata.create_all(connection, checkfirst=False)
    _version.create(connection)
    connection.execute(_version.insert().values(version_num=revision))
    connection.execute(book.insert().values(format=format_name))
