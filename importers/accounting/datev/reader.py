"""Readers of the DATEV format: a line that says what the file is, a line of headings, then rows with semicolons and decimal commas."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from importers.accounting.datev import fields
from importers.accounting.entries import EntryReader
from importers.accounting.journals import accounts_of, sides
from importers.shared.bodies import Body, flat_body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_MARKS: Final = ("EXTF", "DTVF")  # made by another program, or by DATEV itself
_SIDES: Final = frozenset({"S", "H", "SOLL", "HABEN"})
_CREDITOR: Final = re.compile(r"[789]")
_DAY: Final = re.compile(r"\d{3,4}", re.ASCII)


@dataclasses.dataclass(frozen=True, slots=True)
class Meta:
    """The first line. start: first day of the fiscal year, None where it is not told; length: digits of an impersonal account."""

    start: date | None = None
    length: int = 4
    currency: str = ""


def meta_of(sheet: Sheet, header: int) -> Meta:
    """What the line above the headings says; an empty Meta where the file has none."""
    if not header or not sheet.rows[header - 1]:
        return Meta()
    cells = [text_of(cell).strip() for cell in sheet.rows[header - 1]]
    if cells[0].strip('"').upper() not in _MARKS:
        return Meta()
    cells += [""] * (22 - len(cells))
    started = cells[12]
    try:
        start = date(int(started[:4]), int(started[4:6]), int(started[6:8]))
    except ValueError:
        start = None
    length = int(cells[13]) if cells[13].isdigit() else 4
    return Meta(start, length, cells[21].upper() or "EUR")


def day_in_year(cell: object, start: date | None) -> object:
    """A day printed as DDMM, of the fiscal year that begins on `start`; other texts and unknown years as they stand."""
    plain = text_of(cell).strip()
    if start is None or not _DAY.fullmatch(plain):
        return cell
    day, month = int(plain[:-2]), int(plain[-2:])
    year = start.year + ((month, day) < (start.month, start.day))
    return f"{year:04d}-{month:02d}-{day:02d}"  # a day that does not exist is refused where days are read


class _Datev(TableReader):
    system = "datev"
    mark = ","

    def sure(self, headings: Headings) -> float:
        """Nobody else prints these headings, however few of the hundred columns are read."""
        found = super().sure(headings)
        return max(found, 0.95) if found else 0.0


class Postings(_Datev, EntryReader):
    """Buchungsstapel: a row is one amount on two accounts, which become two lines that balance.

    S debits `Konto`, H credits it; the other account takes the other side; a Generalumkehr turns both round. Amounts hold the tax
    that an account or a tax key lets DATEV split off; the key stands in the text. A row in a foreign currency counts with its
    Basisumsatz. Journals are named by file and row: a document number stands on an invoice and on its payment alike.
    """

    layout = "datev.postings"
    entity = "journal"
    columns = fields.POSTINGS
    must: ClassVar = ("amount", "side", "account", "counter", "day")
    anchor = "amount"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Rows with whole days; beside each the firm's own currency and how long its accounts are."""
        meta = meta_of(sheet, header)
        body = flat_body(sheet, header, width, places[self.anchor])
        place = places["day"]
        body.rows = [list(row) for row in body.rows]
        for row in body.rows:
            row[place] = day_in_year(row[place], meta.start)
        body.extra["own"] = [meta.currency] * len(body.rows)
        body.extra["length"] = [str(meta.length)] * len(body.rows)
        if meta.start is None:
            body.notes.append(
                "The file does not say its fiscal year, so that its days have no year and cannot be read."
            )
        keys = sum(1 for row in body.rows if "tax_key" in places and not is_blank(row[places["tax_key"]]))
        if keys:
            body.notes.append(
                f"{keys} postings carry a tax key: their amounts hold the tax that DATEV splits off by it."
            )
        return body

    def refusals(self, body: Body, places: Mapping[str, int]) -> dict[int, tuple[str, str, str, str]]:
        """Rows that cannot be booked."""
        own = body.extra.get("own") or [""] * len(body.rows)
        found = {index: _refused(row, places, text_of(own[index])) for index, row in enumerate(body.rows)}
        return {index: why for index, why in found.items() if why}

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency of the amounts as printed."""
        printed = cells.trimmed("currency").str.upper()
        return printed.where(printed != "", cells.text("own"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """journal_lines, two a row, and accounts"""
        printed = self.currency(cells)
        named = cells.trimmed("base").str.upper()
        base = named.where(named != "", cells.text("own"))
        foreign = (printed != base) & (printed != "") & (base != "")
        amount = cells.money("amount", base).where(~foreign, cells.money("base_amount", base)).astype("Int64")
        side = cells.trimmed("side").str.upper().str[:1]
        turned = cells.flag("reversal").fillna(value=False)
        to_debit = (side == "S") ^ turned.astype("bool")
        zero = amount * 0
        debit, credit = sides(amount.where(to_debit, zero), amount.where(~to_debit, zero))
        account, counter = cells.trimmed("account"), cells.trimmed("counter")
        key, wording = cells.trimmed("tax_key"), cells.text("description")
        document = cells.trimmed("document")
        shared = {
            "row": cells.row,
            "journal": cells.numbered(),
            "day": cells.day("day"),
            "source": pd.Series([""] * cells.size, dtype="object"),
            "document": document,
            "description": wording.where((key == "") | (key == "0"), (wording + " (BU " + key + ")").str.strip()),
            "currency": base,
            "project": _first(cells.trimmed("project"), cells.trimmed("order"), cells.trimmed("centre")),
        }
        told = cells.text("length")
        length = int(told.iloc[0]) if cells.size and told.iloc[0].isdigit() else 4
        personal = account.where(account.str.len() > length, counter.where(counter.str.len() > length, ""))
        parts = [
            pd.DataFrame(
                shared
                | {
                    "external_id": cells.numbered() + suffix,
                    "contact": personal,
                    "account": code,
                    "account_code": code,
                    "account_name": pd.Series([""] * cells.size, dtype="object"),
                    "debit": left,
                    "credit": right,
                }
            )
            for suffix, code, left, right in (("", account, debit, credit), ("/2", counter, credit, debit))
        ]
        lines = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
        codes = pd.concat([account, counter], ignore_index=True)
        return {"journal_lines": lines, "accounts": _accounts(codes, length)}


def _refused(row: list[object], places: Mapping[str, int], currency: str) -> tuple[str, str, str, str] | None:
    """Why a row cannot be booked: neither debit nor credit, or an amount in a foreign currency without its amount in the firm's own."""
    told = {
        name: text_of(row[places[name]]).strip().upper() if name in places else ""
        for name in ("side", "currency", "base")
    }
    if told["side"] and told["side"] not in _SIDES:
        sentence = f"{told['side']!r} in Soll/Haben-Kennzeichen is neither S (debit) nor H (credit)"
        return "Soll/Haben-Kennzeichen", told["side"], "IMP-208", sentence
    own = told["base"] or currency
    without = "base_amount" not in places or is_blank(row[places["base_amount"]])
    if told["currency"] and own and told["currency"] != own and without:
        return (
            "Basisumsatz",
            "",
            "IMP-204",
            f"Basisumsatz is empty and the amount is in {told['currency']}, not in {own}",
        )
    return None


