"""Accounts and sides of journal lines."""

from __future__ import annotations

import pandas as pd
import pytest

from importers.accounting.journals import accounts_of, code_and_name, sides


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("200 - Fees - Strategy", "200", "Fees - Strategy"),
        ("1200 Accounts Receivable (A/R)", "1200", "Accounts Receivable (A/R)"),
        ("Sales:Services", "", "Sales:Services"),
        ("4000.10 Fees", "4000.10", "Fees"),
        ("90 Day Notice", "90", "Day Notice"),
    ],
)
def test_code_and_name(printed: str, code: str, name: str) -> None:
    assert code_and_name(printed) == (code, name)


def test_a_negative_debit_is_a_credit() -> None:
    debit, credit = sides(pd.Series([100, -30, None], dtype="Int64"), pd.Series([None, 5, -7], dtype="Int64"))
    assert debit.tolist() == [100, 0, 7]
    assert credit.tolist() == [0, 35, 0]


def test_accounts_without_code_go_by_name() -> None:
    frame = accounts_of(pd.Series(["1", "", "1", ""]), pd.Series(["Bank", "Fees", "Bank", ""]))
    assert frame["external_id"].tolist() == ["1", "Fees"]
