"""Readers of the staff list, leave and holidays, as sheets of the register or as files of their own."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pandas as pd

from importers.people.roster import fields
from importers.shared.cells import Cells
from importers.shared.table_reader import TableReader


class _Roster(TableReader):
    system = "roster"
    mark = ""
    least = 0.5


class People(_Roster):
    """One member of staff a row, with capacity and rates."""

    layout = "roster.people"
    entity = "person"
    columns = fields.PEOPLE
    must: ClassVar = ("name", ("role", "email"), ("weekly_capacity", "cost_rate", "bill_rate", "email"))
    anchor = "name"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """People"""
        printed = cells.trimmed("external_id")
        frame = pd.DataFrame(
            {
                "external_id": printed.where(printed != "", cells.text("name")),
                "row": cells.row,
                **{name: cells.text(name) for name in ("name", "role", "department", "employment", "skills")},
                "email": cells.trimmed("email"),
                "currency": self.currency(cells),
                **{name: cells.day(name) for name in ("start", "end", "valid_from")},
                "weekly_capacity": cells.seconds("weekly_capacity"),
                "cost_rate": cells.number("cost_rate", 10_000),
                "bill_rate": cells.number("bill_rate", 10_000),
            }
        )
        return {"people": frame}


class Leave(_Roster):
    """Leave by day, or from a day to a day (working days Monday to Friday)."""

    layout = "roster.leave"
    entity = "leave"
    columns = fields.LEAVE
    must: ClassVar = ("person", "day", ("hours", "type"))
    anchor = "person"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """leave, one row a person and day"""
        frame = pd.DataFrame(
            {
                "row": cells.row,
                "person": cells.trimmed("person"),
                "day": cells.day("day"),
                "type": cells.text("type"),
                "seconds": cells.seconds("hours"),
            }
        )
        if cells.has("to"):
            frame = _spread(frame, cells.day("to"))
        base = frame["person"] + "|" + frame["day"].dt.strftime("%Y-%m-%d") + "|" + frame["type"]
        again = base.groupby(base).cumcount()
        frame.insert(0, "external_id", base.where(again == 0, base + "|" + (again + 1).astype(str)))
        return {"leave": frame}


def _spread(frame: pd.DataFrame, last: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """One row for each working day of a span."""
    last = last.fillna(frame["day"])
    days = [
        [day for day in pd.date_range(begin, end) if day.weekday() < 5 or begin == end]
        for begin, end in zip(frame["day"], last, strict=True)
    ]
    counts = np.fromiter((len(span) for span in days), np.int64, len(days))
    spread = frame.loc[frame.index.repeat(counts)].reset_index(drop=True)
    spread["day"] = pd.Series([day for span in days for day in span], dtype="datetime64[ns]")
    return spread


class Holidays(_Roster):
    """One day on which nobody works a row."""

    layout = "roster.holidays"
    entity = "holiday"
    columns = fields.HOLIDAYS
    must: ClassVar = ("day", "name")
    least = 0.5
    anchor = "day"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Holidays"""
        day = cells.day("day")
        frame = pd.DataFrame(
            {"external_id": day.dt.strftime("%Y-%m-%d"), "row": cells.row, "day": day, "name": cells.text("name")}
        )
        return {"holidays": frame}
