"""Readers of Harvest: detailed time, expenses, projects, clients, and its own invoices with their lines and payments."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import address_of
from core.normalise.wording import currency_of
from core.ports.importing import TableRead
from importers.accounting.documents import apart
from importers.psa.harvest import fields
from importers.psa.projects import merchant_of, noted, noted_day, noted_order, people_of
from importers.shared.bodies import Body, Check
from importers.shared.cells import Cells, Source
from importers.shared.parsing import by_value, is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import methods

_CODE: Final = re.compile(r"[A-Z]{3}")


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
    """Detailed time report, one row an entry; rows have no id.

    Where the account rounds, Harvest bills `Hours Rounded` and prices it: that is loaded, the raw hours stay a control total.
    """

    layout = "harvest.time_report"
    entity = "time"
    columns = fields.TIME
    must: ClassVar = ("day", "hours", "project_name", "first", "last")
    anchor = "day"

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """Everything made of the report, with a word on which hours are taken."""
        made = super().read(sheet, header, source)
        if not any(use.source == "Hours Rounded" for use in made.columns):
            return made
        note = "Hours are taken as rounded by Harvest (Hours Rounded), which is what it bills."
        return dataclasses.replace(made, notes=(*made.notes, note))

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
                "seconds": cells.seconds("rounded").fillna(cells.seconds("hours")),
                **{name: cells.flag(name) for name in ("billable", "invoiced", "approved")},
                "rate": cells.number("rate", 10_000),
                "amount": cells.money("amount", currency),
                "cost_rate": cells.number("cost_rate", 10_000),
                "currency": currency,
            }
        )
        employed = cells.flag("employee").map({True: "Employee", False: "Contractor"}).fillna("").astype("object")
        people = people_of(person, role=cells.text("role"), department=cells.text("teams"), employment=employed)
        return {"time": frame, "people": people}


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


class Invoices(_Harvest):
    """Invoice report, one row an invoice. The styled form groups the rows under a currency and prints a total for each."""

    layout = "harvest.invoices"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("number", "customer_name", "day", "total", "open")
    anchor = "number"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows without those that hold nothing but a currency, which is the one of the rows below."""
        body = super().body(sheet, header, width, places)
        kept: list[int] = []
        codes: list[str] = []
        starts: list[int] = []
        code = ""
        for index, row in enumerate(body.rows):
            texts = [text_of(cell).strip() for cell in row if not is_blank(cell)]
            if len(texts) == 1 and _CODE.fullmatch(texts[0]):
                code = texts[0]
                starts.append(index)
            else:
                kept.append(index)
                codes.append(code)
        if not starts:
            return body
        moved = {old: new for new, old in enumerate(kept)}
        body.checks = [_section(check, starts) for check in body.checks]
        body.rows, body.numbers = [body.rows[i] for i in kept], [body.numbers[i] for i in kept]
        body.short = {moved[i]: cells for i, cells in body.short.items() if i in moved}
        body.long = {moved[i]: cells for i, cells in body.long.items() if i in moved}
        body.extra["section"] = list(codes)
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The code of the row, else of its section."""
        own = super().currency(cells)
        return own.where(own != "", cells.trimmed("section"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices"""
        currency = self.currency(cells)
        number, customer = cells.trimmed("number"), cells.text("customer_name")
        kind = pd.Series(["invoice"] * cells.size, dtype="object")
        total, still = cells.money("total", currency), cells.money("open", currency)
        paid = cells.money("paid", currency)
        frame = pd.DataFrame(
            {
                "external_id": apart(number, kind, customer, cells.day("day").astype(str)),
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "po_number": cells.trimmed("po_number"),
                "day": cells.day("day"),
                "total": total,
                "tax": _both(cells, currency),
                "paid": paid,
                "open": still,
                "currency": currency,
                "status": _status(cells.trimmed("status"), total, paid, still),
            }
        )
        return {"invoices": frame}


def _section(check: Check, starts: list[int]) -> Check:
    """A check of the whole becomes one of its section; positions are counted without the rows of currencies."""
    whole = check.label.casefold().startswith("total")
    begin = max((start for start in starts if start < check.end), default=0)
    first = max(check.start, begin) if whole else check.start
    return Check(
        check.label,
        first - sum(1 for start in starts if start < first),
        check.end - sum(1 for start in starts if start < check.end),
        check.cells,
        check.row,
    )


def _both(cells: Cells, currency: pd.Series[str]) -> pd.Series[int]:
    """Both taxes together; NA where neither is printed."""
    first, second = cells.money("tax", currency), cells.money("second_tax", currency)
    return first.fillna(0).add(second.fillna(0)).mask(first.isna() & second.isna())


def _status(
    printed: pd.Series[str], total: pd.Series[int], paid: pd.Series[int], still: pd.Series[int]
) -> pd.Series[str]:
    """Paid, open or draft; "" for an invoice that is written off: nothing is open and not all was paid. The report has no void ones."""
    settled = (still == 0).fillna(value=False)
    whole = (paid == total).fillna(value=False)
    told = pd.Series(np.select([settled & whole, ~settled], ["paid", "open"], ""), dtype="object")
    return told.mask(printed.str.casefold() == "draft", "draft")


class InvoiceLines(_Harvest):
    """Invoice line items, one row a line."""

    layout = "harvest.invoice_lines"
    entity = "invoice_line"
    columns = fields.LINES
    must: ClassVar = ("number", "amount", ("quantity", "unit_price"))
    anchor = "number"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """invoice_lines"""
        currency = self.currency(cells)
        kind = pd.Series(["invoice"] * cells.size, dtype="object")
        day = cells.day("day").astype(str)
        external = apart(cells.trimmed("number"), kind, cells.text("customer_name"), day)
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": "invoice:" + external,
                "description": cells.text("description"),
                "item": cells.text("kind"),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": cells.money("amount", currency),
                "tax": _both(cells, currency),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoice_lines": lines}


class Payments(_Harvest):
    """Payments received, one row a payment; two equal payments are two."""

    layout = "harvest.payments"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("day", "number", "amount")
    anchor = "number"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = self.currency(cells)
        amount = cells.money("amount", currency)
        invoice = cells.trimmed("number")
        external = cells.numbered()
        payments = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "kind": "payment",
                "customer_name": cells.text("customer_name"),
                "day": cells.day("day"),
                "memo": invoice,
                "amount": amount,
                "currency": currency,
            }
        )
        allocations = pd.DataFrame(
            {
                "external_id": external + "|" + invoice,
                "row": cells.row,
                "source": "payment:" + external,
                "invoice": "invoice:" + invoice,
                "amount": amount.abs(),
                "currency": currency,
                "day": cells.day("day"),
            }
        )
        return {"payments": payments, "allocations": allocations}
