"""Readers of Wave: accounting transactions, customers."""

from __future__ import annotations

from typing import ClassVar

import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.entries import EntryReader, entry_frames
from importers.accounting.journals import sides
from importers.accounting.wave import fields
from importers.shared.cells import Cells
from importers.shared.table_reader import TableReader


class Transactions(EntryReader):
    """Accounting transactions, one row a line, by the two columns of debit and credit.

    The one column beside them is signed by what an amount does to its account and not by side; it is not read.
    """

    layout = "wave.transactions"
    system = "wave"
    columns = fields.TRANSACTIONS
    must: ClassVar = (
        "journal",
        "day",
        "account_name",
        "debit",
        "credit",
        ("kind", "group", "account_code", "description"),
    )
    least = 0.6
    anchor = "journal"
    one_of = ("debit", "credit")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        code, name = cells.trimmed("account_code"), cells.trimmed("account_name")
        invoice, bill, journal = cells.trimmed("invoice"), cells.trimmed("bill"), cells.trimmed("journal")
        line, whole = cells.text("line"), cells.text("description")
        customer = cells.text("customer")
        wording = line.where(line != "", whole)
        frames = entry_frames(
            cells,
            code,
            name,
            journal=journal,
            day=cells.day("day"),
            source=pd.Series([""] * cells.size, dtype="object"),
            document=invoice.where(invoice != "", bill).where(lambda text: text != "", journal),
            contact=customer.where(customer != "", cells.text("vendor")),
            description=wording.where(wording != "", cells.text("memo")),
            debit=debit,
            credit=credit,
            currency=currency,
        )
        role = cells.trimmed("kind").str.casefold().map(fields.ROLES).fillna("")
        by_account = dict(zip(code.where(code != "", name), role, strict=True))
        accounts = frames["accounts"]
        frames["accounts"] = accounts.assign(role=accounts["external_id"].map(by_account).astype("object"))
        return frames


class Customers(TableReader):
    """Customers, by their account number, else their name."""

    layout = "wave.customers"
    system = "wave"
    entity = "customer"
    columns = fields.CUSTOMERS
    must: ClassVar = ("name", "currency", ("first_name", "toll_free", "number"))
    least = 0.6
    anchor = "name"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        number, name = cells.trimmed("number"), cells.text("name")
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        frame = pd.DataFrame(
            {
                "external_id": number.where(number != "", name),
                "row": cells.row,
                "domain": site.where(site != "", mail),
                **{
                    column: cells.trimmed(column)
                    for column in ("name", "email", "currency", "street", "city", "region", "postcode", "country")
                },
            }
        )
        return {"customers": frame}
