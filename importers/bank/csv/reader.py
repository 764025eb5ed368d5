"""Reader of bank statements as CSV or workbook; lines mostly have no id of their own."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.ports.importing import TableRead
from importers.bank.csv import fields
from importers.bank.csv.meta import Meta, is_balance, meta_of
from importers.bank.lines import joined, units
from importers.bank.rows import CheckedRows, moved, named, without
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source, minor_units
from importers.shared.columns import Headings
from importers.shared.numbers import number_reader
from importers.shared.parsing import Unreadable
from importers.shared.sheets import Sheet

_DATES = re.compile(r"[_\- ]*(?:\d{4}-?\d{2}(?:-?\d{2})?)(?:.*\d)?$")
_META: Final = "meta"
_SAID: Final = "said"
_OWN_ACCOUNT: Final = "own_account"
_OWN_CURRENCY: Final = "own_currency"
"""What stands above the table, kept with each row, so that a row corrected later knows it."""


class StatementLines(CheckedRows):
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
        """Not the journals and lists of ledgers, which have accounts, contacts or document numbers, nor lists of expenses."""
        if fields.OTHERS & set(headings.folded) or any(heading.startswith("expense") for heading in headings.folded):
            return 0.0
        known = super().sure(headings)
        places = headings.places(self.columns)
        return known if "amount" in places or {"in", "out"} <= places.keys() else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The movements; rows that print a balance are set aside, as are rows not booked yet."""
        body = super().body(sheet, header, width, places)
        balances = {index for index, row in enumerate(body.rows) if is_balance(row, places)}
        if balances:
            body.notes.append(f"{len(balances)} rows print a balance and no movement; they are left out.")
        body = without(body, balances)
        if "state" in places:
            body = moved(body, places["state"], fields.WAITING)
        meta = meta_of(sheet, header, places)
        body.aside[_META] = [(meta,)]
        body.extra[_OWN_ACCOUNT] = [meta.account] * len(body.rows)
        body.extra[_OWN_CURRENCY] = [meta.currency] * len(body.rows)
        return body

    def told(self, places: Mapping[str, int]) -> Mapping[str, frozenset[str]]:
        """A column of signs tells whether money came or went."""
        del places
        return {"sign": fields.OUT | fields.IN}

    def _ways(self, columns: Mapping[str, Sequence[object]]) -> tuple[dict[str, str], dict[str, str]]:
        """A decimal comma also settles the order of days: where it is printed, the month never stands first."""
        marks, orders = super()._ways(columns)
        if "," in marks.values() and "." not in marks.values():
            orders = {name: order or "dmy" for name, order in orders.items()}
        return marks, orders

    def _signed(self, cells: Cells) -> pd.Series[int]:
        """Millionths, money in positive."""
        if cells.has("amount"):
            amount = cells.number("amount")
            if cells.has("sign"):
                out = cells.trimmed("sign").str.casefold().isin(fields.OUT)
                return amount.abs().where(~out, -amount.abs())
            return -amount if _turned(cells, amount) else amount
        paid_in, paid_out = cells.number("in"), cells.number("out")
        known = paid_in.notna() | paid_out.notna()
        return (paid_in.fillna(0).abs() - paid_out.fillna(0).abs()).where(known)

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The signed amount, where the file prints two columns."""
        return {} if cells.has("amount") and not cells.has("sign") else {"amount": ("Amount", self._signed(cells))}

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The column's, else what the file prints around its table or in a heading."""
        printed, own = cells.trimmed("currency").str.upper(), cells.trimmed(_OWN_CURRENCY)
        return printed.where(printed != "", own.where(own != "", cells.source.currency)).astype("object")

    def read(self, sheet: Sheet, header: int, source: Source) -> TableRead:
        """The lines, with a note on whether each balance is the one before plus the amount."""
        table = super().read(sheet, header, source)
        frame = table.frames["bank_lines"]
        said: list[str] = frame.attrs.pop(_SAID, [])
        meta: Meta | None = frame.attrs.pop(_META, None)
        note = _chain(frame)
        notes = [*table.notes, *said, *([note] if note else [])]
        untied = list(table.untied)
        sentence, ties = _held(table, meta) if meta and not table.problems else ("", False)
        if sentence:
            notes.append(sentence)
            untied += [] if ties else [sentence]
        return dataclasses.replace(table, notes=tuple(notes), untied=tuple(untied))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """bank_lines"""
        currency = self.currency(cells)
        signed = self._signed(cells)
        account = _account(cells)
        balance = cells.money("balance", currency)
        said = []
        if cells.has("amount") and not cells.has("sign"):
            why = _turned(cells, cells.number("amount"))
            if why:
                balance = -balance
                said.append(f"The signs are turned, so that money in is positive: {why}.")
            elif _is_card(cells) and (cells.number("amount").fillna(0) > 0).sum() * 2 >= cells.size:
                said.append(
                    "The file looks like a card's; nothing in it says that purchases are printed without a minus, so signs stay as printed."
                )
        payee, payer = cells.text("payee"), cells.text("payer")
        payee = payee.where((payer == "") | ((payee != "") & ~(signed.fillna(0) > 0)), payer)
        reference, check = cells.text("reference"), cells.text("check")
        frame = pd.DataFrame(
            {
                "external_id": named(cells.trimmed("external_id"), cells.numbered(), account),
                "row": cells.row,
                "account": account,
                "day": cells.day("day"),
                "type": cells.trimmed("type"),
                "payee": payee,
                "description": _both(cells.text("description"), cells.text("more")),
                "reference": _both(reference.where(reference != "", check), cells.text("mandate")),
                "amount": minor_units(signed, currency),
                "balance": balance,
                "currency": currency,
            }
        )
        frame, spoken = _less_fee(frame, cells.money("fee", currency))
        frame.attrs[_SAID], frame.attrs[_META] = said + spoken, _meta(cells)
        return {"bank_lines": frame}


