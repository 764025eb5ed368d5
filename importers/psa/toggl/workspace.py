"""Readers of Toggl Track's workspace export: JSON lists of clients, projects, members, tasks, tags, and entries from its API.

Each file is a list of records without a name; the keys of its records tell what it is, whatever the file is called.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import pandas as pd

from importers.psa.entries import Currencied, Doubt, TimeTable, clock_in, first_of
from importers.psa.projects import people_of
from importers.psa.toggl import fields
from importers.psa.toggl.reader import blank, seconds_of
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake
from importers.shared.parsing import Objects, Parsed
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

if TYPE_CHECKING:
    from core.ports.importing import TableRead

Record = Mapping[str, Any]
_SURE: Final = 0.95
_WORKSPACE: Final = frozenset({"wid", "workspace_id"})


class NothingListed(HeadingsOnly):
    """A list of records with no record in it."""

    template = (
        "{file} is a list with nothing in it: the system had no record of that kind, and there is nothing to read."
    )


@lru_cache(maxsize=2)
def _loaded(text: str) -> Any:
    """The JSON value of a text, its numbers as they are written; None when it is no JSON."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def records_of(intake: Intake) -> list[Record] | None:
    """The records of a file that is a list of records; None for every other file."""
    if intake.kind != "text" or not intake.text.lstrip("\ufeff \t\r\n").startswith("["):
        return None
    value = _loaded(intake.text.lstrip("\ufeff"))
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return None
    return value


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value if isinstance(one, str))
    return "" if value is None or isinstance(value, dict) else value


def sheet_of(records: list[Record]) -> Sheet:
    """The records as a table whose headings are their keys."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    return Sheet("", [list(keys), *([_cell(record.get(key)) for key in keys] for record in records)], False, None)


class _List(FileReader):
    """One kind of list. table: reads the records as rows; keys: what every record has; never: what none of this kind has."""

    system = "toggl"
    table: ClassVar[TableReader]
    keys: ClassVar[frozenset[str]]
    any_of: ClassVar[frozenset[str]] = frozenset()
    never: ClassVar[frozenset[str]] = frozenset()

    def sure(self, intake: Intake) -> float:
        """By the keys of the records."""
        records = records_of(intake)
        return _SURE if records and all(self._mine(record) for record in records[:50]) else 0.0

    def _mine(self, record: Record) -> bool:
        names = record.keys()
        return (
            names >= self.keys
            and bool(names & _WORKSPACE)
            and not names & self.never
            and (not self.any_of or bool(names & self.any_of))
        )

    def read(self, intake: Intake) -> list[TableRead]:
        """The one table of the list; the row of a record is its place in the list."""
        read = self.table.read(sheet_of(self.flat(records_of(intake) or [])), 0, Source(intake.name, ""))
        return [dataclasses.replace(read, header_row=0, confidence=_SURE)]

    def flat(self, records: list[Record]) -> list[Record]:
        """The records as rows."""
        return records


class _ClientTable(TableReader):
    layout = "toggl.clients"
    system = "toggl"
    entity = "customer"
    columns = fields.CLIENTS
    must: ClassVar = ("id", "name")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        frame = pd.DataFrame({"external_id": cells.trimmed("id"), "row": cells.row, "name": cells.text("name")})
        return {"customers": frame}


class _ProjectTable(Currencied):
    layout = "toggl.projects"
    system = "toggl"
    entity = "project"
    mark = "."
    columns = fields.PROJECTS
    must: ClassVar = ("id", "name")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Projects; clients are named by their id"""
        currency = self.currency(cells)
        fee = cells.money("budget", currency)
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("id"),
                "row": cells.row,
                "name": cells.text("name"),
                "customer": cells.trimmed("customer"),
                "status": cells.trimmed("status"),
                "active": cells.flag("active"),
                "billable": cells.flag("billable"),
                "method_text": pd.Series(np.where(fee.notna() & (fee != 0), "Fixed fee", ""), dtype="object"),
                "start": cells.day("start"),
                "end": cells.day("end"),
                "budget_amount": fee,
                "budget_seconds": seconds_of(cells, "budget_seconds", "budget_hours"),
                "currency": currency,
                "hours": seconds_of(cells, "worked", "worked_hours"),
            }
        )
        return {"projects": frame}


class _PeopleTable(TableReader):
    layout = "toggl.people"
    system = "toggl"
    entity = "person"
    columns = fields.PEOPLE
    must: ClassVar = ("id", "name")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """People, under the number that entries know them by"""
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("id"),
                "row": cells.row,
                "name": cells.text("name"),
                "email": cells.trimmed("email"),
                "bill_rate": cells.number("rate", 10_000),
                "cost_rate": cells.number("cost_rate", 10_000),
                "weekly_capacity": cells.number("minutes", 1) * 60,
                "currency": blank(cells),
            }
        )
        return {"people": frame}


