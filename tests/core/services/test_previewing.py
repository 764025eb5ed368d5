"""Previews and saved mappings as the screens are shown them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from core.ports.importing import (
    Answers,
    ColumnTotal,
    ColumnUse,
    FileRead,
    Preview,
    Question,
    Refused,
    RowProblem,
    SavedMapping,
    TableRead,
)
from core.services.previewing import mapping_view, preview_view

PROBLEM = RowProblem("x.csv", "", 2, "When", "03/04/2026", "IMP-206", "can be read in two ways.")
TABLE = TableRead(
    "generic", "time", "generic.time", "", 3, (ColumnUse("When", "day", 0.9), ColumnUse("Hue", "", 0.0)), {}, 2, 1, (PROBLEM,),
    (ColumnTotal("Hrs", "", Decimal("7.50"), 1),), ("Checked.",), 0.8, proposed=True,
)  # fmt: skip
READ = FileRead(Path("x.csv"), "x.csv", "0" * 64, "utf-8", ";", (TABLE,), ("Of the file.",))
ASKED = Question("When", "Does the day come first?", ("day first: 03 April 2026", "month first: 04 March 2026"))


def test_a_preview_shows_columns_with_samples_problems_and_what_is_asked() -> None:
    made = Preview(
        READ,
        0,
        (),
        ("When", "Hue"),
        (("01/09/2026", "red"), ("03/04/2026", "red")),
        ("time",),
        (("day", "day"),),
        (ASKED,),
    )
    view = preview_view("x.csv", made)
    assert [(c.heading, c.target, c.confidence, c.samples) for c in view.columns] == [
        ("When", "day", 0.9, ("01/09/2026", "03/04/2026")),
        ("Hue", "", 0.0, ("red",)),
    ]
    assert view.problems == ((2, "When", "03/04/2026", "can be read in two ways."),)
    assert view.questions[0].choices[0] == ("day first", "day first: 03 April 2026")
    assert (view.totals, view.notes) == ((("Hrs", "", "7.50"),), ("Of the file.", "Checked."))
    assert (view.proposed, view.loads, view.header_row, view.delimiter, view.error) == (True, True, 3, ";", "")


def test_a_file_that_cannot_be_read_has_only_its_sentence() -> None:
    view = preview_view(
        "x.jpg", Preview(Refused("x.jpg", "IMP-103", "It is a picture.", harmless=False), None, (), (), (), (), ())
    )
    assert view.error == "It is a picture."
    assert (view.columns, view.loads, view.rows_read) == ((), False, 0)


def test_a_saved_mapping_lists_every_heading() -> None:
    at = datetime(2026, 10, 4, tzinfo=UTC)
    saved = SavedMapping("f", ("When", "Hue"), Answers(entity="time", columns={"When": "day"}), "Ann Lee", at)
    assert mapping_view(saved).columns == (("When", "day"), ("Hue", ""))
