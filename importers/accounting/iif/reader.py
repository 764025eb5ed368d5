"""Reader of QuickBooks Desktop IIF files: each transaction balances or goes to quarantine whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from core.normalise.addresses import host_of
from core.normalise.wording import terms_of
from core.ports.importing import ColumnTotal, ColumnUse, RowProblem, TableRead
from importers.accounting.iif import fields
from importers.accounting.iif.blocks import Line, Transaction, blocks_of
from importers.accounting.journals import accounts_of, code_and_name
from importers.shared.cells import Cells, Source, minor_units
from importers.shared.checks import exact
from importers.shared.days import day_order, day_reader
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake
from importers.shared.numbers import decimal_mark, number_reader
from importers.shared.parsing import Unreadable
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

_FIRST: Final = re.compile(r"\ufeff?\s*!(HDR|TRNS|CUST|ACCNT|INVITEM|VEND|CLASS|TERMS|CUSTNAMEDICT|TIMEACT)\t")
_INVOICES: Final = {
    "INVOICE": "invoice",
    "CASH SALE": "invoice",
    "CREDIT MEMO": "credit_note",
    "CASH REFUND": "credit_note",
}
_SHARED: Final = ("TRNSTYPE", "DATE", "DOCNUM")  # what the splits leave out stands on the first line
_UNBALANCED: Final = "IMP-231"
_UNENDED: Final = "IMP-232"


class IifFile(FileReader):
    """Transactions, customers, accounts and items in one file. Amounts are in the firm's own currency, which it does not name."""

    layout = "quickbooks.iif"
    system = "quickbooks"
    entity = "journal"

    def sure(self, intake: Intake) -> float:
        """Certain of a file that begins with a heading of the format."""
        return 1.0 if _FIRST.match(intake.text[:200]) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """All tables of the file; raises HeadingsOnly when it holds headings alone."""
        blocks = blocks_of(intake.text)
        tables: list[TableRead] = []
        if blocks.transactions:
            tables.append(_Entries(blocks.transactions, intake.name).table(tuple(blocks.notes)))
        for mark, reader in _LISTS.items():
            lines = blocks.lists.get(mark)
            if lines:
                sheet = _sheet(blocks.headings[mark], lines)
                tables.append(reader.read(sheet, 0, Source(intake.name, "")))
        if not tables:
            raise HeadingsOnly(file=intake.name, what="a QuickBooks Desktop file")
        return tables


def _sheet(headings: Sequence[str], lines: Sequence[Line]) -> Sheet:
    body: list[list[object]] = [[line.cells.get(heading, "") for heading in headings[1:]] for line in lines]
    return Sheet("", [list(headings[1:]), *body], ragged=False, delimiter=None)


@dataclass(frozen=True, slots=True)
class _Read:
    """One line with its figures read: amount and quantity in millionths, days since 1970."""

    line: Line
    cells: Mapping[str, str]
    amount: int
    day: int


