"""Readers of FreshBooks exports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.documents import apart
from importers.accounting.freshbooks import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_STATUS = {
    "draft": "draft",
    "created": "draft",
    "paid": "paid",
    "auto-paid": "paid",
    "void": "void",
    "deleted": "void",
    "sent": "open",
    "viewed": "open",
    "partial": "open",
    "overdue": "open",
    "disputed": "open",
    "outstanding": "open",
}


class _FreshBooks(TableReader):
    system = "freshbooks"


class InvoiceDetails(_FreshBooks):
    """Invoice Details report, one row a line. It prints no total of a document: it is the sum of its lines, if all were read."""

    layout = "freshbooks.invoices"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("customer_name", "number", "day", "amount", ("line_total", "tax_1"))
    anchor = "number"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The lines, and beside them how many each document has."""
        body = super().body(sheet, header, width, places)
        counts = Counter(text_of(row[places["number"]]).strip() for row in body.rows)
        body.aside["lines"] = list(counts.items())
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        number, customer = cells.trimmed("number"), cells.text("customer_name")
        kind = pd.Series(["invoice"] * cells.size, dtype="object")
        external = apart(number, kind, customer)
        tax = cells.money("tax_1", currency).fillna(0) + cells.money("tax_2", currency).fillna(0)
        whole = cells.money("line_total", currency)
        net = (whole - tax).fillna(
            cells.money("amount", currency)
        )  # the line total is after the discount, whatever the subtotal is
        status = cells.trimmed("status").str.casefold().map(_STATUS).fillna("")
        printed = {str(name): count for name, count in cells.aside["lines"]}
        complete = number.groupby(number).transform("size") == number.map(printed) if cells.size else number == ""
        total, taxes = (net + tax).groupby(external).transform("sum"), tax.groupby(external).transform("sum")
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "day": cells.day("day"),
                "due": cells.day("due"),
                "total": total.astype("Int64").where(complete),
                "tax": taxes.astype("Int64").where(complete),
                "open": pd.Series([0] * cells.size, dtype="Int64").where(status.isin(["paid", "void"])),
                "currency": currency,
                "status": status,
            }
        )
        codes = cells.trimmed("tax_code") + " " + cells.trimmed("tax_code_2")
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": "invoice:" + external,
                "description": cells.text("description"),
                "item": cells.text("item"),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": net,
                "tax": tax.astype("Int64"),
                "tax_code": codes.str.strip(),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoices": head.drop_duplicates("external_id", ignore_index=True), "invoice_lines": lines}


class TimeEntryDetails(_FreshBooks):
    """Time entry details: hours and their cost by task and client. It prints neither the day of the work nor who did it."""

    layout = "freshbooks.time"
    entity = "time"
    columns = fields.TIME
    must: ClassVar = ("task", "customer_name", "hours", "amount")
    anchor = "hours"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Time"""
        currency = self.currency(cells)
        number = cells.trimmed("invoice_number")
        frame = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "customer_name": cells.text("customer_name"),
                "task": cells.text("task"),
                "seconds": cells.seconds("hours"),
                "invoiced": pd.Series(number != "").astype("boolean"),
                "rate": cells.number("rate", 10_000),
                "amount": cells.money("amount", currency),
                "currency": currency,
                "invoice_number": number,
            }
        )
        return {"time": frame}


class Expenses(_FreshBooks):
    """Expenses, one row each."""

    layout = "freshbooks.expenses"
    entity = "expense"
    columns = fields.EXPENSES
    must: ClassVar = ("day", "category", "merchant", "person_name", "amount")
    least = 0.6
    anchor = "amount"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Expenses"""
        currency = self.currency(cells)
        frame = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "day": cells.day("day"),
                "project": cells.text("project_name"),
                **{
                    name: cells.text(name)
                    for name in ("customer_name", "project_name", "person_name", "category", "merchant", "notes")
                },
                "amount": cells.money("amount", currency),
                "currency": currency,
            }
        )
        return {"expenses": frame}


def customers_of(cells: Cells, external: pd.Series[str], name: pd.Series[str]) -> pd.DataFrame:
    """Draft customers from columns named as the schema names them."""
    return pd.DataFrame(
        {
            "external_id": external,
            "row": cells.row,
            "name": name,
            "domain": cells.text("email").map(host_of),
            "email": cells.trimmed("email"),
            "tax_id": cells.trimmed("tax_id"),
            "currency": cells.trimmed("currency"),
            **{part: cells.text(part) for part in ("street", "city", "region", "postcode", "country")},
        }
    )


def named(cells: Cells) -> pd.Series[str]:
    """The organisation, else first and last name."""
    person = (cells.trimmed("first") + " " + cells.trimmed("last")).str.strip()
    organisation = cells.trimmed("organization")
    return organisation.where(organisation != "", person)


class Clients(_FreshBooks):
    """Clients; a client without an organisation is the person. Headings recalled, never seen in a file."""

    layout = "freshbooks.clients"
    entity = "customer"
    columns = fields.CLIENTS
    must: ClassVar = ("organization", "first", "last", "email", "country", "currency")
    least = 0.6
    anchor = "email"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        name = named(cells)
        return {"customers": customers_of(cells, name.where(name != "", cells.numbered()), name)}


class Payments(_FreshBooks):
    """Payments collected, one row an invoice paid. Headings recalled, never seen in a file."""

    layout = "freshbooks.payments"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("customer_name", "invoice", "day", "method", "amount")
    anchor = "amount"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = self.currency(cells)
        amount, external = cells.money("amount", currency), cells.numbered()
        payments = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": cells.text("customer_name"),
                "day": cells.day("day"),
                "memo": (cells.trimmed("method") + " " + cells.trimmed("memo")).str.strip(),
                "amount": amount,
                "currency": currency,
            }
        )
        invoice = cells.trimmed("invoice")
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
