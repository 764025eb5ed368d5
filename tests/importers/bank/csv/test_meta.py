"""What a bank prints around its table."""

from __future__ import annotations

import pytest

from importers.bank.csv.meta import Meta, is_balance, meta_of
from importers.shared.sheets import Sheet

PLACES = {"day": 0, "description": 1, "amount": 2, "balance": 3}
HEADING: list[object] = ["Date", "Description", "Amount", "Balance"]


def found(*rows: list[object]) -> Meta:
    header = next(index for index, row in enumerate(rows) if row is HEADING)
    return meta_of(Sheet("", list(rows), ragged=True, delimiter=","), header, PLACES)


def test_account_and_currency_above_the_table() -> None:
    assert found(["Account Number : 08088804068", "Account Name : Owner", ": EUR"], HEADING) == Meta(
        "08088804068", "EUR"
    )
    assert found(["IBAN", "DE89 3704 0044 0532 0130 00"], ["Währung", "EUR"], HEADING) == Meta(
        "DE89370400440532013000", "EUR"
    )
    assert found(["Kontonummer: unknown"], ["Total: 5"], HEADING) == Meta()


def test_balances_above_and_below_the_table() -> None:
    assert found(
        ["Balance at end of period", "", "", "+110,00"],
        HEADING,
        ["01/04/2026", "Rent", "-1", ""],
        ["Balance at start of period", "", "", "+111,00"],
    ) == Meta("", "", "+111,00", "+110,00")
    assert found(
        HEADING, ["01/04/2026", "Opening balance", "", "7.00"], ["30/04/2026", "Closing balance", "", "9.00"]
    ) == Meta("", "", "7.00", "9.00")
    assert found(["Anfangssaldo: 5,00"], ["Endsaldo: 6,00"], HEADING) == Meta("", "", "5,00", "6,00")


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        (["Balance at start of period", "", "5", ""], True),
        (["01/04/2026", "Opening balance", "", "7.00"], True),
        (["01/04/2026", "Balance brought forward", "", "7.00"], True),
        (["01/04/2026", "Opening balance", "5.00", "7.00"], False),
        (["01/04/2026", "Balance transfer", "5.00", "7.00"], False),
        (["01/04/2026", "Rent", "", "7.00"], False),
        (["01/04/2026"], False),
    ],
)
def test_a_row_that_prints_a_balance(row: list[object], is_one: bool) -> None:
    assert is_balance(row, PLACES) is is_one
