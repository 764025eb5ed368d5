"""Quarantined rows that a person deals with: corrected and read again, or set aside with a reason. The rows themselves stay on record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from core.ports.importing import CorrectedRow, FileRead, Origin, TableRead
from core.records.schema import TABLES
from core.store import schema
from core.store.batches import Identities, add_part
from core.store.bulk import fetch, insert_one, insert_rows
from core.store.codec import from_json, stamp, to_json
from core.store.errors import NameMissing, UnknownProblem
from core.store.shapes import BatchOutcome, QuarantinedPart

if TYPE_CHECKING:
    import pandas as pd


def part_of(connection: Connection, part: int) -> QuarantinedPart:
    """How the table that a quarantined row belongs to was read."""
    p, b = schema.parts.c, schema.batches.c
    query = select(p.system, p.entity, p.layout, p.sheet, p.columns, p.choices, b.file, b.sha256).join_from(
        schema.parts, schema.batches, p.batch == b.batch
    )
    row = connection.execute(query.where(p.part == part)).one()
    columns = {source: target for source, target, _ in from_json(row.columns)}
    t = schema.totals.c
    found = connection.execute(select(t.currency).where(t.part == part, t.currency != "").distinct()).scalars().all()
    currency = str(found[0]) if len(found) == 1 else ""
    origin = Origin(row.file, row.sheet, row.system, row.entity, row.layout, columns, from_json(row.choices), currency)
    return QuarantinedPart(part, row.sha256, origin)


def replay(
    connection: Connection,
    corrected: QuarantinedPart,
    table: TableRead,
    rows: Sequence[CorrectedRow],
    problems: Sequence[int],
    identities: Identities,
    who: str,
    why: str,
    at: datetime,
) -> BatchOutcome:
    """Stores corrected rows as a batch of its own that belongs to the part they come from; `problems` in the order of `rows`.

    Rows without an id keep apart from equal rows that are in the book already. Raises NameMissing, UnknownProblem.
    """
    _require(connection, problems, who, why)
    said = to_json([[row.row, [list(cell) for cell in row.cells]] for row in rows])
    batch = insert_one(
        connection,
        schema.batches,
        {
            "sha256": hashlib.sha256(f"{corrected.sha256}{corrected.part}{said}".encode()).hexdigest(),
            "file": corrected.origin.file,
            "encoding": None,
            "delimiter": None,
            "notes": to_json([f"{len(rows)} rows of {corrected.origin.file}, corrected by {who}: {why}"]),
            "at": stamp(at),
        },
    )
    read = FileRead(Path(corrected.origin.file), corrected.origin.file, "", None, None, (table,))
    apart = _apart(connection, identities, table)
    made = add_part(connection, batch, 0, read, table, apart, corrects=corrected.part)
    cells = [to_json([list(cell) for cell in row.cells]) for row in rows]
    _mark(connection, problems, "replayed", batch, cells, who, why, at)
    return BatchOutcome(
        batch, already=False, new=made.new, changed=made.changed, unchanged=made.unchanged, quarantined=0
    )


def set_aside(connection: Connection, problems: Sequence[int], who: str, why: str, at: datetime) -> None:
    """Takes rows out of what waits: they stay unread, with the name and reason. Raises NameMissing, UnknownProblem."""
    _require(connection, problems, who, why)
    _mark(connection, problems, "set aside", None, [""] * len(problems), who, why, at)


def _mark(
    connection: Connection,
    problems: Sequence[int],
    action: str,
    batch: int | None,
    cells: Sequence[str],
    who: str,
    why: str,
    at: datetime,
) -> None:
    insert_rows(
        connection,
        schema.quarantine_marks,
        ["problem", "action", "batch", "cells", "who", "why", "at"],
        [(each, action, batch, said, who, why, stamp(at)) for each, said in zip(problems, cells, strict=True)],
    )


def _require(connection: Connection, problems: Sequence[int], who: str, why: str) -> None:
    for missing, given in (("who does it", who), ("a reason", why)):
        if not given.strip():
            raise NameMissing(what="Dealing with quarantined rows", missing=missing)
    from core.store.batches import quarantine

    waiting = {row.problem for row in quarantine(connection)}
    for problem in problems:
        if problem not in waiting:
            raise UnknownProblem(problem=problem)


def _apart(connection: Connection, identities: Identities, table: TableRead) -> Identities:
    """`identities` whose counters of equal rows go on from those in the book, so that a corrected row never stands in for its twin."""

    def named(name: str, frame: pd.DataFrame) -> pd.Series[Any]:
        found = identities(name, frame)
        own = found.astype(str) != frame["external_id"].astype(str)
        stems = found.astype(str).str.rpartition("#")
        counted = own & (stems[1] == "#") & stems[2].str.fullmatch(r"\d+")
        if not counted.any():
            return found
        p, target = schema.parts.c, schema.records[name].c
        mine = select(p.part).where(p.system == table.system, p.layout == table.layout)
        held = {i for (i,) in fetch(connection, select(target.identity).where(target.live == 1, target.part.in_(mine)))}
        out = found.copy()
        for place in counted.to_numpy().nonzero()[0].tolist():
            stem, number = stems[0].iloc[place], int(stems[2].iloc[place])
            while f"{stem}#{number}" in held:
                number += 1
            out.iloc[place] = f"{stem}#{number}"
            held.add(f"{stem}#{number}")
        return out

    assert set(table.frames) <= set(TABLES)
    return named
