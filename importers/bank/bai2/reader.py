"""Reader of BAI2 cash reports; control totals of account, group and file are held against what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from core.base.money import exponent
from core.ports.importing import TableRead
from importers.bank.bai2.fields import CLOSING, CREDITS, CURRENCY, DEBITS, KINDS, LINE, OPENING
from importers.bank.bai2.records import Detail, Record, detail_of, records_of, summaries_of
from importers.bank.lines import Gathered, Line, given, joined, lasting
from importers.shared.days import day_reader
from importers.shared.file_reader import FileReader
from importers.shared.intake import CutShort, HeadingsOnly, Intake
from importers.shared.parsing import LIMIT, Unreadable

_HEAD: Final = re.compile(r"\s*01,[^,\n]*,[^,\n]*,\d{6},\d{0,4},")
_GROUP: Final = re.compile(r"(?:^|/)\s*02,", re.MULTILINE)
_KEYED: Final = re.compile(r"\s*([A-Z]{4}): ?(.*)", re.DOTALL)
_LEAST: Final = 8  # letters of a bank's reference that names a line for good


@dataclass
class _Level:
    """What a trailer counts: the algebraic sum of all amounts as printed, and records."""

    total: int = 0
    records: int = 0
    whole: bool = True


@dataclass
class _Account(_Level):
    account: str = ""
    currency: str = ""
    summaries: dict[str, str] = field(default_factory=dict)
    moved: int = 0
    first: int = 0


class Bai2Report(FileReader):
    """Reports of one or more accounts; amounts are printed in the smallest unit of the account's currency."""

    layout = "bank.bai2"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        """Certain of a file header followed by a group header."""
        head = intake.text[:2000]
        return 1.0 if _HEAD.match(head) and _GROUP.search(head) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The transactions of all accounts; raises CutShort without the file's trailer, HeadingsOnly without an account."""
        name = intake.name
        records = list(records_of(intake.text))
        if not records or records[-1].code != "99":
            raise CutShort(file=name, reason="its last record is not the file's trailer (99)")
        if not any(record.code == "03" for record in records):
            raise HeadingsOnly(file=name, what="a cash report")
        report = _Report(Gathered(name))
        for record in records:
            report.take(record)
        report.said()
        return [report.gathered.table(self, "16 amount", list(LINE.items()))]


