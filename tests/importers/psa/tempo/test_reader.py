"""Worklogs of Jira, from Tempo and from other add-ons."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.psa.tempo.reader import Worklogs
from importers.shared.columns import Headings
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = "Issue key,Issue summary,Date,Logged time (h),Work description,Project key,Project Name,Account Name,Work author,Work ID"


def test_a_tempo_report(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            HEAD,
            "ACM-1,Login page,2026-01-05,1.5,Built it,ACM,Portal,Acme,Mei Cal,9001",
            "ACM-1,Login page,2026-01-05,0.25,,ACM,Portal,Acme,Mei Cal,9002",
            "ACM-2,Logout,2026-01-06,,,ACM,Portal,Acme,Mei Cal,9003",
            "ACM-2,Logout,2026-01-06,lots,,ACM,Portal,Acme,Mei Cal,9004",
            "ACM-2,Logout,,2,,ACM,Portal,Acme,Mei Cal,9005",
        )
    )
    assert (table.system, table.entity) == ("tempo", "time")
    assert rows(table, "time", "external_id", "day", "project", "project_name", "customer_name", "person", "task", "seconds") == [
        ("9001", "2026-01-05", "ACM", "Portal", "Acme", "Mei Cal", "ACM-1 Login page", 5_400),
        ("9002", "2026-01-05", "ACM", "Portal", "Acme", "Mei Cal", "ACM-1 Login page", 900),
    ]  # fmt: skip
    assert problems(table) == [(3, "IMP-204"), (4, "IMP-202"), (5, "IMP-204")]
    assert totals(table) == {("Logged time (h)", ""): ("1.75", 2)}


def test_hours_that_are_billed_in_part(tmp_path: Path) -> None:
    head = "Issue Key,Issue Summary,Hours,Work date,Username,Full name,Period,Project Key,Billed Hours"
    table = only(
        text_file(
            tmp_path / "t.csv",
            head,
            "ACM-1,x,2,2026-01-05 10:00,mcal,Mei Cal,01.2026,ACM,1.5",
            "ACM-1,x,2,2026-01-05 10:00,mcal,Mei Cal,01.2026,ACM,0",
            "ACM-1,x,2,2026-01-05 10:00,mcal,,01.2026,ACM,2",
        )
    )
    assert rows(table, "time", "person", "seconds", "billable", "start_time") == [
        ("Mei Cal", 7_200, True, "10:00:00"),
        ("Mei Cal", 7_200, False, "10:00:00"),
        ("mcal", 7_200, True, "10:00:00"),
    ]
    assert any("1 rows bill other hours than were logged: 0.50 hours are written down" in note for note in table.notes)


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        (("5400", "1800"), (5_400, 1_800)),  # full minutes in every row: seconds
        (("5401", "90"), (5_401, 90)),  # no row has so many hours: seconds
        (("2", "7.5"), (7_200, 27_000)),
        (("2h 30m", "45m"), (9_000, 2_700)),
        (("1:30", "0:15"), (5_400, 900)),
    ],
)
def test_time_spent_in_any_unit(tmp_path: Path, printed: tuple[str, ...], seconds: tuple[int, ...]) -> None:
    table = only(
        text_file(
            tmp_path / "w.csv",
            "Worklog ID,Issue key,Issue summary,Author,Started,Time spent,Comment",
            *(f"{n},ACM-{n},x,Mei Cal,05/Jan/26 2:00 PM,{text},y" for n, text in enumerate(printed)),
        )
    )
    assert rows(table, "time", "seconds") == [(one,) for one in seconds]
    assert rows(table, "time", "external_id", "day", "project", "start_time", "notes")[1] == (
        "1",
        "2026-01-05",
        "ACM",
        "14:00:00",
        "y",
    )
    hours = {name: sum for (name, _), (sum, _) in totals(table).items()}
    assert float(hours["Hours"]) == pytest.approx(sum(seconds) / 3600, abs=1e-5)


def test_subtotals_of_a_grouped_report(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            HEAD,
            "ACM-1,x,2026-01-05,1.5,,ACM,Portal,Acme,Mei Cal,1",
            "=== Mei Cal GESAMT ===,,,1.5,,,,,,",
            "ACM-1,x,2026-01-05,2.5,,ACM,Portal,Acme,Bo Sim,2",
            "Total,,,4,,,,,,",
        )
    )
    assert table.rows_read == table.rows_loaded == 2
    assert totals(table) == {("Logged time (h)", ""): ("4.00", 2)}
    assert any("subtotals of a group" in note for note in table.notes)


def test_a_list_of_issues_is_no_worklog() -> None:
    issues = [
        "Issue key",
        "Summary",
        "Issue Type",
        "Status",
        "Assignee",
        "Reporter",
        "Priority",
        "Start Date",
        "Time Spent",
    ]
    more = [
        "Resolution",
        "Created",
        "Updated",
        "Due Date",
        "Votes",
        "Labels",
        "Environment",
        "Watchers",
        "Original Estimate",
    ]
    assert Worklogs().sure(Headings.of(issues + more)) == 0.0
