from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from importers.shared.anytable import NoTable, read_any
from importers.shared.intake import FileRefused
from tests.importers.samples import text_file


def test_title_rows_stand_above_the_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Some report\n\nNo,Name,Amount\n1,Ann,10.00\n\n2,Bob,\n", encoding="utf-8")
    frame = read_any(path)
    assert list(frame.columns) == ["No", "Name", "Amount"]
    assert frame.to_numpy().tolist() == [["1", "Ann", "10.00"], ["2", "Bob", ""]]


def test_no_cell_of_a_long_row_is_lost_and_short_rows_are_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("A;B;C\n1;2;3;4\n5\n", encoding="utf-8")
    frame = read_any(path)
    assert list(frame.columns) == ["A", "B", "C", "column 4"]
    assert frame.to_numpy().tolist() == [["1", "2", "3", "4"], ["5", "", "", ""]]


def test_a_column_of_lines_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one\ntwo\n", encoding="utf-8")
    with pytest.raises(NoTable, match=r"a\.txt"):
        read_any(path)
    path.write_bytes(b"")
    with pytest.raises(FileRefused):
        read_any(path)


def test_a_table_without_a_heading_and_the_largest_member_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("small.csv", "No,Name\n1,Ann\n")
        packed.writestr("large.csv", "1,2.5\n2,3.5\n3,4.5\n")
    frame = read_any(path)
    assert list(frame.columns) == ["column 1", "column 2"]
    assert frame.to_numpy().tolist() == [["1", "2.5"], ["2", "3.5"], ["3", "4.5"]]


def test_a_file_of_marks_of_which_no_record_is_made_is_no_table(tmp_path: Path) -> None:
    path = text_file(tmp_path / "items.iif", "!INVITEM\tNAME\tINVITEMTYPE", "INVITEM\tConsulting\tSERV")
    with pytest.raises(NoTable):
        read_any(path)
