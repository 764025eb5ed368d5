"""Reader of OFX and QFX statements, both with and without closing tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from core.ports.importing import TableRead
from importers.bank.lines import Gathered, Line, lasting, units
from importers.bank.ofx.fields import LINE, NEED, OWN_ACCOUNT, STATEMENTS
from importers.bank.ofx.marks import Mark, TooDeep, marks_of
from importers.bank.refusals import BankAnswer, BrokenMarkup, NoStatement
from importers.shared.days import day_reader
from importers.shared.file_reader import FileReader
from importers.shared.intake import CutShort, HeadingsOnly, Intake
from importers.shared.numbers import decimal_mark, number_reader
from importers.shared.parsing import Unreadable

_END: Final = re.compile(r"</OFX>\s*$", re.IGNORECASE)
_HEAD: Final = re.compile(r"OFXHEADER\s*[:=]|<\?OFX\b|<OFX>", re.IGNORECASE)
_REFERENCES: Final = tuple(element for element, target in LINE.items() if target == "reference")


@dataclass
class _Statement:
    """One statement: its account, its lines as elements and values, and amounts that stand outside a line or twice in one."""

    account: str = ""
    currency: str = ""
    balance: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    trades: int = 0


@dataclass
class _File:
    statements: list[_Statement] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


class OfxStatement(FileReader):
    """Statements of one or more accounts in one file; FITID is the line's id."""

    layout = "bank.ofx"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        """Certain of a file that says OFX at its beginning."""
        return 1.0 if _HEAD.search(intake.text[:2000]) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The lines of all statements in the file, none for an account that did not move.

        Raises CutShort when its end mark is missing, BrokenMarkup when it is nested without end, BankAnswer when the bank refused,
        NoStatement or HeadingsOnly when there is nothing in it.
        """
        return self.settled(intake, {})

    def settled(self, intake: Intake, choices: Mapping[str, str]) -> list[TableRead]:
        """As `read`; choices: the decimal mark under "TRNAMT"."""
        name, text = intake.name, intake.text
        if not _END.search(text.rstrip("\x00\x1a \r\n\t")):
            raise CutShort(file=name, reason="the mark </OFX> at its end is missing")
        try:
            found = _taken_apart(text)
        except TooDeep as cause:
            raise BrokenMarkup(file=name, reason=str(cause)) from cause
        if not found.statements:
            if found.answers:
                raise BankAnswer(file=name, answer=found.answers[0])
            if not found.listed:
                if found.kinds - {"SIGNONMSGSRSV1"}:
                    raise NoStatement(file=name, what="an answer about the bank's service")
                raise HeadingsOnly(file=name, what="a bank statement")
        gathered = Gathered(name)
        gathered.notes += [
            f"The bank answered for one account: {answer!r}; it has no lines." for answer in found.answers
        ]
        if not found.statements:
            shown = ", ".join(found.listed[:10])
            gathered.notes.append(
                f"The file lists {len(found.listed)} accounts ({shown}) and holds no statement: ask the bank for their lines."
            )
        for statement in found.statements:
            _gather(gathered, statement, choices.get("TRNAMT", ""))
        return [gathered.table(self, "TRNAMT", list(LINE.items()))]


def _taken_apart(text: str) -> _File:
    file = _File()
    statement = _Statement()
    line: dict[str, str] = {}
    status: dict[str, str] = {}
    for mark in marks_of(text):
        if mark.kind == "open":
            if mark.name in STATEMENTS:
                statement = _Statement()
                file.statements.append(statement)
            elif mark.name == "STMTTRN":
                line = {}
                statement.lines.append(line)
                if not file.statements:
                    file.statements.append(statement)
            elif mark.name == "STATUS":
                status = {}
            elif mark.name == "INVTRAN":
                statement.trades += 1
        elif mark.kind == "close":
            if mark.name == "STATUS" and status.get("SEVERITY", "").upper() == "ERROR":
                code, message = status.get("CODE", ""), status.get("MESSAGE", "")
                file.answers.append(f"{code} {message}".strip())
        elif mark.value:
            _leaf(mark, file, statement, line, status)
        elif mark.name.endswith("MSGSRSV1"):
            file.kinds.add(mark.name)
    return file


def _leaf(mark: Mark, file: _File, statement: _Statement, line: dict[str, str], status: dict[str, str]) -> None:
    around = mark.inside[-1] if mark.inside else ""
    if mark.name == "TRNAMT" and ("STMTTRN" not in mark.inside or "TRNAMT" in line):
        statement.stray.append(mark.value)
        if not file.statements:
            file.statements.append(statement)
        return
    if "STMTTRN" in mark.inside:
        if around in {"CURRENCY", "ORIGCURRENCY"}:
            line.setdefault(f"{around}/{mark.name}", mark.value)
        elif around in {"STMTTRN", "PAYEE"}:
            line.setdefault(mark.name, mark.value)
    elif around == "STATUS":
        status.setdefault(mark.name, mark.value)
    elif mark.name == "ACCTID" and around in OWN_ACCOUNT:
        if STATEMENTS & set(mark.inside):
            statement.account = statement.account or mark.value
        elif "ACCTINFO" in mark.inside:
            file.listed.append(mark.value)
    elif mark.name == "CURDEF" and STATEMENTS & set(mark.inside):
        statement.currency = mark.value.upper()
    elif mark.name == "BALAMT" and around == "LEDGERBAL":
        statement.balance = mark.value


def _gather(gathered: Gathered, statement: _Statement, mark: str) -> None:
    read = number_reader(mark or _mark(statement))
    account, total = statement.account, 0
    for found in statement.lines:
        gathered.read += 1
        row = gathered.read
        amount = _value(gathered, row, found, "TRNAMT", read)
        day = _value(gathered, row, found, "DTPOSTED", _day) if amount is not None else None
        if amount is None or day is None:
            continue
        total += amount
        gathered.lines.append(
            Line(
                row,
                account,
                day,
                amount,
                (found.get("CURRENCY/CURSYM") or statement.currency).upper(),
                type=found.get("TRNTYPE", ""),
                payee=found.get("NAME", ""),
                description=found.get("MEMO", ""),
                reference=next((found[name] for name in _REFERENCES if found.get(name, "").strip("0")), ""),
                external_id=lasting(found.get("FITID", "")),
            )
        )
    for text in statement.stray:
        gathered.read += 1
        why = f"The amount {text!r} stands outside a line: a mark around it is damaged, so that its day and text are not known."
        gathered.problem(gathered.read, "TRNAMT", text, "IMP-201", why, [("TRNAMT", text)])
    if statement.trades:
        gathered.notes.append(
            f"Account {account}: {statement.trades} purchases or sales of securities are no bank lines and are left out."
        )
    try:
        closing = read(statement.balance) if statement.balance else None
    except Unreadable:
        closing = None
    if closing is not None:
        gathered.notes.append(
            f"Account {account}: {len(statement.lines)} lines add up to {units(total):,}; "
            f"closing balance {units(closing):,} {statement.currency}."
        )


def _day(text: str) -> int:
    """The bank's own day; what follows in brackets says in which zone the bank counts it."""
    if not re.match(r"\d{8}(?!\d*[^\d.:\[\]+\-A-Z ])", text.upper()):
        raise Unreadable("is not a date")
    return day_reader("")(text[:8])


def _mark(statement: _Statement) -> str:
    """OFX prints a point; some banks print a comma for it, or to part thousands, which only the amounts can tell."""
    amounts = [line.get("TRNAMT", "") for line in statement.lines] + [statement.balance]
    return decimal_mark(amounts) or ("" if any("," in amount for amount in amounts) else ".")


def _value(gathered: Gathered, row: int, found: dict[str, str], element: str, read: Callable[[str], int]) -> int | None:
    """The value of `element`, or None with the line in quarantine."""
    assert element in NEED
    text = found.get(element, "")
    if not text:
        gathered.problem(row, element, "", "IMP-204", f"{element} is missing.", found.items())
        return None
    try:
        return read(text)
    except Unreadable as cause:
        code = cause.code or ("IMP-202" if element == "TRNAMT" else "IMP-203")
        gathered.problem(row, element, text, code, f"{text!r} in {element} {cause}.", found.items())
        return None
