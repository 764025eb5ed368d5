from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from core.ports.importing import ColumnTotal
from core.services.imports import import_view
from core.services.views import FileView
from core.store.shapes import BatchRow, PartRow, QuarantineRow

AT = datetime(2026, 10, 4, tzinfo=UTC)
PART = PartRow(
    "harvest", "time", "harvest.time", "Sep", 1, 5, 4, 1, 0.75, (), (ColumnTotal("Hours", "", Decimal("7.50"), 4),), ("Footer.",), 3, 1, 0, "2026-09-01", "2026-09-30"
)  # fmt: skip
REFUSED = FileView("photo.jpg", "", "", "", 0, 0, 0, (), 0.0, 0, 0, 0, None, None, (), "It is a photo.")
ROW = QuarantineRow(1, "harvest", "time", "time.csv", "Sep", 3, "Hours", "7,5,5", "IMP-104", "not a duration", ())


def test_files_that_count_are_shown_by_table_behind_the_refused_ones() -> None:
    batches = [
        BatchRow(1, "time.csv", "a" * 64, "utf-8", ",", ("Note.",), AT, (PART,)),
        BatchRow(2, "old.csv", "b" * 64, "utf-8", ",", (), AT, (PART,), AT, "Ann Lee", "wrong"),
    ]
    view = import_view([REFUSED], batches, [ROW])
    refused, shown = view.files
    assert refused is REFUSED
    assert (shown.file, shown.batch, shown.at, shown.rows_read, shown.new, shown.changed) == (
        "time.csv",
        1,
        AT,
        5,
        3,
        1,
    )
    assert (shown.totals, shown.notes, shown.period) == (
        (("Hours", "", "7.50"),),
        ("Note.", "Footer."),
        ("2026-09-01", "2026-09-30"),
    )


def test_the_quarantine_is_a_grid_by_columns() -> None:
    grid = import_view([], [], [ROW]).quarantine
    row = dict(zip((column.name for column in grid.columns), (values[0] for values in grid.values), strict=True))
    assert len(grid) == 1
    assert row == {
        "file": "time.csv",
        "sheet": "Sep",
        "row": 3,
        "column": "Hours",
        "value": "7,5,5",
        "code": "IMP-104",
        "reason": "not a duration",
    }
