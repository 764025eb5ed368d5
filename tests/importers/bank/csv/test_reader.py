"""Bank statements as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.questions import questions_of
from tests.importers.samples import main, only, problems, rows, text_file, totals


def test_money_out_and_money_in(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "bank_gbp_2025-10-01_2026-09-30.csv",
            "Date,Type,Description,Paid out,Paid in,Balance",
            '01/10/2025,DD,Rent,"6,400.00",,308600.00',
            "22/10/2025,CR,ACME,,19680.00,328280.00",
            "23/10/2025,CR,ACME,,x,328280.00",
            "24/10/2025,CR,ACME,,,328280.00",
        )
    )
    assert rows(table, "bank_lines", "external_id", "account", "day", "amount", "balance", "currency") == [
        ("bank_gbp_2025-10-01_2026-09-30.csv#1", "bank_gbp", "2025-10-01", -640_000, 30_860_000, "GBP"),
        ("bank_gbp_2025-10-01_2026-09-30.csv#2", "bank_gbp", "2025-10-22", 1_968_000, 32_828_000, "GBP"),
    ]
    assert totals(table)["Amount", "GBP"] == ("13280.00", 2)
    assert problems(table) == [(3, "IMP-202"), (4, "IMP-204")]
    assert "no line is missing" in table.notes[-1]


def test_a_statement_for_import(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "eur.csv",
            "*Date,*Amount,Payee,Description,Reference",
            "13/12/2025,-829.50,ACME,SEPA CREDIT,INV1077",
        )
    )
    assert rows(table, "bank_lines", "amount", "payee", "reference", "day", "currency") == [
        (-82_950, "ACME", "INV1077", "2025-12-13", "EUR")
    ]
    assert totals(table) == {("Amount", "EUR"): ("-829.50", 1)}


def test_a_currency_without_minor_units(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Currency",
            "2026-01-05,Rent,-120000,JPY",
            "2026-01-06,ACME,1500,JPY",
        )
    )
    assert rows(table, "bank_lines", "amount", "currency") == [(-120_000, "JPY"), (1_500, "JPY")]


def test_a_column_of_debit_and_credit(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Booking Date;Amount;D/C;Details",
            "2026-01-05;1.234,50;D;Rent",
            "2026-01-06;10,00;C;Fee",
        )
    )
    assert rows(table, "bank_lines", "amount") == [(-123_450,), (1_000,)]
    assert totals(table) == {("Amount", ""): ("-1224.50", 2)}


def test_a_balance_that_breaks_is_said(tmp_path: Path) -> None:
    table = main(
        text_file(
            tmp_path / "a.csv",
            "Date,Description,Amount,Balance",
            "2026-01-05,a,10.00,110.00",
            "2026-01-06,b,10.00,120.00",
            "2026-01-08,d,10.00,140.00",
        )
    )
    assert "breaks 1 times, first at row 3" in table.notes[-1]


@pytest.mark.parametrize("newest_first", [False, True])
def test_newest_first_is_a_chain_too(tmp_path: Path, newest_first: bool) -> None:
    lines = ["2026-01-05,a,10.00,110.00", "2026-01-06,b,-5.00,105.00", "2026-01-07,c,1.00,106.00"]
    order = lines[::-1] if newest_first else lines
    table = main(text_file(tmp_path / "a.csv", "Date,Description,Amount,Balance", *order))
    assert "no line is missing" in table.notes[-1]


def test_days_that_nothing_settles_wait_for_an_answer(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "a.csv", "Date,Description,Amount", "03/04/2026,a,10.00", "04/04/2026,b,1.00"))
    assert problems(table) == [(1, "IMP-206")]
    (question,) = questions_of(table)
    assert question.column == "Date"
    assert question.choices == ("day first: 03 April 2026", "month first: 04 March 2026")


def test_the_account_may_stand_in_the_rows(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            '"Date","Label","Currency","Amount","Partner Name","Bank Account"',
            '"12/15/2018","Supplier","USD","-33.50","John Doe","123"',
            '"12/15/2018","Payment","EUR","1,525.00","Azure",""',
        )
    )
    assert rows(table, "bank_lines", "account", "payee", "description", "amount", "currency") == [
        ("123", "John Doe", "Supplier", -3_350, "USD"),
        ("a", "Azure", "Payment", 152_500, "EUR"),
    ]
