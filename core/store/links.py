"""Ties between records: what the engine proposes and what people decide, two ledgers that are opened and closed, never overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, select, update

from core.records.schema import LINK_COLUMNS, Column, Kind
from core.store import schema
from core.store.bulk import fetch, insert_one, restate
from core.store.codec import stamp
from core.store.errors import NameMissing, UnknownVerdict

if TYPE_CHECKING:
    import pandas as pd

CONFIRMED: Final = "confirmed"
REJECTED: Final = "rejected"
UNDECIDED: Final = "undecided"
VERDICTS: Final = (CONFIRMED, REJECTED, UNDECIDED)

VERDICT_COLUMNS: Final = (
    Column("kind", Kind.TEXT),
    Column("left", Kind.TEXT),
    Column("right", Kind.TEXT),
    Column("verdict", Kind.TEXT, "confirmed or rejected"),
    Column("amount", Kind.MONEY),
    Column("currency", Kind.TEXT),
    Column("who", Kind.TEXT),
    Column("why", Kind.TEXT),
    Column("at", Kind.TEXT, "UTC, ISO"),
)
_NAMES: Final = tuple(column.name for column in LINK_COLUMNS)
_SURE: Final = 10_000


def record(connection: Connection, frame: pd.DataFrame, run: str, at: datetime) -> tuple[int, int]:
    """Makes `frame` (LINK_COLUMNS) the engine's live proposals: (opened, closed); (0, 0) and nothing written when they are the same."""
    from core.store.frames import rows_of

    rows = rows_of(frame, LINK_COLUMNS)
    return restate(connection, schema.links, _NAMES, sorted(rows, key=_order), run, stamp(at))


def decide(
    connection: Connection,
    kind: str,
    left: str,
    right: str,
    verdict: str,
    who: str,
    why: str,
    at: datetime,
    amount: int | None = None,
    currency: str = "",
) -> int:
    """Closes the live verdict on a pair and opens a new one; `undecided` takes a verdict back. Which side stands left does not matter.

    amount, currency: what the tie covers (minor units), for a pair that the engine did not propose. Raises UnknownVerdict or NameMissing.
    """
    if verdict not in VERDICTS:
        raise UnknownVerdict(verdict=verdict)
    if not who.strip():
        raise NameMissing(what="A verdict", missing="who gives it")
    v = schema.verdicts
    for one, other in ((left, right), (right, left)):
        live = (v.c.kind == kind, v.c.left == one, v.c.right == other, v.c.closed_at.is_(None))
        connection.execute(update(v).where(*live).values(closed_at=stamp(at)))
    values = {"kind": kind, "left": left, "right": right, "verdict": verdict, "amount": amount, "currency": currency}
    return insert_one(connection, v, {**values, "who": who, "why": why, "at": stamp(at)})


def verdict_rows(connection: Connection) -> list[tuple[Any, ...]]:
    """The verdicts that count, as tuples of VERDICT_COLUMNS, sorted by kind and sides."""
    v = schema.verdicts.c
    query = select(*(v[column.name] for column in VERDICT_COLUMNS))
    return sorted(
        fetch(connection, query.where(v.closed_at.is_(None), v.verdict != UNDECIDED)), key=lambda row: row[:3]
    )


def verdicts(connection: Connection) -> pd.DataFrame:
    """The verdicts that count: VERDICT_COLUMNS."""
    from core.store.frames import frame_of

    return frame_of(VERDICT_COLUMNS, verdict_rows(connection))


def link_rows(connection: Connection) -> list[tuple[Any, ...]]:
    """The ties as they stand, as tuples of LINK_COLUMNS: the engine's proposals with the verdicts of people laid over, sorted."""
    columns = [schema.links.c[name] for name in _NAMES]
    proposed = fetch(connection, select(*columns).where(schema.links.c.closed_at.is_(None)))
    said = {_key(*row[:3]): row for row in verdict_rows(connection)}
    out = []
    used = set()
    for row in proposed:
        key = _key(*row[:3])
        verdict = said.get(key)
        if verdict is None:
            out.append(row)
            continue
        used.add(key)
        out.append((*row[:5], *_spoken(verdict)))
    out += [(*row[:3], row[4], row[5], *_spoken(row)) for key, row in said.items() if key not in used]
    return sorted(out, key=_order)


def links(connection: Connection) -> pd.DataFrame:
    """The ties as they stand: LINK_COLUMNS.

    A pair that a person rejected is rejected with confidence 0, one that a person confirmed is confirmed with 10000, whatever the engine
    says; the reason names who.
    """
    from core.store.frames import frame_of

    return frame_of(LINK_COLUMNS, link_rows(connection))


def _spoken(verdict: tuple[Any, ...]) -> tuple[str, int, str]:
    """Status, confidence and reason of a tie that a person decided."""
    word, who, why = verdict[3], verdict[6], verdict[7]
    return word, _SURE if word == CONFIRMED else 0, f"{word} by {who}" + (f": {why}" if why else "")


def _key(kind: str, left: str, right: str) -> tuple[str, str, str]:
    return kind, min(left, right), max(left, right)


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Sorts ties by kind, sides and amount, unknown amounts first."""
    return (*row[:3], row[3] is not None, row[3] or 0, *row[4:6], row[6] or 0, row[7])
