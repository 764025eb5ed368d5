"""Xero's Account Transactions report: one block an account with its opening, total and closing rows, all of them checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import pandas as pd

from importers.accounting.journals import accounts_of, code_and_name, sides
from importers.accounting.sums import stale
from importers.accounting.xero import fields
from importers.shared.bodies import Body, Check
from importers.shared.cells import Cells, minor_units
from importers.shared.numbers import number_reader
from importers.shared.parsing import Unreadable, is_blank
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_ASIDE = ("net movement", "no transactions")


class AccountTransactions(TableReader):
    """The ledger grouped by account. Amounts are in base currency, which the report does not name."""

    layout = "xero.account_transactions"
    system = "xero"
    entity = "journal"
    columns = fields.LEDGER
    must: ClassVar = ("day", "debit", "credit", ("account_code", "account_name", "source"))
    anchor = "day"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Transaction rows, each with the account of its block; opening balances beside them as extra rows of `openings`."""
        body = Body()
        openings = body.aside.setdefault("openings", [])
        group, start, opening = "", 0, 0
        read = number_reader(".")
        groups: list[object] = []
        broken: list[str] = []
        for number, row in enumerate(sheet.rows[header + 1 :], 1):
            filled = [cell for cell in row if not is_blank(cell)]
            if not filled:
                continue
            first = row[0].strip() if isinstance(row[0], str) else ""
            plain = first.casefold()
            if plain == "opening balance":
                opening = _balance(row, places, read)
                openings.append((*code_and_name(group), opening))
            elif plain == "closing balance":
                moved = _moved(body.rows[start:], places, read)
                if opening + moved != _balance(row, places, read):
                    broken.append(group)
            elif plain.startswith("total") and len(filled) > 1:
                whole = plain == "total"
                if stale(sheet, row):
                    continue  # a formula that was never worked out says nothing of the rows
                body.checks.append(Check(first, 0 if whole else start, len(body.rows), row, number))
            elif plain.startswith(_ASIDE):
                continue
            elif len(filled) == 1 and first:
                group, start, opening = first, len(body.rows), 0
            else:
                body.rows.append(row + [""] * (width - len(row)))
                body.numbers.append(number)
                groups.append(group)
        for name in broken:
            body.notes.append(f"The closing balance of {name} is not its opening balance plus its rows.")
        if openings:
            body.notes.append(f"{len(openings)} opening balances were read as the accounts' opening figures.")
        body.extra["group"] = groups
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """Base currency; completed from the other files."""
        return pd.Series([cells.source.currency] * cells.size, dtype="object")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
        grouped = cells.text("group").map(code_and_name)
        code, name = cells.trimmed("account_code"), cells.trimmed("account_name")
        code = code.where(code != "", grouped.str[0]).astype("object")
        name = name.where(name != "", grouped.str[1]).astype("object")
        document = cells.trimmed("document")
        lines = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "journal": document,
                "day": cells.day("day"),
                **{column: cells.text(column) for column in ("source", "contact", "description", "project")},
                "document": document,
                "account": code.where(code != "", name),
                "account_code": code,
                "account_name": name,
                "debit": debit,
                "credit": credit,
                "currency": currency,
            }
        )
        opened = pd.DataFrame(cells.aside["openings"], columns=["code", "name", "opening"])
        own = pd.Series([cells.source.currency] * len(opened), dtype="object")
        opened["opening"] = minor_units(opened["opening"].astype("Int64"), own)
        with_opening = accounts_of(opened["code"].astype("object"), opened["name"].astype("object"), opened["opening"])
        accounts = pd.concat([with_opening, accounts_of(code, name)], ignore_index=True)
        return {
            "journal_lines": lines,
            "accounts": accounts.drop_duplicates("external_id", ignore_index=True).assign(
                currency=cells.source.currency
            ),
        }


def _balance(row: list[object], places: Mapping[str, int], read: Callable[[object], int]) -> int:
    """Debit less credit of a balance row, millionths."""
    return _moved([row], places, read)


def _moved(rows: list[list[object]], places: Mapping[str, int], read: Callable[[object], int]) -> int:
    total = 0
    for row in rows:
        for name, sign in (("debit", 1), ("credit", -1)):
            cell = row[places[name]] if places[name] < len(row) else ""
            if not is_blank(cell):
                try:
                    total += sign * read(cell)
                except Unreadable:
                    continue  # the row itself goes to quarantine with its reason
    return total
