"""QIF registers: days in every way of writing, splits, several accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import Answers
from importers.bank.qif.reader import QifRegister
from importers.questions import questions_of
from importers.registry import read
from importers.shared.intake import CutShort, HeadingsOnly, take_in
from tests.importers.samples import only, problems, rows, text_file, totals


def test_a_register(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "main.qif",
            "!Type:Bank",
            "D1/ 5'26",
            "U-1,000.00",
            "T-1,000.00",
            "N1001",
            "PLandlord",
            "MRent",
            "LRent paid",
            "SRent",
            "$-900.00",
            "SHeating",
            "$-100.00",
            "^",
            "D1/31'26",
            "T25.50",
            "PACME",
            "^",
            end="\r\n",
        )
    )
    assert rows(
        table, "bank_lines", "external_id", "account", "day", "amount", "payee", "description", "reference", "type"
    ) == [
        ("main.qif#1", "main", "2026-01-05", -100_000, "Landlord", "Rent", "1001", "Rent paid"),
        ("main.qif#2", "main", "2026-01-31", 2_550, "ACME", "", "", ""),
    ]
    assert totals(table) == {("T", ""): ("-974.50", 2)}
    assert table.notes == ()


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("31.12.2026", "2026-12-31"),
        ("12/31'26", "2026-12-31"),
        ("12-31-26", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("12/31/94", "1994-12-31"),
        ("12/31'94", "2094-12-31"),
        ("31/12/26", "2026-12-31"),
    ],
)
def test_ways_of_writing_a_day(tmp_path: Path, printed: str, day: str) -> None:
    table = only(text_file(tmp_path / "a.qif", "!Type:CCard", f"D{printed}", "T5.00", "^"))
    assert rows(table, "bank_lines", "day") == [(day,)]


def test_the_files_own_days_settle_their_order_or_wait(tmp_path: Path) -> None:
    record = ("T5.00", "^")
    settled = only(text_file(tmp_path / "a.qif", "!Type:Bank", "D03/04/26", *record, "D13/04/26", *record))
    assert rows(settled, "bank_lines", "day") == [("2026-04-03",), ("2026-04-13",)]
    table = only(text_file(tmp_path / "b.qif", "!Type:Bank", "D03/04/26", *record, "D05/05/26", *record))
    assert problems(table) == [(1, "IMP-206")]
    assert table.rows_loaded == 1


def test_accounts_and_lists_that_are_no_registers(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.qif",
            "!Option:AutoSwitch",
            "!Account",
            "NCurrent",
            "TBank",
            "^",
            "!Type:Bank",
            "D13/1/2026",
            "T1.234,50",
            "^",
            "!Account",
            "NCard",
            "TCCard",
            "^",
            "!Type:CCard",
            "D14/1/2026",
            "T-3,00",
            "^",
            "!Type:Cat",
            "NRent",
            "^",
            "!Type:Invst",
            "D14/1/2026",
            "NBuy",
            "T-3,00",
            "^",
        )
    )
    assert rows(table, "bank_lines", "account", "amount") == [("Current", 123_450), ("Card", -300)]
    assert table.notes == ("1 records of securities are no bank lines and are left out.",)


def test_what_cannot_be_read_waits(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.qif",
            "!Type:Bank",
            *("T5.00", "^"),
            *("D1/31/2026", "^"),
            *("D2/31/2026", "T5.00", "^"),
            *("D1/31/2026", "Tfive", "^"),
            *("D1/31/2026", "T5.00", "$4.00", "^"),
        )
    )
    assert problems(table) == [(1, "IMP-204"), (2, "IMP-204"), (3, "IMP-203"), (4, "IMP-202")]
    assert table.rows_loaded == 1
    assert table.notes == ("The splits of 1 records do not agree with their amount; the amount is taken.",)


def test_cut_short_and_without_a_register(tmp_path: Path) -> None:
    with pytest.raises(CutShort):
        only(text_file(tmp_path / "a.qif", "!Type:Bank", "D1/31/2026", "T5.00"))
    with pytest.raises(HeadingsOnly):
        only(text_file(tmp_path / "b.qif", "!Type:Cat", "NRent", "^"))


def test_records_that_run_together_wait(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.qif", "!Type:Bank", "D1/31/2026", "T5.00", "D1/31/2026", "T6.00", "^"))
    assert problems(table) == [(1, "IMP-201")]
    assert table.rows_loaded == 0


def test_what_a_person_says_settles_the_rest(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.qif", "!Type:Bank", "D03/04/26", "T5.000", "^")
    open_, settled = (QifRegister().settled(take_in(path), ways)[0] for ways in ({}, {"D": "dmy", "T": "."}))
    assert problems(open_) == [(1, "IMP-206")]
    assert rows(settled, "bank_lines", "day", "amount") == [("2026-04-03", 500)]
    assert settled.choices == {"D": "dmy", "T": "."}


def test_an_answer_reaches_the_file(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.qif", "!Type:Bank", "D03/04/26", "T5.00", "^")
    assert questions_of(only(path))[0].column == "D"
    (table,) = read(path, Answers(choices={"D": "mdy"})).tables
    assert rows(table, "bank_lines", "day") == [("2026-03-04",)]
