"""Readers of Sage 50 and Sage Business Cloud Accounting: audit trail, customers, contacts, the invoice list, ledger activity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.continued import counted, numbered, summed
from importers.accounting.documents import apart
from importers.accounting.entries import EntryReader, entry_frames
from importers.accounting.journals import accounts_of, sides
from importers.accounting.sage import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.numbers import number_reader
from importers.shared.parsing import MILLION, Unreadable, is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_ELSEWHERE: Final = re.compile(r"^(p[iacpr]|[bcv][pr])$")
_STATUS: Final = (
    ("void", re.compile(r"void|cancel|deleted")),
    ("draft", re.compile(r"draft|pro-?forma|quote")),
    ("paid", re.compile(r"^(?:fully )?paid|allocated")),
    ("open", re.compile(r"part|unpaid|outstanding|overdue|sent|issued|posted")),
)
_OWN_LEDGER: Final = frozenset({"nominal code", "n/c", "nominal a/c ref", "ledger account code", "trx no"})


class AuditTrail(EntryReader):
    """Transactions of Sage 50, one row a split: SI and SC become invoices and credit notes, SR, SA and SP payments, JD and JC journals.

    What belongs to the purchase side (P.) and to bank, cash and cards (B. C. V.) is left out. Amounts are printed without a sign. A row
    with an exchange rate other than 1 is in a currency that the file does not name: it is put aside.
    """

    layout = "sage.audit_trail"
    system = "sage"
    entity = "invoice"
    columns = fields.AUDIT_TRAIL
    must: ClassVar = ("kind", "nominal", "day", "amount", "number", ("tax", "tax_code"))
    anchor = "kind"
    unwanted = (
        "kind",
        _ELSEWHERE,
        "purchases or bank, cash and card entries, no sales documents, receipts or journals,",
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Splits, each with how many its document has."""
        body = super().body(sheet, header, width, places)
        names = [places[name] for name in ("kind", "customer_name", "number") if name in places]
        counted(body, [tuple(text_of(row[place]).strip() for place in names) for row in body.rows])
        return body

    def refusals(self, body: Body, places: Mapping[str, int]) -> dict[int, tuple[str, str, str, str]]:
        """Rows in a foreign currency, and rows of a type that Sage does not have."""
        found: dict[int, tuple[str, str, str, str]] = {}
        for index, row in enumerate(body.rows):
            kind = text_of(row[places["kind"]]).strip()
            if kind and kind.upper() not in {"SI", "SC", "SR", "SA", "SP", "JD", "JC"}:
                found[index] = ("Type", kind, "IMP-208", f"{kind!r} in Type is none of Sage's types of transactions")
            elif "rate" in places and _foreign(row[places["rate"]]):
                rate = text_of(row[places["rate"]])
                found[index] = (
                    "Exchange Rate",
                    rate,
                    "IMP-208",
                    f"The exchange rate {rate} says that the amount is in a foreign currency, which the file does not name",
                )
        return found

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices, invoice_lines, payments, journal_lines, accounts"""
        kind = cells.trimmed("kind").str.upper()
        made = self._documents(cells, kind) | self._payments(cells, kind)
        return made | self._journals(cells, kind)

    @staticmethod
    def _documents(cells: Cells, kind: pd.Series[str]) -> dict[str, pd.DataFrame]:
        currency = pd.Series([cells.source.currency] * cells.size, dtype="object")
        credit = kind == "SC"
        sign = pd.Series(np.where(credit, -1, 1), dtype="int64")
        named = pd.Series(np.where(credit, "credit_note", "invoice"), dtype="object")
        customer, printed = cells.trimmed("customer_name"), cells.trimmed("number")
        whole = kind + "|" + customer + "|" + printed
        external = apart(printed, named, customer).where(printed != "", cells.numbered())
        amount = cells.money("amount", currency) * sign
        tax = cells.money("tax", currency).fillna(0) * sign  # Sage takes a blank for nothing
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": printed,
                "kind": named,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "total": summed(cells, amount + tax, whole),
                "tax": summed(cells, tax, whole),
                "currency": currency,
                "status": pd.Series(["open"] * cells.size, dtype="object"),
            }
        )
        single = printed == ""  # without a number each split is a document of its own
        head.loc[single, "total"], head.loc[single, "tax"] = (amount + tax)[single], tax[single]
        project = cells.trimmed("project")
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": named + ":" + external,
                "description": cells.text("description"),
                "item": project.where(project != "", cells.trimmed("department")),
                "amount": amount,
                "tax": tax,
                "tax_code": cells.trimmed("tax_code"),
                "account": cells.trimmed("nominal"),
                "currency": currency,
            }
        )
        mine = np.asarray(kind.isin(["SI", "SC"]))
        head, lines, external = head[mine], lines[mine].reset_index(drop=True), external[mine].reset_index(drop=True)
        lines["line"] = numbered(lines["invoice"], cells.text("place")[mine].reset_index(drop=True))
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoices": head.drop_duplicates(["kind", "external_id"], ignore_index=True), "invoice_lines": lines}

    @staticmethod
    def _payments(cells: Cells, kind: pd.Series[str]) -> dict[str, pd.DataFrame]:
        currency = pd.Series([cells.source.currency] * cells.size, dtype="object")
        amount = cells.money("amount", currency) + cells.money("tax", currency).fillna(0)
        frame = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": cells.trimmed("customer_name"),
                "day": cells.day("day"),
                "number": cells.trimmed("number"),
                "memo": cells.text("description"),
                "amount": amount.where(kind != "SP", -amount),
                "currency": currency,
                "account": cells.trimmed("nominal"),
            }
        )
        return {"payments": frame[np.asarray(kind.isin(["SR", "SA", "SP"]))].reset_index(drop=True)}

    @staticmethod
    def _journals(cells: Cells, kind: pd.Series[str]) -> dict[str, pd.DataFrame]:
        currency = pd.Series([cells.source.currency] * cells.size, dtype="object")
        amount = cells.money("amount", currency)
        nothing = amount * 0
        debit, credit = sides(amount.where(kind == "JD", nothing), amount.where(kind == "JC", nothing))
        code, document, day = cells.trimmed("nominal"), cells.trimmed("number"), cells.day("day")
        blank = pd.Series([""] * cells.size, dtype="object")
        project = cells.trimmed("project")
        lines = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "journal": document.where(document != "", day.dt.strftime("%Y-%m-%d")),
                "day": day,
                "source": pd.Series(["Journal"] * cells.size, dtype="object"),
                "document": document,
                "contact": blank,
                "description": cells.text("description"),
                "account": code,
                "account_code": code,
                "account_name": blank,
                "debit": debit,
                "credit": credit,
                "currency": currency,
                "project": project.where(project != "", cells.trimmed("department")),
            }
        )
        mine = np.asarray(kind.isin(["JD", "JC"]))
        return {
            "journal_lines": lines[mine].reset_index(drop=True),
            "accounts": accounts_of(code[mine].reset_index(drop=True), blank[mine].reset_index(drop=True)),
        }


def _foreign(cell: object) -> bool:
    """Whether an exchange rate is neither absent nor one."""
    if is_blank(cell):
        return False
    try:
        return number_reader(".")(cell) not in {0, MILLION}
    except Unreadable:
        return True


class _Parties(TableReader):
    system = "sage"
    entity = "customer"
    anchor = "external_id"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        own, name = cells.trimmed("external_id"), cells.trimmed("name")
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        frame = pd.DataFrame(
            {
                "external_id": own,
                "row": cells.row,
                "name": name.where(name != "", own),
                "terms_days": cells.number("due_days", 1),
                "domain": site.where(site != "", mail),
                **{
                    column: cells.trimmed(column)
                    for column in (
                        "email",
                        "tax_id",
                        "tax_code",
                        "currency",
                        "street",
                        "city",
                        "region",
                        "postcode",
                        "country",
                    )
                },
            }
        )
        return {"customers": frame}


class Customers(_Parties):
    """Customer records of Sage 50, by account reference."""

    layout = "sage.customers"
    columns = fields.CUSTOMERS
    must: ClassVar = ("external_id", "name", ("settlement", "due_days", "limit"), ("street", "nominal", "tax_id"))
    least = 0.4


class Contacts(_Parties):
    """Contacts of Sage Business Cloud Accounting, by reference."""

    layout = "sage.contacts"
    columns = fields.CONTACTS
    must: ClassVar = ("external_id", "name", ("street", "contact", "postcode"))


class Invoices(TableReader):
    """The list of sales invoices and credit notes of Sage Business Cloud Accounting."""

    layout = "sage.invoices"
    system = "sage"
    entity = "invoice"
    columns = fields.INVOICES
    must: ClassVar = ("number", "customer_name", "day", "net", "tax", "total", "open")
    least = 0.8
    anchor = "number"
    recalled = True
    unwanted = ("kind", re.compile(r"purchase|quick entry|receipt|payment"), "no sales documents")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices"""
        currency = self.currency(cells)
        total = cells.money("total", currency)
        credit = cells.trimmed("kind").str.casefold().str.contains("credit|refund", regex=True) | (total < 0).fillna(
            value=False
        )
        kind = pd.Series(np.where(credit, "credit_note", "invoice"), dtype="object")

        def signed(values: pd.Series[int]) -> pd.Series[int]:
            return values.where(~credit, -values.abs())

        total, left = signed(total), signed(cells.money("open", currency))
        number, customer = cells.trimmed("number"), cells.text("customer_name")
        frame = pd.DataFrame(
            {
                "external_id": apart(number, kind, customer),
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "total": total,
                "tax": signed(cells.money("tax", currency)),
                "open": left,
                "paid": total - left,
                "currency": currency,
                "status": _status(cells.trimmed("status"), left),
            }
        )
        return {"invoices": frame}


