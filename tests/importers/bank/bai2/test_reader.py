"""BAI2 reports: signs by type, smallest units, control totals at three levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.shared.intake import CutShort, HeadingsOnly
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = ("01,SENDER,RECEIVER,260901,0800,1,80,,2/", "02,RECEIVER,SENDER,1,260831,2359,USD,2/")
CREDIT = "16,195,125050,V,260831,,GI2118700002010,INV-7,Incoming wire,for us/"
DEBIT = "16,495,50000,0,,,Outgoing wire/"


def report(
    *records: str, account: str = "49,350100,6/", group: str = "98,350100,1,8/", file: str = "99,350100,1,10/"
) -> tuple[str, ...]:
    return (*HEAD, *records, account, group, file)


BODY = ("03,107049932,USD,010,50000,,,015,125050,,/", CREDIT, "88,EREF: E2E-1/", "88,DBNM: ACME INC/", DEBIT)


def test_a_report(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.bai", *report(*BODY)))
    assert rows(
        table,
        "bank_lines",
        "external_id",
        "account",
        "day",
        "type",
        "payee",
        "description",
        "reference",
        "amount",
        "currency",
    ) == [
        (
            "GI2118700002010",
            "107049932",
            "2026-08-31",
            "195 incoming wire",
            "ACME INC",
            "Incoming wire,for us",
            "E2E-1 | INV-7",
            125_050,
            "USD",
        ),
        ("a.bai#2", "107049932", "2026-08-31", "495 outgoing wire", "", "Outgoing wire", "", -50_000, "USD"),
    ]
    assert totals(table) == {("16 amount", "USD"): ("750.50", 2)}
    assert table.notes == ("4 printed balances and totals agree with the lines.",)


def test_control_totals_that_do_not_agree_block_with_both_figures(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.bai", *report(*BODY, account="49,350101,6/", group="98,350102,1,8/", file="99,350103,1,11/")
        )
    )
    assert table.rows_loaded == 2
    assert [sentence[:40] for sentence in table.untied] == [
        "The control total of account 107049932 d",
        "The control total of the group does not ",
        "The control total of the file does not a",
    ]
    assert "350,101 is printed, its records add up to 350,100" in table.untied[0]
    assert "The trailer of the file counts 11 records, there are 10." in table.notes


def test_a_balance_that_does_not_agree_blocks(tmp_path: Path) -> None:
    body = (BODY[0].replace("125050", "125000"), *BODY[1:])
    table = only(
        text_file(
            tmp_path / "a.bai", *report(*body, account="49,350050,6/", group="98,350050,1,8/", file="99,350050,1,10/")
        )
    )
    assert [sentence.split(": ")[1] for sentence in table.untied] == ["the closing balance 1,250.00 USD does not agree"]


def test_smallest_units_are_the_currencys(tmp_path: Path) -> None:
    head = (HEAD[0], HEAD[1].replace("USD", "JPY"))
    table = only(
        text_file(
            tmp_path / "a.bai", *head, "03,1,,,,,/", "16,195,1250,,,,x/", "49,1250,3/", "98,1250,1,5/", "99,1250,1,7/"
        )
    )
    assert rows(table, "bank_lines", "amount", "currency") == [(1_250, "JPY")]
    assert totals(table) == {("16 amount", "JPY"): ("1250.00", 1)}


def test_a_currency_that_nobody_prints_is_the_formats(tmp_path: Path) -> None:
    head = (HEAD[0], HEAD[1].replace("USD", ""))
    table = only(
        text_file(
            tmp_path / "a.bai", *head, "03,1,,,,,/", "16,195,1250,,,,x/", "49,1250,3/", "98,1250,1,5/", "99,1250,1,7/"
        )
    )
    assert rows(table, "bank_lines", "currency") == [("USD",)]
    assert "1 accounts print no currency" in table.notes[0]


def test_transactions_that_cannot_be_read_wait_and_loosen_the_totals(tmp_path: Path) -> None:
    wrong = ("16,195,12.50,,,,x/", "16,195,,,,,x/", "16,890,5,,,,x/", "16,115,7,S,1/")
    table = only(text_file(tmp_path / "a.bai", *report(BODY[0], *wrong, CREDIT)))
    assert problems(table) == [(1, "IMP-202"), (2, "IMP-202"), (3, "IMP-204"), (4, "IMP-201")]
    assert (table.rows_read, table.rows_loaded, table.untied) == (5, 1, ())
    assert any("does not agree" in note for note in table.notes)


def test_cut_short_and_without_an_account(tmp_path: Path) -> None:
    with pytest.raises(CutShort):
        only(text_file(tmp_path / "a.bai", *report(*BODY)[:-1]))
    with pytest.raises(HeadingsOnly):
        only(text_file(tmp_path / "b.bai", *HEAD, "98,0,0,2/", "99,0,1,4/"))
