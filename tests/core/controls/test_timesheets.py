"""Time sheets on their own: doubles, missing weeks, impossible days."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from core.controls.policy import Policy
from core.thread.thread import Thread
from tests.core.controls.asking import ANN, P, found, hourly_book, hours, said

DAY = f"{ANN}|2026-08-03"


def test_the_same_work_twice() -> None:
    book = hourly_book(
        time=[
            hours("2026-08-03", "4.5", notes="Tested release notes"),
            hours("2026-08-03", "4.5", notes="Tested release notes."),
            hours("2026-08-04", "4.5", notes="Tested release notes."),
        ]
    )
    assert said("TE-08", book) == {DAY: 45_000}
    related = found("TE-08", book)["related"].iloc[0].split(";")
    assert {"harvest:time:1", "harvest:time:2", P} <= set(related)


@pytest.mark.parametrize(
    "other",
    [
        {"notes": "Wrote the minutes"},
        {"task": "Travel"},
        {"seconds": "4.25"},
        {"project": "harvest:project:P2"},
        {"person": "harvest:person:Bo"},
    ],
    ids=str,
)
def test_what_differs_in_one_of_the_marks_is_no_double(other: dict[str, str]) -> None:
    pair = [
        hours("2026-08-03", "4.5", notes="Tested release notes"),
        hours("2026-08-03", "4.5", notes="Tested release notes"),
    ]
    assert said("TE-08", hourly_book(time=[pair[0], pair[1] | other])) == {}


def test_likeness_of_texts_is_policy() -> None:
    pair = [hours("2026-08-03", "1", notes="Call with client A"), hours("2026-08-03", "1", notes="Call with client B")]
    book = hourly_book(time=pair)
    assert said("TE-08", book, Policy(duplicate_text_similarity=95)) == {}
    assert said("TE-08", book, Policy(duplicate_text_similarity=90)) == {DAY: 10_000}


def clocked(start: str, end: str, length: str, **more: Any) -> dict[str, Any]:
    return hours("2026-08-03", length, start_time=start, end_time=end) | more


def test_overlapping_clocks_are_a_double_and_touching_ones_are_not() -> None:
    plain = [clocked("09:00:00", "12:00:00", "3", notes="a"), clocked("12:00:00", "14:00:00", "2", notes="b")]
    assert said("TE-08", hourly_book(time=plain)) == {}
    # Among many honest clocks one clash counts.
    quiet = [hours(f"2026-07-{day:02d}", "1", start_time="09:00:00", end_time="10:00:00") for day in range(1, 29)]
    clash = [plain[0], clocked("11:45:00", "13:45:00", "2", notes="b")]
    assert said("TE-08", hourly_book(time=[*quiet, *clash])) == {DAY: 20_000}


def test_morning_and_afternoon_of_the_same_work_are_two_pieces() -> None:
    halves = [
        clocked("09:00:00", "13:00:00", "4", notes="Rollout"),
        clocked("14:00:00", "18:00:00", "4", notes="Rollout"),
    ]
    assert said("TE-08", hourly_book(time=halves)) == {}


def test_a_system_whose_clocks_all_start_at_nine_has_no_clocks() -> None:
    same = [
        hours("2026-08-03", "2", notes=f"job {n}", task=f"t{n}", start_time="09:00:00", end_time="11:00:00")
        for n in range(4)
    ]
    assert said("TE-08", hourly_book(time=same)) == {}


def week(*lengths: str, first: str = "2026-08-03") -> list[dict[str, Any]]:
    start = pd.Timestamp(first)
    return [hours(f"{start + pd.Timedelta(days=n):%Y-%m-%d}", length) for n, length in enumerate(lengths) if length]


FULL = ("8", "8", "8", "8", "8")


def sheets(*weeks: dict[str, Any], **given: Any) -> Thread:
    """Full weeks around the one of 3 August, which holds `weeks`."""
    time = [
        *week(*FULL, first="2026-07-27"),
        *weeks,
        *week(*FULL, first="2026-08-10"),
        *week(*FULL, first="2026-08-31"),
    ]
    time += [*week(*FULL, first="2026-08-17"), *week(*FULL, first="2026-08-24")]
    return hourly_book(time=time, period="2026-08", **given)


@pytest.mark.parametrize(("friday", "missing"), [("4", True), ("4.01", False)])
def test_a_week_four_hours_short(friday: str, missing: bool) -> None:
    book = sheets(*week("8", "8", "8", "8", friday))
    assert said("TE-09", book) == ({f"{ANN}|2026-W32": None} if missing else {})


def test_leave_and_holidays_are_not_missing() -> None:
    short = week("8", "8", "8")
    leave = [
        {"person": "roster:person:E1", "day": "2026-08-06", "seconds": "8"},
        {"person": "roster:person:E1", "day": "2026-08-07"},  # no hours said: the whole day
    ]
    assert said("TE-09", sheets(*short)) == {f"{ANN}|2026-W32": None}
    assert said("TE-09", sheets(*short, leave=leave)) == {}
    assert said("TE-09", sheets(*short, leave=leave[:1], holidays=[{"day": "2026-08-07"}])) == {}
    assert said("TE-09", sheets(*short, leave=leave[:1])) == {f"{ANN}|2026-W32": None}


def test_a_weekend_entry_counts_for_its_week() -> None:
    assert said("TE-09", sheets(*week("8", "8", "8", "8", "", "8"))) == {}


def test_people_outside_their_employment_or_without_any_time_are_not_missing() -> None:
    left = [{"id": "roster:person:E1", "name": "Ann Lee", "weekly_capacity": "40", "end": "2026-08-05"}]
    gone = hourly_book(time=[*week(*FULL, first="2026-07-27"), *week("8", "8", "8")], people=left, period="2026-08")
    assert said("TE-09", gone) == {}
    bo = {"id": "roster:person:E2", "name": "Bo", "weekly_capacity": "40"}
    assert said("TE-09", sheets(*week(*FULL), people=[left[0] | {"end": None}, bo])) == {}


def test_weeks_cut_by_the_files_are_not_closed() -> None:
    """The file runs from Wednesday 1 July; the as-of date is Friday 31 July."""
    time = [*week(*FULL[2:], first="2026-07-01"), *week(*FULL, first="2026-07-06")]
    time += [*week(*FULL, first="2026-07-13"), *week(*FULL, first="2026-07-20"), *week("8", first="2026-07-27")]
    assert said("TE-09", hourly_book(time=time, period="2026-07")) == {}


@pytest.mark.parametrize(("second", "over"), [("4", None), ("4.25", 2_500)])
def test_more_than_fourteen_hours_a_day(second: str, over: int | None) -> None:
    book = hourly_book(time=[hours("2026-08-03", "10"), hours("2026-08-03", second, rate="200", notes="other")])
    assert said("TE-10", book) == ({DAY: over} if over else {})


def test_more_than_a_day_has_is_grave() -> None:
    rows = found("TE-10", hourly_book(time=[hours("2026-08-03", "25"), hours("2026-08-04", "15")]))
    assert dict(zip(rows["subject"], rows["severity"], strict=True)) == {DAY: "S1", f"{ANN}|2026-08-04": "S3"}
