"""Readers of HubSpot's exports: companies and deals; line items, contacts and invoices are recognised and counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import ClassVar, Final

import pandas as pd

from core.normalise.addresses import host_of
from importers.crm.hubspot import fields
from importers.crm.records import Counted, CrmReader, Must, customers, deals, decided, texts_of
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Form
from importers.shared.sheets import Sheet

_EPOCH: Final = re.compile(r"\d{12,13}", re.ASCII)
_WITH_ID: Final = re.compile(r"^(.*\S)\s+\((?:\d{5,}|[^()\s]+@[^()\s]+)\)$")
_ZOHO: Final = frozenset({"closing date", "account name", "account name.id", "deal owner.id", "account owner.id"})


class _HubSpot(CrmReader):
    system = "hubspot"
    anchor = "external_id"
    foreign = _ZOHO

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with instants of internal exports (milliseconds since 1970, UTC) put as days."""
        body = super().body(sheet, header, width, places)
        for name in places:
            if self.columns[name].form is Form.DAY:
                values = [row[places[name]] for row in body.rows]
                if any(isinstance(value, str) and _EPOCH.fullmatch(value.strip()) for value in values):
                    body.extra[name] = [_day(value) for value in values]
        return body


def _day(cell: object) -> object:
    if isinstance(cell, str) and _EPOCH.fullmatch(cell.strip()):
        return datetime.fromtimestamp(int(cell) / 1000, UTC).date().isoformat()
    return cell


def _first(text: str) -> str:
    """The first of several values, which is the primary one."""
    return text.split(";", maxsplit=1)[0].strip()


def _name(text: str) -> str:
    """The name in a cell such as `Name (id)` or `Name (mail)`, of the first of several."""
    first = text.split(";", maxsplit=1)[0]
    found = _WITH_ID.match(first)
    return found[1] if found else first


class Companies(_HubSpot):
    """Export of companies."""

    layout = "hubspot.companies"
    entity = "customer"
    columns = fields.COMPANIES
    must: ClassVar[Must] = ("external_id", "name", ("domain", "owner", "created"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(
            cells,
            domain=texts_of(cells.text("domain"), host_of),
            currency=cells.trimmed("currency"),
            parent=texts_of(cells.text("parent"), _first),
        )


class Deals(_HubSpot):
    """Export of deals. The first associated company is the primary one."""

    layout = "hubspot.deals"
    entity = "deal"
    columns = fields.DEALS
    must: ClassVar[Must] = ("external_id", "name")

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The deal's currency; that of the company, which the file does not name, where only the amount in it is printed."""
        if cells.has("home_amount") and not cells.has("amount"):
            return pd.Series([cells.source.currency] * cells.size, dtype="object")
        return super().currency(cells)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The amount in the company's currency, where it is the only one."""
        if cells.has("home_amount") and not cells.has("amount"):
            return {"home_amount": (self.columns["home_amount"].headings[0], cells.number("home_amount"))}
        return {}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        currency = self.currency(cells)
        stage = cells.text("stage").str.replace(r"(?i)closed(won|lost)", r"closed \1", regex=True)
        said_won, said_closed = decided(stage)
        won = cells.flag("won") if cells.has("won") else said_won.fillna(value=False)
        closed = said_closed.fillna(value=False)
        if cells.has("closed"):
            closed = won | cells.flag("closed")
        elif cells.has("lost"):
            closed = won | cells.flag("lost")
        elif cells.has("won"):
            closed = won | closed
        return deals(
            cells,
            currency,
            whole=1,
            customer=texts_of(cells.text("customer"), _first),
            customer_name=texts_of(cells.text("customer_name"), _name),
            is_won=won,
            is_closed=closed,
            amount=cells.money("amount" if cells.has("amount") else "home_amount", currency),
        )


class CompaniesTranslated(Companies):
    """Export of companies in another language than English; the labels are recalled."""

    layout = "hubspot.companies_translated"
    columns = fields.COMPANIES_TRANSLATED
    recalled = True
    mark = ""


class DealsTranslated(Deals):
    """Export of deals in another language than English; the labels are recalled."""

    layout = "hubspot.deals_translated"
    columns = fields.DEALS_TRANSLATED
    recalled = True
    mark = ""


class LineItems(Counted, _HubSpot):
    """Export of line items; the headings are recalled."""

    layout = "hubspot.line_items"
    entity = "deal_line"
    what = "products on deals"
    columns = fields.LINE_ITEMS
    must: ClassVar[Must] = ("external_id", "quantity", ("unit_price", "amount"))
    least = 0.4
    recalled = True


class Contacts(Counted, _HubSpot):
    """Export of contacts."""

    layout = "hubspot.contacts"
    entity = "contact"
    what = "people at customers"
    columns = fields.CONTACTS
    must: ClassVar[Must] = ("external_id", "email", ("first", "last"), ("company", "owner"))


class Invoices(Counted, _HubSpot):
    """Export of invoices; the ledger is the system of record for them."""

    layout = "hubspot.invoices"
    entity = "invoice"
    what = "invoices as the CRM shows them, and not as the ledger holds them"
    columns = fields.INVOICES
    must: ClassVar[Must] = ("external_id", "status", ("amount", "open"))
