"""Readers of Tryton: timesheet lines, projects (project.work), employees.

A duration printed as a bare number is seconds; with the user's own format it is H:MM. Works are named by their path, parts joined
by a backslash: the first is the project, the rest the task.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.psa.entries import Doubting, ProjectTable, TimeTable, bare, filled, first_of
from importers.psa.tryton import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.parsing import is_blank
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_METHODS: Final = {"timesheet": "time_and_materials", "on timesheet": "time_and_materials"}


def _seconds(cells: Cells, name: str) -> pd.Series[int]:
    """Bare numbers as seconds, H:MM as hours and minutes."""
    plain = bare(cells.text(f"printed_{name}")).fillna(value=False)
    return cells.number(name, 1).where(plain, cells.seconds(name))


def _path(cells: Cells) -> pd.Series[list[str]]:
    """The project and the rest of a work's path; a backslash before a comma only guards the comma."""
    return cells.text("work").str.split(r"\\(?!,)", n=1, regex=True)


class Timesheets(TimeTable):
    """Timesheet lines, one row an entry; one with an invoice line is billed."""

    layout = "tryton.timesheet_lines"
    system = "tryton"
    columns = fields.TIME
    also: ClassVar = {"printed_duration": "duration"}
    must: ClassVar = ("person_name", "day", "duration", "work")
    least = 0.5

    def seconds(self, cells: Cells) -> pd.Series[int]:
        """Seconds, or H:MM."""
        return _seconds(cells, "duration")

    def project(self, cells: Cells) -> pd.Series[str]:
        """The first part of the work's path."""
        return _path(cells).str[0].str.strip().astype("object")

    def invoiced(self, cells: Cells) -> pd.Series[bool]:
        """Whether the line stands on an invoice."""
        answer = filled(first_of(cells.text("invoice_line"), cells.text("invoice_number")))
        return answer if cells.has("invoice_line") or cells.has("invoice_number") else answer.mask(~answer, pd.NA)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The hours of the lines"""
        return {"hours": ("Duration", self.seconds(cells) * 1_000_000 // 3600)}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, and the people in it"""
        frames = super().frames(cells)
        time = frames["time"]
        time["project_name"] = time["project"]
        time["task"] = _path(cells).str[1].fillna("").astype("object")
        return frames


class Projects(ProjectTable, Doubting):
    """Works: projects become records, tasks are parts of them. Durations of a project include its children's."""

    layout = "tryton.projects"
    system = "tryton"
    columns = fields.PROJECTS
    also: ClassVar = {"printed_duration": "duration", "printed_effort": "effort"}
    must: ClassVar = ("id", "name", "kind", "method_text", ("effort", "duration"))
    mark = "."

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with a word on how many of them are tasks."""
        body = super().body(sheet, header, width, places)
        tasks = sum(1 for row in body.rows if str(row[places["kind"]]).strip().casefold() == "task")
        if tasks:
            body.notes.append(f"{tasks} rows are tasks: they are part of their project, whose hours include theirs.")
        return body

    def method(self, kind: pd.Series[str]) -> pd.Series[str]:
        """By the way the project is invoiced; only timesheets say it."""
        return kind.str.strip().str.casefold().map(_METHODS).fillna("").astype("object")

    def active(self, cells: Cells) -> pd.Series[bool]:
        """A done or cancelled project is not."""
        status = cells.trimmed("status").str.casefold()
        over = status.isin(["done", "cancelled", "canceled"])
        return (~over).astype("boolean").mask(status == "", pd.NA)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Projects"""
        frame = super().frames(cells)["projects"]
        frame["budget_seconds"] = _seconds(cells, "effort")
        frame["hours"] = _seconds(cells, "duration")
        wanted = np.asarray(cells.trimmed("kind").str.casefold() != "task")
        return {"projects": frame[wanted].reset_index(drop=True)}


class Employees(TableReader):
    """Employees; each cost price is a row of its own from its day on, those after the first with the employee's columns blank.

    The record of an employee has the latest of them.
    """

    layout = "tryton.employees"
    system = "tryton"
    entity = "person"
    columns = fields.PEOPLE
    must: ClassVar = ("id", "name", ("supervisor", "valid_from"))
    anchor = "name"

    def sure(self, headings: Headings) -> float:
        """By the paths of Tryton."""
        folded = set(headings.folded)
        own = "cost prices/date" in folded or {"party", "supervisor"} <= folded
        return super().sure(headings) if own else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, each with what its employee's first row says."""
        body = super().body(sheet, header, width, places)
        own = {place for name, place in places.items() if name not in {"valid_from", "cost_rate"}}
        above: list[object] = []
        for index, row in enumerate(body.rows):
            if not is_blank(row[places["id"]]) or not above:
                above = row
            elif is_blank(row[places["name"]]):
                body.rows[index] = [above[i] if i in own else cell for i, cell in enumerate(row)]
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """People, with the latest of their cost prices"""
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("id"),
                "row": cells.row,
                "name": cells.text("name"),
                "email": cells.trimmed("email"),
                **{one: cells.day(one) for one in ("start", "end", "valid_from")},
                "cost_rate": cells.number("cost_rate", 10_000),
                "currency": self.currency(cells),
            }
        )
        latest = frame.sort_values("valid_from", ascending=False, na_position="last", kind="stable")
        return {"people": latest.drop_duplicates("external_id").sort_values("row").reset_index(drop=True)}
