"""Reader of MT940 statements and MT942 reports, as banks print them and not only as the rule has it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from core.ports.importing import TableRead
from importers.bank.lines import Gathered, Line, given, joined, lasting, units
from importers.bank.mt940.details import Details, details_of, numbered
from importers.bank.mt940.fields import LINE, PROOF, TAGS
from importers.shared.file_reader import FileReader
from importers.shared.intake import HeadingsOnly, Intake
from importers.shared.numbers import number_reader
from importers.shared.parsing import Unreadable

_TAG: Final = re.compile(r"^:(\d{2}[A-Z]?|NS):(.*)$")
_END: Final = re.compile(r"^-(\}.*|[A-Z]{0,3})?\s*$|^\{[1-5]:")
_BALANCE: Final = re.compile(r"\s*([CD])\s*(\d{6})\s*([A-Z]{3})?\s*([\d,.]+)")
_SUM: Final = re.compile(r"\s*(\d*)\s*([A-Z]{3})?\s*([\d,.]+)")
_LINE: Final = re.compile(
    r"\s*(?P<value>\d{6})(?P<entry>\d{4})?(?P<mark>R?[CD]|E[CD])(?P<funds>[A-Z])?\s*(?P<amount>[\d,.]+)"
    r"(?P<code>[A-Z][A-Z0-9 ]{3})?(?P<rest>.*)$",
    re.DOTALL,
)
_SEARCHED: Final = 40  # lines in which a tag is looked for
_EPOCH: Final = date(1970, 1, 1).toordinal()
_read: Final = number_reader(",")
_REFERENCE: Final = 16  # letters of a customer's reference
_LEAST: Final = 8  # letters of a bank's reference that names a line for good


@dataclass
class _Field:
    """One tag with its lines, the first one being what stands behind the tag."""

    tag: str
    lines: list[str]


@dataclass
class _Statement:
    """One message as it is read."""

    account: str = ""
    currency: str = ""
    number: str = ""
    opening: int | None = None
    closing: int | None = None
    moved: int = 0
    debits: list[int] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)
    whole: bool = True
    closed: bool = False
    first: int = 0


@dataclass
class _Entry:
    """A line of the statement with what is said of it."""

    text: list[str]
    details: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)


class Mt940Statement(FileReader):
    """Statements of one or more accounts. A line's day is the bank's own booking day, the value day where it prints no other."""

    layout = "bank.mt940"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        """Certain where a statement's tags stand at the beginning of lines; less so of a fragment without balance and line."""
        tags = {
            found[1]
            for line in intake.text[:20_000].splitlines()[:_SEARCHED]
            if (found := _TAG.match(line.strip("\x00\x01 \t")))
        }
        if not tags or not tags & TAGS or tags & {"32A", "32B", "50", "50K", "59"}:
            return 0.0
        return 1.0 if tags & PROOF else 0.6

    def read(self, intake: Intake) -> list[TableRead]:
        """The lines of all statements; raises HeadingsOnly where there is neither a line nor a balance."""
        gathered = Gathered(intake.name)
        statements: list[_Statement] = []
        balances = 0
        for fields in _messages(intake.text):
            statement = _statement(gathered, fields)
            balances += sum(1 for one in fields if one.tag in PROOF)
            _hold(gathered, statement)
            statements.append(statement)
        if not balances:
            raise HeadingsOnly(file=gathered.file, what="a bank statement")
        _pages(gathered, statements)
        return [gathered.table(self, ":61:", list(LINE.items()))]


def _messages(text: str) -> Iterator[list[_Field]]:
    """The tags of each message; a message begins with its reference (`:20:`)."""
    fields: list[_Field] = []
    inside = False
    for raw in text.splitlines():
        line = raw.strip("\x00\x01\x03\x1a")
        found = _TAG.match(line)
        if found:
            if found[1] == "20" and fields:
                yield fields
                fields = []
            fields.append(_Field(found[1], [found[2]]))
            inside = True
        elif _END.match(line):
            inside = False
        elif inside:
            fields[-1].lines.append(line)
    if fields:
        yield fields


