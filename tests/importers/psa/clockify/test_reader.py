"""Clockify's reports and lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ports.importing import Answers
from importers.registry import read, read_files
from tests.importers.samples import PACKS, only, problems, rows, text_file, totals

HEAD = '"Project","Client","Description","Task","User","Group","Email","Tags","Type","Billable","Invoiced","Invoice ID","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)","Date of creation"'


def entry(day: str, duration: str, hours: str, kind: str = "Regular", project: str = "P1 Portal") -> str:
    cells = (
        project,
        "Acme",
        "Built it",
        "Design",
        "Mei Calloway",
        "Engineer",
        "mei@firm.example",
        "",
        kind,
        "Yes",
        "Yes",
        "204",
    )
    more = (day, "09:00:00 AM", day, "12:30 PM", duration, hours, "130.00", "1040.00", day)
    return ",".join(f'"{cell}"' for cell in (*cells, *more))


def test_time(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            HEAD,
            entry("10/01/2025", "08:00:00", "8.00"),
            entry("02/31/2026", "08:00:00", "8.00"),
            entry("10/23/2025", "??:??", "n/a"),
            '"P1 Portal","Acme","Built it","Design"',
            entry("10/02/2025", "00:38:20", "0.64"),
            entry("10/02/2025", "00:30:00", "0.50", "Break"),
            end="\r\n",
        )
    )
    assert rows(
        table,
        "time",
        "external_id",
        "day",
        "project",
        "seconds",
        "billable",
        "start_time",
        "end_time",
        "invoice_number",
    ) == [
        ("t.csv#1", "2025-10-01", "P1 Portal", 28_800, True, "09:00:00", "12:30:00", "204"),
        ("t.csv#5", "2025-10-02", "P1 Portal", 2_300, True, "09:00:00", "12:30:00", "204"),
        ("t.csv#6", "2025-10-02", "P1 Portal", 1_800, False, "09:00:00", "12:30:00", "204"),
    ]
    assert problems(table) == [(2, "IMP-203"), (3, "IMP-202"), (4, "IMP-201")]
    assert totals(table) == {("Duration (h)", ""): ("9.138889", 3), ("Duration (decimal)", ""): ("9.14", 3)}
    assert rows(table, "people", "email", "role") == [("mei@firm.example", "Engineer")]
    assert rows(table, "time", "currency")[0] == ("",)


def test_the_account_may_write_the_day_first(tmp_path: Path) -> None:
    table = only(
        text_file(tmp_path / "t.csv", HEAD, entry("03/04/2026", "1:00", "1.00"), entry("22/04/2026", "1:00", "1.00"))
    )
    assert rows(table, "time", "day") == [("2026-04-03",), ("2026-04-22",)]


def test_a_file_whose_rows_all_lack_the_last_empty_cell_is_read(tmp_path: Path) -> None:
    head = '"Project","Description","User","Email","Start Date","Start Time","Duration (h)","Client"'
    table = only(text_file(tmp_path / "t.csv", head, '"A","x","Peter","p@x.example","03/14/2024","10:23 AM","1:00:01"'))
    assert rows(table, "time", "seconds") == [(3_601,)]


def test_projects_and_the_currency_they_lend(tmp_path: Path) -> None:
    projects = text_file(
        tmp_path / "p.csv",
        '"Project","Client","Status","Visibility","Billability","Tracked (h)","Estimated (h)","Estimated (USD)","Project manager","Note"',
        '"P1 Portal","Acme","Active","Public","Yes","360.50","","71500.00","","Billing type: Time & materials, capped; Set up: 11/06/2025; Start: 11/17/2025; Manager: Mei; Currency: CAD"',
        '"Internal","Firm","Archived","Public","No","4.25","100","","Ann","Internal"',
    )
    table = only(projects)
    assert rows(
        table, "projects", "method", "set_up", "start", "manager", "currency", "budget_amount", "active", "billable"
    ) == [
        ("capped", "2025-11-06", "2025-11-17", "Mei", "CAD", 7_150_000, True, True),
        ("", None, None, "Ann", "", None, False, False),
    ]
    time = text_file(tmp_path / "t.csv", HEAD, entry("10/21/2025", "08:00:00", "8.00"))
    completed = {one.file: one for one in read_files([time, projects])}
    assert rows(completed["t.csv"].tables[0], "time", "currency") == [("CAD",)]


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            '"Date","User","Email","Project","Client","Category","Note","Amount","Currency","Billable","Invoiced","Invoice ID"',
            '"10/29/2025","Mei","m@x.example","P1","Acme","Airfare","Airline, airfare","21.70","USD","Yes","No",""',
            '"10/30/2025","Mei","m@x.example","P1","Acme","Meals","x","TBD","USD","Yes","Yes","7"',
        )
    )
    assert rows(table, "expenses", "merchant", "amount", "invoiced", "invoice_number") == [
        ("Airline", 2_170, False, "")
    ]
    assert problems(table) == [(2, "IMP-202")]


PLAIN = '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"'


def work(start: str, begin: str, end: str, stop: str, duration: str, hours: str) -> str:
    cells = (
        "Portal",
        "Acme",
        "x",
        "",
        "Mei",
        "",
        "m@x.example",
        "",
        "Yes",
        start,
        begin,
        end,
        stop,
        duration,
        hours,
        "130.1234",
        "",
    )
    return ",".join(f'"{cell}"' for cell in cells)


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("10/03/2025", "10/23/2025"), ("2025-10-03", "2025-10-23")),
        (("03/10/2025", "23/10/2025"), ("2025-10-03", "2025-10-23")),
        (("03.10.2025", "04.10.2025"), ("2025-10-03", "2025-10-04")),
    ],
)
def test_three_ways_of_writing_days(tmp_path: Path, days: tuple[str, str], read: tuple[str, str]) -> None:
    lines = [work(day, "09:00:00 AM", day, "10:00:00 AM", "01:00:00", "1.00") for day in days]
    table = only(text_file(tmp_path / "t.csv", PLAIN, *lines))
    assert [row[0] for row in rows(table, "time", "day")] == list(read)


def test_a_day_that_can_be_two_days_is_asked_for(tmp_path: Path) -> None:
    """The same file reads as April in one account and as March in another."""
    table = only(
        text_file(tmp_path / "t.csv", PLAIN, work("03/04/2024", "10:00", "03/04/2024", "11:00", "1:00", "1.00"))
    )
    assert problems(table) == [(1, "IMP-206")]
    assert "whether the day or the month comes first" in table.problems[0].reason


@pytest.mark.parametrize(("order", "day"), [("dmy", "2024-04-03"), ("mdy", "2024-03-04")])
def test_one_answer_speaks_for_all_days_of_the_file(tmp_path: Path, order: str, day: str) -> None:
    path = text_file(tmp_path / "t.csv", PLAIN, work("03/04/2024", "10:00 PM", "04/04/2024", "11:00 PM", "", ""))
    table = read(path, Answers(choices={"Start Date": order})).tables[0]
    assert rows(table, "time", "day") == ([(day,)] if order == "dmy" else [])
    assert problems(table) == ([] if order == "dmy" else [(1, "IMP-209")])  # 4 March to 4 April


def test_hours_minutes_and_seconds_are_the_truth(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            PLAIN,
            work("10/23/2025", "10:23 AM", "10/23/2025", "11:23:01 AM", "01:00:01", "0.00"),
            work("10/23/2025", "10:23 AM", "10/23/2025", "11:23:01 AM", "", "1.50"),
            work("10/23/2025", "10:23 AM", "10/23/2025", "10:36 AM", "0:13", "0.22"),
        )
    )
    assert rows(table, "time", "seconds", "rate") == [(3_601, 1_301_234), (5_400, 1_301_234), (780, 1_301_234)]


def test_running_entries_and_entries_over_days(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            PLAIN,
            work("10/23/2025", "10:00 PM", "10/24/2025", "02:00 AM", "04:00:00", "4.00"),
            work("10/23/2025", "10:00 PM", "", "", "00:00:00", "0.00"),
            work("10/23/2025", "10:00 PM", "10/26/2025", "10:00 PM", "72:00:00", "72.00"),
        )
    )
    assert rows(table, "time", "day", "seconds") == [("2025-10-23", 14_400)]
    assert problems(table) == [(2, "IMP-204"), (3, "IMP-209")]
    assert table.problems[1].reason.startswith("The entry runs over 4 days")


def test_a_form_without_durations_and_with_short_rows(tmp_path: Path) -> None:
    head = '"Project","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Client"'
    table = only(
        text_file(
            tmp_path / "t.csv",
            head,
            '"A","x","","Mei","","m@x.example","","Yes","10/23/2025","10:23 AM","10/23/2025","11:23:01 AM"',
            '"A","x","","Mei","","m@x.example","","Yes","10/23/2025","11:00 PM","10/24/2025","01:00 AM"',
        )
    )
    assert table.layout == "clockify.time_report"
    assert rows(table, "time", "seconds") == [(3_601,), (7_200,)]


@pytest.mark.parametrize(
    "head",
    [
        '"Date","Project","Client","Description","Time (h)","Time (decimal)"',
        '"User","Time (h)","Time (decimal)","Amount (USD)"',
    ],
)
def test_a_summary_is_known_and_not_loaded(tmp_path: Path, head: str) -> None:
    shown = {"Time (h)": "00:38:20", "Time (decimal)": "0.6389", "Date": "2024-01-03", "Amount (USD)": "10.00"}
    row = ",".join(f'"{shown.get(name, "x")}"' for name in head.replace('"', "").split(","))
    table = only(text_file(tmp_path / "s.csv", head, row))
    assert (table.system, table.entity, table.frames) == ("clockify", "time_summary", {})
    assert totals(table)["Time (decimal)", ""] == ("0.6389", 1)
    assert any(
        "are not loaded as time. Export the detailed report of Clockify instead." in note for note in table.notes
    )


SAMPLES = PACKS.parent / "formats" / "samples" / "clockify"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of real exports are not here")
def test_real_exports() -> None:
    found = {}
    for path in sorted(SAMPLES.glob("*.csv")):
        table = only(path)
        assert table.system == "clockify"
        assert table.rows_read == table.rows_loaded + len(table.problems)
        found[path.stem.removeprefix("solidtime_clockify_")] = (
            table.entity,
            table.rows_read,
            {code for _, code in problems(table)},
        )
    assert found == {
        "damirarh_Clockify_summary": ("time_summary", 99, set()),
        **{f"projects_import_test_{n}": ("project", rows_, set()) for n, rows_ in ((1, 2), (2, 2), (3, 1), (4, 1))},
        # Of 3 April or 4 March: nothing in these files tells, so that they are asked for. The month 13 or 15 of the third is none.
        **{
            f"time_entries_import_test_{n}": ("time", rows_, {"IMP-206"})
            for n, rows_ in ((1, 2), (4, 2), (5, 2), (6, 2), (7, 1))
        },
        "time_entries_import_test_2": ("time", 1, set()),
        "time_entries_import_test_3": ("time", 1, {"IMP-203"}),
    }
