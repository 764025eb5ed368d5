"""What the book says, as one number: equal for two books that say the same, whenever and in whatever order it was put in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select

from core.records.schema import LINK_COLUMNS, TABLES
from core.store import schema
from core.store.bulk import fetch
from core.store.codec import to_json
from core.store.findings import waivers
from core.store.links import link_rows
from core.store.steps import effective, steps

_BLANK: Final = {None, ""}
POLICY: Final = "policy."
"""Settings of this prefix count: they change what the book says."""


Known = dict[tuple[int, int], str]
"""Digests of the records by the state of the imports that they follow from."""


def digest(connection: Connection, known: Known | None = None) -> str:
    """SHA-256, hex, over the current records, the imports that count, the ties, the standing steps, the waivers and the policy settings.

    Not in it: times, numbers of batches and rows, undone steps, findings (which follow from the rest). A column that is blank in every
    row leaves no trace, so that a later schema with more columns gives an old book the same digest. known: what was worked out before
    for this book, kept up to date here; only imports and their withdrawal change records, and both leave a number behind.
    """
    b = schema.batches.c
    state = (
        int(connection.execute(select(func.coalesce(func.max(b.batch), 0))).scalar_one()),
        int(connection.execute(select(func.count(b.withdrawn_at))).scalar_one()),
    )
    known = {} if known is None else known
    if state not in known:
        known.clear()
        known[state] = records_digest(connection)
    made = hashlib.sha256(known[state].encode())
    _count(made, "links", [column.name for column in LINK_COLUMNS], link_rows(connection))
    standing = [step for step in effective(steps(connection)) if step.undoes is None]
    _count(
        made,
        "steps",
        ["step", "name", "who", "why", "table", "record", "field", "before", "after"],
        [
            (place, step.name, step.who, step.why, c.table, c.record, c.field, to_json(c.before), to_json(c.after))
            for place, step in enumerate(standing)
            for c in step.changes
        ],
    )
    _count(
        made,
        "waivers",
        ["key", "who", "why", "reason", "expires", "ceiling"],
        [(w.key, w.who, w.why, w.reason_code, w.expires, w.ceiling_minor) for w in waivers(connection)],
    )
    s = schema.settings.c
    newest = dict(tuple(row) for row in fetch(connection, select(s.name, s.value).order_by(s.id)))
    _count(made, "settings", ["name", "value"], sorted(row for row in newest.items() if row[0].startswith(POLICY)))
    return made.hexdigest()


def records_digest(connection: Connection) -> str:
    """SHA-256, hex, over the current records and the imports that count."""
    made = hashlib.sha256()
    for name, declared in TABLES.items():
        names = ["system", "facet", "identity", "external_id", *(column.name for column in declared.columns)]
        _count(made, name, names, sorted(_records(connection, name), key=_place))
    b = schema.batches.c
    _count(made, "batches", ["sha256"], sorted(fetch(connection, select(b.sha256).where(b.withdrawn_at.is_(None)))))
    return made.hexdigest()


def _records(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    target, p = schema.records[name].c, schema.parts.c
    where = {part: (system, layout) for part, system, layout in fetch(connection, select(p.part, p.system, p.layout))}
    own = [target[column.name] for column in TABLES[name].columns]
    query = select(target.part, target.identity, target.external_id, *own).where(target.live == 1)
    return [(*where[row[0]], *row[1:]) for row in fetch(connection, query)]


def _place(row: Sequence[Any]) -> tuple[Any, ...]:
    """System, facet and identity: at most one current record has them."""
    return tuple(row[:3])


def _count(made: Any, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds a table to the digest column by column, leaving out what is blank throughout."""
    if not rows:
        return
    made.update(f"{name}\x1e{len(rows)}\x1e".encode())
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        if not set(values) <= _BLANK:
            made.update(f"{column}\x1f{to_json(values)}\x1e".encode())
