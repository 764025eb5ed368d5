"""A correction proposed: checked against the declared fields and the record as it stands, before anything is written.

A Change is what a step keeps; this room makes changes and never stores them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.base.errors import TieoutError
from core.base.money import divide_round, exponent
from core.changes.fields import EDITABLE, POSTED, EditableField, editable_fields
from core.changes.overlay import UnknownField, held
from core.records.schema import KINDS, TABLES
from core.records.steps import Change
from core.records.values import BadValue, parse, shown
from core.thread.pricing import PER_HOUR


class NotAllowed(TieoutError):
    """The field is the source system's word, or belongs to a posted document."""

    code = "CHG-101"
    template = "{reason}"


class UnknownRecord(TieoutError):
    """No record of that id is in the book."""

    code = "CHG-102"
    template = "There is no {entity} {record!r} in the book. Import it first, or choose another record."


class NothingToChange(TieoutError):
    """The value is already what it should become."""

    code = "CHG-106"
    template = "Nothing changes: {what} already {holds}."


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person asks for: one field of one record, as typed text or as a canonical value."""

    table: str
    record: str
    field: str
    value: object


class _Cells:
    """Cells of the frames by table, record and column; the place of every record is looked up once a table."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = frames
        self._places: dict[str, dict[str, int]] = {}

    def has(self, table: str, record: str) -> bool:
        """True when the book holds the record."""
        if table not in self._places:
            frame = self._frames.get(table)
            ids = [] if frame is None else frame["id"].tolist()
            self._places[table] = {each: place for place, each in enumerate(ids)}
        return record in self._places[table]

    def require(self, table: str, record: str) -> None:
        """Raises UnknownRecord unless the book holds the record."""
        if not self.has(table, record):
            raise UnknownRecord(entity=TABLES[table].entity.replace("_", " "), record=record)

    def get(self, table: str, record: str, column: str) -> Any:
        """One value as a Change holds it; "" for the currency of a table without one."""
        self.require(table, record)
        if column == "currency" and (table, column) not in KINDS:
            return ""
        cell = self._frames[table][column].iloc[self._places[table][record]]
        return held(cell, KINDS[table, column])


def propose(frames: Mapping[str, pd.DataFrame], table: str, record: str, field: str, value: object) -> Change:
    """The Change that sets `field` of `record` to `value` (see core.records.values.parse for what a value may be).

    frames: the book as corrected so far, so that `before` is what the person saw.
    Raises UnknownField, NotAllowed, UnknownRecord, BadValue or NothingToChange.
    """
    cells = _Cells(frames)
    change = _checked(cells, Edit(table, record, field, value))
    if change.before == change.after:
        declared = EDITABLE[table, field]
        said = shown(change.after, declared.kind, cells.get(table, record, "currency")) or "empty"
        raise NothingToChange(what=f"{declared.label} of {record}", holds=f"is {said}")
    return change


def corrections(frames: Mapping[str, pd.DataFrame], edits: Iterable[Edit]) -> tuple[Change, ...]:
    """All changes of one step, with the fields that follow from them; edits that change nothing are left out.

    What follows: the amount of re-rated time, the names that go with another project or customer. All or nothing: one bad edit
    raises (as `propose`), and NothingToChange is raised when no edit changes anything.
    """
    cells = _Cells(frames)
    asked: dict[tuple[str, str, str], Change] = {}
    for edit in edits:
        change = _checked(cells, edit)
        asked[edit.table, edit.record, edit.field] = change
    made = {key: change for key, change in asked.items() if change.before != change.after}
    if not made:
        raise NothingToChange(what="every chosen record", holds="has that value")
    for change in tuple(made.values()):
        for other in _companions(cells, change, asked):
            made.setdefault((other.table, other.record, other.field), other)
    return tuple(made.values())


