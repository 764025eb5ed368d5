"""Readers of Odoo: timesheets (account.analytic.line), projects, tasks, expenses (hr.expense).

Headings are labels in the user's version or technical names. A false choice is an empty cell; text that begins with = + or - has
an apostrophe in front, which is taken off. A grouped list in a workbook has rows of groups between the records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.psa.entries import Doubt, ExpenseTable, ProjectTable, TimeTable, filled, first_of
from importers.psa.odoo import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed, is_blank
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_GROUP: Final = re.compile(r"^ *\S.* \(\d+\)$", re.DOTALL)
_APOSTROPHE: Final = re.compile(r"^'(?=[=+\-])")
_YES: Final = frozenset({"true", "yes", "1", "validated"})
_FREE: Final = re.compile(r"^non[ _-]?billable|^not billable", re.IGNORECASE)


class _Odoo(TableReader):
    """What all lists of Odoo have in common."""

    system = "odoo"
    mark = "."

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The records, without the rows of groups and without the apostrophes that guard a spreadsheet."""
        body = super().body(sheet, header, width, places)
        anchor = places.get(self.anchor, 0)
        groups = {index for index, row in enumerate(body.rows) if not sheet.ragged and _is_group(row, anchor)}
        if groups:
            body.notes.append(f"{len(groups)} rows are groups of the list, with the sums of the rows below them.")
            kept = [index for index in range(len(body.rows)) if index not in groups]
            body.rows, body.numbers = [body.rows[i] for i in kept], [body.numbers[i] for i in kept]
            body.checks = []
        body.rows = [[_bared(cell) for cell in row] for row in body.rows]
        return body


def _is_group(row: list[object], anchor: int) -> bool:
    """A row of a workbook whose first cell counts the records below it, and that has no record of its own."""
    first = row[0]
    return isinstance(first, str) and _GROUP.match(first) is not None and (anchor == 0 or is_blank(row[anchor]))


def _bared(cell: object) -> object:
    return _APOSTROPHE.sub("", cell) if isinstance(cell, str) else cell


def _said(texts: pd.Series[str], *, there: bool) -> pd.Series[bool]:
    """A choice of Odoo: an empty cell is no; NA where the column is not there."""
    yes = texts.str.strip().str.casefold().isin(_YES).astype("boolean")
    return yes if there else yes.mask(~yes.fillna(value=False), pd.NA)


