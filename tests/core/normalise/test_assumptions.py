"""What is taken as given is said."""

from __future__ import annotations

import pandas as pd

from core.normalise.assumptions import assumed_currency, conflicts
from core.normalise.currencies import Currencies
from tests.core.normalise.test_assemble import drafts


def test_amounts_whose_currency_nothing_tells_are_counted_by_source_row() -> None:
    frames = drafts(
        contracts=[{"external_id": "A", "currency": "EUR"}],
        milestones=[
            {"external_id": "1", "contract": "A", "amount": 5, "row": 1},
            {"external_id": "2", "contract": "B", "amount": 5, "row": 2},
            {"external_id": "3", "contract": "B", "amount": pd.NA, "row": 3},
        ],
        invoices=[{"external_id": "I", "kind": "invoice", "total": 5, "currency": "", "row": 2}],
        journal_lines=[{"external_id": "J", "debit": 5, "row": 9}],
    )
    said = assumed_currency(frames, Currencies(frames, "GBP"))
    assert said == "1 row prints no currency and is taken as GBP."
    frames["invoices"]["row"] = 4
    assert assumed_currency(frames, Currencies(frames, "")).startswith(
        "2 rows print no currency and are taken as the firm"
    )
    told = drafts(invoices=[{"external_id": "I", "kind": "invoice", "total": 5, "currency": "EUR", "row": 2}])
    assert assumed_currency(told, Currencies(told, "GBP")) == ""


def test_rows_of_one_id_that_differ_in_an_amount_or_a_day_are_named() -> None:
    one = {"external_id": "I", "kind": "invoice", "total": 5, "day": pd.Timestamp("2026-09-01"), "reference": "a"}
    same = drafts(invoices=[one, one | {"reference": "b"}, one | {"total": pd.NA}])
    assert conflicts(same) == ()
    frames = drafts(invoices=[one, one | {"total": 6}, one | {"external_id": "K"}])
    assert conflicts(frames) == (
        "Invoices I: several rows of one id differ in an amount or a date; the first is taken.",
    )
    later = drafts(invoices=[one, one | {"day": pd.Timestamp("2026-09-02")}])
    assert len(conflicts(later)) == 1
    line = {"system": "bank", "external_id": "F1", "account": "1", "amount": 5}
    assert conflicts(drafts(bank_lines=[line, line | {"account": "2", "amount": 6}])) == ()
