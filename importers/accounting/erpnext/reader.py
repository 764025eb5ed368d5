"""Readers of ERPNext: sales invoices with their items, payment entries with what they paid, the general ledger, accounts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.accounting.continued import (
    Apart,
    Parts,
    continued_body,
    document_ids,
    head_totals,
    lines_of,
    one_a_document,
)
from importers.accounting.entries import EntryReader, entry_frames, split_accounts
from importers.accounting.erpnext import fields
from importers.accounting.journals import sides
from importers.shared.bodies import Body, Check, flat_body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.grids import Row
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_PSEUDO: Final = re.compile(r"^'?(opening|total|closing)\b.*'?$", re.IGNORECASE)
_CANCELLED: Final = frozenset({"2", "cancelled"})


class Invoices(TableReader):
    """Sales Invoice with its items; the head stands on the first item only. A return has negative quantities and amounts."""

    layout = "erpnext.sales_invoices"
    system = "erpnext"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("external_id", "customer_name", "day", "doc_total", ("open", "status", "amount"))
    anchor = "external_id"
    parts: ClassVar = Parts(
        heads=(
            "external_id",
            "customer_name",
            "customer_id",
            "day",
            "due",
            "returned",
            "against",
            "currency",
            "po_number",
            "terms",
            "reference",
            "status",
            "state",
            "doc_net",
            "doc_tax",
            "doc_total",
            "rounded",
            "open",
        ),
        lines=(
            "item_code",
            "item",
            "description",
            "quantity",
            "unit_price",
            "amount",
            "account",
            "line_project",
            "tax_code",
        ),
    )

    def sure(self, headings: Headings) -> float:
        """Only with a heading that is ERPNext's own."""
        own = {
            "payment due date",
            "is return (credit note)",
            "is return",
            "total taxes and charges",
            "docstatus",
            "naming series",
        }
        mine = own & set(headings.folded) or any(text.endswith(" (items)") for text in headings.folded)
        return super().sure(headings) if mine else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Documents and their items."""
        return continued_body(sheet, header, width, places, places[self.anchor], self.parts)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The totals of the documents."""
        return head_totals(cells, self.columns, "doc_total")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        rounded = cells.money("rounded", currency)
        total = rounded.where((rounded != 0).fillna(value=False), cells.money("doc_total", currency)).astype("Int64")
        doc = cells.text("doc")
        returned = cells.flag("returned").fillna(value=False).astype("bool") | (cells.trimmed("against") != "")
        returned |= (total.fillna(0) < 0).groupby(doc).transform("max").astype("bool")
        kind = pd.Series(np.where(returned, "credit_note", "invoice"), dtype="object")

        def signed(values: pd.Series[int]) -> pd.Series[int]:
            return values.where(~returned, -values.abs())

        number = cells.trimmed("external_id")
        named, plain = cells.text("customer_name"), cells.text("customer_id")
        customer = named.where(named != "", plain)
        external = document_ids(cells, kind, customer, number)
        total, left = signed(total), signed(cells.money("open", currency))
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "po_number": cells.trimmed("po_number"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "terms_days": terms(cells.text("terms")),
                "total": total,
                "tax": signed(cells.money("doc_tax", currency)),
                "open": left,
                "paid": total - left,
                "currency": currency,
                "status": _status(cells, left),
            }
        )
        item = cells.text("item")
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": item.where(item != "", cells.text("item_code")),
                "quantity": signed(cells.number("quantity", 10_000)),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": signed(cells.money("amount", currency)),
                "tax_code": cells.text("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        return {"invoices": one_a_document(cells, head), "invoice_lines": lines_of(cells, lines, external)}


def _status(cells: Cells, left: pd.Series[int]) -> pd.Series[str]:
    printed = cells.trimmed("status").str.casefold().str.replace(r"\s+and discounted$", "", regex=True)
    state = cells.trimmed("state").str.casefold()
    named = printed.map(fields.STATES).fillna("").astype("object")
    told = pd.Series(np.where((left == 0).fillna(value=False), "paid", "open"), dtype="object")
    named = named.where(named != "", told)
    return named.mask(state.isin(_CANCELLED), "void").mask(state.isin(["0", "draft"]), "draft")


class Payments(TableReader):
    """Payment Entry with its references: receipts from customers, refunds to them negative, in the currency of the customer's account.

    What is paid to or received from others, and internal transfers, are left out.
    """

    layout = "erpnext.payment_entries"
    system = "erpnext"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("external_id", "kind", "day", "customer_name", "paid", ("party_type", "from_account", "account"))
    anchor = "external_id"
    parts: ClassVar = Parts(
        heads=(
            "external_id",
            "kind",
            "day",
            "party_type",
            "customer_name",
            "customer_id",
            "from_currency",
            "to_currency",
            "from_rate",
            "to_rate",
            "from_account",
            "account",
            "number",
            "memo",
            "status",
            "state",
            "paid",
            "received",
            "unallocated",
        ),
        lines=("reference_type", "invoice", "allocated"),
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Payments and their references."""
        apart = Apart(lambda row: _is_other(row, places), "payments of others than customers, or internal transfers")
        return continued_body(sheet, header, width, places, places[self.anchor], self.parts, apart)

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency of the customer's account: the one the money leaves, of a refund the one it goes to."""
        out = cells.trimmed("kind").str.casefold() == "pay"
        return cells.trimmed("from_currency").where(~out, cells.trimmed("to_currency")).str.upper().astype("object")

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The amounts of the payments, each counted once."""
        return head_totals(cells, self.columns, "paid")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = self.currency(cells)
        out = cells.trimmed("kind").str.casefold() == "pay"
        paid, received = cells.money("paid", currency), cells.money("received", currency)
        external = cells.trimmed("external_id")
        named, plain = cells.text("customer_name"), cells.text("customer_id")
        status, state = cells.trimmed("status"), cells.trimmed("state").str.casefold()
        payments = pd.DataFrame(
            {
                "external_id": external.where(external != "", cells.numbered()),
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": named.where(named != "", plain),
                "day": cells.day("day"),
                "number": cells.trimmed("number"),
                "memo": cells.text("memo"),
                "amount": paid.where(~out, -received.fillna(paid)),
                "currency": currency,
                "fx_rate": cells.number("from_rate").where(~out, cells.number("to_rate")),
                "account": cells.trimmed("account"),
                "status": status.mask(state.isin(_CANCELLED), "cancelled"),
            }
        )
        amount = cells.money("allocated", currency)
        invoice = cells.trimmed("invoice")
        owed = pd.Series(np.where((amount < 0).fillna(value=False), "credit_note:", "invoice:"), dtype="object")
        allocations = pd.DataFrame(
            {
                "external_id": external + "|" + invoice,
                "row": cells.row,
                "source": "payment:" + external,
                "invoice": owed + invoice,
                "amount": amount.abs(),
                "currency": currency,
                "day": cells.day("day"),
            }
        )
        kind = cells.trimmed("reference_type").str.casefold()
        mine = np.asarray((invoice != "") & kind.isin(["", "sales invoice"]) & amount.notna())
        first = np.asarray(~cells.text("doc").duplicated())
        return {
            "payments": payments[first].reset_index(drop=True),
            "allocations": allocations[mine].reset_index(drop=True),
        }


def _is_other(row: Row, places: Mapping[str, int]) -> bool:
    """Whether a payment is of a supplier or employee, or between accounts of the firm."""

    def said(name: str) -> str:
        place = places.get(name, len(row))
        return text_of(row[place]).strip().casefold() if place < len(row) else ""

    party = said("party_type")
    if party:
        return party != "customer"
    return said("kind") != "receive"


class Ledger(EntryReader):
    """GL Entry, or the General Ledger report with its opening, total and closing rows. Cancelled entries are left out."""

    layout = "erpnext.general_ledger"
    system = "erpnext"
    columns = fields.LEDGER
    must: ClassVar = ("day", "account", "debit", "credit", "source", "document")
    anchor = "day"
    unwanted = ("cancelled", re.compile(r"^(1|yes|true)"), "cancelled entries")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Entries; printed totals held against them, opening and closing rows noted."""
        rows: list[Row] = list(sheet.rows[: header + 1])
        printed: list[tuple[int, int, Row]] = []
        pseudo = since = count = number = 0
        for row in sheet.rows[header + 1 :]:
            kind = _pseudo(row, places)
            number += bool(row)
            count += not kind and any(not is_blank(cell) for cell in row)
            if kind == "total":
                printed.append((since, count, row))
            if kind == "opening":
                since = count
            pseudo += kind in {"opening", "closing"}
            rows.append([""] * len(row) if kind else row)
        body = flat_body(dataclasses.replace(sheet, rows=rows), header, width, places[self.anchor])
        if printed and count == len(body.rows):
            whole = [len(printed) > 1 and index == len(printed) - 1 for index in range(len(printed))]
            body.checks = [
                Check("Total", 0 if last else start, end, row, end)
                for last, (start, end, row) in zip(whole, printed, strict=True)
            ]
        if pseudo:
            body.notes.append(f"{pseudo} rows are opening and closing balances, not entries.")
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        code, name = split_accounts(cells.trimmed("account"))
        own, document = cells.trimmed("external_id"), cells.trimmed("document")
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
            description=cells.text("description"),
            debit=debit,
            credit=credit,
            currency=currency,
            project=cells.trimmed("project"),
        )


def _pseudo(row: Row, places: Mapping[str, int]) -> str:
    """opening, total or closing, for a row without a day whose account says so; "" for an entry."""
    if not row or max(places["day"], places["account"]) >= len(row) or not is_blank(row[places["day"]]):
        return ""
    found = _PSEUDO.match(text_of(row[places["account"]]).strip())
    return found[1].casefold() if found else ""


class Accounts(TableReader):
    """Account, the chart of accounts; groups hold no postings."""

    layout = "erpnext.accounts"
    system = "erpnext"
    entity = "account"
    columns = fields.ACCOUNTS
    must: ClassVar = ("external_id", "name", "root", ("kind", "parent"))
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Accounts"""
        code, own = cells.trimmed("code"), cells.trimmed("external_id")
        role = cells.trimmed("kind").str.casefold().map(fields.ROLES).fillna("").astype("object")
        income = (role == "") & (cells.trimmed("root").str.casefold() == "income")
        frame = pd.DataFrame(
            {
                "external_id": code.where(code != "", own),
                "row": cells.row,
                "code": code,
                "name": cells.text("name"),
                "role": role.mask(income, "revenue"),
            }
        )
        return {"accounts": frame.drop_duplicates("external_id", ignore_index=True)}
