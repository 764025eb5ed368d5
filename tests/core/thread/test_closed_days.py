from __future__ import annotations

import pandas as pd

from core.base.periods import Period
from core.records.schema import TABLES
from core.records.tables import Tables, coerce, links_frame
from core.thread.closed_days import closed_days

WEEK = pd.bdate_range("2026-08-03", "2026-08-07")


def book(people: int, days: list[str], holidays: tuple[str, ...] = ()) -> Tables:
    time = [{"person": f"harvest:person:{n}", "day": pd.Timestamp(day)} for n in range(people) for day in days]
    frames = {
        "time": coerce(pd.DataFrame(time), TABLES["time"].all_columns),
        "holidays": coerce(pd.DataFrame({"day": pd.to_datetime(list(holidays))}), TABLES["holidays"].all_columns),
    }
    return Tables(frames, links_frame(), "GBP", Period(2026, 8), frozenset(frames))


def closed(tables: Tables) -> list[str]:
    return [f"{day:%d}" for day in closed_days(tables, WEEK)]


def test_listed_holidays_are_the_closed_days() -> None:
    assert closed(book(6, ["2026-08-04"], holidays=("2026-08-05",))) == ["05"]


def test_without_a_list_a_day_without_any_time_is_closed() -> None:
    assert closed(book(5, ["2026-08-03", "2026-08-04", "2026-08-06"])) == ["05"]


def test_a_handful_of_people_and_days_outside_the_report_tell_nothing() -> None:
    assert closed(book(4, ["2026-08-03", "2026-08-06"])) == []
    assert closed(book(9, ["2026-08-04", "2026-08-05"])) == []
