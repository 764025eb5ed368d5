"""The outbox: numbered entries whose payload never changes, and the trail of their standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, select

from core.access.rules import require_second_person
from core.records.outbox import OutboxEntry
from core.store import schema
from core.store.bulk import insert_one
from core.store.codec import instant, stamp
from core.store.errors import HistoryMoved, NameMissing, UnknownEntry, WrongStatus
from core.store.shapes import OutboxMark

PREPARED: Final = "prepared"
APPROVED: Final = "approved"
_NEXT: Final[Mapping[str, frozenset[str]]] = {
    "prepared": frozenset({"approved", "blocked", "withdrawn"}),
    "approved": frozenset({"prepared", "blocked", "written", "withdrawn"}),
    "blocked": frozenset({"prepared", "withdrawn"}),
    "written": frozenset({"confirmed", "withdrawn"}),
    "confirmed": frozenset(),
    "withdrawn": frozenset(),
}


def queue(connection: Connection, entries: Iterable[OutboxEntry]) -> tuple[int, ...]:
    """Keeps new entries and gives their numbers. entry.number: the number it should get, or 0 for the next.

    All begin as prepared, unapproved. Raises HistoryMoved for a number that is taken or leaves a gap, NameMissing without a preparer.
    """
    number = int(connection.execute(select(func.coalesce(func.max(schema.outbox.c.number), 0))).scalar_one())
    numbers = []
    for entry in entries:
        number += 1
        if entry.number not in {0, number}:
            raise HistoryMoved(reason=f"Outbox entry {entry.number} cannot be added: the next one is {number}.")
        if not entry.prepared_by.strip():
            raise NameMissing(what="An outbox entry", missing="who prepared it")
        values = {"number": number, "system": entry.system, "entity": entry.entity, "record": entry.record}
        body = {"action": entry.action, "payload": entry.payload, "prepared_by": entry.prepared_by}
        connection.execute(schema.outbox.insert().values(**values, **body, at=stamp(entry.at)))
        _mark(connection, number, PREPARED, entry.prepared_by, entry.at, "")
        numbers.append(number)
    return tuple(numbers)


def approve(connection: Connection, number: int, who: str, at: datetime) -> None:
    """Approves a prepared entry in the name of a second person.

    Raises UnknownEntry, WrongStatus, or core.access.rules' NameMissing and SamePerson.
    """
    entry = _entry(connection, number)
    require_second_person(entry.prepared_by, who)
    if entry.status != PREPARED:
        raise WrongStatus(
            number=number, status=entry.status, wanted=APPROVED, advice="Prepare it again if it is still wanted."
        )
    _mark(connection, number, APPROVED, who.strip(), at, "")


def mark(connection: Connection, number: int, status: str, at: datetime, receipt: str = "", who: str = "") -> None:
    """Moves an entry to its next status; the status it has already is left alone.

    receipt: what proves it, e.g. the set it was written in. Only `approve` approves. Raises UnknownEntry or WrongStatus.
    """
    entry = _entry(connection, number)
    if status == entry.status:
        return
    if status not in _NEXT.get(entry.status, frozenset()) or status == APPROVED:
        advice = (
            "It must be approved by a second person." if status in {APPROVED, "written"} else "Prepare a new entry."
        )
        raise WrongStatus(number=number, status=entry.status, wanted=status, advice=advice)
    _mark(connection, number, status, who, at, receipt)


def _mark(connection: Connection, number: int, status: str, who: str, at: datetime, receipt: str) -> None:
    values = {"number": number, "status": status, "who": who, "at": stamp(at), "receipt": receipt}
    insert_one(connection, schema.outbox_marks, values)


def _entry(connection: Connection, number: int) -> OutboxEntry:
    found = [entry for entry in outbox(connection) if entry.number == number]
    if not found:
        raise UnknownEntry(number=number)
    return found[0]


def outbox(connection: Connection) -> tuple[OutboxEntry, ...]:
    """Every entry as it stands, by number. approved_by: "" again when it was prepared anew after an approval."""
    status: dict[int, str] = {}
    approver: dict[int, str] = {}
    for each in trail(connection):
        status[each.number] = each.status
        if each.status in {PREPARED, APPROVED}:
            approver[each.number] = each.who if each.status == APPROVED else ""
    return tuple(
        OutboxEntry(
            row.number,
            row.system,
            row.entity,
            row.record,
            row.action,
            row.payload,
            status[row.number],
            row.prepared_by,
            approver[row.number],
            instant(row.at),
        )
        for row in connection.execute(select(schema.outbox).order_by(schema.outbox.c.number))
    )


def trail(connection: Connection) -> tuple[OutboxMark, ...]:
    """Every station of every entry, oldest first."""
    query = select(schema.outbox_marks).order_by(schema.outbox_marks.c.id)
    return tuple(
        OutboxMark(row.number, row.status, row.who, instant(row.at), row.receipt) for row in connection.execute(query)
    )