def _less_fee(frame: pd.DataFrame, fee: pd.Series[int]) -> tuple[pd.DataFrame, list[str]]:
    """Amounts less their fees where the running balance says that amounts are printed before them."""
    cost = fee.abs().fillna(0)
    if not (cost != 0).any():
        return frame, []
    less = frame.assign(amount=frame["amount"] - cost)
    if less["balance"].notna().sum() > 1 and _breaks(less)[0] < _breaks(frame)[0]:
        return less, ["The running balance counts the fees besides the amounts: each line is its amount less its fee."]
    return frame, ["The column of fees is left out: nothing says that amounts are before them."]


def _meta(cells: Cells) -> Meta:
    found = cells.aside.get(_META, [])
    meta = found[0][0] if found else None
    return meta if isinstance(meta, Meta) else Meta()


def _account(cells: Cells) -> pd.Series[str]:
    """The account of each row: its column, what is printed above the table, else the file's name without its days.

    A column of bare IBANs is the account's own only where it holds one and the same; otherwise it is the other side's.
    """
    name = cells.source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    own = cells.trimmed(_OWN_ACCOUNT)
    printed = cells.trimmed("account")
    iban = cells.trimmed("iban")
    if cells.size > 1 and len(set(iban)) == 1:
        printed = printed.where(printed != "", iban)
    return printed.where(printed != "", own.where(own != "", _DATES.sub("", name) or name)).astype("object")


def _both(first: pd.Series[str], second: pd.Series[str]) -> pd.Series[str]:
    """Both texts where they differ, else the one that is there."""
    return pd.Series(
        [joined((a, b)) if a and b and a != b else a or b for a, b in zip(first, second, strict=True)], dtype="object"
    )


def _is_card(cells: Cells) -> bool:
    return cells.has("card") or fields.CARD.search(cells.source.file.replace("_", " ")) is not None


def _turned(cells: Cells, amount: pd.Series[int]) -> str:
    """Why amounts are printed with their signs turned, as card issuers do; "" where nothing proves it."""
    known = amount.notna() & cells.number("balance").notna()
    moved = amount[known].to_numpy("int64")
    balance = cells.number("balance")[known].to_numpy("int64")
    if len(moved) > 2 and np.count_nonzero(moved) > 2:
        plus = (balance[1:] == balance[:-1] + moved[1:]).all() or (balance[:-1] == balance[1:] + moved[:-1]).all()
        minus = (balance[1:] == balance[:-1] - moved[1:]).all() or (balance[:-1] == balance[1:] - moved[:-1]).all()
        if minus and not plus:
            return "the running balance falls by each amount"
        if plus:
            return ""
    if not _is_card(cells):
        return ""
    words = cells.text("description") + " " + cells.text("type") + " " + cells.text("payee")
    paid = words.str.contains(fields.PAYMENT)
    if paid.any() and (amount[paid] < 0).all() and (amount[~paid] > 0).sum() > (amount[~paid] < 0).sum():
        return "the card's payments are printed negative and its purchases positive"
    return ""


def _held(table: TableRead, meta: Meta) -> tuple[str, bool]:
    """What the balances printed around the table say of its lines, and whether they tie; "" without both balances."""
    marks = set(table.choices.values()) & {".", ","}
    read = number_reader(marks.pop() if len(marks) == 1 else "")
    try:
        first, last = (read(text.lstrip("+")) if text else None for text in (meta.first, meta.last))
    except Unreadable:
        return "", False
    totals = {total.currency for total in table.totals}
    if first is None or last is None or len(totals) != 1:
        return "", False
    moved = int(sum(total.amount for total in table.totals if total.column) * 1_000_000)
    if first + moved == last:
        return "The printed opening balance plus the lines is the printed closing balance.", True
    return (
        f"The printed closing balance {units(last):,} does not agree: opening {units(first):,} and lines of {units(moved):,} "
        f"make {units(first + moved):,}."
    ), False


def _chain(lines: pd.DataFrame) -> str:
    """One sentence on the running balance, read downwards or upwards, whichever holds more often; "" without balances."""
    steps, breaks, first = 0, 0, 0
    for _, part in lines.groupby(["account", "currency"], sort=False):
        known = part[part["balance"].notna() & part["amount"].notna()]
        if len(known) < 2:
            continue
        found, row = _breaks(known)
        steps += len(known) - 1
        breaks, first = breaks + found, first or row
    if not steps:
        return ""
    if not breaks:
        return "Each balance is the one before it plus the amount: no line is missing."
    return f"The running balance breaks {breaks} times, first at row {first}: lines are missing, doubled or unreadable there."


def _breaks(lines: pd.DataFrame) -> tuple[int, int]:
    """How often the balance is not the one before it plus the amount, and the row of the first time, 0 = never."""
    known = lines[lines["balance"].notna() & lines["amount"].notna()]
    best: tuple[int, int] | None = None
    for part in (known, known.iloc[np.argsort(-known.groupby("row", sort=False).ngroup().to_numpy(), kind="stable")]):
        balance, amount = part["balance"].to_numpy("int64"), part["amount"].to_numpy("int64")
        wrong = np.flatnonzero(balance[1:] != balance[:-1] + amount[1:])
        rows = part["row"].to_numpy("int64")
        at = int(min((max(rows[i], rows[i + 1]) for i in wrong), default=0))
        if best is None or len(wrong) < best[0]:
            best = (len(wrong), at)
    return best or (0, 0)
