"""Findings kept from run to run under their keys, and the waivers that people give."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, select, update

from core.records.schema import FINDING_COLUMNS, Column, Kind
from core.store import schema
from core.store.bulk import fetch, insert_one, restate
from core.store.codec import instant, stamp
from core.store.errors import NameMissing
from core.store.shapes import Waiver

if TYPE_CHECKING:
    import pandas as pd

KEPT_COLUMNS: Final = (
    *FINDING_COLUMNS,
    Column("first_seen", Kind.TEXT, "the run that found it first"),
    Column("last_seen", Kind.TEXT, "the newest run that found it"),
    Column("gone", Kind.TEXT, "the run that found it no more; '' while it stands"),
)
_NAMES: Final = tuple(column.name for column in FINDING_COLUMNS)


def save(connection: Connection, frame: pd.DataFrame, run: str, at: datetime) -> tuple[int, int]:
    """Makes `frame` (FINDING_COLUMNS) the standing findings of `run`: (opened, closed) rows, a restated finding counting in both.

    Writes nothing when the same run says the same again.
    """
    from core.store.frames import rows_of

    runs = schema.runs
    newest = connection.execute(select(runs.c.run).order_by(runs.c.id.desc()).limit(1)).scalar()
    if newest != run:
        insert_one(connection, runs, {"run": run, "at": stamp(at)})
    rows = rows_of(frame, FINDING_COLUMNS)
    return restate(connection, schema.findings, _NAMES, rows, run, stamp(at))


def findings(connection: Connection, *, gone: bool = False) -> pd.DataFrame:
    """The standing findings, with `gone` also those that stood once: KEPT_COLUMNS, sorted by key, one row a finding.

    A finding that is gone is shown as it last stood; its last_seen is the run before the one that missed it.
    """
    from core.store.frames import frame_of

    runs = [run for (run,) in fetch(connection, select(schema.runs.c.run).order_by(schema.runs.c.id))]
    before = dict(zip(runs[1:], runs[:-1], strict=True))
    f = schema.findings.c
    query = select(f.run, f.closed_run, *(f[name] for name in _NAMES)).order_by(f.id)
    first: dict[str, str] = {}
    stands: list[tuple[object, ...]] = []
    past: dict[str, tuple[object, ...]] = {}
    for run, closed, *values in fetch(connection, query):
        key = values[0]
        first.setdefault(key, run)
        if closed is None:
            stands.append((*values, first[key], runs[-1], ""))
        else:
            past[key] = (*values, first[key], before.get(closed, closed), closed)
    if gone:
        live = {row[0] for row in stands}
        stands += [row for key, row in past.items() if key not in live]
    return frame_of(KEPT_COLUMNS, sorted(stands, key=lambda row: str(row[0])))


def waive(
    connection: Connection,
    key: str,
    who: str,
    why: str,
    reason_code: str,
    expires: str,
    ceiling_minor: int | None,
    at: datetime,
) -> int:
    """Opens a waiver on a finding and closes the one before it. Raises NameMissing without a person or a reason."""
    if not reason_code.strip():
        raise NameMissing(what="A waiver", missing="a reason")
    unwaive(connection, key, who, why, at)
    values = {"key": key, "who": who, "why": why, "reason_code": reason_code, "expires": expires}
    return insert_one(connection, schema.waivers, {**values, "ceiling_minor": ceiling_minor, "at": stamp(at)})


def unwaive(connection: Connection, key: str, who: str, why: str, at: datetime) -> None:
    """Closes the live waiver on a finding, if there is one. Raises NameMissing without a person."""
    if not who.strip():
        raise NameMissing(what="A waiver", missing="who gives it")
    w = schema.waivers
    live = update(w).where(w.c.key == key, w.c.closed_at.is_(None))
    connection.execute(live.values(closed_at=stamp(at), closed_by=who, closed_why=why))


def waivers(connection: Connection) -> tuple[Waiver, ...]:
    """The live waivers, expired ones included, sorted by key."""
    w = schema.waivers.c
    rows = connection.execute(select(schema.waivers).where(w.closed_at.is_(None)).order_by(w.key, w.id))
    return tuple(
        Waiver(row.key, row.who, row.why, row.reason_code, row.expires, row.ceiling_minor, instant(row.at))
        for row in rows
    )
