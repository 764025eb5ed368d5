"""The steps of the book's history: appended, read, never changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from core.records.steps import Change, Step
from core.store import schema
from core.store.bulk import insert_rows
from core.store.codec import from_json, instant, stamp, to_json
from core.store.errors import HistoryMoved, NameMissing


def append(connection: Connection, step: Step) -> int:
    """Keeps a step and gives its number. step.number: the number it should get, or 0 for the next.

    Raises HistoryMoved when another number is due (somebody else added a step) or the step undone is not there or undone already, and
    NameMissing without a person.
    """
    if not step.who.strip():
        raise NameMissing(what=f"The step {step.name!r}", missing="who takes it")
    number = int(connection.execute(select(func.coalesce(func.max(schema.steps.c.number), 0))).scalar_one()) + 1
    if step.number not in {0, number}:
        raise HistoryMoved(reason=f"Step {step.number} cannot be added: the next step is {number}.")
    if step.undoes is not None:
        standing = {each.number for each in effective(steps(connection))}
        if step.undoes not in standing:
            raise HistoryMoved(reason=f"Step {step.undoes} cannot be undone: it does not stand any more.")
    values = {"number": number, "name": step.name, "who": step.who, "why": step.why, "undoes": step.undoes}
    connection.execute(schema.steps.insert().values(**values, at=stamp(step.at)))
    insert_rows(
        connection,
        schema.changes,
        ["step", "table_name", "record", "field", "before", "after"],
        [(number, c.table, c.record, c.field, to_json(c.before), to_json(c.after)) for c in step.changes],
    )
    return number


def steps(connection: Connection) -> tuple[Step, ...]:
    """The whole history, oldest first."""
    changes: dict[int, list[Change]] = {}
    c = schema.changes.c
    query = select(c.step, c.table_name, c.record, c.field, c.before, c.after).order_by(c.id)
    for number, table, record, field, before, after in connection.execute(query):
        changes.setdefault(number, []).append(Change(table, record, field, from_json(before), from_json(after)))
    return tuple(
        Step(
            row.number,
            row.name,
            row.who,
            row.why,
            instant(row.at),
            tuple(changes.get(row.number, ())),
            row.undoes,
        )
        for row in connection.execute(select(schema.steps).order_by(schema.steps.c.number))
    )


def effective(history: Sequence[Step]) -> list[Step]:
    """Steps, undos included, that no later standing step takes back; oldest first (the rule of core.changes.history)."""
    taken: set[int] = set()
    kept: list[Step] = []
    for step in sorted(history, key=lambda each: each.number, reverse=True):
        if step.number not in taken:
            kept.append(step)
            if step.undoes is not None:
                taken.add(step.undoes)
    return kept[::-1]