def _statement(gathered: Gathered, fields: list[_Field]) -> _Statement:
    made = _Statement(first=len(gathered.lines))
    entries: list[_Entry] = []
    sums: list[tuple[str, str]] = []
    for one in fields:
        text = one.lines[0].strip()
        if one.tag in {"25", "25P"}:
            if made.account or entries:
                gathered.notes.append(
                    f"Account {made.account}: the tag :25: stands a second time, behind lines, and is left unread: {text[:40]!r}."
                )
            else:
                made.account, made.currency = _account(text)
        elif one.tag in {"28", "28C"}:
            made.number = text
        elif one.tag in {"60F", "60M"}:
            made.opening = _balance(gathered, made, one)
        elif one.tag in {"62F", "62M"}:
            made.closing, made.closed = _balance(gathered, made, one), True
        elif one.tag == "34F":
            made.currency = made.currency or text[:3].upper()
        elif one.tag == "61":
            entries.append(_Entry(one.lines))
        elif one.tag == "86" and entries and not made.closed:
            entries[-1].details += one.lines
        elif one.tag == "NS" and entries and not made.closed:
            entries[-1].own += one.lines
        elif one.tag in {"90C", "90D"}:
            sums.append((one.tag, text))
    for entry in entries:
        _add(gathered, made, entry)
    for tag, text in sums:
        _sum(gathered, made, tag, text)
    return made


def _account(text: str) -> tuple[str, str]:
    """Account and currency: `1291.99.348EUR` says both."""
    found = re.fullmatch(r"(.*\d)\s*([A-Z]{3})", text)
    return (found[1], found[2]) if found else (text, "")


def _balance(gathered: Gathered, made: _Statement, one: _Field) -> int | None:
    found = _BALANCE.match(one.lines[0])
    if not found:
        gathered.notes.append(f"Account {made.account}: the balance {one.lines[0].strip()!r} cannot be read.")
        return None
    made.currency = found[3] or made.currency
    try:
        value = _amount(found[4])
    except Unreadable as cause:
        gathered.notes.append(f"Account {made.account}: the balance {found[4]!r} {cause}.")
        return None
    return value if found[1] == "C" else -value


def _amount(text: str) -> int:
    """Millionths of an amount: a comma marks the decimals, and nothing parts the thousands."""
    if "." in text or text.count(",") > 1:
        raise Unreadable("is not an amount of this format, which has one comma and no points")
    plain = text.rstrip(",")
    return _read(f"0{plain}" if plain.startswith(",") or not plain else plain)


def _add(gathered: Gathered, made: _Statement, entry: _Entry) -> None:
    gathered.read += 1
    row = gathered.read
    printed = "\n".join(entry.text).strip()
    told = ((":61:", printed), (":86:", "\n".join(entry.details)), (":NS:", "\n".join(entry.own)))
    cells = tuple((name, text) for name, text in told if text)
    try:
        found = _parts(printed)
        amount = _amount(found["amount"])
        day, said = _day(found["value"], found["entry"])
    except Unreadable as cause:
        made.whole = False
        gathered.problem(row, ":61:", printed, cause.code or "IMP-202", f"{printed[:80]!r} in :61: {cause}.", cells)
        return
    if said:
        gathered.notes.append(f"Line {row}: {said}")
    if found["mark"] in {"D", "RC", "ED"}:  # a reversed credit takes money away
        amount = -amount
    made.moved += amount
    (made.credits if amount >= 0 else made.debits).append(amount)
    gathered.lines.append(_line(made, entry, found, Line(row, made.account, day, amount, made.currency)))


def _parts(printed: str) -> re.Match[str]:
    """The parts of a line; raises Unreadable."""
    found = _LINE.match(printed)
    if not found or not any(sign.isdigit() for sign in found["amount"]):
        raise Unreadable("is not a line of a statement: day, mark of debit or credit and amount are expected")
    return found


