"""What was made of one file, as JSON and as rows."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from core.ports.importing import ColumnTotal, ColumnUse, FileRead, Question, TableRead
from core.services.reading import as_json, refused_json, rows_csv, write_frame


def table(rows: int) -> TableRead:
    return TableRead(
        system="bank",
        entity="bank_line",
        layout="bank.csv",
        sheet="",
        header_row=1,
        columns=(ColumnUse("Amount", "amount", 1.0), ColumnUse("Branch", "", 0.0)),
        frames={"bank_lines": pd.DataFrame({"payee": ["=1+1"] * rows, "amount": [-100] * rows})},
        rows_read=rows,
        rows_loaded=rows,
        problems=(),
        totals=(ColumnTotal("Amount", "GBP", Decimal("-1.00"), rows),),
        notes=(),
        confidence=0.75,
    )


def file(*rows: int) -> FileRead:
    return FileRead(Path("a.csv"), "a.csv", "0", "utf-8", ",", tuple(table(each) for each in rows), ())


def test_one_table() -> None:
    asked = Question("Date", "Does the day or the month come first?", ("day first", "month first"))
    made = as_json(file(1), lambda _: (asked,))
    assert made["columns"][1] == {"source": "Branch", "target": None, "confidence": 0.0}
    assert made["totals"] == {"Amount": {"GBP": "-1.00"}}
    assert made["questions"] == [
        {"column": "Date", "question": "Does the day or the month come first?", "choices": ("day first", "month first")}
    ]
    assert made["sheet"] is None
    assert "tables" not in made


def test_the_largest_of_several_is_the_main_one() -> None:
    made = as_json(file(1, 3, 2), lambda _: ())
    assert made["rows"] == 3
    assert [each["rows"] for each in made["tables"]] == [1, 3, 2]


def test_a_table_that_is_no_known_list_has_neither_system_nor_entity() -> None:
    unknown = replace(table(0), system="generic", entity="", frames={}, rows_read=2, confidence=0.1)
    made = as_json(replace(file(), tables=(unknown, table(1))), lambda _: ())
    assert [(each["system"], each["entity"]) for each in made["tables"]] == [(None, None), ("bank", "bank_line")]


def test_rows_as_the_file_prints_them_go_before_canonical_ones(tmp_path: Path) -> None:
    rows_csv(file(1), (["No", "Sum"], [["1", "=A1"], ["2", "1,50"]]), tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text() == 'No,Sum\n1,\'=A1\n2,"1,50"\n'


def test_a_list_of_which_nothing_is_made_has_no_rows(tmp_path: Path) -> None:
    rows_csv(replace(file(), tables=(replace(table(1), frames={}),)), None, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text() == ""


def test_rows_are_no_formulas(tmp_path: Path) -> None:
    rows_csv(file(1), None, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text() == "payee,amount\n'=1+1,-100\n"
    write_frame(tmp_path / "a.csv", pd.DataFrame({"=cmd()": ["\t=x", "-5.00", None]}))
    with (tmp_path / "a.csv").open(newline="") as lines:
        assert list(csv.reader(lines)) == [["'=cmd()"], ["'\t=x"], ["-5.00"], [""]]


def test_rows_of_a_table_that_is_not_understood_are_counted_as_they_stand() -> None:
    unknown = replace(table(0), system="generic", entity="", frames={}, rows_read=2, confidence=0.1)
    made = as_json(replace(file(), tables=(unknown,)), lambda _: ())
    assert (made["rows"], made["quarantined"]) == (2, 0)


def test_a_text_without_a_table_still_says_how_it_was_decoded() -> None:
    made = refused_json("letter.txt", "cp1252", "letter.txt holds no table.")
    assert (made["encoding"], made["entity"], made["rows"], made["notes"]) == (
        "cp1252",
        None,
        0,
        ["letter.txt holds no table."],
    )
