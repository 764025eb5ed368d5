"""Utilization: hours flagged billable over available hours of the month (CONTROLS.md; WIKI-U)."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd

from core.kpi.measure import Measure, ratio, unknown
from core.thread.closed_days import closed_days
from core.thread.thread import Thread

_TITLE = "Utilization"


def utilization(thread: Thread) -> Measure:
    """Billable hours / available hours; available = weekly capacity / 5 on business days, less holidays and leave, people employed that day.
    Everyone on the staff list counts, also those who never record time.
    """
    period = thread.tables.period
    roster = thread.roster
    if roster.empty or thread.tables["time"].empty:
        return unknown(
            "utilization", _TITLE, str(period), "%", "a staff list with capacity and time entries are both needed"
        )
    time = thread.time
    if time["billable"].isna().all():
        return unknown("utilization", _TITLE, str(period), "%", "the time system does not say which hours are billable")
    days = pd.bdate_range(period.first, period.last)
    days = days.difference(closed_days(thread.tables, days))
    start = roster["start"].fillna(pd.Timestamp.min).to_numpy()[:, None]
    end = roster["end"].fillna(pd.Timestamp.max).to_numpy()[:, None]
    employed = (days.to_numpy()[None, :] >= start) & (days.to_numpy()[None, :] <= end)
    capacity = roster["weekly_capacity"].fillna(0).to_numpy(dtype=np.int64)
    available = int((employed.sum(axis=1) * capacity // 5).sum())
    leave = thread.tables["leave"]
    in_month = leave[leave["day"].isin(days) & leave["person"].isin(roster["id"])]
    available -= int(in_month["seconds"].sum())
    month = time[(time["month"] == str(period)) & time["is_billable"]]
    billable = int(month["seconds"].sum())
    unmatched = int((month["roster"] == "").sum())
    return ratio(
        "utilization",
        _TITLE,
        str(period),
        Decimal(billable) / 3600,
        Decimal(available) / 3600,
        places=3,
        excluded=f"holidays, leave; {unmatched} entries of people not on the staff list counted",
        nothing="nobody was available",
    )
