"""Journal lines of any ledger: accounts in one cell, entries that do not balance."""

from __future__ import annotations

import pandas as pd

from importers.accounting.entries import split_accounts, unbalanced


def lines(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["journal", "debit", "credit"])
    frame[["debit", "credit"]] = frame[["debit", "credit"]].astype("Int64")
    return frame.assign(external_id=[f"f#{row}" for row in range(len(rows))], currency="EUR")


def test_an_entry_that_does_not_balance_is_named_with_both_sums() -> None:
    assert unbalanced(lines(("A", 500, 0), ("A", 0, 500))) == ()
    (note,) = unbalanced(lines(("A", 500, 0), ("B", 700, 0), ("A", 0, 500), ("B", 0, 650), ("", 100, 0)))
    assert note == (
        "2 entries do not balance and are loaded as they stand: B (debit 7.00, credit 6.50); f#4 (debit 1.00, credit 0.00)."
    )
    assert unbalanced(None) == ()


def test_codes_and_names_of_accounts() -> None:
    code, name = split_accounts(
        pd.Series(["121000 Account Receivable", "1.2.1 - Notes", "Sales", "121000 Account Receivable"])
    )
    assert code.tolist() == ["121000", "1.2.1", "", "121000"]
    assert name.tolist() == ["Account Receivable", "Notes", "Sales", "Account Receivable"]
