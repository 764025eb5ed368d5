"""Reader of QuickBooks Time's timesheet export."""

from __future__ import annotations

from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.psa.entries import TimeTable, first_of, person_of
from importers.psa.quickbooks_time import fields
from importers.shared.cells import Cells

NO_WORK: Final = r"\b(?:lunch|break|breaks|holiday|holidays|sick|vacation|pto|paid time off|unpaid time off|time off|bereavement|jury duty)\b"
_PENDING: Final = frozenset(
    {"no", "false", "0", "unapproved", "not approved", "pending", "submitted", "rejected", "open"}
)


class Timesheets(TimeTable):
    """Timesheets, one row an entry, dates of the person who worked; rows have no id.

    Levels of jobcodes are customer, project, task; where there is one level only, it is the project. Breaks and time off are
    jobcodes too, and are not billable.
    """

    layout = "quickbooks_time.timesheets"
    system = "quickbooks_time"
    columns = fields.TIME
    must: ClassVar = ("day", "first", "hours", ("jobcode", "level_1"))

    def person(self, cells: Cells) -> pd.Series[str]:
        """First and last name, else the login."""
        return first_of(person_of(cells), cells.text("login"))

    def project(self, cells: Cells) -> pd.Series[str]:
        """The second level of jobcodes, else the only one."""
        return first_of(cells.text("level_2"), cells.text("level_1"), cells.text("jobcode"))

    def billable(self, cells: Cells) -> pd.Series[bool]:
        """No for breaks and time off."""
        every = first_of(cells.text("jobcode"), cells.text("level_1")).str.cat(cells.text("level_2"), sep=" ")
        idle = every.str.contains(NO_WORK, case=False, regex=True)
        return cells.flag("billable").mask(idle, other=False)

    def approved(self, cells: Cells) -> pd.Series[bool]:
        """As the status says; NA where it is blank."""
        status = cells.trimmed("status").str.casefold()
        yes = status.str.startswith("approved") | status.isin(["yes", "true", "1"])
        told = np.select([yes, status.isin(_PENDING)], [1, 0], -1)
        return pd.Series(pd.array(told == 1, dtype="boolean")).mask(told == -1, pd.NA)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """time, and the people in it"""
        frames = super().frames(cells)
        time = frames["time"]
        time["project_name"] = time["project"]
        deep = cells.text("level_2").str.strip() != ""
        time["customer_name"] = cells.text("level_1").where(deep, "")
        task = cells.text("level_3").str.cat(cells.text("level_4"), sep=" ").str.strip()
        time["task"] = first_of(task.astype("object"), cells.text("service"))
        return frames
