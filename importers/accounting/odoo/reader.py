"""Readers of Odoo: invoices, journal items, journal entries, payments, accounts."""

from __future__ import annotations

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
from importers.accounting.journals import sides
from importers.accounting.odoo import fields
from importers.accounting.odoo.dialect import cleaned, currency_code, group_note, without_false
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.grids import Row
from importers.shared.parsing import MILLION, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_CREDIT_NUMBER: Final = re.compile(r"^R[A-Z]{2,5}/\d")  # the sequence of refunds: RINV/2026/00001
_NOT_SALES: Final = re.compile(r"^(in_|vendor|purchase|entry$|journal entry|misc)")
_DRAFT: Final = re.compile(r"^(draft|cancel)")
_SETTLED: Final = frozenset({"paid", "reversed", "in_payment", "in payment"})
_SHOWN: Final = re.compile(r" \([^()]*\)$")  # a move shows its reference behind its number
_PARTS: Final = Parts(
    heads=(
        "external_id",
        "number",
        "kind",
        "status",
        "payment_state",
        "customer_name",
        "day",
        "booked",
        "due",
        "terms",
        "reference",
        "payment_reference",
        "origin",
        "currency",
        "base",
        "reversed",
        "doc_tax",
        "doc_total",
        "signed_total",
        "base_total",
        "base_tax",
        "open",
        "base_open",
    ),
    lines=("line_type", "description", "item", "quantity", "unit_price", "amount", "tax_code", "account"),
    texts=("line_type", re.compile(r"^(line_)?(sub)?(section|note)")),
)


class Invoices(TableReader):
    """account.move as a list of customer invoices, with or without their lines; the head stands on the first line only.

    Odoo prints the amounts of a credit note without a sign; here they are negative. Where the type is not exported, a credit note is
    told by a negative signed total, by what it reverses, or by the number sequence of refunds. Signed totals without "in Currency" are
    in the company's currency and are taken only where no others are exported.
    """

    layout = "odoo.invoices"
    system = "odoo"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = (
        "number",
        "customer_name",
        ("day", "booked"),
        ("doc_total", "signed_total", "base_total", "amount"),
        ("kind", "status", "payment_state"),
    )
    anchor = "customer_name"
    unwanted = ("kind", _NOT_SALES, "bills or journal entries, no sales documents,")

    def sure(self, headings: Headings) -> float:
        """Only with a heading that is Odoo's own."""
        own = any(
            text in fields.OWN or text.startswith(("invoice lines/", "invoice line ids/")) for text in headings.folded
        )
        return super().sure(headings) if own else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Documents and their lines."""
        sheet, groups = cleaned(sheet, header)
        body = continued_body(sheet, header, width, places, places[self.anchor], _PARTS)
        body.notes += group_note(groups)
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The document's currency; the company's where only totals in that are exported."""
        base = currency_code(cells.text("base"))
        if _base_only(cells):
            return base
        printed = currency_code(cells.text("currency"))
        return printed.where(printed != "", base)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The totals of the documents; those in the company's currency where no others are exported."""
        return head_totals(
            cells, self.columns, *(("base_total",) if _base_only(cells) else ("doc_total", "signed_total"))
        )

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        number = without_false(cells.text("number"))
        kind = _kinds(cells, number)
        sign = pd.Series(np.where(kind == "credit_note", -1, 1), dtype="int64")
        customer = without_false(cells.text("customer_name"))
        external = document_ids(cells, kind, customer, number)
        own = _base_only(cells) | ((currency == currency_code(cells.text("base"))) & (currency != ""))

        def signed(plain: str, also: str, base: str) -> pd.Series[int]:
            found = cells.money(plain, currency).fillna(cells.money(also, currency))
            return found.fillna(cells.money(base, currency).where(own)).abs() * sign

        day = cells.day("day")
        total, left = signed("doc_total", "signed_total", "base_total"), signed("open", "", "base_open")
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": _first(
                    *(without_false(cells.text(name)) for name in ("reference", "payment_reference", "origin"))
                ),
                "day": day.where(day.notna(), cells.day("booked")),
                "due": cells.day("due"),
                "terms_days": terms(cells.text("terms")),
                "total": total,
                "tax": signed("doc_tax", "", "base_tax"),
                "open": left,
                "paid": total - left,
                "currency": currency,
                "status": _status(cells, left),
                "sent": cells.flag("sent"),
            }
        )
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": kind + ":" + external,
                "description": cells.text("description"),
                "item": without_false(cells.text("item")),
                "quantity": cells.number("quantity", 10_000) * sign,
                "unit_price": cells.number("unit_price", 10_000),
                "amount": cells.money("amount", currency) * sign,
                "tax_code": without_false(cells.text("tax_code")),
                "account": split_accounts(cells.trimmed("account"))[0].where(
                    lambda code: code != "", cells.trimmed("account")
                ),
                "currency": currency,
            }
        )
        return {"invoices": one_a_document(cells, head), "invoice_lines": lines_of(cells, lines, external)}


