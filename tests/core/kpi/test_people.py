from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.kpi.people import utilization
from core.thread.thread import Thread
from tests.core.kpi.books import thread


def book(hours: int) -> Thread:
    person = {
        "id": "roster:person:1",
        "name": "Ann Lee",
        "weekly_capacity": 40 * 3600,
        "start": pd.Timestamp("2020-01-01"),
    }
    days = pd.bdate_range("2026-09-01", "2026-09-30")
    off = [{"person": person["id"], "day": day, "seconds": 8 * 3600} for day in days[: len(days) - 5]]
    rows = [
        {
            "day": pd.Timestamp("2026-09-30"),
            "person": "t:person:Ann Lee",
            "person_name": "Ann Lee",
            "seconds": hours * 3600,
            "billable": True,
        }
    ]
    return thread(
        {"people": [person], "time": rows, "leave": off},
        [{"kind": "person", "left": person["id"], "right": "t:person:Ann Lee"}],
    )


def test_golden_utilization() -> None:
    """32 of 40 available hours = 80 %; 50 of 40 = 125 % (CONTROLS.md)."""
    assert utilization(book(32)).value == Decimal("80.000")
    assert utilization(book(50)).value == Decimal("125.000")


def test_without_a_staff_list_it_is_unknown() -> None:
    assert utilization(thread({})).value is None


def test_time_that_says_of_no_hour_whether_it_is_billable_gives_no_utilization() -> None:
    tables = book(32).tables
    silent = tables["time"].assign(billable=pd.array([pd.NA], dtype="boolean"))
    found = utilization(Thread(tables.with_frame("time", silent)))
    assert (found.value, found.unknown) == (None, "the time system does not say which hours are billable")
