"""Readers of Clockify: detailed time, summaries, projects, expenses.

Amounts under a heading such as "Billable Amount (USD)" are in the currency of the project; its note names it. The rows leave
their currency open, and it is completed from the project when the files are put together.
"""

from __future__ import annotations

from typing import ClassVar

import pandas as pd

from importers.psa.clockify import fields
from importers.psa.entries import SummaryReport, TimeTable
from importers.psa.projects import merchant_of, noted, noted_day, noted_order, people_of
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.table_reader import TableReader
from importers.shared.wordings import methods


class TimeReport(TimeTable):
    """Detailed report, one row an entry; rows have no id. Breaks are no work and are not billable.

    Task and Client may be renamed by the workspace, and columns be left out: Start Date and the durations are always there. A form
    without durations is known by its Group, and its hours go from start to end.
    """

    layout = "clockify.time_report"
    system = "clockify"
    columns = fields.TIME
    must: ClassVar = ("day", "project_name", ("hours", "duration", "end_time"), ("person_name", "email"))

    def sure(self, headings: Headings) -> float:
        """Toggl prints the same headings, but a Duration without (h) and no Group."""
        known = headings.places(self.columns)
        return super().sure(headings) if known.keys() & {"hours", "duration", "role"} else 0.0

    def currency(self, cells: Cells) -> pd.Series[str]:
        """Left open: it is the project's, whatever the heading says."""
        return pd.Series([""] * cells.size, dtype="object")

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """None, while the currency is open."""
        del cells
        return {}

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """No for breaks."""
        return cells.flag("billable").mask(cells.trimmed("kind").str.casefold().eq("break"), other=False)


class Summary(SummaryReport):
    """Summary report, grouped by what its user chose."""

    layout = "clockify.summary"
    system = "clockify"
    columns = fields.SUMMARY
    must: ClassVar = ("decimal", ("project_name", "person_name", "customer_name", "task", "tag", "group", "notes"))
    anchor = "decimal"
    advice = "Export the detailed report of Clockify instead."


class ExpenseReport(TableReader):
    """Expense report, one row a claim."""

    layout = "clockify.expense_report"
    system = "clockify"
    mark = ""
    entity = "expense"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "amount", "project_name", "category", ("person_name", "email"))
    anchor = "day"

    def sure(self, headings: Headings) -> float:
        """Its words are everyone's: a list that numbers its expenses or pays them back is another system's."""
        return 0.0 if {"expense id", "reimbursable"} & set(headings.folded) else super().sure(headings)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """expenses, and the people in it"""
        currency = self.currency(cells)
        person = cells.text("person_name")
        person = person.where(person.str.strip() != "", cells.text("email"))
        frame = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "day": cells.day("day"),
                "project": cells.text("project_name"),
                "person": person,
                "person_name": person,
                **{name: cells.text(name) for name in ("customer_name", "project_name", "category", "notes")},
                "merchant": merchant_of(cells.text("notes")),
                "amount": cells.money("amount", currency),
                "currency": currency,
                **{name: cells.flag(name) for name in ("billable", "invoiced", "approved")},
                "invoice_number": cells.trimmed("invoice_number"),
            }
        )
        return {"expenses": frame, "people": people_of(person, email=cells.trimmed("email"))}


class Projects(TableReader):
    """List of projects; the note holds billing type, days, manager and currency."""

    layout = "clockify.projects"
    system = "clockify"
    mark = ""
    entity = "project"
    columns = fields.PROJECTS
    apart = ("projects",)
    must: ClassVar = ("name", "hours", "billable")
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Projects"""
        notes = cells.text("notes")
        kind = noted(notes, "Billing type")
        currency = noted(notes, "Currency").str.upper()
        order = noted_order(notes, ("Set up", "Start", "End"), "mdy")
        manager = cells.text("manager")
        status = cells.trimmed("status")
        active = status.str.casefold().eq("active").astype("boolean").mask(status == "", pd.NA)
        frame = pd.DataFrame(
            {
                "external_id": cells.text("name"),
                "row": cells.row,
                "name": cells.text("name"),
                "customer_name": cells.text("customer_name"),
                "status": status,
                "active": active,
                "billable": cells.flag("billable"),
                "method": methods(kind),
                "method_text": kind,
                "start": noted_day(notes, "Start", order),
                "end": noted_day(notes, "End", order),
                "set_up": noted_day(notes, "Set up", order),
                "manager": manager.where(manager.str.strip() != "", noted(notes, "Manager")),
                "budget_amount": cells.money("budget", currency),
                "budget_seconds": cells.seconds("budget_hours"),
                "currency": currency,
                "hours": cells.seconds("hours"),
                "notes": notes,
            }
        )
        return {"projects": frame}