def _base_only(cells: Cells) -> bool:
    """Whether the company's currency is the only one that amounts are printed in."""
    return not any(cells.has(name) for name in ("doc_total", "signed_total", "amount"))


def _kinds(cells: Cells, number: pd.Series[str]) -> pd.Series[str]:
    """Invoice or credit_note, by the type, else by the sign, by what is reversed, by the sequence."""
    printed = cells.trimmed("kind").str.casefold()
    credit = printed.str.contains("refund|credit", regex=True)
    told = printed != ""
    doc = cells.text("doc")
    negative = pd.Series([False] * cells.size, dtype="bool")
    for name in ("signed_total", "base_total", "doc_total"):
        below = cells.number(name).fillna(0) < 0
        negative |= below.groupby(doc).transform("max").astype("bool")
    other = negative | (without_false(cells.text("reversed")) != "") | number.str.contains(_CREDIT_NUMBER, regex=True)
    return pd.Series(np.where(credit | (~told & other), "credit_note", "invoice"), dtype="object")


def _status(cells: Cells, left: pd.Series[int]) -> pd.Series[str]:
    state = cells.trimmed("status").str.casefold()
    paid = cells.trimmed("payment_state").str.casefold()
    settled = paid.isin(_SETTLED) | state.isin(_SETTLED) | (left == 0).fillna(value=False)
    void = state.str.startswith("cancel") | paid.str.startswith("cancel")
    draft = (state == "draft") | (paid == "draft")
    status = np.where(void, "void", np.where(draft, "draft", np.where(settled, "paid", "open")))
    return pd.Series(status, dtype="object")


def _first(*columns: pd.Series[str]) -> pd.Series[str]:
    """Of each row the first text that is filled."""
    answer = columns[0]
    for column in columns[1:]:
        answer = answer.where(answer != "", column)
    return answer


class _Lines(EntryReader):
    """Journal lines in the company's currency. Lines of drafts and cancelled entries are no part of the books and are left out."""

    system = "odoo"
    unwanted: ClassVar = ("status", _DRAFT, "lines of entries that are not posted")

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The company's currency."""
        base = currency_code(cells.text("base"))
        return base.where(base != "", cells.source.currency)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        code, name = split_accounts(without_false(cells.text("account")))
        own_code, own_name = without_false(cells.text("account_code")), without_false(cells.text("account_name"))
        code, name = own_code.where(own_code != "", code), own_name.where(own_name != "", name)
        digits = (code == "") & name.str.fullmatch(r"\d[\w.]*")  # an export of codes alone
        code, name = code.where(~digits, name), name.where(~digits, "")
        document = without_false(cells.text("document")).str.replace(_SHOWN, "", regex=True)
        kind, journal = without_false(cells.text("kind")), without_false(cells.text("source"))
        own = cells.trimmed("external_id")
        return entry_frames(
            cells,
            code,
            name,
            external_id=cells.numbered() if cells.has("doc") else own.where(own != "", cells.numbered()),
            journal=document,
            day=cells.day("day"),
            source=kind.where(kind != "", journal),
            document=document,
            contact=without_false(cells.text("contact")),
            description=_first(without_false(cells.text("description")), without_false(cells.text("reference"))),
            debit=debit,
            credit=credit,
            currency=currency,
        )


class JournalItems(_Lines):
    """account.move.line."""

    layout = "odoo.journal_items"
    columns = fields.ITEMS
    must: ClassVar = ("document", "day", "account", "debit", "credit", ("matching", "status", "description"))
    least = 0.6
    anchor = "account"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Rows without group headings."""
        sheet, groups = cleaned(sheet, header)
        body = super().body(sheet, header, width, places)
        body.notes += group_note(groups)
        return body

    def sure(self, headings: Headings) -> float:
        """Not without a heading that says that the number is an entry's."""
        own = {
            "journal entry",
            "move id",
            "move name",
            "journal entry/number",
            "matching #",
            "matching number",
            "parent state",
        }
        return super().sure(headings) if own & set(headings.folded) else 0.0


