"""Rows of the quarantine that were corrected are read by the reader that refused them, under the numbers they had."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import CorrectedRow, RowProblem
from importers.registry import read
from importers.replaying import NotReplayable, read_again

HARVEST = """Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Currency
03/09/2026,Acme,Alpha,A-1,Work,,7.5,Yes,Ada,Lane,100.00,British Pound - GBP
14/09/2026,Acme,Alpha,A-1,Work,,??,Yes,Ada,Lane,100.00,British Pound - GBP
04/09/2026,Acme,Alpha,A-1,Work,,2.0,Yes,Ada,Lane,100.00,British Pound - GBP
"""

QUICKBOOKS = """Date,Transaction Type,Num,Name,Memo/Description,Qty,Sales Price,Amount,Balance
Consulting,,,,,,,,
09/01/2026,Invoice,1001,Acme,Work,10,100.00,"1,000.00","1,000.00"
09/14/2026,Invoice,1002,Acme,Work,10,100.00,TBC,"1,000.00"
"""


def corrected(problem: RowProblem, **cells: str) -> CorrectedRow:
    return CorrectedRow(problem.row, tuple((name, cells.get(name, cell)) for name, cell in problem.cells))


def test_a_corrected_row_keeps_its_number_and_the_ways_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "time.csv"
    path.write_text(HARVEST, encoding="utf-8")
    (table,) = read(path).tables
    (problem,) = table.problems
    again = read_again(table.layout, "", path.name, [corrected(problem, Hours="3.5", Date="05/09/2026")], table.choices)
    time = again.frames["time"]
    assert not again.problems
    assert time["external_id"].tolist() == ["time.csv#2"]
    assert time["seconds"].tolist() == [12_600]
    assert str(time["day"].iloc[0].date()) == "2026-09-05"  # day first, as the rest of the file tells
    assert [(t.column, str(t.amount)) for t in again.totals if t.column == "Hours"] == [("Hours", "3.50")]


def test_a_row_that_is_still_wrong_says_so(tmp_path: Path) -> None:
    path = tmp_path / "time.csv"
    path.write_text(HARVEST, encoding="utf-8")
    (table,) = read(path).tables
    again = read_again(table.layout, "", path.name, [corrected(table.problems[0], Hours="many")], table.choices)
    assert again.rows_loaded == 0
    assert [each.row for each in again.problems] == [2]


def test_the_group_a_row_stood_in_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text(QUICKBOOKS, encoding="utf-8")
    (table,) = read(path).tables
    (problem,) = table.problems
    again = read_again(table.layout, "", path.name, [corrected(problem, Amount="250.00")], table.choices)
    lines = again.frames["invoice_lines"]
    assert lines["amount"].tolist() == [25_000]
    assert lines["item"].tolist() == table.frames["invoice_lines"]["item"].tolist() == ["Consulting"]


def test_a_layout_without_columns_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotReplayable, match="set them aside"):
        read_again("bank.ofx", "", "bank.ofx", [CorrectedRow(1, (("DTPOSTED", "20260901"),))], {})
