"""The importers' side of the front door, on real files."""

from __future__ import annotations

from pathlib import Path

from core.ports.importing import Answers, CorrectedRow, FileRead, Origin, Refused
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
    origin = Origin(one.file, table.sheet, table.system, table.entity, table.layout, {}, table.choices)
    again = Files().again(origin, [row])
    assert again.frames["time"]["seconds"].tolist() == [9000]


def test_a_file_is_read_as_a_person_says(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "When;Who;What;How\n" + "".join(f"2026-09-0{d};Ada;Alpha;{d},5\n" for d in range(1, 8)), encoding="utf-8"
    )
    answers = Answers(
        entity="time", columns={"When": "day", "Who": "person_name", "What": "project_name", "How": "seconds"}
    )
    (one,) = Files().read([path], answers={path: answers})
    assert isinstance(one, FileRead)
    assert one.tables[0].rows_loaded == 7
    (refused,) = Files().read([path], answers={path: Answers(entity="nonsense")})
    assert isinstance(refused, Refused)
    assert "There is no entity 'nonsense'" in refused.sentence


def test_a_preview_is_the_same_reading(tmp_path: Path) -> None:
    path = tmp_path / "time.csv"
    path.write_text(TIME.format("7.5"), encoding="utf-8")
    seen = Files().preview(path, Answers())
    assert isinstance(seen.outcome, FileRead)
    assert seen.outcome.tables[0].layout == "harvest.time_report"
