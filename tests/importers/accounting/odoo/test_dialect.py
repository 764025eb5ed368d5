"""What all Odoo exports have in common."""

from __future__ import annotations

import pandas as pd

from importers.accounting.odoo.dialect import cleaned, currency_code, group_note, without_false
from importers.shared.grids import Row
from importers.shared.sheets import Sheet


def test_apostrophes_go_and_group_rows_are_emptied() -> None:
    rows: list[Row] = [
        ["Number", "Total"],
        ["    Acme (2)", 30.0],
        ["'-5 % rebate", "'quoted'"],
        ["INV (2)", "text"],
        ["'+32 10", 5.0],
        [],
    ]
    sheet, groups = cleaned(Sheet("Sheet1", rows, ragged=False, delimiter=None), 0)
    assert groups == 1
    assert sheet.rows == [
        ["Number", "Total"],
        ["", ""],
        ["-5 % rebate", "'quoted'"],
        ["INV (2)", "text"],
        ["+32 10", 5.0],
        [],
    ]
    assert group_note(1) == ["1 rows are headings of groups with their sums, not data."]
    assert group_note(0) == []


def test_codes_of_currencies_and_marks_of_nothing() -> None:
    assert currency_code(pd.Series(["base.EUR", "usd", ""])).tolist() == ["EUR", "USD", ""]
    assert without_false(pd.Series(["/", "False", " x ", "INV/1"])).tolist() == ["", "", "x", "INV/1"]
