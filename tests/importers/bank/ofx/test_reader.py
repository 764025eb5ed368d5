"""OFX statements of both versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import Answers
from importers.bank.refusals import BankAnswer, BrokenMarkup, NoStatement
from importers.registry import read
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


def test_cut_short(tmp_path: Path) -> None:
    with pytest.raises(CutShort):
        only(text_file(tmp_path / "a.ofx", HEAD, statement(line("5"))))


def test_a_quiet_month_is_a_statement_of_no_lines(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "b.ofx", HEAD, statement(), "</OFX>"))
    assert (table.rows_read, table.rows_loaded, table.problems) == (0, 0, ())
    assert table.notes == ("Account 9808: 0 lines add up to 0.00; closing balance 5.00 CAD.",)


def test_a_file_without_a_statement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadingsOnly):
        only(text_file(tmp_path / "a.ofx", "OFXHEADER:100", "<OFX></OFX>"))
    status = "<STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Wrong password</STATUS>"
    with pytest.raises(BankAnswer) as caught:
        only(text_file(tmp_path / "b.ofx", f"<OFX><SIGNONMSGSRSV1><SONRS>{status}</SONRS></SIGNONMSGSRSV1></OFX>"))
    assert "15500 Wrong password" in caught.value.sentence
    with pytest.raises(BrokenMarkup):
        only(text_file(tmp_path / "d.ofx", "<OFX>" + "<BAL>" * 100 + "</OFX>"))
    with pytest.raises(NoStatement):
        only(text_file(tmp_path / "c.ofx", "<OFX><PROFMSGSRSV1><PROFTRNRS></PROFTRNRS></PROFMSGSRSV1></OFX>"))


def test_a_list_of_accounts_names_them(tmp_path: Path) -> None:
    listed = "<ACCTINFO><BANKACCTINFO><BANKACCTFROM><BANKID>1<ACCTID>{}</BANKACCTFROM></BANKACCTINFO></ACCTINFO>"
    table = only(text_file(tmp_path / "a.ofx", "<OFX>", listed.format("77"), listed.format("88"), "</OFX>"))
    assert table.rows_read == 0
    assert "2 accounts (77, 88)" in table.notes[0]


def test_one_account_refused_beside_another_that_is_read(tmp_path: Path) -> None:
    status = "<STMTTRNRS><STATUS><CODE>2003<SEVERITY>ERROR<MESSAGE>Account not found</STATUS></STMTTRNRS>"
    table = only(text_file(tmp_path / "a.ofx", HEAD, statement(line("5")), status, "</OFX>"))
    assert table.rows_loaded == 1
    assert "2003 Account not found" in table.notes[0]


def test_a_line_in_another_currency_and_a_running_number_for_an_id(tmp_path: Path) -> None:
    foreign = line("9.00", "7", memo="<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>")
    converted = line("8.00", "abc-8", memo="<ORIGCURRENCY><CURRATE>1.1<CURSYM>USD</ORIGCURRENCY>")
    table = only(text_file(tmp_path / "a.ofx", HEAD, statement(foreign, converted), "</OFX>"))
    assert rows(table, "bank_lines", "external_id", "amount", "currency") == [
        ("a.ofx#1", 900, "USD"),
        ("abc-8", 800, "CAD"),
    ]


def test_empty_days_and_amounts_wait_in_quarantine(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.ofx",
            HEAD,
            statement(
                line("", "a1"), line("1.00", "a2", day=""), line("1..0", "a3"), line("1.00", "a4", day="201120000000")
            ),
            "</OFX>",
        )
    )
    assert problems(table) == [(1, "IMP-204"), (2, "IMP-204"), (3, "IMP-202"), (4, "IMP-203")]


def test_cdata_and_securities(tmp_path: Path) -> None:
    text = (
        "<OFX><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>X1</INVACCTFROM><INVTRANLIST><BUYSTOCK><INVBUY><INVTRAN><FITID>1</INVTRAN>"
        "<TOTAL>-5</INVBUY></BUYSTOCK><INVBANKTRAN><STMTTRN><TRNTYPE>DEP<DTPOSTED>20260105<TRNAMT>+00115.8331<FITID>f-100"
        "<NAME><![CDATA[A & B <Ltd>]]></STMTTRN></INVBANKTRAN></INVTRANLIST></INVSTMTRS></OFX>"
    )
    table = only(text_file(tmp_path / "a.ofx", text))
    assert rows(table, "bank_lines", "payee", "amount", "account") == [("A & B <Ltd>", 11_583, "X1")]
    assert any("1 purchases or sales of securities" in note for note in table.notes)
    assert any("rounded" in note for note in table.notes)


def test_amounts_that_lost_their_line_wait(tmp_path: Path) -> None:
    whole = line("1.00", "a1")
    headless = line("2.00", "a2").replace("<STMTTRN>", "<STMTRN>")
    merged = line("3.00", "a3").replace("</STMTTRN>", "") + line("4.00", "a4").replace("<STMTTRN>", "")
    table = only(text_file(tmp_path / "a.ofx", HEAD, statement(whole, headless, merged), "</OFX>"))
    assert rows(table, "bank_lines", "external_id", "amount") == [("a1", 100), ("a3", 300)]
    assert problems(table) == [(3, "IMP-201"), (4, "IMP-201")]
    assert table.problems[0].value == "2.00"


def test_the_amounts_tell_their_decimal_mark_or_wait_for_an_answer(tmp_path: Path) -> None:
    told = only(
        text_file(tmp_path / "a.ofx", HEAD, statement(line("1,500.00", "a1"), line("2,000.50", "a2")), "</OFX>")
    )
    assert rows(told, "bank_lines", "amount") == [(150_000,), (200_050,)]
    path = text_file(tmp_path / "b.ofx", HEAD, statement(line("1,500", "a1")).replace("5.00", ""), "</OFX>")
    assert problems(only(path)) == [(1, "IMP-207")]
    (table,) = read(path, Answers(choices={"TRNAMT": ","})).tables
    assert rows(table, "bank_lines", "amount") == [(150,)]
