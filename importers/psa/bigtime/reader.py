"""Readers of BigTime: time, expenses, projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.psa.bigtime import fields
from importers.psa.entries import Doubt, ExpenseTable, ProjectTable, TimeTable
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed


class _Charged(TimeTable):
    """Time of which a part may be no charge; a row is charged or it is not, one that is both is set apart."""

    system = "bigtime"

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """No where all hours are no charge; yes where none are; by the billable hours where only these are printed."""
        hours, free, billed = (cells.seconds(name) for name in ("hours", "free", "billed"))
        if cells.has("free"):
            return (free.fillna(0) == 0).astype("boolean").mask(hours == 0, pd.NA)
        return (billed > 0).astype("boolean").mask(billed.isna(), pd.NA)

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """Rows that are no charge in part."""
        found = super().doubts(body, typed)
        hours = typed["hours"]
        assert isinstance(hours, Parsed)
        for name in ("free", "billed"):
            part = typed.get(name)
            if isinstance(part, Parsed):
                both = part.known & hours.known & (part.units != 0) & (part.units != hours.units)
                for index in np.flatnonzero(both).tolist():
                    found.setdefault(
                        index, Doubt(name, "IMP-209", "Only a part of the hours is charged. Split the row into two")
                    )
                for index in np.flatnonzero(part.bad).tolist():
                    found.setdefault(index, Doubt(name, "IMP-202", "It cannot be read whether the hours are charged"))
        return found


class TimeExport(_Charged):
    """The old time export, one row an entry. `Input` are the hours, `N/C` those of them that are no charge."""

    layout = "bigtime.time_export"
    columns = fields.TIME
    must: ClassVar = ("project_name", "person_name", "day", "hours")


class TimeReport(_Charged):
    """Time from the report designer. Its headings are recalled."""

    layout = "bigtime.time_report"
    columns = fields.REPORT
    must: ClassVar = ("day", "person_name", "project_name", "hours")
    recalled = True


class Expenses(ExpenseTable):
    """Expenses from the report designer. Its headings are recalled."""

    layout = "bigtime.expense_report"
    system = "bigtime"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "person_name", "project_name", "amount")
    recalled = True

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """No where the expense is no charge."""
        return ~cells.flag("free")


class Projects(ProjectTable):
    """Projects from the report designer. Its headings are recalled."""

    layout = "bigtime.projects"
    system = "bigtime"
    columns = fields.PROJECTS
    must: ClassVar = ("name", "customer_name", ("budget", "budget_hours"), "method_text", ("code", "id"))
    recalled = True

    def sure(self, headings: Headings) -> float:
        """Everhour's words for budgets are another system's."""
        return 0.0 if {"budget type", "time budget"} & set(headings.folded) else super().sure(headings)
