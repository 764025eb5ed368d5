"""Fees as lines of their own, and the balance behind them."""

from __future__ import annotations

import pandas as pd

from importers.bank.fees import NOT_NET, chain, with_fees
from tests.importers.samples import shown


def lines() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "external_id": ["t1", "t2"],
            "row": [1, 2],
            "type": ["sale", "payout"],
            "payee": ["ACME", ""],
            "description": ["INV-7", ""],
            "amount": pd.array([10_000, -5_000], dtype="Int64"),
            "balance": pd.array([9_650, 4_650], dtype="Int64"),
            "currency": ["EUR", "EUR"],
        }
    )


def test_gross_and_fee_make_what_the_balance_moved_by() -> None:
    made = with_fees(lines(), pd.Series([-350, pd.NA], dtype="Int64"), "PayPal")
    assert shown(made, "external_id", "type", "payee", "description", "amount", "balance") == [
        ("t1", "sale", "ACME", "INV-7", 10_000, 10_000),
        ("t1 fee", "fee", "PayPal", "Fee of t1", -350, 9_650),
        ("t2", "payout", "", "", -5_000, 4_650),
    ]
    assert chain(made) == ["Each EUR balance is the one before it plus the amount: no line is missing."]


def test_newest_first_is_a_chain_too_and_a_gap_is_said() -> None:
    made = with_fees(lines().iloc[::-1].reset_index(drop=True), pd.Series([pd.NA, -350], dtype="Int64"), "PayPal")
    assert chain(made) == ["Each EUR balance is the one before it plus the amount: no line is missing."]
    broken = lines()
    broken.loc[1, "balance"] = 0
    assert chain(broken) == ["The EUR balance breaks 1 times: lines are missing or stand in another order there."]


def test_nothing_to_add() -> None:
    frame = lines()
    assert with_fees(frame, pd.Series([0, pd.NA], dtype="Int64"), "PayPal") is frame
    assert NOT_NET == "IMP-222"
