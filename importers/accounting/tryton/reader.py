"""Readers of Tryton: invoices with their lines, and the lines of moves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.accounting.continued import Parts, continued_body, document_ids, head_totals, lines_of, one_a_document
from importers.accounting.entries import EntryReader, entry_frames, split_accounts
from importers.accounting.journals import sides
from importers.accounting.tryton import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader


class Invoices(TableReader):
    """account.invoice with its lines; the head stands on the first line only. A credit note is an invoice of a negative total.

    A cancelled invoice whose credit note stands in the same file is settled by it; without one it is void.
    """

    layout = "tryton.invoices"
    system = "tryton"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("number", "day", "customer_name", "status", ("amount", "doc_total"))
    anchor = "customer_name"
    mark = ""
    unwanted = ("kind", re.compile(r"^(in|supplier)\b"), "supplier invoices, no sales documents,")
    parts: ClassVar = Parts(
        heads=(
            "external_id",
            "number",
            "kind",
            "reference",
            "memo",
            "day",
            "due",
            "customer_name",
            "currency",
            "status",
            "party_code",
            "untaxed",
            "doc_tax",
            "doc_total",
            "open",
        ),
        lines=("line_type", "description", "item", "account", "tax_code", "quantity", "unit_price", "amount"),
        texts=("line_type", re.compile(r"^(subtotal|title|comment)")),
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Documents and their lines."""
        return continued_body(sheet, header, width, places, places[self.anchor], self.parts)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The totals of the documents."""
        return head_totals(cells, self.columns, "doc_total")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        doc = cells.text("doc")
        amount, total = cells.money("amount", currency), cells.money("doc_total", currency)
        size = total.fillna(0).groupby(doc).transform("sum")
        size = size.where(size != 0, amount.fillna(0).groupby(doc).transform("sum"))
        kind = pd.Series(np.where(size < 0, "credit_note", "invoice"), dtype="object")
        customer = cells.text("customer_name")
        external = document_ids(cells, kind, customer, cells.trimmed("number"))
        reference, memo = cells.text("reference"), cells.text("memo")
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": cells.trimmed("number"),
                "kind": kind,
                "customer_name": customer,
                "reference": reference.where(reference != "", memo),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "total": total,
                "tax": cells.money("doc_tax", currency),
                "open": cells.money("open", currency),
                "currency": currency,
                "status": cells.trimmed("status").str.casefold(),
            }
        )
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": cells.text("item"),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": amount,
                "tax_code": cells.text("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        return {
            "invoices": _settled(one_a_document(cells, head)),
            "invoice_lines": lines_of(cells, lines, external),
        }


def _settled(heads: pd.DataFrame) -> pd.DataFrame:
    """`heads` with canonical states and what is open as far as the state tells it."""
    state = heads["status"]
    cancelled = state.str.startswith("cancel")
    notes = heads[(heads["kind"] == "credit_note") & ~cancelled & (state != "draft")]
    credited = {
        (customer, currency, -total)
        for customer, currency, total in zip(notes["customer_name"], notes["currency"], notes["total"], strict=True)
        if not pd.isna(total)
    }
    found = [
        not pd.isna(total) and (customer, currency, total) in credited
        for customer, currency, total in zip(heads["customer_name"], heads["currency"], heads["total"], strict=True)
    ]
    named = state.map(fields.STATES).fillna("").astype("object")
    status = named.mask(cancelled, pd.Series(np.where(found, "paid", "void"), index=heads.index, dtype="object"))
    left = heads["open"].mask(heads["open"].isna() & status.isin(["paid", "void"]), 0)
    return heads.assign(status=status, open=left, paid=heads["total"] - left)


class MoveLines(EntryReader):
    """account.move.line, in the company's currency. Lines of drafts are no part of the books and are left out."""

    layout = "tryton.move_lines"
    system = "tryton"
    columns = fields.MOVE_LINES
    must: ClassVar = ("document", "day", "debit", "credit", ("account_code", "account_name"))
    anchor = "debit"
    mark = ""
    unwanted = ("status", re.compile(r"^draft"), "lines of moves that are not posted")

    def sure(self, headings: Headings) -> float:
        """Only with a path into the move: plain "Move" is anybody's word."""
        return super().sure(headings) if any(text.startswith("move/") for text in headings.folded) else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Rows told apart by their account, which stands on each."""
        anchor = "account_code" if "account_code" in places else "account_name"
        return super().body(sheet, header, width, {**places, self.anchor: places[anchor]})

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        code, name = cells.trimmed("account_code"), cells.trimmed("account_name")
        if not cells.has("account_code"):
            code, name = split_accounts(name)
        document = cells.trimmed("document")
        own = cells.trimmed("external_id")
        wording, origin = cells.text("description"), cells.text("origin")
        return entry_frames(
            cells,
            code,
            name,
            external_id=own.where(own != "", cells.numbered()),
            journal=document,
            day=cells.day("day"),
            source=cells.trimmed("source"),
            document=document,
            contact=cells.text("contact"),
            description=wording.where(wording != "", origin),
            debit=debit,
            credit=credit,
            currency=currency,
        )
