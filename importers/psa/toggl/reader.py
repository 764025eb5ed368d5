"""Readers of Toggl Track's reports: detailed time of both generations, and the summary.

Dates and times are those of the person who exports; the file does not say which zone that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.psa.entries import SummaryReport, TimeTable
from importers.psa.toggl import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings, plain
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet


class TimeReport(TimeTable):
    """Detailed report, one row an entry; rows have no id. The newer form says Stop for End, and may be without a duration.

    A workspace that bills in several currencies has an amount column for each, of which a row fills its own.
    """

    layout = "toggl.time_report"
    system = "toggl"
    columns = fields.TIME
    must: ClassVar = ("day", "start_time", ("duration", "end_time"), ("end_day", "email", "person_name"))

    def sure(self, headings: Headings) -> float:
        """Clockify prints nearly the same headings, with (h) and (decimal) behind its durations, or with Group and no duration."""
        folded = set(headings.folded)
        if {"duration (h)", "duration (decimal)", "group"} & folded or not {"duration", "stop time"} & folded:
            return 0.0
        return super().sure(headings)

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the amount and the currency of the one amount column that a row fills."""
        body = super().body(sheet, header, width, places)
        headings = Headings.of(sheet.rows[header])
        columns = [index for index, folded in enumerate(headings.folded) if folded == plain("Amount")]
        if len(columns) < 2:
            return body
        amounts: list[object] = []
        codes: list[object] = []
        doubled = 0
        for row in body.rows:
            used = [index for index in columns if not is_blank(row[index]) and text_of(row[index]).strip("0.,") != ""]
            doubled += len(used) > 1
            chosen = used[0] if len(used) == 1 else None
            amounts.append("" if chosen is None else row[chosen])
            codes.append("" if chosen is None else headings.currencies[chosen])
        body.extra["amount"], body.extra["currency"] = amounts, codes
        if doubled:
            body.notes.append(f"{doubled} rows have amounts in several currencies at once, which are left unknown.")
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency of the amount column that the row fills; the only one of the file where there is one."""
        if not cells.has("currency"):
            return super().currency(cells)
        return cells.trimmed("currency")


class Summary(SummaryReport):
    """Summary report, grouped by what its user chose."""

    layout = "toggl.summary"
    system = "toggl"
    columns = fields.SUMMARY
    must: ClassVar = ("duration", ("project_name", "person_name"), ("customer_name", "email", "person_name", "notes"))
    least = 0.75
    recalled = True
    anchor = "duration"
    advice = "Export the detailed report of Toggl Track instead."

    def sure(self, headings: Headings) -> float:
        """A list with days is no summary; what is only called Time is told by a client and a project beside it."""
        folded = set(headings.folded)
        if any("date" in heading or heading in {"day", "month", "week", "start", "hours"} for heading in folded):
            return 0.0
        known = "registered time" in folded or ("duration" in folded and {"project", "client"} <= folded)
        return super().sure(headings) if known else 0.0


def seconds_of(cells: Cells, exact: str, decimal: str) -> pd.Series[int]:
    """Seconds of a column of whole seconds, else of one of hours."""
    return cells.number(exact, 1).fillna(cells.seconds(decimal))


def blank(cells: Cells) -> pd.Series[str]:
    """A column of nothing."""
    return pd.Series(np.array([""] * cells.size, dtype=object), dtype="object")