def _line(made: _Statement, entry: _Entry, found: re.Match[str], line: Line) -> Line:
    """Fills in who, what for and under which reference."""
    first, *further = found["rest"].split("\n")
    customer, _, bank = first.partition("//")
    customer, more = _cut(customer)
    extra = joined([more, *further])
    known = joined([f"{customer} {extra}"]) if extra else ""
    details = details_of(entry.details, known) if entry.details else Details()
    own = numbered(entry.own) if entry.own else Details()
    line.type = details.kind or own.kind or (found["code"] or "").strip()
    line.payee = details.payee or own.payee
    if not line.payee and known and entry.details and " ".join(entry.details[0].split()) == known:
        line.payee = extra
    line.description = joined([details.text, own.text, extra if extra != line.payee else ""])
    line.reference = joined([*details.references, given(customer)])
    line.external_id = lasting(bank, _LEAST)
    line.currency = made.currency
    return line


def _cut(text: str) -> tuple[str, str]:
    """The customer's reference and what stands behind it, where the bank prints more than sixteen letters."""
    plain = text.rstrip()
    if len(plain) <= _REFERENCE:
        return plain.strip(), ""
    end = _REFERENCE
    while end < len(plain) and not plain[end - 1].isspace() and not plain[end].isspace():
        end += 1
    return plain[:end].strip(), plain[end:].strip()


def _day(value: str, entry: str | None) -> tuple[int, str]:
    """The booking day and a sentence where it had to be understood; the year of an entry day is the one nearest to the value day."""
    year = int(value[:2])
    year += 1900 if year >= 80 else 2000
    month, number = int(value[2:4]), int(value[4:])
    if not 1 <= month <= 12:
        raise Unreadable("has a value day that does not exist", "IMP-203")
    last = calendar.monthrange(year, month)[1]
    beyond = month == 2 and last < number <= 30  # banks that count thirty days a month print them
    if not 1 <= number <= last and not beyond:
        raise Unreadable("has a value day that does not exist", "IMP-203")
    valued = date(year, month, min(number, last))
    said = f"the value day {number} February does not exist; " if beyond else ""
    if not entry:
        return valued.toordinal() - _EPOCH, f"{said}the last of the month is taken." if said else ""
    booked = _nearest(valued, int(entry[:2]), int(entry[2:]))
    if booked is None:
        raise Unreadable("has an entry day that does not exist", "IMP-203")
    return booked.toordinal() - _EPOCH, f"{said}it is booked on {booked.isoformat()}." if said else ""


def _nearest(valued: date, month: int, number: int) -> date | None:
    days = []
    for year in (valued.year - 1, valued.year, valued.year + 1):
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - valued).days), default=None)


def _sum(gathered: Gathered, made: _Statement, tag: str, text: str) -> None:
    """Holds the printed number and sum of credits or debits against the lines."""
    found = _SUM.match(text)
    if not found or not made.whole:
        return
    try:
        printed = _amount(found[3])
    except Unreadable:
        return
    amounts = made.credits if tag == "90C" else made.debits
    added, count = abs(sum(amounts)), len(amounts)
    if printed == added and (not found[1] or int(found[1]) == count):
        gathered.tied += 1
        return
    gathered.disagrees(
        f"Account {made.account}: :{tag}: prints {found[1] or 'some'} lines of {units(printed):,}, "
        f"there are {count} of {units(added):,}, which does not agree."
    )


def _hold(gathered: Gathered, made: _Statement) -> None:
    """Opening balance plus lines against the closing balance, unless a line could not be read."""
    if made.opening is not None and not made.closed:
        gathered.notes.append(f"Account {made.account}: a statement has no closing balance; the file may be cut short.")
    if made.whole:
        gathered.balances(made.account, made.currency, made.first, made.opening, made.moved, made.closing)


def _pages(gathered: Gathered, statements: list[_Statement]) -> None:
    """One sentence where an account's next statement does not open with the balance of the one before."""
    last: dict[str, int] = {}
    gaps = []
    for one in statements:
        if one.account in last and one.opening is not None and last[one.account] != one.opening:
            gaps.append(
                f"Account {one.account}: statement {one.number} opens with {units(one.opening):,}, "
                f"the one before it closed with {units(last[one.account]):,}: one between them is missing."
            )
        if one.closing is not None:
            last[one.account] = one.closing
    gathered.notes += gaps[:3]
