"""Reader of GnuCash's export of transactions as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from importers.accounting.continued import Parts, continued_body
from importers.accounting.entries import EntryReader, entry_frames
from importers.accounting.gnucash import fields
from importers.accounting.journals import sides
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.numbers import number_reader
from importers.shared.parsing import MILLION, Unreadable, is_blank, text_of
from importers.shared.sheets import Sheet


class Transactions(EntryReader):
    """Transactions with their splits; their head stands on the first split, or on each. Positive amounts are debits.

    The firm's currency is the one most splits are in; a transaction in another is put aside, because the export does not say what it is
    in the firm's. Accounts are known by their full name.
    """

    layout = "gnucash.transactions"
    system = "gnucash"
    columns = fields.TRANSACTIONS
    must: ClassVar = ("day", "external_id", "account_name", "amount", ("commodity", "reconcile", "price"))
    anchor = "account_name"
    mark = ""
    parts: ClassVar = Parts(
        heads=("day", "external_id", "number", "title", "notes", "commodity", "void"),
        lines=("action", "description", "account_name", "short_name", "amount", "value", "reconcile", "price"),
    )

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Transactions and their splits, beside each the currency that most of them are in."""
        body = continued_body(sheet, header, width, places, places[self.anchor], self.parts)
        place = places.get("commodity")
        if place is not None:
            often = Counter(code for row in body.rows if (code := currency_of(row[place])))
            base = min(often, key=lambda code: (-often[code], code), default="")
            body.extra["base"] = [base] * len(body.rows)
        return body

    def refusals(self, body: Body, places: Mapping[str, int]) -> dict[int, tuple[str, str, str, str]]:
        """Splits of transactions in another currency, and amounts of another commodity without their value."""
        found: dict[int, tuple[str, str, str, str]] = {}
        bases = body.extra.get("base", [""] * len(body.rows))
        for index, row in enumerate(body.rows):
            own = currency_of(row[places["commodity"]]) if "commodity" in places else ""
            base = text_of(bases[index])
            if own and base and own != base:
                sentence = f"The transaction is in {own}, and the export does not say what that is in {base}"
                found[index] = ("Commodity/Currency", own, "IMP-208", sentence)
            elif "value" not in places and "price" in places and _priced(row[places["price"]]):
                price = text_of(row[places["price"]])
                sentence = f"The amount is in another commodity at {price}, and the export has no column of values"
                found[index] = ("Rate/Price", price, "IMP-208", sentence)
        return found

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        amount = cells.money("value", currency).fillna(cells.money("amount", currency))
        debit, credit = sides(amount, amount * 0)
        blank = pd.Series([""] * cells.size, dtype="object")
        title, memo = cells.text("title"), cells.text("description")
        return entry_frames(
            cells,
            blank,
            cells.trimmed("account_name"),
            journal=cells.trimmed("external_id"),
            day=cells.day("day"),
            source=cells.trimmed("action"),
            document=cells.trimmed("number"),
            contact=blank,
            description=memo.where(memo != "", title),
            debit=debit,
            credit=credit,
            currency=currency,
        )


def currency_of(cell: object) -> str:
    """USD of CURRENCY::USD."""
    return text_of(cell).strip().rpartition("::")[2].upper()


def _priced(cell: object) -> bool:
    """Whether a price is another than one."""
    if is_blank(cell):
        return False
    try:
        return number_reader(".")(cell) != MILLION
    except Unreadable:
        return True
