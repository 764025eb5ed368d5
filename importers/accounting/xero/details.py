"""Xero's reports that tell of documents: aged receivables detail, receivable invoice detail, and credit notes as a list of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.accounting.documents import apart, kind_of
from importers.accounting.sums import summary_body
from importers.accounting.xero import fields
from importers.accounting.xero.reader import STATUS
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import is_blank
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader


class AgedReceivablesDetail(TableReader):
    """Aged Receivables Detail: open documents under their contact. Headings recalled, never seen in a file."""

    layout = "xero.aged_detail"
    system = "xero"
    entity = "invoice"
    columns = fields.AGED_DETAIL
    must: ClassVar = ("day", "number", "older", "total", ("due", "first", "one"))
    anchor = "total"
    recalled = True

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Documents with their contact; totals checked. Overpayments stand among them without a number and make no document."""
        body = summary_body(sheet, header, width, list(places.values()))
        others = sum(1 for row in body.rows if is_blank(row[places["number"]]))
        if others:
            body.notes.append(f"{others} rows have no document number: they count in the sums and make no document.")
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices"""
        currency = self.currency(cells)
        left = cells.money("total", currency)
        number = cells.trimmed("number")
        contact = cells.text("customer_name") if cells.has("customer_name") else cells.text("group")
        frame = pd.DataFrame(
            {
                "row": cells.row,
                "number": number,
                "kind": pd.Series(np.where((left < 0).fillna(value=False), "credit_note", "invoice"), dtype="object"),
                "customer_name": contact,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "open": left,
                "currency": currency,
                "status": pd.Series(["open"] * cells.size, dtype="object"),
            }
        )
        frame = frame[(number != "").to_numpy(dtype=np.bool_)].reset_index(drop=True)
        frame["external_id"] = apart(frame["number"], frame["kind"], frame["customer_name"]).reindex(frame.index)
        return {"invoices": frame.drop_duplicates(["kind", "external_id"], ignore_index=True)}


class InvoiceDetail(TableReader):
    """Receivable Invoice Detail: lines of invoices and credit notes. Headings recalled, never seen in a file."""

    layout = "xero.invoice_detail"
    system = "xero"
    entity = "invoice_line"
    columns = fields.INVOICE_DETAIL
    must: ClassVar = ("number", "day", "quantity", "unit_price", "amount", ("gross", "tax"))
    anchor = "number"
    recalled = True

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Lines with their contact where the report is grouped by it; totals checked."""
        return summary_body(sheet, header, width, list(places.values()))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        number, kind = cells.trimmed("number"), kind_of(cells.trimmed("source"))
        contact = cells.text("customer_name") if cells.has("customer_name") else cells.text("group")
        external = apart(number, kind, contact)
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": contact,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "currency": currency,
                "status": cells.trimmed("status").str.casefold().map(STATUS).fillna(""),
            }
        )
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": cells.text("item_code"),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": cells.money("amount", currency),
                "tax": cells.money("tax", currency),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {
            "invoices": head.drop_duplicates(["kind", "external_id"], ignore_index=True),
            "invoice_lines": lines,
        }


class CreditNotes(TableReader):
    """Credit notes, one row a line; amounts printed positive or negative are read negative. Headings recalled, never seen in a file."""

    layout = "xero.credit_notes"
    system = "xero"
    entity = "credit_note"
    columns = fields.CREDIT_NOTES
    must: ClassVar = ("customer_name", "number", "day", "amount", ("doc_total", "open"))
    anchor = "number"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices (as credit notes) and invoice_lines"""
        currency = self.currency(cells)
        number, customer = cells.trimmed("number"), cells.text("customer_name")
        kind = pd.Series(["credit_note"] * cells.size, dtype="object")
        external = apart(number, kind, customer)
        total = cells.money("doc_total", currency)
        amount = cells.money("amount", currency)
        summed = amount.fillna(0).groupby(external).transform("sum")
        sign = pd.Series(np.where((total.fillna(summed) < 0).fillna(value=False), 1, -1), dtype="Int64")
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "total": -total.abs(),
                "tax": -cells.money("doc_tax", currency).abs(),
                "open": -cells.money("open", currency).abs(),
                "currency": currency,
                "status": cells.trimmed("status").str.casefold().map(STATUS).fillna(""),
            }
        )
        item = cells.text("item")
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": "credit_note:" + external,
                "description": cells.text("description"),
                "item": item.where(item != "", cells.text("item_code")),
                "quantity": cells.number("quantity", 10_000) * sign,
                "unit_price": cells.number("unit_price", 10_000),
                "amount": amount * sign,
                "tax": cells.money("tax", currency) * sign,
                "tax_code": cells.text("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoices": head.drop_duplicates("external_id", ignore_index=True), "invoice_lines": lines}