class _Entries:
    """The transactions of one file, each read whole or not at all."""

    def __init__(self, transactions: Sequence[Transaction], file: str) -> None:
        self._transactions = transactions
        self._file = file
        lines = [line for each in transactions for line in each.lines]
        amounts = [line.cells[name] for line in lines for name in ("AMOUNT", "PRICE") if name in line.cells]
        days = [line.cells[name] for line in lines for name in ("DATE", "DUEDATE") if name in line.cells]
        self._number = number_reader(decimal_mark(amounts, money=True) or ".")
        self._day = day_reader(day_order(days) or "mdy")
        self.problems: list[RowProblem] = []
        self.good: list[list[_Read]] = []

    def table(self, notes: tuple[str, ...]) -> TableRead:
        """Journal lines of all transactions, and the invoices and payments among them."""
        for transaction in self._transactions:
            self._take(transaction)
        read = sum(len(each.lines) for each in self._transactions)
        frames = {"journal_lines": self._journal(), **self._documents(), **self._payments()}
        journal = frames["journal_lines"]
        frames["accounts"] = accounts_of(journal["account_code"], journal["account_name"])
        amounts = np.array([line.amount for each in self.good for line in each], np.int64)
        kinds = pd.Series([each[0].cells.get("TRNSTYPE", "").upper() for each in self.good], dtype="object")
        said = [
            f"{count} transactions of type {kind or 'without a name'}"
            for kind, count in kinds.value_counts(sort=False).items()
        ]
        return TableRead(
            IifFile.system,
            IifFile.entity,
            IifFile.layout,
            "",
            0,
            tuple(ColumnUse(column, field, 1.0 if field else 0.0) for column, field in fields.LINES.items()),
            {name: frame for name, frame in frames.items() if len(frame)},
            read,
            len(amounts),
            tuple(self.problems),
            (
                ColumnTotal("AMOUNT", "", exact(amounts), len(amounts)),
                ColumnTotal("AMOUNT (debits)", "", exact(amounts[amounts > 0]), int((amounts > 0).sum())),
            ),
            (*notes, *([f"Read: {', '.join(said)}."] if said else [])),
        )

    def _take(self, transaction: Transaction) -> None:
        """Reads one transaction; where any line of it cannot be read or it does not balance, all its lines go to quarantine."""
        first = transaction.lines[0]
        lines: list[_Read] = []
        reason: tuple[str, str, str, str] | None = None  # column, value, code, sentence
        for line in transaction.lines:
            cells = {name: text for name, text in first.cells.items() if name in _SHARED}
            cells.update(line.cells)
            found, why = self._line(line, cells)
            reason = reason or why
            if found:
                lines.append(found)
        kind = first.cells.get("TRNSTYPE", "").upper()
        if reason is None:
            reason = self._whole(transaction, lines, kind)
        if reason is None:
            self.good.append(lines)
            return
        column, value, code, sentence = reason
        self.problems += [
            RowProblem(
                self._file, "", line.number, column, value, code, sentence, (("", line.mark), *line.cells.items())
            )
            for line in transaction.lines
        ]

    def _line(self, line: Line, cells: Mapping[str, str]) -> tuple[_Read | None, tuple[str, str, str, str] | None]:
        for name in ("AMOUNT", "DATE", "ACCNT"):
            if not cells.get(name):
                return None, (
                    name,
                    "",
                    "IMP-204",
                    f"{name} is empty in line {line.number}, so that the whole transaction is not read.",
                )
        values = []
        for name, read, code in (("AMOUNT", self._number, "IMP-202"), ("DATE", self._day, "IMP-203")):
            try:
                values.append(read(cells[name]))
            except Unreadable as cause:
                sentence = f"{cells[name]!r} in {name} of line {line.number} {cause}, so that the whole transaction is not read."
                return None, (name, cells[name], cause.code or code, sentence)
        return _Read(line, cells, values[0], values[1]), None

    def _whole(self, transaction: Transaction, lines: Sequence[_Read], kind: str) -> tuple[str, str, str, str] | None:
        """Why a transaction whose lines can be read is not taken; None when it is."""
        if not transaction.ended:
            return "", "", _UNENDED, "The transaction has no ENDTRNS: it is cut off."
        total = sum(line.amount for line in lines)
        if total:
            left = f"{exact(np.array([total], np.int64)):,}"
            return (
                "AMOUNT",
                left,
                _UNBALANCED,
                f"The transaction does not balance: its amounts add up to {left} and not to 0.",
            )
        if kind in _INVOICES and not lines[0].cells.get("DOCNUM"):
            return "DOCNUM", "", "IMP-204", "DOCNUM is empty: the document has no number."
        return None

    def _lines(self) -> list[_Read]:
        return [line for each in self.good for line in each]

    def _journal(self) -> pd.DataFrame:
        lines = self._lines()
        coded = [code_and_name(line.cells["ACCNT"].replace(" · ", " - ")) for line in lines]
        amount = _minor([line.amount for line in lines])
        document = _texts(lines, "DOCNUM")
        return pd.DataFrame(
            {
                "external_id": pd.Series([f"{self._file}#{line.line.number}" for line in lines], dtype="object"),
                "row": pd.Series([line.line.number for line in lines], dtype="int64"),
                "journal": document,
                "day": _days([line.day for line in lines]),
                "source": _texts(lines, "TRNSTYPE"),
                "document": document,
                "contact": _texts(lines, "NAME"),
                "description": _texts(lines, "MEMO"),
                "account": pd.Series([code or name for code, name in coded], dtype="object"),
                "account_code": pd.Series([code for code, _ in coded], dtype="object"),
                "account_name": pd.Series([name for _, name in coded], dtype="object"),
                "debit": amount.where(amount > 0, 0).astype("Int64"),
                "credit": (-amount).where(amount < 0, 0).astype("Int64"),
                "currency": pd.Series([""] * len(lines), dtype="object"),
                "project": _texts(lines, "CLASS"),
            }
        )

    def _documents(self) -> dict[str, pd.DataFrame]:
        """Invoices and credit memos; their splits are the lines, tax splits the tax."""
        heads: list[dict[str, object]] = []
        lines: list[dict[str, object]] = []
        used: dict[tuple[str, str], int] = {}
        for each in self.good:
            top = each[0]
            kind = _INVOICES.get(top.cells.get("TRNSTYPE", "").upper())
            if kind is None:
                continue
            number = top.cells["DOCNUM"]
            used[kind, number] = used.get((kind, number), 0) + 1
            external = number if used[kind, number] == 1 else f"{number} ({used[kind, number]})"
            splits = [line for line in each[1:] if not _is_tax(line)]
            tax = -sum(line.amount for line in each[1:] if _is_tax(line))
            heads.append(
                {
                    "external_id": external,
                    "row": top.line.number,
                    "number": number,
                    "kind": kind,
                    "customer_name": top.cells.get("NAME", ""),
                    "reference": top.cells.get("MEMO", ""),
                    "po_number": top.cells.get("PONUM", ""),
                    "day": top.day,
                    "due": self._due(top.cells.get("DUEDATE", "")),
                    "terms_days": terms_of(top.cells.get("TERMS", "")),
                    "total": top.amount,
                    "tax": tax,
                    "currency": "",
                }
            )
            for turn, line in enumerate(splits, 1):
                lines.append(
                    {
                        "external_id": f"{external}#{turn}",
                        "row": line.line.number,
                        "invoice": f"{kind}:{external}",
                        "line": turn,
                        "description": line.cells.get("MEMO", ""),
                        "item": line.cells.get("INVITEM", ""),
                        "quantity": self._figure(line.cells.get("QNTY", ""), -1),
                        "unit_price": self._figure(line.cells.get("PRICE", ""), 1),
                        "amount": -line.amount,
                        "tax_code": line.cells.get("TAXCODE", ""),
                        "account": line.cells["ACCNT"],
                        "currency": "",
                    }
                )
        invoices, parts = pd.DataFrame(heads), pd.DataFrame(lines)
        if heads:
            invoices = invoices.assign(
                day=_days(invoices["day"]),
                due=_days(invoices["due"]),
                terms_days=invoices["terms_days"].astype("Int64"),
                total=_minor(invoices["total"]),
                tax=_minor(invoices["tax"]),
            )
        if lines:
            parts = parts.assign(
                amount=_minor(parts["amount"]),
                quantity=parts["quantity"].astype("Int64"),
                unit_price=parts["unit_price"].astype("Int64"),
            )
        return {"invoices": invoices, "invoice_lines": parts}

    def _payments(self) -> dict[str, pd.DataFrame]:
        """Receipts from customers. The format does not say which invoices they paid."""
        rows: list[dict[str, object]] = []
        used: dict[str, int] = {}
        for each in self.good:
            top = each[0]
            if top.cells.get("TRNSTYPE", "").upper() != "PAYMENT":
                continue
            printed = top.cells.get("TRNSID") or top.cells.get("DOCNUM") or ""
            used[printed] = used.get(printed, 0) + 1
            named = printed if used[printed] == 1 else f"{printed} ({used[printed]})"
            rows.append(
                {
                    "external_id": named if printed else f"{self._file}#{top.line.number}",
                    "row": top.line.number,
                    "kind": "payment",
                    "customer_name": top.cells.get("NAME", ""),
                    "day": top.day,
                    "number": top.cells.get("DOCNUM", ""),
                    "memo": top.cells.get("MEMO", ""),
                    "amount": top.amount,
                    "currency": "",
                    "account": top.cells["ACCNT"],
                }
            )
        frame = pd.DataFrame(rows)
        if rows:
            frame = frame.assign(day=_days(frame["day"]), amount=_minor(frame["amount"]))
        return {"payments": frame}

    def _due(self, printed: str) -> int | None:
        """The day, None where it is blank or cannot be read: a due day is not what a transaction stands on."""
        try:
            return self._day(printed) if printed else None
        except Unreadable:
            return None

    def _figure(self, printed: str, sign: int) -> object:
        """Ten-thousandths of a quantity or price, NA where there is none that can be read."""
        try:
            return sign * ((self._number(printed.rstrip("%")) + 50) // 100) if printed else pd.NA
        except Unreadable:
            return pd.NA


def _is_tax(line: _Read) -> bool:
    return line.cells.get("EXTRA", "").upper() == "AUTOSTAX"


def _texts(lines: Sequence[_Read], name: str) -> pd.Series[str]:
    return pd.Series([line.cells.get(name, "") for line in lines], dtype="object")


def _days(values: Iterable[int | None]) -> pd.Series[pd.Timestamp]:
    """Days since 1970 as midnights, absent ones as NaT."""
    known = [pd.NaT if value is None or pd.isna(value) else pd.Timestamp(int(value), unit="D") for value in values]
    return pd.Series(known, dtype="datetime64[ns]")


def _minor(values: Iterable[int]) -> pd.Series[int]:
    """Millionths in minor units of a currency that is not known here: two places."""
    units = pd.Series(pd.array(list(values), dtype="Int64"))
    return minor_units(units, pd.Series([""] * len(units), dtype="object"))


class _List(TableReader):
    system = IifFile.system
    anchor = "name"
    must: ClassVar = ("name",)


class _Customers(_List):
    layout = "quickbooks.iif_customers"
    entity = "customer"
    columns = fields.CUSTOMERS

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        name = cells.trimmed("name")
        parts = [cells.trimmed(column) for column in ("street", "street_2", "street_3")]
        frame = pd.DataFrame(
            {
                "external_id": name,
                "row": cells.row,
                "name": name,
                "legal_name": cells.trimmed("company"),
                "parent": name.str.replace(r"(^|:)[^:]*$", "", regex=True).str.strip(),
                "email": cells.trimmed("email"),
                "domain": cells.text("email").map(host_of),
                "street": pd.Series([", ".join(filter(None, row)) for row in zip(*parts, strict=True)], dtype="object"),
                "tax_id": cells.trimmed("tax_id"),
                "tax_code": cells.trimmed("tax_code"),
                "terms_days": terms(cells.text("terms")),
                "owner": cells.trimmed("owner"),
            }
        )
        return {"customers": frame}


class _Accounts(_List):
    layout = "quickbooks.iif_accounts"
    entity = "account"
    columns = fields.ACCOUNTS

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Accounts"""
        split = cells.trimmed("name").str.replace(" · ", " - ").map(code_and_name)
        code, name = split.str[0].astype("object"), split.str[1].astype("object")
        printed = cells.trimmed("code")
        role = cells.trimmed("kind").str.upper().map(fields.ROLES).fillna("")
        frame = pd.DataFrame(
            {
                "external_id": code.where(code != "", name),
                "row": cells.row,
                "code": code.where(code != "", printed),
                "name": name,
                "role": role,
            }
        )
        return {"accounts": frame.drop_duplicates("external_id", ignore_index=True)}


class _Items(_List):
    layout = "quickbooks.iif_items"
    entity = "item"
    columns = fields.ITEMS

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """No records: products and services have no table of their own"""
        del cells
        return {}


_LISTS: Final[Mapping[str, TableReader]] = {"CUST": _Customers(), "ACCNT": _Accounts(), "INVITEM": _Items()}
