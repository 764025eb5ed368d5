"""Which ledger movements and bank lines belong together."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.banking import CashBook, cash_book
from tests.core.controls.books import book

Y = "xero:payment:Y{}"


def receipt(n: int, amount: str, day: str = "2026-08-03", **more: Any) -> dict[str, Any]:
    """A receipt of Oak Timber; every number is its own."""
    return {
        "id": Y.format(n),
        "kind": "payment",
        "customer": "xero:customer:Oak",
        "customer_name": "Oak Timber Ltd",
        "amount": amount,
        "day": day,
        "number": f"R{n}",
    } | more


def at_bank(n: int, amount: str, day: str = "2026-08-03", text: str = "", **more: Any) -> dict[str, Any]:
    """A bank line."""
    return {"id": f"bank:bank_line:B{n}", "amount": amount, "day": day, "description": text} | more


def tied(cash: CashBook) -> dict[str, str]:
    """Ledger movement -> bank line, both without their prefix, for those that are tied."""
    rows = cash.entries[cash.entries["line"] != ""]
    return {e.rsplit(":", 1)[1]: line.rsplit(":", 1)[1] for e, line in zip(rows["entry"], rows["line"], strict=True)}


def of(payments: list[dict[str, Any]], lines: list[dict[str, Any]], **given: Any) -> dict[str, str]:
    """Ties of a book of payments and bank lines."""
    return tied(cash_book(book(payments=payments, bank_lines=lines, **given)))


@pytest.mark.parametrize(
    ("day", "text", "near"),
    [
        ("2026-08-08", "", True),
        ("2026-08-09", "", False),
        ("2026-08-09", "OAK TIMBER", True),
        ("2026-08-11", "OAK TIMBER", True),
        ("2026-08-12", "OAK TIMBER", False),
    ],
)
def test_days_apart(day: str, text: str, near: bool) -> None:
    """3 August in the ledger: five days on the amount alone, eight where the name agrees."""
    assert of([receipt(1, "100.00")], [at_bank(1, "100.00", day, text)]) == ({"Y1": "B1"} if near else {})


def test_names_and_references_settle_equal_amounts() -> None:
    payments = [receipt(1, "100.00", memo="Invoice 4711"), receipt(2, "100.00", customer="x", customer_name="Ash")]
    lines = [at_bank(1, "100.00", text="ASH"), at_bank(2, "100.00", text="4711")]
    assert of(payments, lines) == {"Y1": "B2", "Y2": "B1"}


def test_each_line_is_used_once() -> None:
    assert of([receipt(1, "100.00"), receipt(2, "100.00", "2026-08-04")], [at_bank(1, "100.00")]) == {"Y1": "B1"}
    assert of([receipt(1, "100.00")], [at_bank(1, "100.01")]) == {}
    assert of([receipt(1, "100.00", currency="EUR")], [at_bank(1, "100.00")]) == {}


def test_payments_of_one_receipt_are_one_movement() -> None:
    split = [receipt(1, "60.00", number="BACS 1"), receipt(2, "40.00", number="BACS 1")]
    assert of(split, [at_bank(1, "100.00")]) == {"Y1": "B1"}
    cash = cash_book(book(payments=split, bank_lines=[at_bank(1, "100.00")]))
    assert cash.entries["ids"].tolist() == ["xero:payment:Y1;xero:payment:Y2"]


def test_several_receipts_banked_in_one_sum() -> None:
    batch = [receipt(1, "60.00"), receipt(2, "40.00", customer="x", customer_name="Ash")]
    assert of(batch, [at_bank(1, "100.00", text="DEPOSIT")]) == {"Y1": "B1", "Y2": "B1"}


@pytest.mark.parametrize(
    ("banked", "text", "near"),
    [
        ("98.00", "OAK TIMBER", True),
        ("98.00", "SOMEBODY", False),
        ("94.00", "OAK TIMBER", False),
        ("101.00", "OAK TIMBER", False),
    ],
)
def test_banked_less_a_charge(banked: str, text: str, near: bool) -> None:
    assert of([receipt(1, "100.00")], [at_bank(1, banked, text=text)]) == ({"Y1": "B1"} if near else {})


def test_a_charge_of_its_own_in_the_ledger_explains_the_rest() -> None:
    account = "xero:account:090"
    accounts = [{"id": account, "code": "090", "name": "Bank", "role": "bank"}]
    charge = [
        {
            "journal": "xero:journal:S1",
            "document": "S1",
            "day": "2026-08-03",
            "account": account,
            "debit": "0.00",
            "credit": "2.00",
        }
    ]
    ties = of([receipt(1, "100.00")], [at_bank(1, "98.00", text="SOMEBODY")], accounts=accounts, journal_lines=charge)
    assert ties == {"Y1": "B1", "S1": "B1"}


def test_links_come_first() -> None:
    link = [("bank-payment", "bank:bank_line:B2", Y.format(1))]
    lines = [at_bank(1, "100.00"), at_bank(2, "90.00", "2026-09-03")]
    assert of([receipt(1, "100.00")], lines, links=link) == {"Y1": "B2"}


def test_one_side_alone_ties_nothing() -> None:
    assert of([receipt(1, "100.00")], []) == {}
    assert of([], [at_bank(1, "100.00")]) == {}
    assert cash_book(book(payments=[receipt(1, "100.00", status="VOIDED")])).entries.empty


def test_opening_balances_are_no_movements() -> None:
    account = "xero:account:090"
    accounts = [{"id": account, "code": "090", "name": "Bank", "role": "bank"}]
    rows = [
        {
            "journal": "xero:journal:O",
            "day": "2026-08-03",
            "account": account,
            "debit": "5.00",
            "description": "Opening balance",
        }
    ]
    assert cash_book(book(journal_lines=rows, accounts=accounts)).entries.empty


def test_a_posting_in_base_meets_the_foreign_line_of_its_worth() -> None:
    account = "xero:account:091"
    accounts = [{"id": account, "code": "091", "name": "EUR Account", "role": "bank"}]
    rate = [{"month": "2026-08", "currency": "EUR", "base": "GBP", "rate": "0.85"}]

    def meets(worth: str) -> bool:
        rent = [
            {
                "journal": "xero:journal:S1",
                "document": "S1",
                "day": "2026-08-03",
                "account": account,
                "debit": "0.00",
                "credit": worth,
            }
        ]
        lines = [at_bank(1, "-100.00", currency="EUR")]
        return of([], lines, accounts=accounts, journal_lines=rent, fx_rates=rate) == {"S1": "B1"}

    assert [meets(worth) for worth in ("85.00", "86.50", "87.00")] == [True, True, False]
