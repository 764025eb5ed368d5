"""Bank lines as the readers of whole files gather them: one table a file, every entry accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from core.base.money import exponent
from core.ports.importing import ColumnTotal, ColumnUse, RowProblem, TableRead
from importers.shared.file_reader import FileReader
from importers.shared.parsing import MILLION

_COLUMNS: Final = (
    "external_id",
    "row",
    "account",
    "day",
    "type",
    "payee",
    "description",
    "reference",
    "amount",
    "balance",
    "currency",
)
_NO_REFERENCE: Final = frozenset(
    {"", "NONREF", "NOREF", "NOTPROVIDED", "NOT PROVIDED", "NONE", "N/A", "NIL", "EREF", "KREF"}
)


@dataclass(slots=True)
class Line:
    """One movement on an account.

    row: 1-based number of the entry in the file. day: days since 1970-01-01. amount, balance: millionths of a unit, money in
    positive. external_id: "" where the bank gives none that lasts.
    """

    row: int
    account: str
    day: int
    amount: int
    currency: str
    type: str = ""
    payee: str = ""
    description: str = ""
    reference: str = ""
    external_id: str = ""
    balance: int | None = None


@dataclass
class Gathered:
    """Everything gathered from one file.

    read: entries seen, loaded or not; a batch that is split is one entry. tied: printed balances and totals that agree. untied:
    sentences with both figures for those that do not.
    """

    file: str
    lines: list[Line] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: int = 0
    tied: int = 0
    untied: list[str] = field(default_factory=list)

    def problem(
        self, row: int, column: str, value: str, code: str, reason: str, cells: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Puts an entry into quarantine; `reason` is a sentence."""
        self.problems.append(RowProblem(self.file, "", row, column, value, code, reason, tuple(cells)))

    def disagrees(self, sentence: str) -> None:
        """Keeps a printed figure that the entries do not add up to: it is said, and blocks the batch."""
        self.untied.append(sentence)

    def balances(
        self, account: str, currency: str, first: int, opening: int | None, moved: int, closing: int | None
    ) -> None:
        """Holds opening balance plus lines against the closing balance, all in millionths; an absent balance cannot be compared.

        first: position of the statement's first line in `lines`; where the balances agree, each line of the statement gets the one
        behind it.
        """
        if opening is None or closing is None:
            return
        lines = self.lines[first:]
        if opening + moved != closing:
            self.disagrees(
                f"Account {account}: the closing balance {units(closing):,} {currency} does not agree: "
                f"opening {units(opening):,} and lines of {units(moved):,} make {units(opening + moved):,}."
            )
            return
        self.tied += 1
        if sum(line.amount for line in lines) == moved:
            for line in lines:
                opening += line.amount
                line.balance = opening

    def table(self, reader: FileReader, column: str, uses: Sequence[tuple[str, str]]) -> TableRead:
        """The one table of the file. column: the source's name of the amount, under which the control total is kept."""
        rounded = sum(1 for line in self.lines if line.amount % _step(line.currency))
        if rounded:
            self.notes.append(
                f"{rounded} amounts have more places than their currency and are rounded to its smallest unit."
            )
        if self.tied:
            self.notes.append(f"{self.tied} printed balances and totals agree with the lines.")
        frame, repeated = _frame(self.file, self.lines)
        if repeated:
            self.notes.append(
                f"{repeated} lines repeat the id of another line of the same account; they are kept apart."
            )
        return TableRead(
            system=reader.system,
            entity=reader.entity,
            layout=reader.layout,
            sheet="",
            header_row=0,
            columns=tuple(ColumnUse(source, target) for source, target in uses),
            frames={"bank_lines": frame},
            rows_read=self.read,
            rows_loaded=len({line.row for line in self.lines}),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.row)),
            totals=_totals(self.lines, column),
            notes=(*self.notes, *self.untied),
            untied=tuple(self.untied),
        )


def _frame(file: str, lines: Sequence[Line]) -> tuple[pd.DataFrame, int]:
    """The draft frame, and how many lines repeat an id: the n-th of equal ids of an account ends in " (n)"."""
    seen: dict[tuple[str, str], int] = {}
    names = []
    for line in lines:
        name = line.external_id or f"{file}#{line.row}"
        count = seen[line.account, name] = seen.get((line.account, name), 0) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    data = {
        "external_id": names,
        "row": np.array([line.row for line in lines], np.int64),
        "account": [line.account for line in lines],
        "day": pd.to_datetime(pd.Series([line.day for line in lines], dtype="int64"), unit="D"),
        "type": [line.type for line in lines],
        "payee": [line.payee for line in lines],
        "description": [line.description for line in lines],
        "reference": [line.reference for line in lines],
        "amount": pd.array([minor(line.amount, line.currency) for line in lines], dtype="Int64"),
        "balance": pd.array(
            [pd.NA if line.balance is None else minor(line.balance, line.currency) for line in lines], dtype="Int64"
        ),
        "currency": [line.currency for line in lines],
    }
    frame = pd.DataFrame(data, columns=list(_COLUMNS))
    texts = [name for name in _COLUMNS if name not in {"row", "day", "amount", "balance"}]
    frame[texts] = frame[texts].astype("object")
    return frame, len(names) - len(seen)


def _totals(lines: Sequence[Line], column: str) -> tuple[ColumnTotal, ...]:
    amounts: dict[str, int] = {}
    rows: dict[str, set[int]] = {}
    for line in lines:
        amounts[line.currency] = amounts.get(line.currency, 0) + line.amount
        rows.setdefault(line.currency, set()).add(line.row)
    return tuple(ColumnTotal(column, code, units(amounts[code]), len(rows[code])) for code in sorted(amounts))


def _step(currency: str) -> int:
    return 10 ** (6 - exponent(currency))


def minor(millionths: int, currency: str) -> int:
    """Minor units of `currency`, half-up away from zero."""
    step = _step(currency)
    size = (2 * abs(millionths) + step) // (2 * step)
    return size if millionths >= 0 else -size


def units(millionths: int) -> Decimal:
    """Whole units, exact, with two places at least."""
    value = Decimal(millionths) / MILLION
    cents = value.quantize(Decimal("0.01"))
    return cents if cents == value else value.normalize()


def lasting(reference: str, least: int = 1) -> str:
    """`reference` where it can name a line for good; "" for a word that says there is none, or a running number of the file.

    least: letters and digits it has to have where the format lets a sender write what it likes.
    """
    plain = reference.strip()
    if plain.upper().rstrip("+") in _NO_REFERENCE or len(plain) < least:
        return ""
    if not any(sign.isalnum() and sign != "0" for sign in plain) or (
        plain.isdigit() and len(plain.lstrip("0")) <= 3 and len(plain) < 5
    ):
        return ""
    return plain


def given(reference: str) -> str:
    """`reference` as a person reads it; "" for a word that says there is none."""
    plain = " ".join(reference.split())
    return "" if plain.upper().rstrip("+") in _NO_REFERENCE else plain


def joined(parts: Iterable[str]) -> str:
    """Different texts in order, white space folded, " | " between; a text that another one holds already is left out."""
    kept: list[str] = []
    for part in parts:
        plain = " ".join(part.split())
        if plain and not any(plain in other for other in kept):
            kept.append(plain)
    return " | ".join(kept)


IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
"""An international account number, with or without blanks."""
