"""Reader of PayPal's activity download: what moved the balance, fees as lines of their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from core.ports.importing import TableRead
from importers.bank.fees import NetTies, chain, with_fees
from importers.bank.paypal import fields
from importers.bank.rows import moved, named, texts
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.sheets import Sheet


class PaypalActivity(NetTies):
    """One PayPal account; each currency is a balance of its own."""

    layout = "bank.paypal"
    system = "bank"
    entity = "bank_line"
    mark = ""
    columns = fields.ACTIVITY
    must: ClassVar = ("day", "gross", "fee", "net", "currency", "external_id")
    anchor = "external_id"
    fee_sign = 1

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows that moved money; others are left out and counted, a wording that nobody knows waits in quarantine."""
        body = super().body(sheet, header, width, places)
        for name, no in (("status", fields.WAITING), ("impact", fields.MEMO)):
            if name in places:
                body = moved(body, places[name], no)
        return body

    def told(self, places: Mapping[str, int]) -> Mapping[str, frozenset[str]]:
        """The effect on the balance tells whether money moved; without that column the status does."""
        return {"impact": fields.TOUCHES} if "impact" in places else {"status": fields.MOVED}

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The lines, with a sentence on each currency's running balance."""
        table = super().read(sheet, header, source)
        return dataclasses.replace(table, notes=(*table.notes, *chain(table.frames["bank_lines"])))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """bank_lines"""
        currency = self.currency(cells)
        account = pd.Series(["PayPal"] * cells.size, dtype="object")
        payee, sender = cells.text("payee"), cells.text("sender")
        frame = pd.DataFrame(
            {
                "external_id": named(cells.trimmed("external_id"), cells.numbered(), account),
                "row": cells.row,
                "account": account,
                "day": cells.day("day"),
                "type": cells.trimmed("type"),
                "payee": payee.where(payee != "", sender),
                "description": texts(cells, "subject", "item", "note"),
                "reference": texts(cells, "invoice", "custom", "related"),
                "amount": cells.money("gross", currency),
                "balance": cells.money("balance", currency),
                "currency": currency,
            }
        )
        return {"bank_lines": with_fees(frame, cells.money("fee", currency), "PayPal")}
