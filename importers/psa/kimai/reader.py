"""Readers of Kimai: the export of time, and the list of projects.

A file's decimal mark is its user's. `Price` is the sum of a row, `Hourly price` its rate, `Internal price` the cost of the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from importers.psa.entries import ProjectTable, TimeTable, first_of
from importers.psa.kimai import fields
from importers.shared.bodies import Body, Check
from importers.shared.cells import Cells
from importers.shared.parsing import is_blank
from importers.shared.sheets import Sheet


class TimeExport(TimeTable):
    """Time export, one row an entry; the id is printed only where the template has it. Exported entries are locked: they are billed."""

    layout = "kimai.time_export"
    system = "kimai"
    columns = fields.TIME
    must: ClassVar = ("day", "task", "rate", "cost", "hours")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows; the last row of a workbook that holds figures only is the total of those above it, though nothing says so."""
        body = super().body(sheet, header, width, places)
        figures = {places[name] for name in ("hours", "amount", "cost") if name in places}
        last = body.rows[-1] if body.rows else []
        used = {index for index, cell in enumerate(last) if not is_blank(cell)}
        if not sheet.ragged and used and used <= figures:
            size = len(body.rows) - 1
            body.checks.append(Check("Total", 0, size, body.rows.pop(), body.numbers.pop()))
        return body

    def person(self, cells: Cells) -> pd.Series[str]:
        """The name that is shown, else the login."""
        return first_of(cells.text("alias"), cells.text("person_name"), cells.text("email"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, with the cost of an hour from the cost of the row, and the people in it"""
        frames = super().frames(cells)
        time = frames["time"]
        cost, seconds = cells.number("cost", 10_000), time["seconds"]
        worked = (seconds > 0).fillna(value=False)
        divisor = seconds.where(worked, 1)
        time["cost_rate"] = ((2 * cost * 3600 + divisor) // (2 * divisor)).where(worked)
        return frames


class Projects(ProjectTable):
    """List of projects. Its headings are recalled."""

    layout = "kimai.projects"
    system = "kimai"
    columns = fields.PROJECTS
    must: ClassVar = ("name", "customer_name", "budget_hours", ("start", "end", "active", "budget"))
    recalled = True
