"""Toggl Track's reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.psa.toggl.reader import Summary
from importers.shared.columns import Headings
from tests.importers.samples import PACKS, only, problems, rows, text_file, totals, workbook

SAMPLES = PACKS.parent / "formats" / "samples" / "toggl"
HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"


def entry(
    start: str, begin: str, end: str, stop: str, duration: str, billable: str = "Yes", project: str = "Portal"
) -> str:
    return (
        f"Mei Cal,mei@firm.example,Acme,{project},Design,Built it,{billable},{start},{begin},{end},{stop},{duration},"
    )


def test_time(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            HEAD + ",Amount (EUR)",
            entry("2026-01-05", "09:00:00", "2026-01-05", "17:00:00", "08:00:00") + ",1040.50",
            entry("2026-01-05", "09:00:00", "2026-01-05", "17:00:00", "08:00:00") + ",1040.50",
            entry("2026-01-06", "22:00:00", "2026-01-07", "01:30:00", "03:30:00", "No") + ",",
            entry("2026-01-07", "09:00:00", "", "", "") + ",",
            entry("2026-01-08", "09:00:00", "2026-01-10", "09:00:00", "48:00:00") + ",1.00",
            entry("2026-02-30", "09:00:00", "2026-02-28", "10:00:00", "01:00:00") + ",",
            entry("2026-01-09", "09:00:00", "2026-01-09", "10:00:00", "soon") + ",",
            encoding="utf-8-sig",
        )
    )
    assert (table.system, table.entity, table.confidence) == ("toggl", "time", 1.0)
    assert rows(
        table, "time", "external_id", "day", "project", "person", "seconds", "billable", "amount", "currency"
    ) == [
        ("t.csv#1", "2026-01-05", "Portal", "Mei Cal", 28_800, True, 104_050, "EUR"),
        ("t.csv#2", "2026-01-05", "Portal", "Mei Cal", 28_800, True, 104_050, "EUR"),  # a legal twin
        ("t.csv#3", "2026-01-06", "Portal", "Mei Cal", 12_600, False, None, "EUR"),
    ]
    assert problems(table) == [(4, "IMP-204"), (5, "IMP-209"), (6, "IMP-203"), (7, "IMP-202")]
    assert table.problems[0].reason.startswith("The entry has neither an end nor a duration: it was still running")
    assert table.problems[1].reason == (
        "The entry runs over 3 days, so that its hours belong to no single day. Split it by day."
    )
    assert totals(table) == {("Duration", ""): ("19.50", 3), ("Amount", "EUR"): ("2081.00", 3)}
    assert table.rows_read == table.rows_loaded + len(table.problems) == 7
    assert rows(table, "people", "external_id", "email", "derived") == [("Mei Cal", "mei@firm.example", True)]


@pytest.mark.parametrize(
    ("printed", "seconds"), [("1:30:00", 5_400), ("59:12 min", 3_552), ("45 sec", 45), ("30:00:00", 108_000)]
)
def test_durations_of_the_classic_form(tmp_path: Path, printed: str, seconds: int) -> None:
    table = only(text_file(tmp_path / "t.csv", HEAD, entry("2026-01-05", "9:00 AM", "2026-01-05", "11:00 PM", printed)))
    assert rows(table, "time", "seconds", "end_time") == [(seconds, "23:00:00")]


def test_the_newer_form_says_stop(tmp_path: Path) -> None:
    head = '\ufeff"Description",Duration,Project,Start date,Start time,Stop date,Stop time'
    table = only(
        text_file(tmp_path / "t.csv", head, "Built it,01:00:01,Portal,2026-01-05,10:00:00,2026-01-05,11:00:01")
    )
    assert table.layout == "toggl.time_report"
    assert rows(table, "time", "seconds", "notes", "person") == [(3_601, "Built it", "")]


def test_a_form_without_durations_goes_from_start_to_stop(tmp_path: Path) -> None:
    head = "Description,Tags,Start date,Start time,Stop date,Stop time"
    table = only(
        text_file(
            tmp_path / "t.csv",
            head,
            "Built it,,2026-01-05,10:00:00,2026-01-05,11:30:00",
            "Late,,2026-01-05,23:00:00,2026-01-06,00:30:00",
            "Wrong,,2026-01-05,23:00:00,2026-01-04,00:30:00",
            "Now,,2026-01-05,23:00:00,,",
        )
    )
    assert table.system == "toggl"
    assert rows(table, "time", "seconds") == [(5_400,), (5_400,)]
    assert problems(table) == [(3, "IMP-209"), (4, "IMP-204")]


def test_an_amount_column_for_each_currency(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            HEAD + ",Amount (EUR),Amount (USD)",
            entry("2026-01-05", "09:00:00", "2026-01-05", "10:00:00", "01:00:00") + ",100.00,0.00",
            entry("2026-01-05", "10:00:00", "2026-01-05", "11:00:00", "01:00:00") + ",,130.25",
            entry("2026-01-05", "11:00:00", "2026-01-05", "12:00:00", "01:00:00") + ",1.00,2.00",
        )
    )
    assert rows(table, "time", "amount", "currency") == [(10_000, "EUR"), (13_025, "USD"), (None, "")]
    assert totals(table)["Amount", "USD"] == ("130.25", 1)
    assert any("1 rows have amounts in several currencies" in note for note in table.notes)


def test_a_workbook_with_real_durations(tmp_path: Path) -> None:
    import datetime as dt

    cells = [
        "Mei Cal", "mei@firm.example", "Acme", "Portal", "", "x", "Yes", dt.date(2026, 1, 5), dt.time(9), dt.date(2026, 1, 5),
        dt.time(10, 30), dt.timedelta(hours=1, minutes=30), "",
    ]  # fmt: skip
    table = only(workbook(tmp_path / "t.xlsx", Report=[HEAD.split(","), cells]))
    assert rows(table, "time", "day", "seconds", "start_time") == [("2026-01-05", 5_400, "09:00:00")]


@pytest.mark.parametrize(
    "head",
    [
        "Project,Client,Description,Duration",
        "User,Email,Client,Project,Registered time,Amount (EUR)",
        "Client,Project,Registered time",
    ],
)
def test_a_summary_is_known_and_not_loaded(tmp_path: Path, head: str) -> None:
    width = head.count(",") + 1
    cells = ["02:00:00" if name in {"Duration", "Registered time"} else "x" for name in head.split(",")]
    table = only(text_file(tmp_path / "s.csv", head, ",".join(cells[:width])))
    assert (table.system, table.entity, table.frames) == ("toggl", "time_summary", {})
    assert next(iter(totals(table).values())) == ("2.00", 1)
    assert "sums of time entries and are not loaded as time. Export the detailed report" in " ".join(table.notes)


@pytest.mark.parametrize(
    "head",
    ["Project,Client,Description,Duration,Due date", "Project,Client,Description,Duration,Day", "Project,Client,Time"],
)
def test_a_list_with_days_or_another_list_of_times_is_no_summary(head: str) -> None:
    assert Summary().sure(Headings.of(head.split(","))) == 0.0


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of real exports are not here")
def test_real_exports() -> None:
    first, second = (only(SAMPLES / f"solidtime_toggl_time_entries_import_test_{n}.csv") for n in (1, 2))
    assert rows(first, "time", "seconds", "amount", "currency", "customer_name") == [
        (0, None, "EUR", ""),
        (3_601, 11_111, "EUR", "Big Company"),
    ]
    assert rows(second, "time", "seconds", "billable", "day") == [(2, False, "2024-10-15")]
    assert not first.problems + second.problems
