"""Rows left out and ids made unique."""

from __future__ import annotations

import numpy as np
import pandas as pd

from importers.bank.rows import moved, named, texts, without
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.sheets import Sheet


def body() -> Body:
    return Body(
        rows=[["a", "Paid"], ["b", "Failed"], ["c", "Odd"], ["d", "Paid"]],
        numbers=[1, 2, 3, 4],
        short={3: 1},
        extra={"x": [1, 2, 3, 4]},
    )


def test_without() -> None:
    made = without(body(), {1})
    assert (made.rows[1], made.numbers, made.short, made.extra) == (["c", "Odd"], [1, 3, 4], {2: 1}, {"x": [1, 3, 4]})
    assert without(body(), set()).numbers == [1, 2, 3, 4]


def test_moved() -> None:
    sheet = Sheet("", [["Id", "Status"]], ragged=True, delimiter=",")
    made = moved(body(), sheet, 0, 1, frozenset({"paid"}), frozenset({"failed"}))
    assert made.numbers == [1, 3, 4]
    assert made.refused == {1: ("Status", "Odd", "IMP-204", "'Odd' in Status does not say whether the row moved money")}
    assert made.notes == ["1 rows moved no money (Failed) and are left out."]
    assert moved(body(), sheet, 0, 1, None, frozenset({"failed"})).refused == {}


def test_named() -> None:
    printed = pd.Series(["T-100", "T-100", "T-100", "1", ""])
    numbered = pd.Series([f"a.csv#{n}" for n in range(1, 6)])
    account = pd.Series(["A", "A", "B", "A", "A"])
    assert list(named(printed, numbered, account)) == ["T-100", "T-100 (2)", "T-100", "a.csv#4", "a.csv#5"]


def test_texts() -> None:
    columns = {"a": np.array(["x", ""], dtype=object), "b": np.array(["x y", "z"], dtype=object)}
    cells = Cells(2, Source("a.csv", ""), columns, np.array([1, 2], dtype=object))
    assert list(texts(cells, "b", "a", "c")) == ["x y", "z"]
    assert list(texts(cells, "c")) == ["", ""]
