"""Clockify's reports and lists."""

from __future__ import annotations

from pathlib import Path

from importers.registry import read_files
from tests.importers.samples import only, problems, rows, text_file, totals

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