class JournalEntries(_Lines):
    """account.move with its journal items; the head stands on the first item only."""

    layout = "odoo.journal_entries"
    columns = fields.ENTRIES
    must: ClassVar = ("document", "day", "account", "debit", "credit")
    anchor = "account"
    parts: ClassVar = Parts(
        heads=(
            "document",
            "day",
            "source",
            "kind",
            "status",
            "reference",
            "base",
            "external_id",
        ),
        lines=("account", "contact", "description", "debit", "credit"),
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Entries and their items."""
        sheet, groups = cleaned(sheet, header)
        body = continued_body(sheet, header, width, places, places[self.anchor], self.parts)
        body.notes += group_note(groups)
        return body


class Payments(TableReader):
    """account.payment: receipts from customers, refunds to them negative. What was paid to suppliers is left out.

    The list says which invoices a payment settles and not how much of it went to each: their numbers stand in the memo.
    """

    layout = "odoo.payments"
    system = "odoo"
    entity = "payment"
    columns = fields.PAYMENTS
    must: ClassVar = ("day", "customer_name", "amount", "kind", ("party_type", "account", "method", "status"))
    least = 0.5
    anchor = "amount"
    parts: ClassVar = Parts(
        heads=(
            "external_id",
            "number",
            "day",
            "kind",
            "party_type",
            "customer_name",
            "currency",
            "memo",
            "account",
            "status",
            "amount",
            "base_amount",
        ),
        lines=("invoices",),
    )

    def sure(self, headings: Headings) -> float:
        """Not a list that prints references of another system beside its payments."""
        return (
            0.0
            if {"payment id", "invoice number", "party type", "mode of payment"} & set(headings.folded)
            else super().sure(headings)
        )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """One row a payment, the invoices it settled joined."""
        sheet, groups = cleaned(sheet, header)
        apart = Apart(lambda row: _to_supplier(row, places), "payments to suppliers")
        body = _joined(continued_body(sheet, header, width, places, places[self.anchor], self.parts, apart), places)
        body.notes += group_note(groups)
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency that was paid."""
        return currency_code(cells.text("currency"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments"""
        currency = self.currency(cells)
        out = cells.trimmed("kind").str.casefold().str.contains(r"^outbound|^send", regex=True)
        amount = cells.money("amount", currency).abs()
        number, own = without_false(cells.text("number")), cells.trimmed("external_id")
        memo, invoices = without_false(cells.text("memo")), without_false(cells.text("invoices"))
        frame = pd.DataFrame(
            {
                "external_id": _first(own, number, cells.numbered()),
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": without_false(cells.text("customer_name")),
                "day": cells.day("day"),
                "number": number,
                "memo": (memo + " " + invoices).str.strip().where(memo != invoices, memo),
                "amount": amount.where(~out, -amount),
                "currency": currency,
                "fx_rate": _rates(cells.number("base_amount"), cells.number("amount")),
                "account": without_false(cells.text("account")),
                "status": cells.trimmed("status"),
            }
        )
        return {"payments": frame}


def _rates(base: pd.Series[int], plain: pd.Series[int]) -> pd.Series[int]:
    """Millionths of the company's currency for one of the payment's; NA where either amount is not known or nothing."""
    pairs = zip(base.abs(), plain.abs(), strict=True)
    rates = [
        pd.NA if pd.isna(own) or pd.isna(paid) or not paid else (2 * int(own) * MILLION + int(paid)) // (2 * int(paid))
        for own, paid in pairs
    ]
    return pd.Series(pd.array(rates, dtype="Int64"))


def _to_supplier(row: Row, places: Mapping[str, int]) -> bool:
    """Whether money went to, or came from, somebody who is no customer; going out without a word on the party means a supplier."""

    def said(name: str) -> str:
        place = places.get(name, len(row))
        return text_of(row[place]).strip().casefold() if place < len(row) else ""

    party = said("party_type")
    if party:
        return party.startswith(("supplier", "vendor"))
    return said("kind").startswith(("outbound", "send", "transfer", "internal"))


def _joined(body: Body, places: Mapping[str, int]) -> Body:
    """`body` with the continuation rows of each document folded into its first one."""
    place = places.get("invoices")
    keep: list[int] = []
    names: dict[int, list[str]] = {}
    for index, doc in enumerate(body.extra["doc"]):
        if not keep or body.extra["doc"][keep[-1]] != doc:
            keep.append(index)
        if place is not None:
            names.setdefault(keep[-1], []).append(text_of(body.rows[index][place]).strip())
    rows = [list(body.rows[index]) for index in keep]
    if place is not None:
        for row, index in zip(rows, keep, strict=True):
            row[place] = ", ".join(name for name in names[index] if name)
    moved = {old: new for new, old in enumerate(keep)}
    below = len(body.rows) - len(keep)
    if below:
        body.notes.append(
            f"{below} rows below their payment name further invoices that it settled; they are read with it."
        )
    return Body(
        rows=rows,
        numbers=[body.numbers[index] for index in keep],
        short={moved[index]: cells for index, cells in body.short.items() if index in moved},
        long={moved[index]: cells for index, cells in body.long.items() if index in moved},
        checks=[],
        notes=body.notes,
    )


class Accounts(TableReader):
    """account.account, the chart of accounts."""

    layout = "odoo.accounts"
    system = "odoo"
    entity = "account"
    columns = fields.ACCOUNTS
    must: ClassVar = ("code", "name", "kind", "reconcile")
    least = 0.5
    anchor = "code"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Accounts"""
        code, name = cells.trimmed("code"), cells.text("name")
        role = cells.trimmed("kind").str.casefold().str.replace("_", " ").map(fields.ROLES).fillna("").astype("object")
        frame = pd.DataFrame({"external_id": code, "row": cells.row, "code": code, "name": name, "role": role})
        return {"accounts": frame.drop_duplicates("external_id", ignore_index=True)}
