"""QuickBooks Online's General Ledger: one block an account, sub-accounts inside it, with debit and credit or in natural signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.accounting.journals import code_and_name, sides
from importers.accounting.quickbooks import fields
from importers.accounting.quickbooks.reader import grouped_body
from importers.accounting.quickbooks.signs import Entry, balanced, sides_of
from importers.shared.bodies import Body
from importers.shared.cells import Cells, minor_units
from importers.shared.numbers import decimal_mark, number_reader
from importers.shared.parsing import Unreadable, is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_OPENING = "beginning balance"


class GeneralLedger(TableReader):
    """The ledger by account. Amounts are in base currency; an account whose side nothing tells goes to quarantine, never to a side."""

    layout = "quickbooks.general_ledger"
    system = "quickbooks"
    entity = "journal"
    columns = fields.LEDGER
    must: ClassVar = ("day", "source", ("amount", "debit"), "balance", ("split", "debit", "contact"))
    anchor = "day"
    one_of: ClassVar = ("amount", "debit", "credit")

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Lines with the full name of their account; beginning balances beside them; totals of accounts checked."""
        body = grouped_body(sheet, header, width)
        openings = body.aside.setdefault("openings", [])
        kept: list[int] = []
        for index, row in enumerate(body.rows):
            if any(isinstance(cell, str) and cell.strip().casefold() == _OPENING for cell in row):
                openings.append((body.extra["full"][index], _last_figure(row, places)))
            else:
                kept.append(index)
        if len(kept) < len(body.rows):
            _keep(body, kept)
            body.notes.append(f"{len(openings)} beginning balances were read as the accounts' opening figures.")
        if "debit" not in places and "credit" not in places:
            self._settle(body, places)
        for index, path in enumerate(body.extra["full"]):
            if not path:
                body.refused[index] = ("", "", "IMP-204", "The row stands under no account")
        return body

    @staticmethod
    def _settle(body: Body, places: Mapping[str, int]) -> None:
        """Finds the side of each account; refuses the rows of accounts without one, and says how far the entries balance."""
        column = [row[places["amount"]] for row in body.rows]
        read = number_reader(decimal_mark(column, money=True) or ".")
        entries: dict[tuple[str, ...], list[Entry]] = {}
        unread: set[int] = set()
        for index, (row, path) in enumerate(zip(body.rows, body.extra["full"], strict=True)):
            cells = [
                text_of(row[places[name]]).strip() if name in places else "" for name in ("day", "source", "document")
            ]
            key = (*cells, "" if cells[2] else text_of(row[places["contact"]]).strip() if "contact" in places else "")
            try:
                amount = 0 if is_blank(row[places["amount"]]) else read(row[places["amount"]])
            except Unreadable:
                unread.add(index)  # the row goes to quarantine with its own reason
                continue
            entries.setdefault(key, []).append((str(path), amount))
        found = sides_of(entries.values())
        body.aside["sides"] = list(found.items())
        for index, path in enumerate(body.extra["full"]):
            if path not in found and index not in unread:
                sentence = f"Nothing in the report tells whether {path} is printed with debits or credits positive; import the Journal report"
                body.refused[index] = ("", "", "IMP-233", sentence)
        even = sum(1 for lines in entries.values() if balanced(lines, found))
        body.notes.append(
            f"Amounts are printed in each account's natural sign; debit and credit follow from the entries, of which {even} of {len(entries)} balance."
        )

    def currency(self, cells: Cells) -> pd.Series[str]:
        """Base currency; completed from the other files."""
        return pd.Series([cells.source.currency] * cells.size, dtype="object")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines and accounts"""
        currency = self.currency(cells)
        path = cells.text("full")
        if "sides" in cells.aside:
            side = path.map(_known(cells)).astype("Int64")
            amount = cells.money("amount", currency).fillna(0) * side
            debit, credit = amount.where(amount > 0, 0), (-amount).where(amount < 0, 0)
        else:
            debit, credit = sides(cells.money("debit", currency), cells.money("credit", currency))
            side = pd.Series([1] * cells.size, dtype="Int64")
        named = {name: _account(name) for name in dict.fromkeys(path)}
        document = cells.trimmed("document")
        lines = pd.DataFrame(
            {
                "external_id": cells.numbered(),
                "row": cells.row,
                "journal": document,
                "day": cells.day("day"),
                "source": cells.trimmed("source"),
                "document": document,
                "contact": cells.text("contact"),
                "description": cells.text("description"),
                "account": path.map({name: code or whole for name, (code, whole) in named.items()}).astype("object"),
                "account_code": path.map({name: code for name, (code, _) in named.items()}).astype("object"),
                "account_name": path.map({name: whole for name, (_, whole) in named.items()}).astype("object"),
                "debit": debit.astype("Int64"),
                "credit": credit.astype("Int64"),
                "currency": currency,
            }
        )
        return {"journal_lines": lines, "accounts": self._accounts(cells, named)}

    @staticmethod
    def _accounts(cells: Cells, named: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
        """All accounts with a line or a beginning balance; the opening figure is debit positive, unknown where no side is."""
        known = _known(cells)
        openings = {
            str(path): figure * known.get(str(path), 1)
            for path, figure in cells.aside.get("openings", [])
            if isinstance(figure, int) and (path in known or "sides" not in cells.aside)
        }
        whole = {**{str(path): _account(str(path)) for path, _ in cells.aside.get("openings", [])}, **named}
        frame = pd.DataFrame(
            {
                "external_id": [code or name for code, name in whole.values()],
                "code": [code for code, _ in whole.values()],
                "name": [name for _, name in whole.values()],
                "opening": pd.array([openings.get(path, pd.NA) for path in whole], dtype="Int64"),
            }
        )
        own = pd.Series([cells.source.currency] * len(frame), dtype="object")
        frame["opening"] = minor_units(frame["opening"], own)
        return frame[frame["external_id"] != ""].drop_duplicates("external_id", ignore_index=True)


def _known(cells: Cells) -> dict[str, int]:
    """Account -> its side, as it was found."""
    return {str(path): int(str(side)) for path, side in cells.aside.get("sides", [])}


def _account(path: str) -> tuple[str, str]:
    """Code and name of an account from its full name: the code is the leaf's; without one the full name is the name."""
    code, leaf = code_and_name(path.rpartition(":")[2])
    return (code, leaf) if code else ("", path)


def _last_figure(row: list[object], places: Mapping[str, int]) -> object:
    """The figure of a beginning balance, millionths; None when it cannot be read."""
    cell = row[places["balance"]] if "balance" in places else ""
    try:
        return None if is_blank(cell) else number_reader(".")(cell)
    except Unreadable:
        return None


def _keep(body: Body, kept: list[int]) -> None:
    """Leaves only the rows at `kept` in a body, with everything that refers to their positions."""
    before = np.searchsorted(np.array(kept, np.int64), np.arange(len(body.rows) + 1)).tolist()
    moved = {old: new for new, old in enumerate(kept)}
    body.checks = [
        type(check)(check.label, before[check.start], before[check.end], check.cells, check.row)
        for check in body.checks
    ]
    body.short = {moved[index]: cells for index, cells in body.short.items() if index in moved}
    body.rows = [body.rows[index] for index in kept]
    body.numbers = [body.numbers[index] for index in kept]
    body.extra = {key: [values[index] for index in kept] for key, values in body.extra.items()}
