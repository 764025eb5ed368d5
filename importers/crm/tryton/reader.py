"""Readers of Tryton's CRM and sales: parties, opportunities and sales."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import pandas as pd

from importers.crm.records import (
    CrmReader,
    Must,
    continued,
    customers,
    deals,
    decided,
    ids_or,
    order_status,
    orders,
    records_only,
    texts_of,
)
from importers.crm.tryton import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet

_REFERENCE: Final = re.compile(r"^[a-z_]+(?:\.[a-z_]+)+,(\d+)$")
_ODOO: Final = frozenset({"partner id", "order reference", "salesperson", "stage id"})


def referred(text: str) -> str:
    """The number of the record that a reference such as `sale.opportunity,1` names; other texts as they are."""
    found = _REFERENCE.match(text.strip())
    return found[1] if found else text.strip()


def first_value(text: str) -> str:
    """The first of several values in one cell, parted by commas that are no part of a value (those are escaped)."""
    return re.split(r"(?<!\\),", text, maxsplit=1)[0].replace("\\,", ",").strip()


class _Tryton(CrmReader):
    """heads: columns that are blank in every further line of a record."""

    system = "tryton"
    mark = ""
    heads: ClassVar[tuple[str, ...]] = ()
    carried: ClassVar[tuple[str, ...]] = ("external_id", "name", "number", "currency")
    foreign = _ODOO

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, further lines of a record known as such."""
        return continued(super().body(sheet, header, width, places), places, self.heads, self.carried)


class Parties(_Tryton):
    """Parties (party.party). A party merged into another stays under its own id, and a note says so."""

    layout = "tryton.parties"
    entity = "customer"
    columns = fields.PARTIES
    must: ClassVar[Must] = (
        "name",
        "code",
        ("full_name", "language", "identifiers", "tax_id", "terms", "replaced_by", "addresses"),
    )
    anchor = "name"
    heads = ("external_id", "code", "name")
    least = 0.4

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with a note on parties merged into others."""
        body = super().body(sheet, header, width, places)
        if "replaced_by" in places:
            merged = [row for row in body.rows if text_of(row[places["replaced_by"]]).strip()]
            if merged:
                name, other = (text_of(merged[0][places[column]]).strip() for column in ("name", "replaced_by"))
                body.notes.append(f"{len(merged)} parties are merged into others there, first {name!r} into {other!r}.")
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        street, named = cells.text("street"), texts_of(cells.text("addresses"), first_value)
        named = named.mask(
            named == cells.text("name").str.strip(), ""
        )  # an address without parts prints the party's name
        found = customers(
            cells,
            external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("code"), cells.trimmed("name")),
            tax_id=texts_of(cells.text("tax_id"), first_value),
            street=street.where(street != "", named),
        )
        return records_only(cells, found)


class Opportunities(_Tryton):
    """Leads and opportunities (sale.opportunity). Converted means that a sale was made of it."""

    layout = "tryton.opportunities"
    entity = "deal"
    columns = fields.OPPORTUNITIES
    must: ClassVar[Must] = (
        ("external_id", "number"),
        "probability",
        ("state", "stage", "amount"),
        ("customer_name", "party_code"),
    )
    anchor = "external_id"
    heads = ("external_id", "number", "customer_name", "amount")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        state, shown = cells.text("state"), cells.text("stage")
        won, closed = decided(state.where(state != "", shown))
        found = deals(
            cells,
            self.currency(cells),
            whole=1,
            external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("number")),
            stage=shown.where(shown != "", state),
            is_won=won,
            is_closed=closed,
            created=cells.day("start_date"),
        )
        return records_only(cells, found)


class Sales(_Tryton):
    """Sales (sale.sale), what the customer agreed to; drafts and quotations are drafts. The value is the untaxed amount."""

    layout = "tryton.sales"
    entity = "contract"
    columns = fields.SALES
    must: ClassVar[Must] = (
        ("external_id", "number"),
        ("customer_name", "party_code"),
        "signed",
        ("status", "value", "total"),
    )
    anchor = "external_id"
    heads = ("external_id", "number", "customer_name", "signed", "value", "total")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Contracts"""
        number = cells.trimmed("number")
        found = orders(
            cells,
            self.currency(cells),
            external_id=ids_or(cells.trimmed("external_id"), number),
            ref=ids_or(number, cells.trimmed("reference"), cells.trimmed("external_id")),
            customer=cells.trimmed("customer"),
            deal_ref=texts_of(cells.text("origin"), referred),
            po_number=cells.trimmed("reference"),
            status=order_status(cells.text("status"), ("draft", "quotation"), ("cancelled", "canceled", "cancel")),
        )
        return records_only(cells, found)
