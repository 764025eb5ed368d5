"""Figures in sentences."""

from __future__ import annotations

import pandas as pd

from core.controls import wording


def test_figures_read_as_a_person_writes_them() -> None:
    amounts = pd.Series([112_500, 5, pd.NA], dtype="Int64")
    said = wording.money(amounts, pd.Series(["GBP", "JPY", "GBP"]))
    assert said.tolist() == ["1,125.00 GBP", "5 JPY", "an unknown amount"]
    assert wording.hours(pd.Series([27_000, pd.NA], dtype="Int64")).tolist() == ["7.50", "unknown"]
    assert wording.percent(pd.Series([4_500, 250, pd.NA], dtype="Int64")).tolist() == ["45 %", "2.5 %", "unknown"]
    assert wording.day(pd.to_datetime(pd.Series(["2026-09-14", None]))).tolist() == ["2026-09-14", "an unknown day"]


def test_a_label_is_the_external_id() -> None:
    assert wording.label(pd.Series(["xero:invoice:A:1", "plain"])).tolist() == ["A:1", ""]
