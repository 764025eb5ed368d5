"""Typed columns: units, absence, rounding."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.money import divide_round
from importers.shared.cells import Cells, Source
from importers.shared.numbers import number_reader
from importers.shared.parsing import Objects, Parsed, parse

SETTINGS = settings(max_examples=60, deadline=None)  # a loaded machine is no failure


def cells(**columns: list[object]) -> Cells:
    made: dict[str, Parsed | Objects] = {
        name: parse(values, number_reader("."), "IMP-202") for name, values in columns.items()
    }
    size = len(next(iter(columns.values())))
    return Cells(size, Source("a.csv", ""), made, np.arange(1, size + 1).astype(object))


def test_money_follows_the_currency_of_its_row() -> None:
    got = cells(amount=["12.5", "12", "1.2345", ""]).money("amount", pd.Series(["GBP", "JPY", "KWD", ""]))
    assert got.tolist()[:3] == [1250, 12, 1235]
    assert got.isna().tolist() == [False, False, False, True]


@SETTINGS
@given(st.integers(-(10**12), 10**12))
def test_rounding_is_half_up_away_from_zero(millionths: int) -> None:
    column = Parsed(np.array([millionths], np.int64), np.array([True]), np.array([False]), {})
    table = Cells(1, Source("a", ""), {"x": column}, np.array([1], dtype=object))
    assert table.money("x", pd.Series(["GBP"])).tolist() == [divide_round(millionths, 10_000)]


def test_an_absent_column_is_absent_values() -> None:
    table = cells(amount=["1"])
    assert table.text("nothing").tolist() == [""]
    assert table.day("nothing").isna().all()
    assert table.flag("nothing").isna().all()
    assert table.seconds("nothing").isna().all()
    assert not table.has("nothing")
    assert table.numbered().tolist() == ["a.csv#1"]
