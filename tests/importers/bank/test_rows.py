"""Rows left out and ids made unique."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.bank.rows import CheckedRows, moved, named, texts, without
from importers.shared.bodies import Body
from importers.shared.cells import Cells, Source
from importers.shared.columns import text
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
    made = moved(body(), 1, frozenset({"failed"}))
    assert made.numbers == [1, 3, 4]
    assert made.notes == ["1 rows moved no money (Failed) and are left out."]
    assert moved(body(), 1, frozenset()).notes == []


class Told(CheckedRows):
    layout, system, entity = "bank.told", "bank", "bank_line"
    columns: ClassVar = {"id": text("Id"), "status": text("Status")}
    must: ClassVar = ("id",)
    anchor = "id"

    def told(self, places: Mapping[str, int]) -> Mapping[str, frozenset[str]]:
        return {"status": frozenset({"paid", "failed"}), "absent": frozenset()}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        return {"bank_lines": pd.DataFrame({"external_id": cells.text("id"), "row": cells.row})}


def test_rows_that_do_not_say_enough_wait() -> None:
    sheet = Sheet("", [["Id", "Status"], ["a", "Paid"], ["b", "Odd"], ["c", ""]], ragged=True, delimiter=",")
    table = Told().read(sheet, 0, Source("a.csv", ""))
    assert [(problem.row, problem.column, problem.value, problem.code) for problem in table.problems] == [
        (2, "Status", "Odd", "IMP-204"),
        (3, "Status", "", "IMP-204"),
    ]
    assert table.rows_loaded == 1


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
