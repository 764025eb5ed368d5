"""Readers of Sage Intacct's templates: invoices with their lines, journals, customers, receipts; rows that begin with # are comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.continued import (
    Apart,
    Parts,
    continued_body,
    document_ids,
    head_totals,
    lines_of,
    one_a_document,
)
from importers.accounting.entries import EntryReader, entry_frames
from importers.accounting.journals import sides
from importers.accounting.sage import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.grids import Row
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_COMMENT: Final = re.compile(r"^#")
_IGNORED: Final = ("ignored", _COMMENT, "comments")


def _is_comment(row: Row) -> bool:
    return bool(row) and text_of(row[0]).lstrip().startswith("#")


class Invoices(TableReader):
    """Invoices, one row a line; the head may stand on the first line only. A negative total is a credit note."""

    layout = "sage.intacct_invoices"
    system = "sage"
    entity = "invoice"
    columns = fields.INTACCT_INVOICES
    must: ClassVar = ("number", "customer_name", "day", "amount", ("doc_total", "line_no", "account"))
    anchor = "customer_name"
    parts: ClassVar = Parts(
        heads=(
            "number",
            "customer_name",
            "customer_id",
            "po_number",
            "day",
            "posted",
            "due",
            "doc_total",
            "paid",
            "terms",
            "reference",
            "currency",
            "base",
        ),
        lines=("line_no", "description", "account", "amount", "item", "department", "location"),
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Documents and their lines."""
        apart = Apart(_is_comment, "comments")
        return continued_body(sheet, header, width, places, places[self.anchor], self.parts, apart)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The totals of the documents."""
        return head_totals(cells, self.columns, "doc_total")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        doc = cells.text("doc")
        total, amount = cells.money("doc_total", currency), cells.money("amount", currency)
        size = total.fillna(0).where(total.notna(), amount.fillna(0).groupby(doc).transform("sum"))
        kind = pd.Series(np.where(size < 0, "credit_note", "invoice"), dtype="object")
        named, plain = cells.text("customer_name"), cells.text("customer_id")
        customer = named.where(named != "", plain)
        number = cells.trimmed("number")
        external = document_ids(cells, kind, customer, number)
        paid, day = cells.money("paid", currency), cells.day("day")
        left = total - paid
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "po_number": cells.trimmed("po_number"),
                "day": day.where(day.notna(), cells.day("posted")),
                "due": cells.day("due"),
                "terms_days": terms(cells.text("terms")),
                "total": total,
                "paid": paid,
                "open": left,
                "currency": currency,
                "status": pd.Series(np.where((left == 0).fillna(value=False), "paid", "open"), dtype="object"),
            }
        )
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": cells.trimmed("item"),
                "amount": amount,
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        return {"invoices": one_a_document(cells, head), "invoice_lines": lines_of(cells, lines, external)}


class Journals(EntryReader):
    """Journal entries; the head stands on the first line, or on each."""

    layout = "sage.intacct_journals"
    system = "sage"
    columns = fields.INTACCT_JOURNALS
    must: ClassVar = ("source", "day", "account", "debit", "credit", ("line_no", "reversed", "location", "ignored"))
    anchor = "account"
    recalled = True
    parts: ClassVar = Parts(
        heads=("source", "day", "reversed", "memo", "document", "base"),
        lines=(
            "line_no",
            "account",
            "line_document",
            "description",
            "debit",
            "credit",
            "contact",
            "project",
            "currency",
            "location",
        ),
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Entries and their lines."""
        apart = Apart(_is_comment, "comments")
        return continued_body(sheet, header, width, places, places[self.anchor], self.parts, apart)

    def refusals(self, body: Body, places: Mapping[str, int]) -> dict[int, tuple[str, str, str, str]]:
        """Lines in another currency than the base: the template holds no amount in that."""
        if "currency" not in places or "base" not in places:
            return {}
        found: dict[int, tuple[str, str, str, str]] = {}
        for index, row in enumerate(body.rows):
            own, base = (text_of(row[places[name]]).strip().upper() for name in ("currency", "base"))
            if own and base and own != base:
                found[index] = (
                    "CURRENCY",
                    own,
                    "IMP-208",
                    f"The line is in {own} and the file does not say what that is in {base}",
                )
        return found

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The base currency, else the one the lines are in."""
        base, printed = cells.trimmed("base").str.upper(), cells.trimmed("currency").str.upper()
        return base.where(base != "", printed).where(lambda code: code != "", cells.source.currency)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        document = cells.trimmed("document")
        first = cells.row.groupby(cells.text("doc")).transform("min").astype(str)
        blank = pd.Series([""] * cells.size, dtype="object")
        line, memo = cells.text("description"), cells.text("memo")
        return entry_frames(
            cells,
            cells.trimmed("account"),
            blank,
            journal=document.where(document != "", cells.source.file + "#" + first),
            day=cells.day("day"),
            source=cells.trimmed("source"),
            document=document,
            contact=cells.text("contact"),
            description=line.where(line != "", memo),
            debit=debit,
            credit=credit,
            currency=currency,
            project=cells.trimmed("project"),
        )


class Customers(TableReader):
    """Customers, by their id."""

    layout = "sage.intacct_customers"
    system = "sage"
    entity = "customer"
    columns = fields.INTACCT_CUSTOMERS
    must: ClassVar = ("external_id", "name", ("ignored", "terms"), ("ignored", "active", "type", "tax_id"))
    anchor = "external_id"
    recalled = True
    unwanted = _IGNORED

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("external_id"),
                "row": cells.row,
                "terms_days": terms(cells.text("terms")),
                "domain": site.where(site != "", mail),
                **{
                    column: cells.trimmed(column)
                    for column in (
                        "name",
                        "email",
                        "tax_id",
                        "currency",
                        "street",
                        "city",
                        "region",
                        "postcode",
                        "country",
                        "parent",
                    )
                },
            }
        )
        return {"customers": frame}


class Receipts(TableReader):
    """Receipts from customers, one row an invoice paid."""

    layout = "sage.intacct_receipts"
    system = "sage"
    entity = "payment"
    columns = fields.INTACCT_RECEIPTS
    must: ClassVar = ("day", "customer_name", "invoice", "amount", ("method", "account", "ignored"))
    anchor = "customer_name"
    recalled = True
    unwanted = _IGNORED

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = self.currency(cells)
        external, invoice = cells.numbered(), cells.trimmed("invoice")
        amount = cells.money("amount", currency)
        payments = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": cells.trimmed("customer_name"),
                "day": cells.day("day"),
                "number": cells.trimmed("number"),
                "memo": cells.text("memo"),
                "amount": amount,
                "currency": currency,
                "account": cells.trimmed("account"),
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
        return {"payments": payments, "allocations": allocations[np.asarray(invoice != "")].reset_index(drop=True)}
