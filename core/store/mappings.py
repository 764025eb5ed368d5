"""What people said of files whose columns had to be guessed, kept by the headings so that it is offered with the next such file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.ports.importing import Answers, SavedMapping
from core.store import schema
from core.store.bulk import fetch, insert_one
from core.store.codec import from_json, instant, stamp, to_json
from core.store.errors import NameMissing


def save(connection: Connection, mapping: SavedMapping) -> None:
    """Makes `mapping` the one that counts for its headings; an earlier one stays on record, closed. Raises NameMissing."""
    if not mapping.by.strip():
        raise NameMissing(what="Keeping a mapping", missing="who made it")
    forget(connection, mapping.fingerprint, mapping.at)
    insert_one(
        connection,
        schema.mappings,
        {
            "fingerprint": mapping.fingerprint,
            "headings": to_json(list(mapping.headings)),
            "answers": to_json(
                {name: value for name, value in asdict(mapping.answers).items() if value not in (None, {})}
            ),
            "who": mapping.by,
            "at": stamp(mapping.at),
        },
    )


def forget(connection: Connection, fingerprint: str, at: datetime) -> None:
    """Lets a mapping count no longer; it stays on record."""
    m = schema.mappings.c
    live = update(schema.mappings).where(m.fingerprint == fingerprint, m.closed_at.is_(None))
    connection.execute(live.values(closed_at=stamp(at)))


def mappings(connection: Connection) -> tuple[SavedMapping, ...]:
    """The mappings that count, in the order in which they were made."""
    m = schema.mappings.c
    query = select(m.fingerprint, m.headings, m.answers, m.who, m.at).where(m.closed_at.is_(None)).order_by(m.id)
    return tuple(
        SavedMapping(fingerprint, tuple(from_json(headings)), Answers(**from_json(answers)), who, instant(at))
        for fingerprint, headings, answers, who, at in fetch(connection, query)
    )
