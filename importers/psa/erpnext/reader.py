"""Readers of ERPNext: timesheets and expense claims with their rows, projects.

A document fills its own columns in its first row only; the rows of its table follow below with those columns blank.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.psa.entries import Currencied, Doubt, ExpenseTable, ProjectTable, TimeTable, filled, first_of
from importers.psa.erpnext import fields
from importers.shared.bodies import Body, Check
from importers.shared.cells import Cells
from importers.shared.checks import exact
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed, is_blank, text_of
from importers.shared.sheets import Sheet

_CANCELLED = re.compile(r"^\s*cancel")


class _Nested(Currencied):
    """Documents with a table of rows. tables: the names of that table in headings; summed: child column -> printed total of it."""

    system = "erpnext"
    mark = "."
    tables_of: ClassVar[tuple[str, ...]]
    summed: ClassVar[tuple[str, str]]

    def sure(self, headings: Headings) -> float:
        """By a column of the child table."""
        known = any(heading.endswith(self.tables_of) for heading in headings.folded)
        return super().sure(headings) if known else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, each with what its document says, and the totals that documents print of their rows."""
        body = super().body(sheet, header, width, places)
        headings = Headings.of(sheet.rows[header])
        own = [index for index, heading in enumerate(headings.folded) if not heading.endswith(self.tables_of)]
        child, total = self.summed
        above: list[object] = []
        starts: list[int] = []
        for index, row in enumerate(body.rows):
            if not is_blank(row[places["parent"]]):
                above = row
                starts.append(index)
            elif above:
                body.rows[index] = [
                    above[i] if i in own and i != places.get(total) else cell for i, cell in enumerate(row)
                ]
        if total in places:
            for start, end in itertools.pairwise([*starts, len(body.rows)]):
                printed = body.rows[start][places[total]]
                if not is_blank(printed):
                    cells: list[object] = [""] * width
                    cells[places[child]] = printed
                    label = f"{headings.printed[places[total]]} of {text_of(body.rows[start][places['parent']])}"
                    body.checks.append(Check(label, start, end, cells, body.numbers[start]))
        return body

    def ids(self, cells: Cells) -> pd.Series[str]:
        """The id of the row, else the document's with the row's place in it, else `file#n`."""
        parent = cells.trimmed("parent")
        place = (parent.groupby(parent).cumcount() + 1).astype(str)
        made = (parent + "#" + place).where(parent != "", "").astype("object")
        return first_of(cells.trimmed("id"), made, cells.numbered())


class Timesheets(_Nested, TimeTable):
    """Timesheets, one row an entry. Cancelled ones are left out; a draft is not approved.

    Hours that are billed and hours that were worked may differ: the hours worked are loaded, the difference is said.
    """

    layout = "erpnext.timesheets"
    columns = fields.TIME
    also: ClassVar = {"started": "day"}
    must: ClassVar = ("parent", ("employee", "person_name"), "day", "hours")
    tables_of = ("(time sheets)", "(timesheet detail)")
    summed = ("hours", "total")
    unwanted = ("status", _CANCELLED, "cancelled timesheets")

    def person(self, cells: Cells) -> pd.Series[str]:
        """The name, else the number of the employee."""
        return first_of(cells.text("person_name"), cells.text("employee"))

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """As of every list of time; hours that are not billed as they were worked are summed up in a note."""
        worked, billed = typed["hours"], typed.get("billing_hours")
        if isinstance(worked, Parsed) and isinstance(billed, Parsed):
            apart = worked.known & billed.known & (billed.units > 0) & (billed.units != worked.units)
            if apart.any():
                hours = exact(worked.units[apart] - billed.units[apart])
                body.notes.append(
                    f"{int(apart.sum())} rows bill other hours than were worked: {hours:,} hours are written down in all; "
                    "the hours worked are loaded."
                )
        return super().doubts(body, typed)

    def invoiced(self, cells: Cells) -> pd.Series[bool]:
        """By the invoice of the row or of the document, or by its status."""
        named = filled(first_of(cells.text("invoice_number"), cells.text("sales_invoice")))
        status = cells.trimmed("status").str.casefold()
        answer = named | (status == "billed")
        known = cells.has("invoice_number") or cells.has("sales_invoice")
        told = status.isin(["billed", "submitted", "draft"])
        return answer if known else answer.mask(~answer & ~told, pd.NA)

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """A submitted timesheet is; a draft is not."""
        status = cells.trimmed("status").str.casefold()
        return (status != "draft").astype("boolean").mask(status == "", pd.NA)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, and the people in it"""
        frames = super().frames(cells)
        time = frames["time"]
        time["task"] = first_of(cells.text("task"), cells.text("activity"))
        time["invoice_number"] = first_of(cells.trimmed("invoice_number"), cells.trimmed("sales_invoice"))
        return frames


class Projects(ProjectTable):
    """Projects. Their headings are recalled."""

    layout = "erpnext.projects"
    system = "erpnext"
    columns = fields.PROJECTS
    must: ClassVar = ("id", "name", "status", ("percent", "end", "order"))
    mark = "."
    recalled = True

    def sure(self, headings: Headings) -> float:
        """By headings that only ERPNext has."""
        own = {"expected start date", "expected end date", "% completed", "percent complete"}
        return super().sure(headings) if own & set(headings.folded) else 0.0

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Projects, with what their sales orders are worth as their budget"""
        frames = super().frames(cells)
        sales = cells.money("sales", self.currency(cells))
        frames["projects"]["budget_amount"] = sales.mask((sales == 0).fillna(value=False))
        return frames


class ExpenseClaims(_Nested, ExpenseTable):
    """Expense claims, one row an expense; the sanctioned amount is what it costs. Their headings are recalled."""

    layout = "erpnext.expense_claims"
    columns = fields.EXPENSES
    must: ClassVar = ("parent", ("employee", "person_name"), "day", "amount")
    tables_of = ("(expenses)", "(expense claim detail)")
    summed = ("amount", "total")
    recalled = True
    unwanted = ("status", re.compile(r"^\s*(cancel|reject)"), "rejected or cancelled claims")

    def person(self, cells: Cells) -> pd.Series[str]:
        """The name, else the number of the employee."""
        return first_of(cells.text("person_name"), cells.text("employee"))

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """As the claim's status says."""
        status = cells.trimmed("status").str.casefold()
        return pd.Series(np.asarray(status == "approved"), dtype="boolean").mask(status == "", pd.NA)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """expenses, and the people in it"""
        frames = super().frames(cells)
        expenses = frames["expenses"]
        expenses["amount"] = cells.money("sanctioned", expenses["currency"]).fillna(expenses["amount"])
        expenses["project"] = first_of(expenses["project"], cells.trimmed("header_project"))
        return frames
