from __future__ import annotations

from pathlib import Path

from core.services.views import FileView
from tests.ui.front_fake import FakeFront
from ui.pages.imports import presenter

VIEW = FakeFront().imports()


def test_files_become_rows_and_a_refused_one_has_no_numbers() -> None:
    grid = presenter.files_grid(VIEW)
    at = {column.name: place for place, column in enumerate(grid.columns)}
    assert len(grid) == len(VIEW.files)
    refused = next(row for row, file in enumerate(VIEW.files) if file.error)
    assert grid.values[at["result"]][refused] == "refused"
    assert grid.values[at["rows"]][refused] is None
    assert "register.xlsx › Contracts" in grid.values[at["file"]]
    assert len(set(grid.keys)) == len(grid)


def test_the_card_ties_rows_and_totals() -> None:
    time = next(file for file in VIEW.files if file.entity == "time")
    said = dict(presenter.lines(time))
    assert said["Rows"] == "14,212 read = 14,203 loaded + 9 in quarantine"
    assert said["Sum of Hours"] == "61,404.25"
    assert said["Period"] == "2025-10-01 to 2026-09-30"
    refused = next(file for file in VIEW.files if file.error)
    assert presenter.lines(refused) == [("What to do", refused.error)]


def test_the_sentence_after_an_import_counts_only_what_is_new() -> None:
    front = FakeFront()
    before = front.imports().files
    after = front.import_files([Path("a.csv"), Path("b.png")], lambda *_: None)
    assert (
        presenter.said(before, after, [])
        == "Imported: 40 new, 0 changed rows, 1 file refused. Match and check to bring them into the figures."
    )


def test_a_file_read_before_brings_nothing() -> None:
    again = FileView("a.csv", "xero", "invoice", "", 5, 5, 0, (), 1.0, 0, 0, 5, 1, None)
    assert presenter.result(again) == "nothing new"


def test_the_summary_counts_tables_rows_and_refusals() -> None:
    assert presenter.summary(VIEW) == "9 tables, 16,722 rows, 1 refused"
