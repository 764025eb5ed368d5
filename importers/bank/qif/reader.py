"""Reader of QIF: no currency, no ids, no balance, and days whose order only the file's own days can tell."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from core.ports.importing import TableRead
from importers.bank.lines import Gathered, Line, units
from importers.bank.qif.fields import LINE, REGISTERS, SECURITIES, SPLIT_AMOUNT
from importers.shared.days import day_order, day_reader
from importers.shared.file_reader import FileReader
from importers.shared.intake import CutShort, HeadingsOnly, Intake
from importers.shared.numbers import decimal_mark, number_reader
from importers.shared.parsing import Unreadable

_HEAD: Final = re.compile(r"^\s*!(type|account|option|clear)\b", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(['/.\-])(\d{2}|\d{4})")
_OLD: Final = 70  # two digits of a year from here on are of the last century, unless an apostrophe stands before them


@dataclass
class _Record:
    """One record: value by letter, amounts of its splits; again: a day or amount that comes a second time, "" = none."""

    cells: dict[str, str] = field(default_factory=dict)
    again: str = ""
    splits: list[str] = field(default_factory=list)


@dataclass
class _Register:
    """The records of one account."""

    account: str
    records: list[_Record] = field(default_factory=list)


class QifRegister(FileReader):
    """Registers of one or more accounts; lines are known by their content only."""

    layout = "bank.qif"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        """Certain of a file that opens with a QIF mark."""
        return 1.0 if _HEAD.match(intake.text) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The records of all registers; raises CutShort when the last record is not closed, HeadingsOnly without a register."""
        return self.settled(intake, {})

    def settled(self, intake: Intake, choices: Mapping[str, str]) -> list[TableRead]:
        """As `read`; choices: order of days under "D", decimal mark under "T"."""
        name = intake.name
        gathered = Gathered(name)
        registers = _registers(gathered, intake.text)
        if not registers:
            raise HeadingsOnly(file=name, what="an account's register")
        records = [record for register in registers for record in register.records]
        days = [_printed_day(record.cells.get("D", "")) for record in records]
        order = choices.get("D") or day_order(days)
        amounts = [_amount(record) for record in records]
        read_day = day_reader(order)
        mark = choices.get("T") or decimal_mark(amounts, money=True)
        read_amount = number_reader(mark)
        uneven = 0
        accounts = [register.account for register in registers for _ in register.records]
        for record, account, day_text, amount_text in zip(records, accounts, days, amounts, strict=True):
            gathered.read += 1
            if record.again:
                why = f"{record.again!r} comes a second time: a ^ between two records is missing."
                gathered.problem(gathered.read, record.again[0], record.again, "IMP-201", why, record.cells.items())
                continue
            day = _value(gathered, record, "D", day_text, read_day)
            amount = _value(gathered, record, "T", amount_text, read_amount) if day is not None else None
            if day is None or amount is None:
                continue
            uneven += not _splits_tie(record, amount, read_amount)
            gathered.lines.append(
                Line(
                    gathered.read,
                    account,
                    day,
                    amount,
                    "",
                    type=record.cells.get("L", ""),
                    payee=record.cells.get("P", ""),
                    description=record.cells.get("M", ""),
                    reference=record.cells.get("N", ""),
                )
            )
        if uneven:
            gathered.notes.append(
                f"The splits of {uneven} records do not agree with their amount; the amount is taken."
            )
        table = gathered.table(self, "T", list(LINE.items()))
        ways = {letter: way for letter, way in (("D", order), ("T", mark)) if way}
        return [dataclasses.replace(table, choices=ways)]


def _registers(gathered: Gathered, text: str) -> list[_Register]:
    """The lists of movements, each with the account named before it, else with the file's own name."""
    name = gathered.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    account, kind = "", ""
    registers: list[_Register] = []
    record = _Record()
    left = 0
    for line in text.splitlines():
        stripped = line.strip("\x00\x1a\ufeff")
        if not stripped.strip():
            continue
        if stripped.startswith("!"):
            record = _closed(gathered, record)
            kind = stripped[1:].strip().casefold().removeprefix("type:").strip()
            if kind in REGISTERS or kind in SECURITIES:
                registers.append(_Register(account or name))
        elif stripped.startswith("^"):
            if kind == "account":
                account = record.cells.get("N", account)
            elif kind in REGISTERS:
                registers[-1].records.append(record)
            elif kind in SECURITIES and record.cells:
                left += 1
            record = _Record()
        elif stripped[0] == SPLIT_AMOUNT:
            record.splits.append(stripped[1:].strip())
        elif stripped[0] in "DT" and stripped[0] in record.cells:
            record.again = stripped
        elif stripped[0] not in "SEA%":
            record.cells.setdefault(stripped[0], stripped[1:].strip())
    if kind in REGISTERS:
        _closed(gathered, record)
    if left:
        gathered.notes.append(f"{left} records of securities are no bank lines and are left out.")
    return registers


def _closed(gathered: Gathered, record: _Record) -> _Record:
    """A new record; raises CutShort where the last one was not closed."""
    if {"D", "T"} & record.cells.keys():
        raise CutShort(file=gathered.file, reason="its last record has no ^ behind it")
    return _Record()


def _value(gathered: Gathered, record: _Record, letter: str, text: str, read: Callable[[object], int]) -> int | None:
    """What `text` of the record now read says, or None with the record in quarantine."""
    try:
        if text:
            return read(text)
        code, why = "IMP-204", "is missing"
    except Unreadable as cause:
        code, why = cause.code or ("IMP-203" if letter == "D" else "IMP-202"), str(cause)
    printed = record.cells.get(letter, text)
    gathered.problem(
        gathered.read, letter, text or printed, code, f"{printed!r} in {letter} {why}.", record.cells.items()
    )
    return None


def _amount(record: _Record) -> str:
    return record.cells.get("T") or record.cells.get("U", "")


def _printed_day(text: str) -> str:
    """A day with the year in four digits: `1/ 5'26` is 1/5/2026."""
    plain = text.replace(" ", "")
    found = _DAY.fullmatch(plain)
    if not found:
        return plain
    year = int(found[5])
    if len(found[5]) == 2:
        year += 1900 if found[4] != "'" and year >= _OLD else 2000
    return f"{found[1]}/{found[3]}/{year}"


def _splits_tie(record: _Record, amount: int, read: Callable[[object], int]) -> bool:
    if not record.splits:
        return True
    try:
        return units(sum(read(split) for split in record.splits if split)) == units(amount)
    except Unreadable:
        return False
