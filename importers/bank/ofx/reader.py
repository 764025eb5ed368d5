"""Reader of OFX and QFX statements, both with and without closing tags."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Final

import pandas as pd

from core.base.money import exponent
from core.ports.importing import ColumnTotal, ColumnUse, RowProblem, TableRead
from importers.bank.ofx.fields import LINE, NEED
from importers.shared.days import day_reader
from importers.shared.file_reader import FileReader
from importers.shared.intake import CutShort, HeadingsOnly, Intake
from importers.shared.numbers import number_reader
from importers.shared.parsing import MILLION, Unreadable

_STATEMENT: Final = re.compile(r"<(?:CC|INV)?STMTRS>(.*?)(?=<(?:CC|INV)?STMTRS>|$)", re.DOTALL | re.IGNORECASE)
_LINE: Final = re.compile(
    r"<STMTTRN>(.*?)(?=</STMTTRN>|<STMTTRN>|</BANKTRANLIST>|<LEDGERBAL>|$)", re.DOTALL | re.IGNORECASE
)
_ELEMENT: Final = re.compile(r"<([A-Z0-9.]+)>([^<\r\n]*)", re.IGNORECASE)


class OfxStatement(FileReader):
    """Statements of one or more accounts in one file; FITID is the line's id."""

    layout = "bank.ofx"
    system = "bank"
    entity = "bank_line"

    def sure(self, intake: Intake) -> float:
        """Certain of a file that says OFX at its beginning."""
        head = intake.text[:2000].upper()
        return 1.0 if "OFXHEADER" in head or "<OFX>" in head else 0.0

    def read(self, intake: Intake) -> list[TableRead]:
        """The lines of all statements in the file; raises CutShort when its end mark is missing, HeadingsOnly without a line."""
        name, text = intake.name, intake.text
        if not re.search(r"</OFX>\s*$", text.rstrip("\x00\x1a \r\n\t"), re.IGNORECASE):
            raise CutShort(file=name, reason="the mark </OFX> at its end is missing")
        rows: list[dict[str, object]] = []
        problems: list[RowProblem] = []
        sums: dict[str, list[int]] = {}
        notes: list[str] = []
        number = 0
        for statement in _STATEMENT.findall(text):
            head = dict(_pairs(statement.split("<STMTTRN>", 1)[0].split("<stmttrn>", 1)[0]))
            currency, account = head.get("CURDEF", "").upper(), head.get("ACCTID", "")
            lines = _LINE.findall(statement)
            mark = _mark(lines)
            total = 0
            for line in lines:
                number += 1
                found = dict(reversed(_pairs(line)))  # the first of equal elements counts
                row, problem = _row(found, name, number, mark)
                if problem:
                    problems.append(problem)
                    continue
                amount = row.pop("millionths")
                assert isinstance(amount, int)
                total += amount
                row |= {"account": account, "currency": currency, "row": number}
                row["amount"] = _minor(amount, currency)
                row["external_id"] = row["external_id"] or f"{name}#{number}"
                rows.append(row)
                sums.setdefault(currency, []).append(amount)
            balance = re.search(r"<LEDGERBAL>\s*<BALAMT>([^<\r\n]*)", statement, re.IGNORECASE)
            if balance and balance[1].strip():
                notes.append(
                    f"Account {account}: {len(lines)} lines add up to {_amount(total)}; closing balance {balance[1].strip()} {currency}."
                )
        if not number:
            raise HeadingsOnly(file=name, what="a bank statement")
        frame = pd.DataFrame(
            rows,
            columns=[
                "external_id",
                "row",
                "account",
                "day",
                "type",
                "payee",
                "description",
                "reference",
                "amount",
                "currency",
            ],
        )
        frame["day"] = pd.to_datetime(frame["day"])
        frame["amount"] = frame["amount"].astype("Int64")
        again = frame.duplicated(["account", "external_id"]).sum()
        if again:
            notes.append(f"{again} lines repeat the id of another line of the same account; they are kept apart.")
            count = frame.groupby(["account", "external_id"]).cumcount()
            frame["external_id"] = frame["external_id"].where(
                count == 0, frame["external_id"] + " (" + (count + 1).astype(str) + ")"
            )
        return [
            TableRead(
                self.system,
                self.entity,
                self.layout,
                "",
                0,
                tuple(ColumnUse(element, field) for element, field in LINE.items()),
                {"bank_lines": frame},
                number,
                len(frame),
                tuple(problems),
                tuple(
                    ColumnTotal("TRNAMT", code, _amount(sum(parts)), len(parts)) for code, parts in sorted(sums.items())
                ),
                tuple(notes),
            )
        ]


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name.upper(), html.unescape(value).strip()) for name, value in _ELEMENT.findall(text) if value.strip()]


def _mark(lines: list[str]) -> str:
    """OFX prints a point; some banks print a comma for it."""
    amounts = [found[1].strip() for line in lines if (found := re.search(r"<TRNAMT>([^<\r\n]*)", line, re.IGNORECASE))]
    return "," if any("," in amount for amount in amounts) and not any("." in amount for amount in amounts) else "."


def _row(found: dict[str, str], file: str, number: int, mark: str) -> tuple[dict[str, object], RowProblem | None]:
    row: dict[str, object] = {"payee": "", "description": "", "reference": "", "type": "", "external_id": ""}
    for element, field in LINE.items():
        if found.get(element) and not row.get(field):
            row[field] = found[element]
    for element in NEED:
        value = found.get(element, "")
        if not value:
            return row, RowProblem(
                file, "", number, element, "", "IMP-204", f"{element} is missing.", tuple(found.items())
            )
        try:
            if element == "TRNAMT":
                row["millionths"] = number_reader(mark)(value)
            else:
                row["day"] = pd.Timestamp(day_reader("")(value[:8]), unit="D")
        except Unreadable as cause:
            code = cause.code or ("IMP-202" if element == "TRNAMT" else "IMP-203")
            reason = f"{value!r} in {element} {cause}."
            return row, RowProblem(file, "", number, element, value, code, reason, tuple(found.items()))
    return row, None


def _minor(millionths: int, currency: str) -> int:
    step = 10 ** (6 - exponent(currency))
    return (abs(millionths) + step // 2) // step * (1 if millionths >= 0 else -1)


def _amount(millionths: int) -> Decimal:
    value = Decimal(millionths) / MILLION
    return value.quantize(Decimal("0.01")) if value == value.quantize(Decimal("0.01")) else value
