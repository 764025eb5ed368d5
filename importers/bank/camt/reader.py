"""Reader of CAMT.052, .053 and .054 in every version, with and without a namespace."""

from __future__ import annotations

import re
from typing import Final

from core.ports.importing import TableRead
from importers.bank.camt.fields import BOOKED, CLOSING, ENTRY, MESSAGES, OPENING, REFERENCES, RETURNS, TEXTS
from importers.bank.lines import Gathered, Line, given, joined, lasting, units
from importers.bank.markup import Node, tree_of
from importers.bank.refusals import NoStatement
from importers.shared.days import day_reader
from importers.shared.file_reader import FileReader
from importers.shared.intake import Intake
from importers.shared.numbers import number_reader
from importers.shared.parsing import Unreadable

_HEAD: Final = re.compile(r"<(?:\w+:)?(" + "|".join(MESSAGES) + r")\b|camt\.05[234]\.001")
_read: Final = number_reader(".")
_AMOUNT: Final = re.compile(r"[+-]?\d+(\.\d*)?|\.\d+")


class CamtStatement(FileReader):
    """Statements, reports and notifications of one or more accounts.

    An entry is what moves the bank's balance and is one line. Its parts become lines of their own where the bank gives the entry a
    reference and the parts, in the entry's currency, add up to it.
    """

    layout = "bank.camt"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        """Certain of XML with one of the three messages at its beginning."""
        head = intake.text[:4000]
        return 1.0 if "<" in head[:200] and _HEAD.search(head) else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The booked entries of all reports; raises BrokenMarkup, DeclaredEntities, or NoStatement where a message has no account."""
        name = intake.name
        root = tree_of(intake.text, name)
        reports = [
            (message, report)
            for message, inner in MESSAGES.items()
            for place in (root.all(message) if root.name != message else [root])
            for report in place.all(inner)
        ]
        if not reports:
            raise NoStatement(file=name, what="a bank's message without an account")
        gathered = Gathered(name)
        waiting: dict[str, int] = {}
        for message, report in reports:
            _gather(gathered, waiting, report, complete=message == "BkToCstmrStmt")
        gathered.notes += [
            f"{count} entries are {status or 'without a status'}, not booked, and are left out."
            for status, count in waiting.items()
        ]
        if any(message != "BkToCstmrStmt" for message, _ in reports):
            gathered.notes.append(
                "The file reports entries that the account's statement prints again: do not count both."
            )
        return [gathered.table(self, "Amt", list(ENTRY.items()))]


def _gather(gathered: Gathered, waiting: dict[str, int], report: Node, *, complete: bool) -> None:
    account = report.value("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN", "Acct/Id/UPIC")
    own = report.value("Acct/Ccy").upper()
    moved: dict[str, int] = {}
    first, whole = len(gathered.lines), True
    for entry in report.all("Ntry"):
        status = (entry.value("Sts/Cd", "Sts/Prtry", "Sts") or BOOKED).upper()
        if status != BOOKED:
            waiting[status] = waiting.get(status, 0) + 1
            continue
        gathered.read += 1
        try:
            amount, currency = _signed(entry)
            day = _day(entry)
        except Unreadable as cause:
            whole = False
            column, value = cause.args[1:] if len(cause.args) == 3 else ("", "")
            gathered.problem(gathered.read, column, value, cause.code, str(cause.args[0]), entry.leaves())
            continue
        currency = currency or own
        moved[currency] = moved.get(currency, 0) + amount
        gathered.lines += _lines(entry, Line(gathered.read, account, day, amount, currency))
    opening, closing = _balance(report, OPENING), _balance(report, CLOSING)
    if opening and closing and complete and whole:
        if opening[1] != closing[1]:
            gathered.notes.append(
                f"Account {account}: the opening balance is in {opening[1]}, the closing balance in {closing[1]}: they cannot be compared."
            )
        else:
            gathered.balances(account, opening[1], first, opening[0], moved.get(opening[1], 0), closing[0])
    elif closing:
        gathered.notes.append(f"Account {account}: closing balance {units(closing[0]):,} {closing[1]}.")


class _Fault(Unreadable):
    """A part of an entry that cannot be read: the sentence, the element, its text."""

    def __init__(self, sentence: str, column: str, value: str, code: str) -> None:
        super().__init__(sentence, code)
        self.args = (sentence, column, value)


def _signed(node: Node) -> tuple[int, str]:
    """Amount, money in positive, and currency of an entry; raises Unreadable.

    A reversal prints the direction in which it moves the balance itself, so that its mark changes nothing.
    """
    amount = node.first("Amt")
    text = amount.text if amount else ""
    if not _AMOUNT.fullmatch(text):
        raise _Fault(f"{text!r} in Amt is not an amount.", "Amt", text, "IMP-202" if text else "IMP-204")
    try:
        value = _read(text.rstrip("."))
    except Unreadable as cause:
        raise _Fault(f"{text!r} in Amt {cause}.", "Amt", text, "IMP-202") from cause
    direction = node.value("CdtDbtInd").upper()
    if direction not in {"CRDT", "DBIT"}:
        raise _Fault(
            f"{direction!r} in CdtDbtInd is neither CRDT nor DBIT, so that it is not said whether money came or went.",
            "CdtDbtInd",
            direction,
            "IMP-204",
        )
    currency = (amount.attributes.get("Ccy", "") if amount else "").upper()
    return (value if direction == "CRDT" else -value), currency


def _day(entry: Node) -> int:
    text = entry.value("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    if not text:
        raise _Fault("BookgDt is missing.", "BookgDt", "", "IMP-204")
    try:
        return day_reader("")(text[:10])
    except Unreadable as cause:
        raise _Fault(f"{text!r} in BookgDt {cause}.", "BookgDt", text, cause.code or "IMP-203") from cause


def _balance(report: Node, codes: tuple[str, ...]) -> tuple[int, str] | None:
    """The balance of the first of `codes` that is there, with its currency."""
    for code in codes:
        for balance in report.all("Bal"):
            if balance.value("Tp/CdOrPrtry/Cd", "Tp/Cd") == code:
                try:
                    return _signed(balance)
                except Unreadable:
                    return None
    return None


def _lines(entry: Node, line: Line) -> list[Line]:
    """The entry as one line, or as its parts where they tie."""
    parts = entry.all("NtryDtls/TxDtls")
    line.type = joined([_kind(entry)])
    line.external_id = lasting(entry.value("AcctSvcrRef"))
    if not line.external_id and len(parts) == 1:
        line.external_id = lasting(parts[0].value("Refs/AcctSvcrRef"))
    amounts = [_part(part, line) for part in parts]
    if len(parts) > 1 and line.external_id and None not in amounts and sum(a for a in amounts if a) == line.amount:
        made = []
        for number, (part, amount) in enumerate(zip(parts, amounts, strict=True), 1):
            assert amount is not None
            one = Line(line.row, line.account, line.day, amount, line.currency)
            one.type, one.external_id = line.type, f"{line.external_id}/{number}"
            _say(one, [part], entry, whole=False)
            made.append(one)
        return made
    _say(line, parts, entry, whole=True)
    return [line]


def _part(part: Node, line: Line) -> int | None:
    """The signed amount of one part in the entry's currency; None where the bank does not give it."""
    amount = part.first("Amt") or part.first("AmtDtls/TxAmt/Amt")
    if amount is None or not _AMOUNT.fullmatch(amount.text):
        return None
    if amount.attributes.get("Ccy", line.currency).upper() != line.currency:
        return None
    try:
        value = _read(amount.text.rstrip("."))
    except Unreadable:
        return None
    direction = part.value("CdtDbtInd").upper()
    if direction in {"CRDT", "DBIT"}:
        return value if direction == "CRDT" else -value
    return value if line.amount >= 0 else -value


