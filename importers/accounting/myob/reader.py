"""Readers of MYOB AccountRight: sales, customers, receipts, general journals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.continued import counted, numbered, summed
from importers.accounting.documents import apart
from importers.accounting.entries import EntryReader, entry_frames, split_accounts
from importers.accounting.journals import sides
from importers.accounting.myob import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader


def _party(cells: Cells, last: str = "last_name") -> pd.Series[str]:
    """A company by its name, a person by first and last name."""
    return (cells.trimmed("first_name") + " " + cells.trimmed(last)).str.strip()


class Sales(TableReader):
    """Sales, one row a line with the head of the document repeated; tax and freight on top. Quotes and orders are left out.

    The file prints no total of a document: it is the sum of its lines with tax and its freight, unknown while one of them is in
    quarantine. A document whose sum is negative is a credit note.
    """

    layout = "myob.sales"
    system = "myob"
    entity = "invoice"
    columns = fields.SALES
    must: ClassVar = ("last_name", "number", "day", "amount", ("description", "item", "account"))
    anchor = "last_name"
    unwanted = ("status", re.compile(r"^(o|q|order|quote)s?$"), "orders or quotes, no sales documents,")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Lines, each with how many its document has."""
        body = super().body(sheet, header, width, places)
        names = [places[name] for name in ("last_name", "first_name", "number") if name in places]
        counted(body, [tuple(text_of(row[place]).strip() for place in names) for row in body.rows])
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = cells.trimmed("currency").str.upper().where(lambda code: code != "", cells.source.currency)
        customer, number = _party(cells), cells.trimmed("number")
        amount, tax = cells.money("amount", currency), cells.money("tax", currency)
        gross = cells.money("gross", currency)
        gross = gross.fillna(amount + tax) if cells.has("gross") or cells.has("tax") else gross
        whole = customer + "|" + number
        freight = cells.money("freight", currency).fillna(0).groupby(whole).transform("first")
        total = summed(cells, gross, whole) + freight
        negative = gross.fillna(amount).fillna(0).groupby(whole).transform("sum") < 0
        kind = pd.Series(np.where(negative, "credit_note", "invoice"), dtype="object")
        external = apart(number, kind, customer)
        paid = cells.money("paid", currency).groupby(whole).transform("first")
        left = total - paid
        days = cells.number("due_days", 1)
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
                "due": cells.day("day") + pd.to_timedelta(days.astype("Float64"), unit="D"),
                "terms_days": days,
                "total": total,
                "tax": summed(cells, tax, whole),
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
                "item": cells.text("item").where(lambda text: text != "", cells.text("job")),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": amount,
                "tax": tax,
                "tax_code": cells.trimmed("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        lines["line"] = numbered(lines["invoice"], cells.text("place"))
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoices": head.drop_duplicates(["kind", "external_id"], ignore_index=True), "invoice_lines": lines}


class Customers(TableReader):
    """Customer cards, by card id, else by name."""

    layout = "myob.customers"
    system = "myob"
    entity = "customer"
    columns = fields.CUSTOMERS
    must: ClassVar = ("name", ("external_id", "status"), ("street", "city", "email", "tax_id", "limit"))
    anchor = "name"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        name, card = _party(cells, "name"), cells.trimmed("external_id")
        own = card.where((card != "") & (card.str.casefold() != "*none"), name)
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        frame = pd.DataFrame(
            {
                "external_id": own,
                "row": cells.row,
                "name": name,
                "terms_days": cells.number("due_days", 1),
                "domain": site.where(site != "", mail),
                **{
                    column: cells.trimmed(column)
                    for column in ("email", "currency", "street", "city", "region", "postcode", "country", "tax_id")
                },
            }
        )
        return {"customers": frame}


class Receipts(TableReader):
    """Receive Payments, one row an invoice paid; rows of one id are one receipt."""

    layout = "myob.receipts"
    system = "myob"
    entity = "payment"
    columns = fields.RECEIPTS
    must: ClassVar = ("last_name", "day", "invoice", "amount")
    anchor = "last_name"
    recalled = True

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Rows, each with how many its receipt has."""
        body = super().body(sheet, header, width, places)
        place = places.get("number")
        keys = [text_of(row[place]).strip() if place is not None else "" for row in body.rows]
        counted(body, [key or index for index, key in enumerate(keys)])
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Payments and allocations"""
        currency = cells.trimmed("currency").str.upper().where(lambda code: code != "", cells.source.currency)
        number = cells.trimmed("number")
        external = number.where(number != "", cells.numbered())
        amount = cells.money("amount", currency)
        payments = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "kind": pd.Series(["payment"] * cells.size, dtype="object"),
                "customer_name": _party(cells),
                "day": cells.day("day"),
                "number": number,
                "memo": cells.text("memo"),
                "amount": summed(cells, amount, external),
                "currency": currency,
                "fx_rate": cells.number("fx_rate"),
                "account": cells.trimmed("account"),
            }
        )
        invoice = cells.trimmed("invoice")
        kind = pd.Series(np.where(amount < 0, "credit_note:", "invoice:"), dtype="object")
        allocations = pd.DataFrame(
            {
                "external_id": external + "|" + invoice,
                "row": cells.row,
                "source": "payment:" + external,
                "invoice": kind + invoice,
                "amount": amount.abs(),
                "currency": currency,
                "day": cells.day("day"),
            }
        )
        return {
            "payments": payments.drop_duplicates("external_id", ignore_index=True),
            "allocations": allocations[np.asarray(invoice != "")].reset_index(drop=True),
        }


class Journals(EntryReader):
    """General journal entries, one row a line, a blank line between entries."""

    layout = "myob.journals"
    system = "myob"
    columns = fields.JOURNAL
    must: ClassVar = ("document", "day", "account", "debit", "credit", ("line", "reporting", "tax_code"))
    least = 0.5
    anchor = "account"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        code, name = split_accounts(cells.trimmed("account"))
        bare = code == ""
        document = cells.trimmed("document")
        line, memo = cells.text("line"), cells.text("description")
        return entry_frames(
            cells,
            name.where(bare, code),
            name.where(~bare, ""),
            journal=document,
            day=cells.day("day"),
            source=pd.Series(["General Journal"] * cells.size, dtype="object"),
            document=document,
            contact=pd.Series([""] * cells.size, dtype="object"),
            description=line.where(line != "", memo),
            debit=debit,
            credit=credit,
            currency=currency,
            project=cells.trimmed("project"),
        )