def _companions(cells: _Cells, change: Change, beside: Mapping[tuple[str, str, str], Change]) -> tuple[Change, ...]:
    """Other fields of the same record that follow from `change`; `beside` holds the other edits of the step."""
    table, record = change.table, change.record
    if table == "time" and change.field in {"rate", "seconds"} and cells.get(table, record, "amount") is not None:
        now = [
            beside[table, record, name].after if (table, record, name) in beside else cells.get(table, record, name)
            for name in ("rate", "seconds")
        ]
        amount: int | None = None
        if None not in now:
            scale = PER_HOUR // 10 ** exponent(cells.get(table, record, "currency"))
            amount = divide_round(int(str(now[0])) * int(str(now[1])), scale)
        return _follows(cells, change, {"amount": amount})
    if change.field == "project" and table in {"time", "expenses"}:
        project = str(change.after)
        names = {"project_name": "name", "customer": "customer", "customer_name": "customer_name"}
        return _follows(cells, change, {mine: cells.get("projects", project, its) for mine, its in names.items()})
    if change.field == "customer" and change.after:
        return _follows(cells, change, {"customer_name": cells.get("customers", str(change.after), "name")})
    return ()


def _follows(cells: _Cells, change: Change, fields: Mapping[str, object]) -> tuple[Change, ...]:
    made = (
        Change(change.table, change.record, field, cells.get(change.table, change.record, field), after)
        for field, after in fields.items()
    )
    return tuple(each for each in made if each.before != each.after)


def _checked(cells: _Cells, edit: Edit) -> Change:
    field = allowed(edit.table, edit.field)
    cells.require(edit.table, edit.record)
    after = parse(edit.value, field.kind, cells.get(edit.table, edit.record, "currency"))
    _within(field, after, edit.record, cells)
    return Change(edit.table, edit.record, edit.field, cells.get(edit.table, edit.record, edit.field), after)


def allowed(table: str, field: str) -> EditableField:
    """The declaration of a field that may be corrected; raises UnknownField or NotAllowed with what to do instead."""
    if (table, field) in EDITABLE:
        return EDITABLE[table, field]
    declared = TABLES.get(table)
    if declared is None or field not in declared.column_names:
        raise UnknownField(table=table, field=field)
    if table in {"invoices", "invoice_lines"}:
        raise NotAllowed(reason="Posted invoices are corrected by credit and re-bill. Prepare the correction instead.")
    if table in POSTED:
        raise NotAllowed(
            reason=f"A posted {declared.entity.replace('_', ' ')} is not changed here. Correct it in its own system and import again."
        )
    names = ", ".join(each.label.lower() for each in editable_fields(table))
    can = f"These can: {names}." if names else "Correct it in its own system and import again."
    raise NotAllowed(reason=f"{field} of a {declared.entity.replace('_', ' ')} cannot be corrected here. {can}")


def _within(field: EditableField, after: object, record: str, cells: _Cells) -> None:
    """Raises BadValue when `after` is outside what the field's declaration permits."""
    label = field.label.lower()
    if after is None or after == "":
        if not field.blank:
            raise BadValue(text="", wanted=f"a {label}", advice="This field cannot be left empty.")
        return
    currency = cells.get(field.table, record, "currency")
    if isinstance(after, int) and not isinstance(after, bool):
        for limit, word, sign in ((field.least, "at least", 1), (field.most, "at most", -1)):
            if limit is not None and sign * after < sign * limit:
                raise BadValue(
                    text=shown(after, field.kind, currency),
                    wanted=f"a possible {label}",
                    advice=f"It must be {word} {shown(limit, field.kind, currency)}.",
                )
    if field.choices and after not in field.choices:
        raise BadValue(text=after, wanted=f"a {label}", advice=f"Choose one of: {', '.join(field.choices)}.")
    if field.after:
        start = cells.get(field.table, record, field.after)
        if start is not None and str(after) < start:
            raise BadValue(text=after, wanted=f"a possible {label}", advice=f"It lies before {start}.")
    if field.refers:
        system = cells.get(field.table, record, "system")
        if not cells.has(field.refers, str(after)) or cells.get(field.refers, str(after), "system") != system:
            raise BadValue(
                text=after,
                wanted=f"a {label} of {system}",
                advice="Choose a record that was imported from the same system.",
            )