def _say(line: Line, parts: list[Node], entry: Node, *, whole: bool) -> None:
    """Fills in who, what for and under which reference."""
    reversal = entry.value("RvslInd").casefold() in {"true", "1"}  # parties keep the parts they had in what is reversed
    other = "Dbtr" if (line.amount >= 0) != reversal else "Cdtr"
    line.payee = joined(name for part in parts for name in _names(part, other))
    texts = [text for part in parts for text in part.values(*TEXTS, *RETURNS)]
    texts += [_foreign(part, line.currency) for part in parts] + [_charges(node) for node in (entry, *parts)]
    if whole or not any(texts):
        texts.append(entry.value("AddtlNtryInf"))
    line.description = joined(texts)
    references = [given(text) for part in parts for text in part.values(*REFERENCES)]
    if whole:
        references += [given(text) for text in entry.values("NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId", "NtryRef")]
    line.reference = joined(references)


def _names(part: Node, other: str) -> list[str]:
    """The other side of a movement, and on whose behalf it acts; the account's own side only where no other is named."""
    for side in (other, "Cdtr" if other == "Dbtr" else "Dbtr"):
        found = [
            name
            for role in (side, f"Ultmt{side}")
            if (
                name := part.value(
                    f"RltdPties/{role}/Nm", f"RltdPties/{role}/Pty/Nm", f"RltdPties/{role}/Agt/FinInstnId/Nm"
                )
            )
        ]
        if found:
            return found
    return part.values("RltdPties/TradgPty/Nm", "RltdPties/TradgPty/Pty/Nm")


def _kind(entry: Node) -> str:
    code = "/".join(
        text
        for text in (
            entry.value("BkTxCd/Domn/Cd"),
            entry.value("BkTxCd/Domn/Fmly/Cd"),
            entry.value("BkTxCd/Domn/Fmly/SubFmlyCd"),
        )
        if text
    )
    return code or entry.value("BkTxCd/Prtry/Cd")


def _foreign(part: Node, currency: str) -> str:
    """The amount in the currency of the order, where it is another one."""
    for path in ("AmtDtls/InstdAmt", "AmtDtls/CntrValAmt", "AmtDtls/TxAmt"):
        amount = part.first(f"{path}/Amt")
        if amount and amount.attributes.get("Ccy", currency).upper() != currency:
            rate = part.value(
                f"{path}/CcyXchg/XchgRate", "AmtDtls/CntrValAmt/CcyXchg/XchgRate", "AmtDtls/InstdAmt/CcyXchg/XchgRate"
            )
            return f"{amount.attributes['Ccy']} {amount.text}" + (f" at {rate}" if rate else "")
    return ""


def _charges(node: Node) -> str:
    """What the bank kept for itself, as it says so: the entry's amount is after it."""
    found = [
        f"{amount.attributes.get('Ccy', '')} {amount.text}".strip()
        for path in ("Chrgs/Rcrd/Amt", "Chrgs/TtlChrgsAndTaxAmt", "Chrgs/Amt")
        for amount in node.all(path)
        if amount.text.strip("0.")
    ]
    return f"charges {found[0]}" if found else ""
