"""What Sending says, made of the outbox. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.services.views import CellKind, Grid, GridColumn, OutboxView

COLUMNS: Final = (
    GridColumn("number", "No.", CellKind.COUNT, width=52),
    GridColumn("status", "Status", CellKind.CODE, width=96),
    GridColumn("system", "System", CellKind.CODE, width=92),
    GridColumn("entity", "Kind", CellKind.CODE, width=104),
    GridColumn("record", "Record", CellKind.TEXT, width=210),
    GridColumn("action", "Does", CellKind.CODE, width=80),
    GridColumn("prepared_by", "Prepared by", CellKind.CODE, width=122),
    GridColumn("approved_by", "Approved by", CellKind.CODE, width=122),
    GridColumn("file", "File", CellKind.TEXT, width=160),
)
STATIONS: Final = (
    ("prepared", "Prepared", "waits for a second person"),
    ("approved", "Approved", "waits to be written"),
    ("written", "Written", "waits to be seen in the next import"),
    ("confirmed", "Confirmed", "the system has it"),
)


def grid(entries: Sequence[OutboxView]) -> Grid:
    """The outbox as a grid; keys are entry numbers."""
    values: list[list[object]] = [[] for _ in COLUMNS]
    for each in entries:
        row = (
            each.number, each.status, each.system, each.entity.replace("_", " "), each.record, each.action, each.prepared_by,
            each.approved_by, each.file,
        )  # fmt: skip
        for column, value in zip(values, row, strict=True):
            column.append(value)
    return Grid(COLUMNS, [str(each.number) for each in entries], tuple(values))


def counts(entries: Sequence[OutboxView]) -> dict[str, int]:
    """Status -> entries."""
    made = {status: 0 for status, *_ in STATIONS}
    for each in entries:
        made[each.status] = made.get(each.status, 0) + 1
    return made


def heading(entry: OutboxView) -> str:
    """The title of the detail pane."""
    return f"No. {entry.number}  {entry.record}"


def next_step(entry: OutboxView) -> str:
    """What has to happen to an entry, in one sentence."""
    sentences = {
        "prepared": f"Prepared by {entry.prepared_by}. Another person has to approve it.",
        "approved": f"Approved by {entry.approved_by}. Write the files, then import them in {entry.system}.",
        "blocked": "It cannot be sent as it is.",
        "written": f"Written to {entry.file}. Import that file in {entry.system}; the next export confirms it.",
        "confirmed": f"{entry.system} shows the new value. Nothing is left to do.",
        "withdrawn": "Withdrawn; it is not sent.",
    }
    return sentences.get(entry.status, "")
