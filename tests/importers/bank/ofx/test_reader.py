"""OFX statements of both versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.shared.intake import CutShort, HeadingsOnly
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS>"


def statement(*lines: str, currency: str = "CAD", account: str = "9808") -> str:
    head = f"<STMTRS><CURDEF>{currency}<BANKACCTFROM><BANKID>1<ACCTID>{account}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>"
    return "\n".join([head, *lines, "</BANKTRANLIST><LEDGERBAL><BALAMT>5.00<DTASOF>20260930</LEDGERBAL></STMTRS>"])


def line(amount: str, fitid: str = "f1", day: str = "20251128120000[-5:EST]", memo: str = "<MEMO>1933248\n") -> str:
    return f"<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>{day}\n<TRNAMT>{amount}\n<FITID>{fitid}\n<NAME>A &amp; B CAF\xc9\n{memo}</STMTTRN>"


def test_version_one(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "a.ofx",
        HEAD,
        statement(line("1572.50"), line("-3.10", "f1", memo=""), line("n/a", "f3"), line("1.00", "f4", day="20250231")),
        statement(line("7"), currency="USD", account="1"),
        "</STMTTRNRS></BANKMSGSRSV1></OFX>",
        encoding="cp1252",
        end="\r\n",
    )
    table = only(path)
    assert rows(
        table, "bank_lines", "external_id", "row", "account", "day", "payee", "description", "amount", "currency"
    ) == [
        ("f1", 1, "9808", "2025-11-28", "A & B CAFÉ", "1933248", 157_250, "CAD"),
        ("f1 (2)", 2, "9808", "2025-11-28", "A & B CAFÉ", "", -310, "CAD"),
        ("f1", 5, "1", "2025-11-28", "A & B CAFÉ", "1933248", 700, "USD"),
    ]
    assert problems(table) == [(3, "IMP-202"), (4, "IMP-203")]
    assert totals(table) == {("TRNAMT", "CAD"): ("1569.40", 2), ("TRNAMT", "USD"): ("7.00", 1)}
    assert table.rows_read == 5


def test_version_two_is_xml(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>'
        "<BANKACCTFROM><ACCTID>DE1</ACCTID></BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260105</DTPOSTED>"
        "<TRNAMT>-1,50</TRNAMT><FITID>1</FITID><NAME>X</NAME></STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
    table = only(text_file(tmp_path / "a.ofx", text))
    assert rows(table, "bank_lines", "amount", "type", "account") == [(-150, "DEBIT", "DE1")]


def test_cut_short_and_empty(tmp_path: Path) -> None:
    with pytest.raises(CutShort):
        only(text_file(tmp_path / "a.ofx", HEAD, statement(line("5"))))
    with pytest.raises(HeadingsOnly):
        only(text_file(tmp_path / "b.ofx", HEAD, statement(), "</OFX>"))