class _EntryTable(TimeTable):
    layout = "toggl.time_entries"
    system = "toggl"
    columns = fields.ENTRIES
    also: ClassVar = {"began": "day"}
    must: ClassVar = ("day", "worked")
    mark = "."

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, with projects and people by the numbers they have in the workspace where no name is given"""
        currency = self.currency(cells)
        person = first_of(cells.trimmed("user"), cells.text("person_name"))
        named = first_of(cells.text("person_name"), person)
        project = first_of(cells.trimmed("project"), cells.text("project_name"))
        frame = pd.DataFrame(
            {
                "external_id": self.ids(cells),
                "row": cells.row,
                "day": cells.day("day"),
                "project": project,
                "person": person,
                "person_name": named,
                **{name: cells.text(name) for name in ("customer_name", "project_name", "task", "notes")},
                "seconds": cells.number("worked", 1),
                "billable": cells.flag("billable"),
                "rate": cells.number("rate_cents", 10_000) // 100,
                "amount": cells.number("cents", 1),
                "currency": currency,
                "start_time": clock_in(cells.text("began")),
                "end_time": clock_in(cells.text("ended")),
                "created": cells.day("created"),
            }
        )
        return {"time": frame, "people": people_of(person, name=named)}

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """Hours, which the records hold as seconds"""
        return {"hours": ("duration", cells.number("worked", 1) * 1_000_000 // 3600)}

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with a word on the zone of their times."""
        body = super().body(sheet, header, width, places)
        if any(str(row[places["day"]]).endswith(("Z", "+00:00")) for row in body.rows):
            body.notes.append(
                "Times of the records are in UTC: an entry near midnight may stand on the day before or after."
            )
        return body

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """A running entry has a duration below zero; one longer than a day belongs to no single day."""
        worked = typed["worked"]
        assert isinstance(worked, Parsed)
        found = super().doubts(body, {"day": typed["day"], "duration": worked, "hours": worked})
        for index in np.flatnonzero(worked.units < 0).tolist():
            found[index] = Doubt("worked", "IMP-204", _RUNNING)
        return found


_RUNNING: Final = "The entry was still running when the file was made. Stop it and export again, or enter its hours"


class _NamedTable(TableReader):
    """Records that hold no figure of their own for a month end."""

    system = "toggl"
    columns = fields.NAMED
    must: ClassVar = ("id",)
    why: ClassVar[str]

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the sentence that says why nothing is made of them."""
        body = super().body(sheet, header, width, places)
        body.notes.append(self.why)
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Nothing"""
        del cells
        return {}


class _TaskTable(_NamedTable):
    layout = "toggl.tasks"
    entity = "task"
    why = "Tasks are read to be known; time entries name their task themselves."


class _TagTable(_NamedTable):
    layout = "toggl.tags"
    entity = "tag"
    why = "Tags are read to be known; they bear no hours and no money."


class _MemberTable(_NamedTable):
    layout = "toggl.project_members"
    entity = "project_member"
    why = "Members of projects are read to be known; the rates that bind stand in the contracts."


class Clients(_List):
    """clients.json"""

    layout, entity = "toggl.clients", "customer"
    table = _ClientTable()
    keys = frozenset({"id", "name", "archived"})
    never = frozenset({"client_id", "cid", "project_id", "email", "start", "billable"})


class Projects(_List):
    """projects.json"""

    layout, entity = "toggl.projects", "project"
    table = _ProjectTable()
    keys = frozenset({"id", "name", "active"})
    any_of = frozenset({"client_id", "cid"})
    never = frozenset({"start", "project_id"})


class People(_List):
    """workspace_users.json"""

    layout, entity = "toggl.people", "person"
    table = _PeopleTable()
    keys = frozenset({"name", "email"})
    any_of = frozenset({"uid", "user_id"})
    never = frozenset({"start", "project_id"})


class Tasks(_List):
    """The tasks of one project."""

    layout, entity = "toggl.tasks", "task"
    table = _TaskTable()
    keys = frozenset({"id", "name", "project_id"})
    never = frozenset({"start", "duration", "seconds", "email"})


class Members(_List):
    """The members of one project."""

    layout, entity = "toggl.project_members", "project_member"
    table = _MemberTable()
    keys = frozenset({"id", "project_id", "user_id"})
    any_of = frozenset({"manager", "gid", "group_id", "labour_cost"})
    never = frozenset({"start", "duration", "name"})


class Tags(_List):
    """tags.json"""

    layout, entity = "toggl.tags", "tag"
    table = _TagTable()
    keys = frozenset({"id", "name"})
    never = frozenset(
        {
            "archived",
            "active",
            "client_id",
            "cid",
            "project_id",
            "email",
            "start",
            "duration",
            "billable",
            "user_id",
            "uid",
        }
    )


class Entries(_List):
    """Time entries of the API: one record an entry, or one record a group of entries that differ in their times only."""

    layout, entity = "toggl.time_entries", "time"
    table = _EntryTable()
    keys = frozenset({"start", "duration"})
    any_of = frozenset({"user_id", "uid", "description"})

    def _mine(self, record: Record) -> bool:
        entries = record.get("time_entries")
        if isinstance(entries, list) and "user_id" in record:
            return bool(entries) and all(
                isinstance(one, dict) and {"start", "seconds"} <= one.keys() for one in entries
            )
        return super()._mine(record)

    def flat(self, records: list[Record]) -> list[Record]:
        """One record an entry."""
        found: list[Record] = []
        for record in records:
            entries = record.get("time_entries")
            if not isinstance(entries, list):
                found.append(record)
                continue
            common = {key: value for key, value in record.items() if key not in {"time_entries", "id"}}
            shared = len(entries) > 1 and {"billable_amount_in_cents": None}  # the amount is of all of them together
            found += [{**common, **one, **(shared or {})} for one in entries]
        return found


class Nothing(_List):
    """A list without records: `tasks/401.json` of a project without tasks."""

    layout, entity = "toggl.nothing", "nothing"
    table = _TagTable()
    keys = frozenset()

    def sure(self, intake: Intake) -> float:
        """Barely: every other reader is surer of a list that holds anything."""
        return 0.01 if records_of(intake) == [] else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """Raises NothingListed."""
        raise NothingListed(file=intake.name)
