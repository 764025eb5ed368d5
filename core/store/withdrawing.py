"""An import taken back: its versions are marked, and what stood before them counts again.

A version that a later import read again unchanged is vouched for by that import: it is written again in its name, so that the book
comes out as if the withdrawn file had never been imported.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from core.records.schema import TABLES
from core.store import schema
from core.store.bulk import close_rows, fetch, insert_rows
from core.store.codec import from_json, stamp
from core.store.errors import NameMissing, UnknownBatch


@dataclass(slots=True)
class _Version:
    """One version of a record, as far as its standing is concerned."""

    version: int
    part: int
    identity: str
    root: int
    live: int


# part, row, external id of each later reading of a version, by its root version; in the order of reading
_Mentions = dict[int, list[tuple[int, int, str]]]


def withdraw(connection: Connection, batch: int, who: str, why: str, at: datetime) -> None:
    """Marks `batch` as withdrawn and lets the versions before it count again. Raises UnknownBatch or NameMissing."""
    if not who.strip():
        raise NameMissing(what="Withdrawing an import", missing="who does it")
    row = connection.execute(select(schema.batches.c.withdrawn_at).where(schema.batches.c.batch == batch)).one_or_none()
    if row is None:
        raise UnknownBatch(batch=batch, reason="is not in the book")
    if row.withdrawn_at is not None:
        raise UnknownBatch(batch=batch, reason="was withdrawn before")
    for child in _corrections_of(connection, batch):
        withdraw(connection, child, who, why, at)
    marked = update(schema.batches).where(schema.batches.c.batch == batch)
    connection.execute(marked.values(withdrawn_at=stamp(at), withdrawn_by=who, withdrawn_why=why))
    p, b = schema.parts.c, schema.batches.c
    query = select(p.part, p.batch, p.system, p.layout).join_from(schema.parts, schema.batches, p.batch == b.batch)
    standing = fetch(connection, query.where(b.withdrawn_at.is_(None)))
    mine = fetch(connection, query.where(p.batch == batch))
    for system, layout in sorted({(system, layout) for _, _, system, layout in mine}):
        gone = [part for part, _, *where in mine if where == [system, layout]]
        others = [part for part, _, *where in standing if where == [system, layout]]
        for name in TABLES:
            _withdraw_records(connection, name, gone, others)


def _corrections_of(connection: Connection, batch: int) -> list[int]:
    """The imports that count and hold corrected rows of `batch`."""
    p, b = schema.parts.c, schema.batches.c
    mine = select(p.part).where(p.batch == batch)
    query = select(p.batch).join_from(schema.parts, schema.batches, p.batch == b.batch)
    return [
        child for (child,) in fetch(connection, query.where(p.corrects.in_(mine), b.withdrawn_at.is_(None)).distinct())
    ]


def _withdraw_records(connection: Connection, name: str, gone: Sequence[int], others: Sequence[int]) -> None:
    target = schema.records[name]
    doomed = _versions(connection, name, gone)
    if not doomed:
        return
    mentions = _mentions(connection, name, others)
    again = [(each, *mentions[each.root][0]) for each in doomed if each.root in mentions]
    close_rows(connection, target, "version", [each.version for each in doomed if each.live], live=0)
    _write_again(connection, name, again)
    affected = {each.identity for each in doomed}
    candidates: dict[str, list[_Version]] = {}
    for each in _versions(connection, name, others):
        if each.identity in affected:
            candidates.setdefault(each.identity, []).append(each)
    _settle(connection, name, candidates, mentions)


def _versions(connection: Connection, name: str, parts: Sequence[int]) -> list[_Version]:
    """The versions that `parts` brought, in the order they were written."""
    target = schema.records[name].c
    query = select(target.version, target.part, target.identity, target.root, target.live)
    rows = fetch(connection, query.where(target.part.in_(parts)).order_by(target.version)) if parts else []
    return [_Version(v, part, identity, v if root is None else root, live) for v, part, identity, root, live in rows]


def _mentions(connection: Connection, name: str, parts: Sequence[int]) -> _Mentions:
    seen = schema.seen.c
    query = select(seen.part, seen.mentions).where(seen.table_name == name, seen.part.in_(parts)).order_by(seen.part)
    out: _Mentions = {}
    for part, body in fetch(connection, query) if parts else []:
        for root, row, external in from_json(zlib.decompress(body).decode()):
            out.setdefault(root, []).append((part, row, external))
    return out


def _write_again(connection: Connection, name: str, again: Sequence[tuple[_Version, int, int, str]]) -> None:
    """Copies versions in the name of the part that vouches for them; they count once `_settle` says so."""
    if not again:
        return
    target = schema.records[name]
    own = [column.name for column in TABLES[name].columns]
    query = select(target.c.version, *(target.c[each] for each in own))
    wanted = {each.version for each, *_ in again}
    values: Mapping[int, Sequence[Any]] = {
        version: row
        for version, *row in fetch(connection, query.where(target.c.part.in_({each.part for each, *_ in again})))
        if version in wanted
    }
    insert_rows(
        connection,
        target,
        ["part", "row", "identity", "external_id", "root", "live", *own],
        [
            (part, row, each.identity, external, each.root, 0, *values[each.version])
            for each, part, row, external in again
        ],
    )


def _settle(
    connection: Connection, name: str, candidates: Mapping[str, Sequence[_Version]], mentions: _Mentions
) -> None:
    """Of each identity the version read last counts; each other one is replaced by the next."""
    wins: list[int] = []
    loses: dict[int, list[int]] = {}
    for each in candidates.values():
        ranked = sorted(each, key=lambda v: (max([v.part, *(m[0] for m in mentions.get(v.root, ()))]), v.version))
        *older, last = ranked
        if not last.live:
            wins.append(last.version)
        for version, following in zip(older, ranked[1:], strict=True):
            loses.setdefault(following.part, []).append(version.version)
    target = schema.records[name]
    close_rows(connection, target, "version", wins, live=1, replaced_by=None)
    for part, versions in sorted(loses.items()):
        close_rows(connection, target, "version", versions, live=0, replaced_by=part)
