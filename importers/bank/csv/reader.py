"""Reader of bank statements as CSV or workbook; lines mostly have no id of their own."""

from __future__ import annotations

import dataclasses
import re
from typing import ClassVar

import numpy as np
import pandas as pd

from core.ports.importing import TableRead
from importers.bank.csv import fields
from importers.shared.cells import Cells, Source, minor_units
from importers.shared.columns import Headings
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_DATES = re.compile(r"[_\- ]*(?:\d{4}-?\d{2}(?:-?\d{2})?)(?:.*\d)?$")
_OUT = frozenset({"d", "dr", "debit", "s", "-"})


class StatementLines(TableReader):
    """A statement: money in positive. The account is named by the file, the balance column is checked as a chain."""

    layout = "bank.csv"
    system = "bank"
    mark = ""
    entity = "bank_line"
    columns = fields.LINES
    must: ClassVar = ("day", ("amount", "in", "out"), ("description", "payee", "reference"))
    least = 0.5
    anchor = "day"
    one_of = ("amount", "in", "out")

    def sure(self, headings: Headings) -> float:
        """Not the journals and lists of ledgers, which have accounts, contacts or document numbers."""
        others = {
            "account",
            "account code",
            "contact",
            "source",
            "num",
            "client",
            "project",
            "invoicenumber",
            "open balance",
        }
        if others & set(headings.folded):
            return 0.0
        known = super().sure(headings)
        places = headings.places(self.columns)
        return known if "amount" in places or {"in", "out"} <= places.keys() else 0.0

    def _signed(self, cells: Cells) -> pd.Series[int]:
        """Millionths, money in positive."""
        if cells.has("amount"):
            amount = cells.number("amount")
            if cells.has("sign"):
                out = cells.trimmed("sign").str.casefold().isin(_OUT)
                amount = amount.abs().where(~out, -amount.abs())
            return amount
        paid_in, paid_out = cells.number("in"), cells.number("out")
        known = paid_in.notna() | paid_out.notna()
        return (paid_in.fillna(0).abs() - paid_out.fillna(0).abs()).where(known)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The signed amount, where the file prints two columns."""
        return {} if cells.has("amount") and not cells.has("sign") else {"amount": ("Amount", self._signed(cells))}

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The lines, with a note on whether each balance is the one before plus the amount."""
        table = super().read(sheet, header, source)
        note = _chain(table.frames["bank_lines"])
        return dataclasses.replace(table, notes=(*table.notes, note)) if note else table

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """bank_lines"""
        currency = self.currency(cells)
        name = cells.source.file.rsplit(".", 1)[0]
        printed = cells.trimmed("account")
        external = cells.trimmed("external_id")
        reference, check = cells.text("reference"), cells.text("check")
        signed = self._signed(cells)
        frame = pd.DataFrame(
            {
                "external_id": external.where(external != "", cells.numbered()),
                "row": cells.row,
                "account": printed.where(printed != "", _DATES.sub("", name) or name),
                "day": cells.day("day"),
                "type": cells.trimmed("type"),
                "payee": cells.text("payee"),
                "description": cells.text("description"),
                "reference": reference.where(reference != "", check),
                "amount": minor_units(signed, currency),
                "balance": cells.money("balance", currency),
                "currency": currency,
            }
        )
        return {"bank_lines": frame}


def _chain(lines: pd.DataFrame) -> str:
    """One sentence on the running balance, read downwards or upwards, whichever holds more often; "" without balances."""
    known = lines[lines["balance"].notna() & lines["amount"].notna()]
    if len(known) < 2:
        return ""
    balance, amount = known["balance"].to_numpy("int64"), known["amount"].to_numpy("int64")
    down = balance[1:] == balance[:-1] + amount[1:]
    up = balance[:-1] == balance[1:] + amount[:-1]
    steps = down if down.sum() >= up.sum() else up
    if steps.all():
        return "Each balance is the one before it plus the amount: no line is missing."
    first = int(known["row"].iloc[int(np.flatnonzero(~steps)[0]) + 1])
    return f"The running balance breaks {int((~steps).sum())} times, first at row {first}: lines are missing, doubled or unreadable there."
