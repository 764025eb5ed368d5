"""Readers of Harvest: detailed time, expenses, projects, clients."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pandas as pd

from core.normalise.addresses import address_of
from core.normalise.wording import currency_of
from importers.psa.harvest import fields
from importers.psa.projects import merchant_of, noted, noted_day, noted_order, people_of
from importers.shared.cells import Cells
from importers.shared.parsing import by_value
from importers.shared.table_reader import TableReader
from importers.shared.wordings import methods


class _Harvest(TableReader):
    system = "harvest"
    mark = ""

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The code in "British Pound - GBP"."""
        codes, different = by_value(list(cells.text("currency")))
        read = np.array([currency_of(str(text)) for text in different] or [""], dtype=object)
        return pd.Series(read[codes], dtype="object").replace("", cells.source.currency)


def _person(cells: Cells) -> pd.Series[str]:
    return (cells.text("first").str.strip() + " " + cells.text("last").str.strip()).str.strip()


def _project(cells: Cells, name: str) -> pd.Series[str]:
    """The project's id: its code, or its name where it has none."""
    code = cells.trimmed("code")
    return code.where(code != "", cells.text(name))


class TimeReport(_Harvest):
    """Detailed time report, one row an entry; rows have no id."""

    layout = "harvest.time_report"
    entity = "time"
    columns = fields.TIME
    must: ClassVar = ("day", "hours", "project_name", "first", "last")
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, and the people in it"""
        currency = self.currency(cells)
        person = _person(cells)
        frame = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "day": cells.day("day"),
                "project": _project(cells, "project_name"),
                "person": person,
                "person_name": person,
                **{name: cells.text(name) for name in ("customer_name", "project_name", "role", "task", "notes")},
                "seconds": cells.seconds("hours"),
                **{name: cells.flag(name) for name in ("billable", "invoiced", "approved")},
                "rate": cells.number("rate", 10_000),
                "amount": cells.money("amount", currency),
                "cost_rate": cells.number("cost_rate", 10_000),
                "currency": currency,
            }
        )
        return {"time": frame, "people": people_of(person, role=cells.text("role"))}


class ExpenseReport(_Harvest):
    """Expense report, one row a claim."""

    layout = "harvest.expense_report"
    entity = "expense"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "amount", "project_name", "category", "first")
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """expenses, and the people in it"""
        currency = self.currency(cells)
        person = _person(cells)
        frame = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "day": cells.day("day"),
                "project": _project(cells, "project_name"),
                "person": person,
                "person_name": person,
                **{name: cells.text(name) for name in ("customer_name", "project_name", "category", "notes")},
                "merchant": merchant_of(cells.text("notes")),
                "amount": cells.money("amount", currency),
                "currency": currency,
                **{name: cells.flag(name) for name in ("billable", "invoiced", "approved")},
            }
        )
        return {"expenses": frame, "people": people_of(person)}


class Projects(_Harvest):
    """List of projects; the notes hold billing type, day of set-up and manager."""

    layout = "harvest.projects"
    entity = "project"
    columns = fields.PROJECTS
    apart = ("projects",)
    must: ClassVar = ("name", "customer_name", "notes", ("budget_by", "hours"))
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Projects"""
        notes = cells.text("notes")
        kind = noted(notes, "Billing type")
        by = cells.text("budget_by").str.casefold()
        worked, billed = cells.seconds("hours"), cells.seconds("billable_hours")
        billable = pd.Series(pd.array([pd.NA] * cells.size, dtype="boolean"))
        billable = billable.mask(((worked > 0) & (billed == 0)).fillna(value=False), other=False)
        billable = billable.mask((billed > 0).fillna(value=False), other=True)
        billable = billable.mask(notes.str.contains(r"not billable|non-billable", case=False), other=False)
        billable = billable.mask(kind != "", other=True)
        blank = cells.text("nothing")
        order = noted_order(notes, ("Set up", "Start", "End"), "dmy")
        frame = pd.DataFrame(
            {
                "external_id": _project(cells, "name"),
                "row": cells.row,
                "name": cells.text("name"),
                "code": cells.trimmed("code"),
                "customer_name": cells.text("customer_name"),
                "billable": billable,
                "method": methods(kind),
                "method_text": kind,
                "start": cells.day("start").fillna(noted_day(notes, "Start", order)),
                "end": cells.day("end").fillna(noted_day(notes, "End", order)),
                "set_up": noted_day(notes, "Set up", order),
                "manager": noted(notes, "Manager"),
                "budget_amount": cells.money("budget", blank).where(by.str.contains("fee")),
                "budget_seconds": cells.seconds("budget").where(by.str.contains("hour")),
                "currency": noted(notes, "Currency"),
                "hours": worked,
                "notes": notes,
            }
        )
        return {"projects": frame}


class Clients(_Harvest):
    """List of clients with their address in one cell."""

    layout = "harvest.clients"
    entity = "customer"
    columns = fields.CLIENTS
    must: ClassVar = ("name", "address")
    least = 0.4
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        parts = [address_of(text) for text in cells.text("address")]
        frame = pd.DataFrame({"external_id": cells.text("name"), "row": cells.row, "name": cells.text("name")})
        for name in ("street", "city", "region", "postcode", "country"):
            frame[name] = pd.Series([getattr(part, name) for part in parts], dtype="object")
        return {"customers": frame}
