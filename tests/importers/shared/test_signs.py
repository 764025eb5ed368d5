"""Currencies beside amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.shared.bodies import Body
from importers.shared.signs import SIGN, currency_beside, signed
from tests.importers.samples import only, rows, text_file, totals


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 234,00 €", "EUR"),
        ("£5.00", "GBP"),
        ("USD 71,500.00", "USD"),
        ("71.500,00 CHF", "CHF"),
        ("CA$5", "CAD"),
        ("$5.00", ""),
        ("5.00", ""),
        ("TBD", ""),
        ("100 HRS", ""),
        ("EUR", ""),
        ("", ""),
    ],
)
def test_one_amount(text: str, code: str) -> None:
    assert currency_beside(text) == code


def test_the_first_amount_of_a_row_that_has_one() -> None:
    body = Body(rows=[["1", "EUR 2"], ["GBP 1", "EUR 2"], ["", 5.0]], numbers=[1, 2, 3])
    assert signed(body, {"a": 0, "b": 1}, ("a", "b", "c")).extra == {SIGN: ["EUR", "GBP", ""]}
    assert signed(Body(rows=[["1"]], numbers=[1]), {"a": 0}, ("a",)).extra == {}


def test_mixed_currencies_in_one_column_stay_apart(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "report.csv",
            "Opportunity ID,Opportunity Name,Stage,Amount,Close Date",
            '006D000000IqhSL,Run,Closed Won,"USD 71,500.00",2026-01-31',
            '006D000000IqhSM,Grow,Closed Won,"EUR 1,000.00",2026-01-31',
        )
    )
    assert rows(table, "deals", "amount", "currency") == [(7_150_000, "USD"), (100_000, "EUR")]
    assert totals(table) == {("Amount", "EUR"): ("1000.00", 1), ("Amount", "USD"): ("71500.00", 1)}


def test_a_column_that_names_the_currency_goes_first(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "Contract ref;Client;Billing method;Ccy;Value;Start",
            "C-1;Acme;T&M;GBP;£45.000,00;2026-01-05",
            "C-2;Acme;T&M;;45.000,50 €;2026-01-05",
        )
    )
    assert rows(table, "contracts", "value", "currency") == [(4_500_000, "GBP"), (4_500_050, "EUR")]