class Timesheets(_Odoo, TimeTable):
    """Timesheet lines, one row an entry. Lines without a project are other analytic postings. `Amount` is cost, below zero.

    A company may record days: how many hours a day has is not printed, so that such rows are set apart.
    """

    layout = "odoo.timesheets"
    columns = fields.TIME
    must: ClassVar = ("day", ("person_name", "user"), "project_name", ("hours", "days"))
    unwanted = ("project_name", re.compile(r"^\s*$"), "analytic postings without a project, no time,")
    least = 0.5

    def sure(self, headings: Headings) -> float:
        """By the words Odoo has for hours, which others use as well: beside a name for the person that only Odoo has."""
        folded = set(headings.folded)
        technical = "unit amount" in folded and bool(
            {"employee id", "employee id/id", "project id", "project id/id"} & folded
        )
        labels = "employee" in folded and bool({"hours spent", "time spent", "days spent", "quantity"} & folded)
        return super().sure(headings) if technical or labels else 0.0

    def person(self, cells: Cells) -> pd.Series[str]:
        """The employee, else the user."""
        return first_of(cells.text("person_name"), cells.text("user"))

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """By the type of billing; NA where there is none."""
        kind = cells.trimmed("kind")
        return (~kind.str.contains(_FREE)).astype("boolean").mask(kind == "", pd.NA)

    def invoiced(self, cells: Cells) -> pd.Series[bool]:
        """Whether the line names an invoice."""
        answer = filled(cells.text("invoice_number"))
        return answer if cells.has("invoice_number") else answer.mask(~answer, pd.NA)

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """Whether the line is validated."""
        return _said(cells.text("approved"), there=cells.has("approved"))

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The cost of the lines"""
        return {"amount": ("Amount", cells.number("amount"))} if cells.has("amount") else {}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, with the cost of an hour from the cost of the line, and the people in it"""
        frames = super().frames(cells)
        time = frames["time"]
        cost, seconds = -cells.number("amount", 10_000), time["seconds"]
        priced = ((cost > 0) & (seconds > 0)).fillna(value=False)
        divisor = seconds.where(priced, 1)
        time["cost_rate"] = ((2 * cost * 3600 + divisor) // (2 * divisor)).where(priced)
        time["amount"] = pd.array([pd.NA] * cells.size, dtype="Int64")
        return frames

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """Lines in days, and lines without hours."""
        if "hours" in typed:
            return super().doubts(body, typed)
        sentence = "The line counts days, and the file does not say how many hours a day has. Export the hours"
        return {index: Doubt("days", "IMP-209", sentence) for index in range(len(body.rows))}


class Projects(_Odoo, ProjectTable):
    """Projects, one row a project."""

    layout = "odoo.projects"
    columns = fields.PROJECTS
    must: ClassVar = ("name", "customer_name", "manager", ("budget_hours", "hours", "billable", "status", "order"))
    least = 0.5

    def sure(self, headings: Headings) -> float:
        """By names that only Odoo has for a project's hours, people or billing."""
        folded = set(headings.folded)
        technical = bool({"allow timesheets", "allow billable", "allocated hours"} & folded) and "partner id" in folded
        labels = "project manager" in folded and bool(
            {"allocated hours", "allocated time", "sales order item", "hours spent", "time spent", "expiration date"}
            & folded
        )
        return super().sure(headings) if technical or labels else 0.0

    def active(self, cells: Cells) -> pd.Series[bool]:
        """The choice, else what the stage says."""
        return self._choice(cells, "active") if cells.has("active") else _staged(cells)

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """Whether the project bills its time."""
        return self._choice(cells, "billable")

    @staticmethod
    def _choice(cells: Cells, name: str) -> pd.Series[bool]:
        return _said(cells.text(name), there=cells.has(name))


def _staged(cells: Cells) -> pd.Series[bool]:
    stage = cells.trimmed("status").str.casefold()
    over = stage.isin(["done", "cancelled", "canceled", "closed", "archived"])
    return (~over).astype("boolean").mask(stage == "", pd.NA)


class Tasks(_Odoo):
    """Tasks: their hours are sums of timesheet lines, and are not loaded beside them."""

    layout = "odoo.tasks"
    entity = "task"
    columns = fields.TASKS
    must: ClassVar = ("name", "project_name", ("assigned", "stage"), ("planned", "spent", "left", "deadline"))
    anchor = "name"
    least = 0.5

    def sure(self, headings: Headings) -> float:
        """By the names that only a task of Odoo has."""
        folded = set(headings.folded)
        known = {"title", "project"} <= folded or {"project id", "stage id"} <= folded
        return super().sure(headings) if known and {"assignees", "assigned to", "user ids"} & folded else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the sentence that says why nothing is made of them."""
        body = super().body(sheet, header, width, places)
        body.notes.append(
            "Tasks are read to be known; their hours are sums of timesheet lines, which name the task themselves."
        )
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Nothing: hours come with the timesheet lines"""
        del cells
        return {}


class Expenses(_Odoo, ExpenseTable):
    """Expenses, one row a claim; one with a customer to reinvoice is billable. Its headings are recalled."""

    layout = "odoo.expenses"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "person_name", "amount", "category", ("payer", "order", "status"))
    least = 0.5
    recalled = True
    unwanted = ("status", re.compile(r"^\s*(refused|cancel)"), "refused expenses")

    def sure(self, headings: Headings) -> float:
        """By the names that only an expense of Odoo has."""
        folded = set(headings.folded)
        labels = "employee" in folded and bool({"paid by", "customer to reinvoice", "expense date"} & folded)
        technical = {"employee id", "product id"} <= folded
        return super().sure(headings) if labels or technical else 0.0

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """Whether a customer is named to whom it is billed on."""
        answer = filled(cells.text("order"))
        return answer if cells.has("order") else answer.mask(~answer, pd.NA)

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """As the status says."""
        status = cells.trimmed("status").str.casefold()
        yes = status.isin(["approved", "approve", "posted", "post", "done", "paid", "in_payment", "in payment"])
        return pd.Series(np.asarray(yes), dtype="boolean").mask(status == "", pd.NA)
