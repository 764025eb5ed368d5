"""Days on which the firm was closed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.records.tables import Tables

# So many people have to write time in all, for a day on which none of them does to be closed for everyone.
_FEWEST = 5


def closed_days(tables: Tables, days: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """Those of `days` (weekdays) that are holidays.

    Where no file with holidays was read: weekdays between the first and the last day of the time report on which nobody wrote any
    time, though five people or more keep time sheets.
    """
    listed = tables["holidays"]["day"].dropna()
    if len(listed):
        return days[days.isin(listed)]
    time = tables["time"]
    if time["person"].nunique() < _FEWEST:
        return days[np.zeros(len(days), dtype=bool)]
    inside = (days >= time["day"].min()) & (days <= time["day"].max())
    return days[inside & ~days.isin(time["day"])]
