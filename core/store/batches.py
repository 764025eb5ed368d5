"""Imports: one file is one batch in one transaction; equal rows are left alone, changed rows become new versions."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy import Table as SqlTable

from core.ports.importing import ColumnTotal, ColumnUse, FileRead, RowProblem, TableRead
from core.records.schema import TABLES, Kind, Table
from core.store import schema
from core.store.bulk import CHUNK, close_rows, fetch, insert_one, insert_rows
from core.store.codec import from_json, instant, stamp, to_json
from core.store.shapes import BatchOutcome, BatchRow, PartRow, QuarantineRow, TotalRow

if TYPE_CHECKING:
    import pandas as pd

Identities = Callable[[str, "pd.DataFrame"], "pd.Series[Any]"]
"""(table name, draft frame) -> the lasting identity of each row, in the frame's order."""

# Joins an identity and a counter where the identities function named two rows of one table alike; in no printed id.
_AGAIN: Final = "\x1f"


@dataclass(slots=True)
class PartOutcome:
    """What became of one table of the file so far."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    days: list[str] = field(default_factory=list)


def add(connection: Connection, read: FileRead, identities: Identities, at: datetime) -> BatchOutcome:
    """Stores everything of one file, or nothing when the same bytes are in the book already."""
    known = connection.execute(
        select(schema.batches.c.batch).where(
            schema.batches.c.sha256 == read.sha256, schema.batches.c.withdrawn_at.is_(None)
        )
    ).scalar()
    if known is not None:
        return _already(connection, int(known))
    batch = insert_one(
        connection,
        schema.batches,
        {
            "sha256": read.sha256,
            "file": read.file,
            "encoding": read.encoding,
            "delimiter": read.delimiter,
            "notes": to_json(list(read.notes)),
            "at": stamp(at),
        },
    )
    made = [
        add_part(connection, batch, position, read, table, identities) for position, table in enumerate(read.tables)
    ]
    return BatchOutcome(
        batch,
        already=False,
        new=sum(part.new for part in made),
        changed=sum(part.changed for part in made),
        unchanged=sum(part.unchanged for part in made),
        quarantined=sum(len(table.problems) for table in read.tables),
    )


def _already(connection: Connection, batch: int) -> BatchOutcome:
    found = [part for part in _parts_of(connection) if part.batch == batch]
    held = sum(part.row.new + part.row.changed + part.row.unchanged for part in found)
    return BatchOutcome(
        batch, already=True, new=0, changed=0, unchanged=held, quarantined=sum(p.row.rows_quarantined for p in found)
    )


def add_part(
    connection: Connection,
    batch: int,
    position: int,
    read: FileRead,
    table: TableRead,
    identities: Identities,
    corrects: int | None = None,
) -> PartOutcome:
    """Stores one table of a file as a part of `batch`; corrects: the part whose quarantined rows it holds."""
    part = insert_one(
        connection,
        schema.parts,
        {
            "batch": batch,
            "position": position,
            "system": table.system,
            "entity": table.entity,
            "layout": table.layout,
            "sheet": table.sheet,
            "header_row": table.header_row,
            "rows_read": table.rows_read,
            "rows_loaded": table.rows_loaded,
            "rows_quarantined": len(table.problems),
            "confidence": round(table.confidence * 10_000),
            "columns": to_json([[use.source, use.target, round(use.confidence * 10_000)] for use in table.columns]),
            "notes": to_json(list(table.notes)),
            "new": 0,
            "changed": 0,
            "unchanged": 0,
            "first_day": "",
            "last_day": "",
            "choices": to_json(dict(table.choices)),
            "fingerprint": table.fingerprint,
            "corrects": corrects,
        },
    )
    made = PartOutcome()
    for name in sorted(table.frames):
        _add_records(connection, part, read, table, TABLES[name], identities, made)
    counts = {"new": made.new, "changed": made.changed, "unchanged": made.unchanged}
    days = {"first_day": min(made.days, default=""), "last_day": max(made.days, default="")}
    connection.execute(update(schema.parts).where(schema.parts.c.part == part).values(**counts, **days))
    _add_totals(connection, part, table.totals)
    _add_problems(connection, part, table.problems)
    return made


def _add_totals(connection: Connection, part: int, totals: Iterable[ColumnTotal]) -> None:
    rows = [(part, each.column, each.currency, f"{each.amount:f}", each.rows) for each in totals]
    insert_rows(connection, schema.totals, ["part", "heading", "currency", "amount", "rows"], rows)


def _add_problems(connection: Connection, part: int, problems: Iterable[RowProblem]) -> None:
    rows = [
        (part, p.file, p.sheet, p.row, p.column, p.value, p.code, p.reason, to_json([list(cell) for cell in p.cells]))
        for p in problems
    ]
    names = ["part", "file", "sheet", "row", "heading", "value", "code", "reason", "cells"]
    insert_rows(connection, schema.quarantine, names, rows)


def _add_records(
    connection: Connection,
    part: int,
    read: FileRead,
    table: TableRead,
    declared: Table,
    identities: Identities,
    made: PartOutcome,
) -> None:
    """Compares the rows of one frame with what the book holds under the same system and layout, and stores the difference."""
    import pandas as pd

    from core.records.tables import coerce
    from core.store.frames import stored

    raw = table.frames[declared.name]
    if raw.empty:
        return
    named = raw.copy(deep=False)
    for name, word in (("system", table.system), ("file", read.file), ("sheet", table.sheet)):
        named[name] = word
    frame = coerce(named, declared.all_columns, copy=False)
    kinds = {column.name: column.kind for column in declared.all_columns}
    ids = distinct(stored(identities(declared.name, frame), Kind.TEXT))
    if "day" in kinds:
        days = frame["day"].dropna()
        made.days += stored(pd.Series([days.min(), days.max()]), Kind.DAY) if len(days) else []
    target = schema.records[declared.name]
    names = ["part", "row", "identity", "external_id", "live", *(column.name for column in declared.columns)]
    held = _held(connection, declared.name, table.system, table.layout)
    if not held:
        made.new += len(ids)
        _add_new(connection, part, target, declared, frame, ids)
        return
    externals = stored(frame["external_id"], kinds["external_id"])
    rows = [each or 0 for each in stored(frame["row"], kinds["row"])]
    own = [stored(frame[column.name], column.kind) for column in declared.columns]
    fresh: list[tuple[object, ...]] = []
    closing: list[int] = []
    mentions: list[tuple[int, int, str]] = []
    for row, identity, external, values in zip(rows, ids, externals, zip(*own, strict=True), strict=True):
        before = held.get(identity)
        if before is not None and before[2] == values:
            mentions.append((before[1], row, external))
            continue
        fresh.append((part, row, identity, external, 1, *values))
        if before is not None:
            closing.append(before[0])
    close_rows(connection, target, "version", closing, live=0, replaced_by=part)
    insert_rows(connection, target, names, fresh)
    if mentions:
        body = zlib.compress(to_json(mentions).encode(), 6)
        insert_rows(connection, schema.seen, ["part", "table_name", "mentions"], [(part, declared.name, body)])
    made.new += len(fresh) - len(closing)
    made.changed += len(closing)
    made.unchanged += len(mentions)


def _add_new(
    connection: Connection, part: int, target: SqlTable, declared: Table, frame: pd.DataFrame, ids: Sequence[str]
) -> None:
    """All rows of a frame of which the book holds nothing, some at a time; columns that say nothing cost nothing."""
    from core.store.frames import blank_throughout, stored

    blank = {
        column.name: column.kind for column in declared.columns if blank_throughout(frame[column.name], column.kind)
    }
    fixed: dict[str, int | str | None] = {"part": part, "live": 1}
    fixed |= {name: "" if kind is Kind.TEXT else None for name, kind in blank.items()}
    own = [column for column in declared.columns if column.name not in blank]

    def rows() -> Iterator[tuple[object, ...]]:
        for start in range(0, len(frame), CHUNK):
            some = frame.iloc[start : start + CHUNK]
            # some rows at a time, so that only these stand in memory as Python values
            numbers = [each or 0 for each in stored(some["row"], Kind.COUNT)]
            columns = [stored(some[column.name], column.kind) for column in own]
            externals = stored(some["external_id"], Kind.TEXT)
            yield from zip(numbers, ids[start : start + CHUNK], externals, *columns, strict=True)

    names = ["row", "identity", "external_id", *(column.name for column in own)]
    insert_rows(connection, target, names, rows(), fixed)


def distinct(ids: Sequence[str]) -> list[str]:
    """The identities with a counter behind each repeated one, so that no row of a table stands in for another."""
    if len(set(ids)) == len(ids):
        return list(ids)
    times: dict[str, int] = {}
    out = []
    for each in ids:
        times[each] = times.get(each, 0) + 1
        out.append(each if times[each] == 1 else f"{each}{_AGAIN}{times[each]}")
    return out


def _held(connection: Connection, name: str, system: str, layout: str) -> dict[str, tuple[int, int, tuple[Any, ...]]]:
    """What the book holds now of one table of a layout: identity -> (version, root version, own values)."""
    parts, target = schema.parts.c, schema.records[name].c
    mine = select(parts.part).where(parts.system == system, parts.layout == layout)
    own: list[ColumnElement[Any]] = [target[column.name] for column in TABLES[name].columns]
    query = select(target.version, target.root, target.identity, *own).where(target.live == 1, target.part.in_(mine))
    return {
        identity: (version, version if root is None else root, tuple(values))
        for version, root, identity, *values in fetch(connection, query)
    }


# --- what was imported -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _KnownPart:
    part: int
    batch: int
    row: PartRow


def _parts_of(connection: Connection) -> list[_KnownPart]:
    """All parts with their control totals, in the order of their batches."""
    sums: dict[int, list[ColumnTotal]] = {}
    for row in connection.execute(select(schema.totals).order_by(schema.totals.c.total)):
        sums.setdefault(row.part, []).append(ColumnTotal(row.heading, row.currency, Decimal(row.amount), row.rows))
    found = connection.execute(select(schema.parts).order_by(schema.parts.c.batch, schema.parts.c.position))
    return [
        _KnownPart(
            row.part,
            row.batch,
            PartRow(
                row.system,
                row.entity,
                row.layout,
                row.sheet,
                row.header_row,
                row.rows_read,
                row.rows_loaded,
                row.rows_quarantined,
                row.confidence / 10_000,
                tuple(ColumnUse(source, target, sure / 10_000) for source, target, sure in from_json(row.columns)),
                tuple(sums.get(row.part, ())),
                tuple(from_json(row.notes)),
                row.new,
                row.changed,
                row.unchanged,
                row.first_day,
                row.last_day,
                row.part,
                row.corrects,
            ),
        )
        for row in found
    ]


def batches(connection: Connection) -> list[BatchRow]:
    """Every import, withdrawn ones included, oldest first."""
    tables: dict[int, list[PartRow]] = {}
    for part in _parts_of(connection):
        tables.setdefault(part.batch, []).append(part.row)
    return [
        BatchRow(
            row.batch,
            row.file,
            row.sha256,
            row.encoding,
            row.delimiter,
            tuple(from_json(row.notes)),
            instant(row.at),
            tuple(tables.get(row.batch, ())),
            None if row.withdrawn_at is None else instant(row.withdrawn_at),
            row.withdrawn_by or "",
            row.withdrawn_why or "",
        )
        for row in connection.execute(select(schema.batches).order_by(schema.batches.c.batch))
    ]


def totals(connection: Connection) -> list[TotalRow]:
    """Control totals of the imports that count, sorted by file, sheet, system and entity; at least one row a table.

    Rows that a person corrected count as loaded in the table they come from.
    """
    kept = [(batch, part) for batch in batches(connection) if batch.withdrawn_at is None for part in batch.tables]
    later: dict[int, list[PartRow]] = {}
    for _, part in kept:
        if part.corrects is not None:
            later.setdefault(part.corrects, []).append(part)
    out: list[TotalRow] = []
    for batch, part in kept:
        if part.corrects is not None:
            continue
        mended = later.get(part.part, [])
        more = sum(each.rows_loaded for each in mended)
        counts = (part.rows_read, part.rows_loaded + more, part.rows_quarantined - more)
        where = (batch.batch, part.system, part.entity, part.layout, batch.file, part.sheet)
        sums: dict[tuple[str, str], list[ColumnTotal]] = {}
        for total in (*part.totals, *(total for each in mended for total in each.totals)):
            sums.setdefault((total.column, total.currency), []).append(total)
        out += [
            TotalRow(
                *where,
                *counts,
                column,
                currency,
                sum((t.amount for t in found), Decimal(0)),
                sum(t.rows for t in found),
            )
            for (column, currency), found in sums.items()
        ]
        if not sums:
            out.append(TotalRow(*where, *counts, "", "", None, counts[1]))
    return sorted(out, key=lambda row: (row.file, row.sheet, row.system, row.entity, row.layout))


def quarantine(connection: Connection) -> list[QuarantineRow]:
    """Rows that could not be read and wait for a person, of the imports that count, sorted by file, sheet and row."""
    q, p, b, m = schema.quarantine.c, schema.parts.c, schema.batches.c, schema.quarantine_marks.c
    dealt = (
        select(m.problem)
        .outerjoin(schema.batches, m.batch == b.batch)
        .where(m.batch.is_(None) | b.withdrawn_at.is_(None))
    )
    settled = {problem for (problem,) in fetch(connection, dealt)}
    query = (
        select(
            q.problem,
            q.part,
            p.batch,
            p.system,
            p.entity,
            q.file,
            q.sheet,
            q.row,
            q.heading,
            q.value,
            q.code,
            q.reason,
            q.cells,
        )
        .join_from(schema.quarantine, schema.parts, q.part == p.part)
        .join(schema.batches, p.batch == b.batch)
        .where(b.withdrawn_at.is_(None))
    )
    rows = []
    for problem, part, *fields, cells in fetch(connection, query):
        if problem in settled:
            continue
        batch, system, entity, file, sheet, row, heading, value, code, reason = fields
        read = tuple((str(name), str(cell)) for name, cell in from_json(cells))
        rows.append(
            QuarantineRow(batch, system, entity, file, sheet, row, heading, value, code, reason, read, problem, part)
        )
    return sorted(rows, key=lambda row: (row.file, row.sheet, row.row, row.column, row.code))
