"""What a person sees of a file before anything is kept."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from core.ports.importing import Answers, FileRead, Refused
from importers.previewing import SHOWN, encoding_of, preview


def unknown(tmp_path: Path, rows: int = 60) -> Path:
    path = tmp_path / "odd.csv"
    lines = [f"{1 + n % 28:02d}/09/2026,Ada Lane,Alpha,{n % 8}.5" for n in range(rows)]
    path.write_text("Zeta,Eta,Theta,Iota\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_are_shown_as_printed_with_what_each_column_may_feed(tmp_path: Path) -> None:
    seen = preview(unknown(tmp_path), Answers(entity="time"))
    assert seen.headings == ("Zeta", "Eta", "Theta", "Iota")
    assert len(seen.rows) == SHOWN
    assert seen.rows[0] == ("01/09/2026", "Ada Lane", "Alpha", "0.5")
    assert {"day", "person_name", "seconds"} <= {name for name, _ in seen.targets}
    assert "time" in seen.entities


def test_answers_change_what_would_be_loaded(tmp_path: Path) -> None:
    columns = {"Zeta": "day", "Eta": "person_name", "Theta": "project_name", "Iota": "seconds"}
    seen = preview(unknown(tmp_path), Answers(entity="time", columns=columns))
    assert isinstance(seen.outcome, FileRead)
    assert seen.table is not None
    table = seen.outcome.tables[seen.table]
    assert (table.entity, table.rows_loaded) == ("time", 60)
    assert {use.source: use.target for use in table.columns} == columns


def test_a_workbook_offers_its_sheets(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Hours"
    book.create_sheet("Notes").append(["Only", "words"])
    first.append(["Date", "Person", "Project", "Hours"])
    for day in range(1, 9):
        first.append([f"2026-09-{day:02d}", "Ada Lane", "Alpha", 7.5])
    book["Notes"].append(["more", "of them"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert preview(path, Answers()).sheets == ("Hours", "Notes")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n and more")
    seen = preview(path, Answers())
    assert isinstance(seen.outcome, Refused)
    assert "is a picture" in seen.outcome.sentence
    assert (seen.table, seen.sheets, seen.headings, seen.rows) == (None, (), (), ())


def test_the_encoding_of_any_text_is_told(tmp_path: Path) -> None:
    for content, encoding in (
        ("naïve".encode("cp1252"), "cp1252"),
        ("naïve".encode(), "utf-8"),
        (b"\x89PNG\x01\x02", ""),
    ):
        path = tmp_path / "letter.txt"
        path.write_bytes(content)
        assert encoding_of(path) == encoding
    assert encoding_of(tmp_path / "nothing") == ""
