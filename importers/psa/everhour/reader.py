"""Readers of Everhour: time, expenses, projects. Every heading is recalled, none was seen in a file."""

from __future__ import annotations

from typing import ClassVar

import pandas as pd

from importers.psa.entries import ExpenseTable, ProjectTable, TimeTable
from importers.psa.everhour import fields
from importers.shared.cells import Cells
from importers.shared.columns import Headings

_MEMBER = frozenset({"member", "team member"})


class Time(TimeTable):
    """Time report with days, one row an entry."""

    layout = "everhour.time_report"
    system = "everhour"
    columns = fields.TIME
    must: ClassVar = ("day", "person_name", "project_name", "hours", "task")
    recalled = True

    def sure(self, headings: Headings) -> float:
        """By its word for a person."""
        return super().sure(headings) if _MEMBER & set(headings.folded) else 0.0

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """The flag, else whether any of the time is billable."""
        return _any_of(cells.flag("billable"), cells.seconds("billable_time"))

    def invoiced(self, cells: Cells) -> pd.Series[bool]:
        """The flag, else whether any of the time is invoiced."""
        return _any_of(cells.flag("invoiced"), cells.seconds("invoiced_time"))


def _any_of(said: pd.Series[bool], seconds: pd.Series[int]) -> pd.Series[bool]:
    return said.fillna((seconds > 0).astype("boolean").mask(seconds.isna(), pd.NA))


class Expenses(ExpenseTable):
    """Expenses, one row a claim."""

    layout = "everhour.expenses"
    system = "everhour"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "person_name", "project_name", "amount", "category")
    recalled = True

    def sure(self, headings: Headings) -> float:
        """By its word for a person."""
        return super().sure(headings) if _MEMBER & set(headings.folded) else 0.0


class Projects(ProjectTable):
    """Projects with their budgets."""

    layout = "everhour.projects"
    system = "everhour"
    columns = fields.PROJECTS
    must: ClassVar = ("name", "customer_name", "budget_kind", ("budget", "budget_hours"))
    recalled = True
