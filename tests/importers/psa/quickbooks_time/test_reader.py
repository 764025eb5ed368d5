"""QuickBooks Time's timesheets, both generations."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

CLASSIC = "username,payroll_id,fname,lname,number,group,local_date,local_day,local_start_time,local_end_time,tz,hours,jobcode,location,notes,approved_status"
CURRENT = "username,payroll_id,fname,lname,number,group,local_date,local_day,local_start_time,local_end_time,tz,hours,jobcode_1,jobcode_2,jobcode_3,class,service item,billable,location,notes,approved_status,has_flags,flag_types"


def test_the_classic_form(tmp_path: Path) -> None:
    who = "mcal,12,Mei,Cal,1,Design"
    table = only(
        text_file(
            tmp_path / "t.csv",
            CLASSIC,
            f"{who},2026-01-05,Mon,9:00 AM,5:00 PM,-8,8.00,Portal,,x,approved",
            f"{who},2026-01-05,Mon,9:00 AM,5:00 PM,-8,8.00,Portal,,x,approved",
            f"{who},2026-01-05,Mon,12:00 PM,12:30 PM,-8,0.5,Lunch Break,,,",
            f"{who},2026-01-06,Tue,9:00 AM,,-8,0,Portal,,,",
            f"{who},2026-01-07,Wed,9:00 AM,10:00 AM,-8,one,Portal,,,unapproved",
            f"{who},2026-01-08,Thu,9:00 AM,10:00 AM,-8,1.0,Holiday Paid,,,submitted",
        )
    )
    assert (table.system, table.entity) == ("quickbooks_time", "time")
    assert rows(table, "time", "external_id", "person", "project", "customer_name", "role", "seconds", "billable", "approved", "start_time") == [
        ("t.csv#1", "Mei Cal", "Portal", "", "Design", 28_800, None, True, "09:00:00"),
        ("t.csv#2", "Mei Cal", "Portal", "", "Design", 28_800, None, True, "09:00:00"),
        ("t.csv#3", "Mei Cal", "Lunch Break", "", "Design", 1_800, False, None, "12:00:00"),
        ("t.csv#6", "Mei Cal", "Holiday Paid", "", "Design", 3_600, False, False, "09:00:00"),
    ]  # fmt: skip
    assert problems(table) == [(4, "IMP-204"), (5, "IMP-202")]
    assert totals(table) == {("hours", ""): ("17.50", 4)}


def test_levels_of_jobcodes(tmp_path: Path) -> None:
    who = "mcal,,Mei,Cal,1,,2026-01-05,Mon,,,-8"
    table = only(
        text_file(
            tmp_path / "t.csv",
            CURRENT,
            f"{who},7.5,Acme,Portal,Design,,Consulting,Yes,,x,,FALSE,",
            f"{who},1.25,Acme,,,,Consulting,No,,x,,FALSE,",
        )
    )
    assert rows(table, "time", "customer_name", "project", "project_name", "task", "billable", "seconds") == [
        ("Acme", "Portal", "Portal", "Design", True, 27_000),
        ("", "Acme", "Acme", "Consulting", False, 4_500),
    ]
