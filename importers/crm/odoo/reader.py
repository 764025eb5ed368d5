"""Readers of Odoo's CRM and sales: opportunities, partners and sales orders."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd

from importers.crm.odoo import fields
from importers.crm.records import (
    CrmReader,
    Must,
    continued,
    customers,
    deals,
    first_of,
    ids_or,
    order_status,
    orders,
    records_only,
    told,
)
from importers.shared.bodies import Body, Check, flat_body
from importers.shared.cells import Cells, Source
from importers.shared.columns import Headings
from importers.shared.grids import Row
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import RECALLED

if TYPE_CHECKING:
    from core.ports.importing import TableRead

_APOSTROPHE: Final = re.compile(r"^'[=+\-@]")
_GROUP: Final = re.compile(r"^\s*\S.* \((\d+)\)$")
_LEAD_MARKS: Final = frozenset(
    {
        *("salesperson", "sales team", "expected closing", "prorated revenue"),
        *("user id", "team id", "stage id", "stage id/id", "partner id", "partner id/id", "date deadline"),
    }
)
_FOREIGN_MARKS: Final = frozenset({"verkäufer", "vendeur", "comercial"})
_ORDER_MARKS: Final = frozenset(
    {
        *("order reference", "untaxed amount", "invoice status", "date order", "amount untaxed", "client order ref"),
        *("auftragsreferenz", "référence de la commande", "referencia del pedido", "order lines/product"),
        *("order line/product id", "order line/name"),
    }
)
_ORDER_ONLY: Final = frozenset({"order reference", "date order", "order date", "order lines/product", "amount untaxed"})


def bare(cell: object) -> object:
    """A cell without the apostrophe that Odoo puts before text a spreadsheet would take for a formula."""
    return cell[1:] if isinstance(cell, str) and _APOSTROPHE.match(cell) else cell


class _Odoo(CrmReader):
    """heads: columns that are blank in every further line of a record; carried: those of them that are filled down."""

    system = "odoo"
    heads: ClassVar[tuple[str, ...]] = ()
    carried: ClassVar[tuple[str, ...]] = ("external_id", "name", "ref", "currency")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, apostrophes taken off, the rows of groups held as printed totals, further lines of a record known as such."""
        rows = [[bare(cell) for cell in row] for row in sheet.rows[header + 1 :]]
        rows, groups = (rows, []) if sheet.ragged else _without_groups(rows)  # text files are never grouped
        head = sheet.rows[header]
        body = flat_body(dataclasses.replace(sheet, rows=[head, *rows]), 0, width, places.get(self.anchor, 0))
        for label, start, count, cells in groups:
            body.checks.append(Check(label, start, min(start + count, len(body.rows)), cells, start + 1))
        return continued(self.with_signs(body, places), places, self.heads, self.carried)


def _without_groups(rows: list[Row]) -> tuple[list[Row], list[tuple[str, int, int, Row]]]:
    """Rows without those a grouped export puts above each group (`label (count)`, four spaces a level, and sums), and the groups.

    A record may be named alike: rows are groups only where the counts of the outermost ones add up to all the rows that are left.
    """
    out: list[Row] = []
    groups: list[tuple[str, int, int, Row]] = []
    levels: list[int] = []
    for row in rows:
        filled = [cell for cell in row if not is_blank(cell)]
        label = text_of(row[0]) if filled else ""
        found = _GROUP.match(label)
        if found and not any(isinstance(cell, str) for cell in filled[1:]):
            groups.append((label.strip(), len(out), int(found[1]), ["", *row[1:]]))
            levels.append(len(label) - len(label.lstrip()))
        elif filled:
            out.append(row)
    outer = sum(group[2] for group, level in zip(groups, levels, strict=True) if level == min(levels))
    return (out, groups) if groups and outer == len(out) else (rows, [])


