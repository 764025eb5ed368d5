"""Rows of the quarantine that were corrected are read by the reader that refused them, under the numbers they had."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import Answers, CorrectedRow, Origin, RowProblem, TableRead
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


def origin(table: TableRead, file: str) -> Origin:
    columns = {use.source: use.target for use in table.columns}
    return Origin(file, table.sheet, table.system, table.entity, table.layout, columns, table.choices)


def test_a_row_of_a_mapped_table_is_read_by_its_mapping(tmp_path: Path) -> None:
    path = tmp_path / "hours.csv"
    rows = [f"0{day}.09.2026;Ada;Alpha;{day},5;x" for day in range(1, 9)]
    path.write_text(
        "Wann;Wer;Wofür;Std;Farbe\n" + "\n".join([*rows, "14.09.2026;Ada;Alpha;??;x"]) + "\n", encoding="utf-8"
    )
    mapping = {"Wann": "day", "Wer": "person_name", "Wofür": "project_name", "Std": "seconds", "Farbe": ""}
    (table,) = read(path, Answers(entity="time", columns=mapping)).tables
    (problem,) = table.problems
    again = read_again(origin(table, path.name), [corrected(problem, Std="1,25")])
    time = again.frames["time"]
    assert (time["seconds"].tolist(), time["external_id"].tolist()) == ([4500], ["hours.csv#9"])
    assert (again.system, again.layout) == (table.system, table.layout)


def test_a_corrected_row_keeps_its_number_and_the_ways_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "time.csv"
    path.write_text(HARVEST, encoding="utf-8")
    (table,) = read(path).tables
    (problem,) = table.problems
    again = read_again(origin(table, path.name), [corrected(problem, Hours="3.5", Date="05/09/2026")])
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
    again = read_again(origin(table, path.name), [corrected(table.problems[0], Hours="many")])
    assert again.rows_loaded == 0
    assert [each.row for each in again.problems] == [2]


def test_the_group_a_row_stood_in_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text(QUICKBOOKS, encoding="utf-8")
    (table,) = read(path).tables
    (problem,) = table.problems
    again = read_again(origin(table, path.name), [corrected(problem, Amount="250.00")])
    lines = again.frames["invoice_lines"]
    assert lines["amount"].tolist() == [25_000]
    assert lines["item"].tolist() == table.frames["invoice_lines"]["item"].tolist() == ["Consulting"]


def test_a_layout_without_columns_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotReplayable, match="set them aside"):
        read_again(
            Origin("bank.ofx", "", "bank", "ofx", "bank.ofx", {}, {}), [CorrectedRow(1, (("DTPOSTED", "20260901"),))]
        )


@pytest.mark.parametrize(
    ("held", "name", "currency"), [("", "bank EUR.csv", "EUR"), ("USD", "bank.csv", "USD"), ("", "bank.csv", "")]
)
def test_a_row_of_a_statement_has_the_currency_of_its_rows_or_its_files_name(
    held: str, name: str, currency: str
) -> None:
    columns = {"Date": "day", "Description": "text", "Amount": "amount", "Balance": "balance"}
    row = (("Date", "2026-09-09"), ("Description", "Receipt 9"), ("Amount", "90.50"), ("Balance", "900.00"))
    again = read_again(Origin(name, "", "bank", "bank_line", "bank.csv", columns, {}, held), [CorrectedRow(9, row)])
    assert again.frames["bank_lines"]["currency"].tolist() == [currency]