def _first(*columns: pd.Series[str]) -> pd.Series[str]:
    """Of each row the first text that is filled."""
    answer = columns[0]
    for column in columns[1:]:
        answer = answer.where(answer != "", column)
    return answer


def _accounts(codes: pd.Series[str], length: int) -> pd.DataFrame:
    """Accounts of postings; one digit longer than the others are the parties: 1 to 6 in front customers, 7 to 9 suppliers."""
    frame = accounts_of(codes, pd.Series([""] * len(codes), dtype="object"))
    party = frame["code"].str.len() == length + 1
    role = np.where(party, np.where(frame["code"].str[:1].isin(list("123456")), "receivable", "other"), "")
    return frame.assign(role=pd.Series(role, index=frame.index, dtype="object"))


class AccountNames(_Datev):
    """Kontenbeschriftungen."""

    layout = "datev.accounts"
    entity = "account"
    columns = fields.ACCOUNTS
    must: ClassVar = ("code", "name")
    anchor = "code"

    def sure(self, headings: Headings) -> float:
        """Two or three columns and no more; a list of accounts of another program has others beside them."""
        return super().sure(headings) if sum(1 for heading in headings.printed if heading) <= 4 else 0.0

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Accounts"""
        name = cells.text("name")
        frame = pd.DataFrame({"external_id": cells.trimmed("code"), "row": cells.row, "code": cells.trimmed("code")})
        frame = frame.assign(name=name, role=name.map(_role).astype("object"))
        return {"accounts": frame.drop_duplicates("external_id", ignore_index=True)}


def _role(name: str) -> str:
    plain = name.casefold()
    for role, pattern in fields.ROLES:
        if pattern.search(plain):
            return role
    return ""


class Parties(_Datev):
    """Debitoren/Kreditoren by their account, debtors (1 to 6 in front) and creditors (from 7 on) mixed; how many creditors is noted."""

    layout = "datev.customers"
    entity = "customer"
    columns = fields.PARTIES
    must: ClassVar = ("external_id", ("company", "last_name"), ("eu_number", "city", "postcode"))
    anchor = "external_id"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """All rows, with a note on the creditors among them."""
        body = flat_body(sheet, header, width, places[self.anchor])
        owed = sum(1 for row in body.rows if _CREDITOR.match(text_of(row[places[self.anchor]]).strip()))
        if owed:
            body.notes.append(f"{owed} of the parties are creditors (accounts from 7 on): suppliers, not customers.")
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        person = (cells.trimmed("first_name") + " " + cells.trimmed("last_name")).str.strip()
        name = _first(cells.trimmed("company"), person, cells.trimmed("other_name"), cells.trimmed("short_name"))
        external = cells.trimmed("external_id")
        site, mail = cells.text("website").map(host_of), cells.text("email").map(host_of)
        frame = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "name": name.where(name != "", external),
                "tax_id": cells.trimmed("eu_country") + cells.trimmed("eu_number"),
                "email": cells.trimmed("email"),
                "domain": site.where(site != "", mail),
                **{column: cells.trimmed(column) for column in ("street", "postcode", "city", "country")},
            }
        )
        return {"customers": frame}