class Leads(_Odoo):
    """Leads and opportunities (crm.lead). Lost ones are archived, or name why they were lost."""

    layout = "odoo.leads"
    entity = "deal"
    columns = fields.LEADS
    must: ClassVar[Must] = (("name", "external_id"), "amount", ("stage", "owner", "customer_name", "customer"))
    anchor = "name"
    heads = ("external_id", "name", "amount", "stage", "customer_name", "customer")

    foreign = _ORDER_ONLY | {"opportunity owner", "opportunity name", "stage name", "party code"}

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 for a pipeline without any of Odoo's own words, which are recalled in other languages."""
        found = set(headings.folded)
        if not (_LEAD_MARKS | _FOREIGN_MARKS) & found:
            return 0.0
        sure = super().sure(headings)
        return sure if _LEAD_MARKS & found else min(sure, RECALLED)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals; what closed says when, what is open says when it is expected to."""
        won, closed = told(cells.text("stage"))
        said = cells.trimmed("won_status").str.casefold()
        won = won.fillna(value=False).astype(bool) | said.isin(["won", "true", "yes", "1"])
        lost = (cells.text("lost_reason").str.strip() != "") | (said == "lost")
        if cells.has("active"):
            lost |= ~cells.flag("active").fillna(value=False).astype(bool) & ~won
        customer = cells.text("customer_name")
        found = deals(
            cells,
            self.currency(cells),
            external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("name")),
            customer_name=customer.where(customer.str.strip() != "", cells.text("company_name")),
            pipeline=cells.text("team"),
            is_won=pd.Series(won, dtype="boolean"),
            is_closed=pd.Series(won | lost | closed.fillna(value=False).astype(bool), dtype="boolean"),
            close_date=first_of(cells.day("close_date"), cells.day("expected")),
        )
        return records_only(cells, found)


class Partners(_Odoo):
    """Contacts (res.partner). People at a company are no customers of their own and are counted only."""

    layout = "odoo.partners"
    entity = "customer"
    columns = fields.PARTNERS
    must: ClassVar[Must] = (
        "name",
        ("is_company", "kind", "parent_name", "parent", "customer_rank", "terms"),
        ("email", "city", "country", "tax_id", "phone"),
    )
    anchor = "name"
    heads = ("external_id", "name")
    foreign = _ORDER_ONLY | {"expected revenue", "unit amount", "amount total"}
    least = 0.4

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The customers, with a note on the people at companies among the rows."""
        table = super().read(sheet, header, source)
        count = table.rows_loaded - len(table.frames["customers"])
        note = f"{count} rows are people at a company or further lines of one; they are counted and are no customers of their own."
        return dataclasses.replace(table, notes=(*table.notes, note)) if count else table

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        of_company = (cells.trimmed("parent") != "") | (cells.trimmed("parent_name") != "")
        person = ~cells.flag("is_company").fillna(value=False).astype(bool)
        if cells.has("kind"):
            person = cells.trimmed("kind").str.casefold().isin(["individual", "person"])
        street, more = cells.text("street"), cells.text("street_two")
        found = customers(
            cells,
            external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("name")),
            street=street.where(more == "", street + ", " + more),
        )
        kept = records_only(cells, {"customers": found["customers"].assign(_at=of_company & person)})["customers"]
        return {"customers": kept[~kept["_at"].astype(bool)].drop(columns="_at").reset_index(drop=True)}


class Orders(_Odoo):
    """Sales orders (sale.order), what the customer agreed to; quotations are drafts. The value is the untaxed amount."""

    layout = "odoo.sale_orders"
    entity = "contract"
    columns = fields.ORDERS
    must: ClassVar[Must] = (
        "ref",
        ("customer_name", "customer"),
        ("signed", "status"),
        ("value", "total", "invoice_status", "line_product"),
    )
    anchor = "ref"
    heads = ("external_id", "ref", "customer_name", "customer", "value", "total")
    foreign = frozenset(
        {"move type", "invoice date", "invoice/bill date", "due date", "expected revenue", "unit amount"}
    )
    least = 0.5
    recalled = True

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; 0 for a list of orders without any of Odoo's own words."""
        return super().sure(headings) if _ORDER_MARKS & set(headings.folded) else 0.0

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Contracts"""
        found = orders(
            cells,
            self.currency(cells),
            external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("ref")),
            customer=cells.trimmed("customer"),
            status=order_status(
                cells.text("status"),
                ("quotation", "quotation sent", "draft", "sent", "angebot", "devis", "devis envoyé", "cotización"),
                ("cancel", "cancelled", "canceled", "abgebrochen", "annulé", "cancelado"),
            ),
        )
        return records_only(cells, found)
