"""Rows as they stand in the file, before anybody knows what they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from importers.shared.intake import take_in
from importers.shared.sheets import sheets_of
from tests.importers.samples import text_file, workbook


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen(tmp_path: Path, mark: str) -> None:
    lines = [mark.join(["Date", "Payee", "Amount"]), *(mark.join(["2026-01-05", "A", "1"]) for _ in range(3))]
    (sheet,) = sheets_of(take_in(text_file(tmp_path / "a.csv", *lines)))
    assert sheet.delimiter == mark
    assert sheet.rows[1] == ["2026-01-05", "A", "1"]


def test_the_first_line_may_say_the_delimiter(tmp_path: Path) -> None:
    (sheet,) = sheets_of(take_in(text_file(tmp_path / "a.csv", "sep=;", "a;b,c", "1;2,5")))
    assert sheet.rows == [["a", "b,c"], ["1", "2,5"]]


def test_cells_of_several_lines_stay_one_row(tmp_path: Path) -> None:
    (sheet,) = sheets_of(take_in(text_file(tmp_path / "a.csv", "Client,Address", '"A","1 Road', 'Town"', "", "B,C")))
    assert sheet.rows == [["Client", "Address"], ["A", "1 Road\nTown"], [], ["B", "C"]]


def test_workbooks_keep_the_type_of_their_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", One=[["x"], [1.5]], Two=[[None], ["d", date(2026, 1, 5), True]])
    one, two = sheets_of(take_in(path))
    assert (one.name, one.rows) == ("One", [["x"], [1.5]])
    assert two.rows[1] == ["d", date(2026, 1, 5), True]
    assert not two.ragged