class _Report:
    """The file as it is read from top to bottom."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.day: int | None = None
        self.printed_day = ""
        self.currency = ""
        self.account = _Account()
        self.group, self.file = _Level(), _Level()
        self.assumed = 0
        self.counts: list[str] = []

    def take(self, record: Record) -> None:
        """One record."""
        fields = record.fields
        if record.code == "01":
            self.file = _Level(records=record.count)
        elif record.code == "02":
            self.group = _Level(records=record.count)
            self._group(fields)
        elif record.code == "03":
            self._account(record, fields)
        elif record.code == "16":
            self.account.records += record.count
            self._detail(record)
        elif record.code == "49":
            self._close_account(record, fields)
        elif record.code == "98":
            self._close(record, fields, self.group, "the group", 2)
            self.file.total += _whole(fields[0]) or 0
            self.file.records += self.group.records
            self.file.whole &= self.group.whole
        elif record.code == "99":
            self._close(record, fields, self.file, "the file", 2)

    def said(self) -> None:
        """Adds what holds for the whole file."""
        if self.assumed:
            self.gathered.notes.append(
                f"{self.assumed} accounts print no currency; by the format's rule they are in {CURRENCY}."
            )
        self.gathered.notes += self.counts[:3]

    def _group(self, fields: list[str]) -> None:
        self.printed_day = fields[3] if len(fields) > 3 else ""
        self.currency = fields[5].upper() if len(fields) > 5 else ""
        try:
            self.day = day_reader("")(f"20{self.printed_day}") if len(self.printed_day) == 6 else None
        except Unreadable:
            self.day = None

    def _account(self, record: Record, fields: list[str]) -> None:
        own = fields[1].upper() if len(fields) > 1 else ""
        self.assumed += not (own or self.currency)
        self.account = _Account(
            records=record.count,
            account=fields[0],
            currency=own or self.currency or CURRENCY,
            summaries=summaries_of(fields[2:]),
            first=len(self.gathered.lines),
        )
        for amount in self.account.summaries.values():
            value = _whole(amount)
            self.account.whole &= value is not None or not amount
            self.account.total += value or 0

    def _detail(self, record: Record) -> None:
        gathered = self.gathered
        gathered.read += 1
        row = gathered.read
        printed = ",".join([record.text, *record.more])
        cells = (("16", printed),)
        column, value = "16", printed[:80]
        try:
            detail = detail_of(record)
            column, value = "16 amount", detail.amount
            amount = _whole(detail.amount)
            if amount is None:
                raise Unreadable("is not an amount in smallest units" if detail.amount else "is missing", "IMP-202")
            step = int(10 ** (6 - exponent(self.account.currency)))
            if amount * step > LIMIT:
                raise Unreadable("is too large to be an amount", "IMP-202")
            self.account.total += amount
            column, value = "16 type", detail.type
            sign = _sign(detail.type)
            column, value = "02 as-of date", self.printed_day
            if self.day is None:
                raise Unreadable("is not a date", "IMP-203")
        except ValueError as cause:
            self.account.whole = False
            code = getattr(cause, "code", "") or "IMP-201"
            gathered.problem(row, column, value, code, f"{value!r} in {column} {cause}.", cells)
            return
        millionths = sign * amount * step
        self.account.moved += millionths
        line = Line(row, self.account.account, self.day, millionths, self.account.currency)
        gathered.lines.append(_said(line, detail))

    def _close_account(self, record: Record, fields: list[str]) -> None:
        account = self.account
        account.records += record.count
        self._hold(fields, account, f"account {account.account}", 1)
        self.group.total += _whole(fields[0]) or 0
        self.group.records += account.records
        self.group.whole &= account.whole
        step = int(10 ** (6 - exponent(account.currency)))
        opening, closing = (_whole(account.summaries.get(code, "")) for code in (OPENING, CLOSING))
        if opening is not None and closing is not None and account.whole:
            self.gathered.balances(
                account.account, account.currency, account.first, opening * step, account.moved, closing * step
            )
        self.account = _Account()

    def _close(self, record: Record, fields: list[str], level: _Level, what: str, place: int) -> None:
        level.records += record.count
        self._hold(fields, level, what, place)

    def _hold(self, fields: list[str], level: _Level, what: str, place: int) -> None:
        """A trailer against what it closes. Amounts of several currencies are added as they are printed, as the format has it."""
        printed = _whole(fields[0])
        if printed is None:
            self.gathered.disagrees(f"The control total of {what}, {fields[0]!r}, cannot be read.")
        elif printed == level.total:
            self.gathered.tied += 1
        else:
            sentence = (
                f"The control total of {what} does not agree: {printed:,} is printed, its records add up to {level.total:,} "
                "(in smallest units)."
            )
            if level.whole:
                self.gathered.disagrees(sentence)
            else:
                self.gathered.notes.append(sentence)
        count = _whole(fields[place]) if len(fields) > place else None
        if count is not None and count != level.records:
            self.counts.append(f"The trailer of {what} counts {count} records, there are {level.records}.")


def _whole(text: str) -> int | None:
    """A whole number with or without a sign; None for anything else."""
    return int(text) if re.fullmatch(r"\s*[+-]?\d{1,18}\s*", text, re.ASCII) else None


def _sign(kind: str) -> int:
    number = int(kind) if kind.isdigit() else 0
    if any(number in part for part in CREDITS):
        return 1
    if any(number in part for part in DEBITS):
        return -1
    raise Unreadable("does not say whether money came or went", "IMP-204")


def _said(line: Line, detail: Detail) -> Line:
    keyed: dict[str, str] = {}
    free: list[str] = []
    for part in detail.text:
        found = _KEYED.fullmatch(part)
        if found:
            keyed.setdefault(found[1], found[2].strip())
        else:
            free.append(part)
    line.type = f"{detail.type} {KINDS[detail.type]}" if detail.type in KINDS else detail.type
    line.payee = keyed.get("DBNM" if line.amount >= 0 else "CRNM", "")
    line.description = joined([*free, keyed.get("REMI", "")])
    line.reference = joined([given(keyed.get("EREF", "")), given(detail.customer), given(keyed.get("CHKN", ""))])
    line.external_id = lasting(detail.bank, _LEAST)
    return line