def _status(printed: pd.Series[str], left: pd.Series[int]) -> pd.Series[str]:
    told = pd.Series(np.where((left == 0).fillna(value=False), "paid", "open"), dtype="object")
    plain = printed.str.casefold()
    for name, pattern in reversed(_STATUS):
        told = told.mask(plain.str.contains(pattern, regex=True), name)
    return told


class Activity(EntryReader):
    """Nominal activity of Sage 50 and the ledger of Business Cloud as a flat list: one row a line with debit and credit."""

    layout = "sage.activity"
    system = "sage"
    columns = fields.ACTIVITY
    must: ClassVar = (("nominal", "nominal_name"), "source", "day", "debit", "credit", ("entry", "document"))
    least = 0.6
    anchor = "source"
    recalled = True

    def sure(self, headings: Headings) -> float:
        """Only with a heading that is Sage's own."""
        return super().sure(headings) if _OWN_LEDGER & set(headings.folded) else 0.0

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        entry, document = cells.trimmed("entry"), cells.trimmed("document")
        return entry_frames(
            cells,
            cells.trimmed("nominal"),
            cells.trimmed("nominal_name"),
            journal=entry.where(entry != "", document),
            day=cells.day("day"),
            source=cells.trimmed("source"),
            document=document,
            contact=cells.text("contact"),
            description=cells.text("description"),
            debit=debit,
            credit=credit,
            currency=currency,
            project=cells.trimmed("department"),
        )
