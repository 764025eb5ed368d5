"""Readers of worklogs of Jira, from Tempo and from other add-ons: every row is an issue, a person, a day and hours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.psa.entries import Doubt, TimeTable, bare, clock_in, first_of
from importers.psa.tempo import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.checks import exact
from importers.shared.columns import Headings
from importers.shared.parsing import Objects, Parsed, is_blank, text_of
from importers.shared.sheets import Sheet

_SUBTOTAL: Final = re.compile(
    r"^\s*(=+|sub-?total\b|total\b|gesamt\b|summe\b)|\b(total|gesamt)\s*(=+|$)", re.IGNORECASE
)
_LEAST_SECONDS: Final = 1000  # no row holds so many hours: such figures are seconds


class Worklogs(TimeTable):
    """Worklogs, one row a piece of work. Billed hours that differ from the logged ones are a write-down, and are said.

    `Time spent` may be hours, "2h 30m", or seconds: whole numbers that are all full minutes, or that no row could hold as hours.
    """

    layout = "tempo.worklogs"
    system = "tempo"
    columns = fields.TIME
    also: ClassVar = {"printed": "spent", "started": "day"}
    must: ClassVar = ("issue", "day", ("hours", "spent"), ("person_name", "login", "id", "summary"))

    least = 0.4

    def sure(self, headings: Headings) -> float:
        """By the key of the issue, which only Jira has; its lists of issues have many columns more, and sums of time."""
        return super().sure(headings) if "issue key" in headings.folded else 0.0

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows without the subtotals that a grouped report prints between them."""
        body = super().body(sheet, header, width, places)
        kept = [index for index, row in enumerate(body.rows) if not _is_subtotal(row, places)]
        out = len(body.rows) - len(kept)
        if out:
            body.notes.append(f"{out} rows are subtotals of a group and are left out.")
            moved = {old: new for new, old in enumerate(kept)}
            body.rows, body.numbers = [body.rows[i] for i in kept], [body.numbers[i] for i in kept]
            body.short = {moved[i]: cells for i, cells in body.short.items() if i in moved}
            body.long = {moved[i]: cells for i, cells in body.long.items() if i in moved}
            body.checks = []
        return body

    def person(self, cells: Cells) -> pd.Series[str]:
        """The full name, else the login."""
        return first_of(cells.text("person_name"), cells.text("login"))

    def project(self, cells: Cells) -> pd.Series[str]:
        """The project's key; the part of the issue's key before its number where there is no column of its own."""
        key = cells.trimmed("issue").str.extract(r"^([A-Za-z][A-Za-z0-9_]*)-\d+$")[0].fillna("").astype("object")
        return first_of(cells.trimmed("code"), key, cells.text("project_name"))

    def seconds(self, cells: Cells) -> pd.Series[int]:
        """Hours as logged."""
        return cells.seconds("hours").fillna(self._spent(cells))

    @staticmethod
    def _spent(cells: Cells) -> pd.Series[int]:
        """Time spent, in whichever unit the whole column proves."""
        if not cells.has("spent"):
            return pd.Series(pd.array([pd.NA] * cells.size, dtype="Int64"))
        plain = bare(cells.text("printed")).fillna(value=False)
        figures = cells.number("spent", 1)[plain]
        whole = (cells.number("spent") % 1_000_000 == 0)[plain]
        used = figures[figures > 0]
        seconds = (
            bool(len(used))
            and bool(whole.all())
            and (bool((used % 60 == 0).all()) or bool((used >= _LEAST_SECONDS).any()))
        )
        return cells.number("spent", 1).where(plain & seconds, cells.seconds("spent"))

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """The time spent in hours, in whichever unit it is printed; a column of hours has a sum of its own"""
        return {} if cells.has("hours") else {"hours": ("Hours", self.seconds(cells) * 1_000_000 // 3600)}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, and the people in it"""
        frames = super().frames(cells)
        time = frames["time"]
        time["task"] = first_of(
            cells.text("issue").str.cat(cells.text("summary"), sep=" ").str.strip(), cells.text("activity")
        )
        time["customer_name"] = first_of(cells.text("customer_name"), cells.text("account"))
        time["start_time"] = clock_in(cells.text("started"))
        if cells.has("billed") and not cells.has("billable"):
            billed = cells.seconds("billed")
            time["billable"] = (billed > 0).astype("boolean").mask(billed.isna(), pd.NA)
        return frames

    def doubts(self, body: Body, typed: Mapping[str, Parsed | Objects]) -> dict[int, Doubt]:
        """Rows without hours, and rows that bill a part of their hours only, which no single row can say."""
        hours = [column for name in ("hours", "spent") if isinstance(column := typed.get(name), Parsed)]
        unknown = ~np.logical_or.reduce([column.known for column in hours])
        bad = np.logical_or.reduce([column.bad for column in hours])
        name = "hours" if "hours" in typed else "spent"
        found = {}
        for index in np.flatnonzero(unknown).tolist():
            sentence = "The logged time cannot be read" if bad[index] else "The worklog has no logged time"
            found[index] = Doubt(name, "IMP-202" if bad[index] else "IMP-204", sentence)
        billed, logged = typed.get("billed"), typed.get("hours")
        if isinstance(billed, Parsed) and isinstance(logged, Parsed):
            part = billed.known & logged.known & (billed.units > 0) & (billed.units != logged.units)
            if part.any():
                lost = exact(logged.units[part] - billed.units[part])
                body.notes.append(
                    f"{int(part.sum())} rows bill other hours than were logged: {lost:,} hours are written down in all; "
                    "the logged hours are loaded."
                )
        return found


def _is_subtotal(row: list[object], places: Mapping[str, int]) -> bool:
    """A row without a day whose first filled cell calls it a total."""
    if not is_blank(row[places["day"]]):
        return False
    first = next((text_of(cell) for cell in row if not is_blank(cell)), "")
    return _SUBTOTAL.search(first) is not None
