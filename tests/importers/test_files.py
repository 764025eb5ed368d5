"""The importers' side of the front door, on real files."""

from __future__ import annotations

from pathlib import Path

from core.ports.importing import CorrectedRow, FileRead, Refused
from importers.files import Files

TIME = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name\n2026-09-01,Acme,Alpha,Work,,{},Ada,Lane\n"


def test_folders_are_opened_and_refusals_say_whether_they_matter(tmp_path: Path) -> None:
    (tmp_path / "time.csv").write_text(TIME.format("7.5"), encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a table")
    (tmp_path / "empty.csv").write_text(TIME.split("\n", 1)[0] + "\n", encoding="utf-8")
    outcomes = Files().read([tmp_path])
    read = [each for each in outcomes if isinstance(each, FileRead)]
    refused = {each.file: each for each in outcomes if isinstance(each, Refused)}
    assert [each.file for each in read] == ["time.csv"]
    assert (refused["photo.jpg"].harmless, refused["empty.csv"].harmless) == (False, True)
    assert refused["photo.jpg"].sentence.startswith("photo.jpg is a picture")


def test_a_corrected_row_is_read_by_its_own_reader(tmp_path: Path) -> None:
    path = tmp_path / "time.csv"
    path.write_text(TIME.format("??"), encoding="utf-8")
    (one,) = [each for each in Files().read([path]) if isinstance(each, FileRead)]
    (table,) = one.tables
    (problem,) = table.problems
    row = CorrectedRow(problem.row, tuple((n, "2.5" if n == "Hours" else cell) for n, cell in problem.cells))
    again = Files().again(table.layout, table.sheet, one.file, [row], table.choices)
    assert again.frames["time"]["seconds"].tolist() == [9000]
