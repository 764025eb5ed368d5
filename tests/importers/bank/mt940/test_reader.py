"""MT940 and MT942 as banks print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.shared.intake import HeadingsOnly
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (":20:STARTUMS", ":25:NL81ASNB9999999999", ":28C:1/1")


def statement(*lines: str, opening: str = "C251230EUR100,", closing: str = "") -> tuple[str, ...]:
    return (*HEAD, f":60F:{opening}", *lines, *((f":62F:{closing}",) if closing else ()), "-")


def test_a_statement(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.sta",
            "{1:F01ASNBNL21XXXX0000000000}{4:",
            *statement(
                ":61:2512310102CR1250,50NTRFINV-7//0724710345313905",
                ":86:166?00GUTSCHRIFT?20EREF+E2E-1?21SVWZ+Invoice 7?32ACME",
                ":61:2601020102D50,N051NONREF",
                "Rent",
                ":86:Rent of",
                "January",
                ":61:260102RC10,00NRTINONREF",
                ":61:260102RDN5NRTINONREF",
                closing="C260102EUR1295,50",
            ),
            end="\r\n",
        )
    )
    assert rows(
        table, "bank_lines", "external_id", "day", "type", "payee", "description", "reference", "amount", "currency"
    ) == [
        ("0724710345313905", "2026-01-02", "GUTSCHRIFT", "ACME", "Invoice 7", "E2E-1 | INV-7", 125_050, "EUR"),
        ("a.sta#2", "2026-01-02", "N051", "", "Rent of January", "", -5_000, "EUR"),
        ("a.sta#3", "2026-01-02", "NRTI", "", "", "", -1_000, "EUR"),
        ("a.sta#4", "2026-01-02", "NRTI", "", "", "", 500, "EUR"),
    ]
    assert totals(table) == {(":61:", "EUR"): ("1195.50", 4)}
    assert table.untied == ()
    assert set(table.frames["bank_lines"]["account"]) == {"NL81ASNB9999999999"}


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2512310102", "2026-01-02"),
        ("2601021231", "2025-12-31"),
        ("260102", "2026-01-02"),
        ("9912310102", "2000-01-02"),
    ],
)
def test_the_year_of_a_booking_day_is_the_nearest(tmp_path: Path, printed: str, day: str) -> None:
    table = only(text_file(tmp_path / "a.sta", *statement(f":61:{printed}C1,00NTRFX")))
    assert rows(table, "bank_lines", "day") == [(day,)]


def test_a_thirtieth_of_february_is_said(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.sta", *statement(":61:1602300301D6,00NTRFX", ":61:150230D6,00NTRFX")))
    assert rows(table, "bank_lines", "day") == [("2016-03-01",), ("2015-02-28",)]
    assert "30 February does not exist; it is booked on 2016-03-01" in table.notes[0]
    assert "30 February does not exist; the last of the month is taken" in table.notes[1]


def test_a_closing_balance_that_does_not_agree_blocks(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.sta", *statement(":61:260102C1,00NTRFX", closing="C260102EUR102,")))
    assert table.untied == (
        "Account NL81ASNB9999999999: the closing balance 102.00 EUR does not agree: opening 100.00 and lines of 1.00 make 101.00.",
    )


def test_lines_that_cannot_be_read_wait(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.sta",
            *statement(
                ":61:260102C1.00NTRFX",
                ":61:261302C1,00NTRFX",
                ":61:260132C1,00NTRFX",
                ":61:2601020231C1,00NTRFX",
                ":61:nonsense",
                ":61:260102X1,00NTRFX",
                ":86:what for",
                ":61:260102C1,,0NTRFX",
                ":61:260102C2,NTRFX",
                closing="C260102EUR102,",
            ),
        )
    )
    assert problems(table) == [
        (1, "IMP-202"),
        (2, "IMP-203"),
        (3, "IMP-203"),
        (4, "IMP-203"),
        (5, "IMP-202"),
        (6, "IMP-202"),
        (7, "IMP-202"),
    ]
    assert (table.rows_read, table.rows_loaded) == (8, 1)
    assert table.problems[5].cells == ((":61:", "260102X1,00NTRFX"), (":86:", "what for"))


def test_pages_and_gaps(tmp_path: Path) -> None:
    first = (*HEAD, ":60F:C260101EUR1,", ":61:260101C2,NTRFX", ":62M:C260101EUR3,")
    second = (*HEAD, ":60M:C260101EUR3,", ":61:260101C2,NTRFX", ":62F:C260101EUR5,", "-")
    table = only(text_file(tmp_path / "a.sta", *first, *second))
    assert table.notes == ("2 printed balances and totals agree with the lines.",)
    table = only(
        text_file(
            tmp_path / "b.sta", *first, *(line.replace("EUR3,", "EUR4,").replace("EUR5,", "EUR6,") for line in second)
        )
    )
    assert "opens with 4.00, the one before it closed with 3.00" in table.notes[0]


def test_sums_of_a_report_during_the_day(tmp_path: Path) -> None:
    head = (*HEAD, ":34F:PLND0,", ":13D:2601021815+0100", ":61:260102C2,NTRFX", ":61:260102D1,NTRFX")
    tied = only(text_file(tmp_path / "a.sta", *head, ":90D:1PLN1,", ":90C:1PLN2,", "-"))
    assert (tied.untied, totals(tied)) == ((), {(":61:", "PLN"): ("1.00", 2)})
    loose = only(text_file(tmp_path / "b.sta", *head, ":90D:2PLN1,", ":90C:1PLN3,", "-"))
    assert [sentence.split(": ", 1)[1] for sentence in loose.untied] == [
        ":90D: prints 2 lines of 1.00, there are 1 of 1.00, which does not agree.",
        ":90C: prints 1 lines of 3.00, there are 1 of 2.00, which does not agree.",
    ]


def test_account_and_currency_in_one(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.sta", ":20:X", ":25:1291.99.348EUR", ":61:260102C2,NTRFX"))
    assert rows(table, "bank_lines", "account", "currency") == [("1291.99.348", "EUR")]


def test_a_reference_that_a_bank_repeats(tmp_path: Path) -> None:
    line = ":61:260102C2,NTRFX//8327000090031789"
    table = only(text_file(tmp_path / "a.sta", *statement(line, line, ":61:260102C2,NTRFX//55555")))
    assert rows(table, "bank_lines", "external_id") == [("8327000090031789",), ("8327000090031789 (2)",), ("a.sta#3",)]


def test_a_fragment_without_line_and_balance(tmp_path: Path) -> None:
    with pytest.raises(HeadingsOnly):
        only(text_file(tmp_path / "a.sta", ":20:X", ":25:1", "-"))
    assert only(text_file(tmp_path / "b.sta", ":62F:C100323EUR42570,04", "-")).rows_read == 0
