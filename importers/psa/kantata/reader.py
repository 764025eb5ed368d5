"""Readers of Kantata (once Mavenlink): time, expenses, projects, whose headings are recalled, and the project accounting file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.psa.entries import Doubt, ExpenseTable, ProjectTable, SummaryReport, TimeTable
from importers.psa.kantata import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed

_OWN = frozenset(
    {
        "workspace",
        "workspace id",
        "time entry id",
        "date performed",
        "time in minutes",
        "time in hours",
        "story",
        "project title",
    }
)


class Time(TimeTable):
    """Time entries, in minutes or in hours."""

    layout = "kantata.time_entries"
    system = "kantata"
    columns = fields.TIME
    must: ClassVar = ("day", ("person_name", "email"), "project_name", ("minutes", "hours"))
    recalled = True

    def sure(self, headings: Headings) -> float:
        """By a word that only Kantata uses."""
        return super().sure(headings) if _OWN & set(headings.folded) else 0.0

    def seconds(self, cells: Cells) -> pd.Series[int]:
        """Minutes where printed, else hours."""
        return (cells.number("minutes", 1) * 60).fillna(cells.seconds("hours"))

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """The flag, else what the status says."""
        status = cells.trimmed("status").str.casefold()
        return cells.flag("approved").fillna((status == "approved").astype("boolean").mask(status == "", pd.NA))

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """Hours where only minutes are printed, and the amounts"""
        found = super().amounts(cells)
        if cells.has("minutes") and not cells.has("hours"):
            found["minutes"] = ("Time in Minutes", cells.number("minutes"))
        return found

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """Entries without minutes and without hours."""
        minutes = typed.get("minutes")
        if not isinstance(minutes, Parsed):
            return super().doubts(body, typed)
        hours = typed.get("hours")
        told = minutes.known | hours.known if isinstance(hours, Parsed) else minutes.known
        return {
            index: Doubt("minutes", "IMP-204", "The entry has neither minutes nor hours")
            for index in np.flatnonzero(~told).tolist()
        }


class Expenses(ExpenseTable):
    """Expenses, one row a claim."""

    layout = "kantata.expenses"
    system = "kantata"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "person_name", "project_name", "amount", "category")
    recalled = True

    def sure(self, headings: Headings) -> float:
        """By a word that only Kantata uses."""
        known = _OWN | {"expense notes", "reimbursable"}
        return super().sure(headings) if known & set(headings.folded) else 0.0


class Projects(ProjectTable):
    """Projects, once called workspaces."""

    layout = "kantata.projects"
    system = "kantata"
    columns = fields.PROJECTS
    must: ClassVar = ("name", "customer_name", ("method_text", "budget"), ("id", "manager"))
    recalled = True

    def sure(self, headings: Headings) -> float:
        """By a word that only Kantata uses."""
        known = _OWN | {"billing mode", "project lead"}
        return super().sure(headings) if known & set(headings.folded) else 0.0


class ProjectAccounting(SummaryReport):
    """Project accounting: figures of a project and a period (recognised revenue, forecasts, baselines)."""

    layout = "kantata.project_accounting"
    system = "kantata"
    entity = "project_accounting"
    columns = fields.ACCOUNTING
    must: ClassVar = ("project", "day", "method", "amount")
    anchor = "project"
    advice = "Export the time entries of Kantata instead."
