"""What lists of time, expenses and projects have in common."""

from __future__ import annotations

from typing import ClassVar

import pandas as pd
import pytest

from core.ports.importing import TableRead
from importers.psa.entries import (
    ExpenseTable,
    ProjectTable,
    SummaryReport,
    TimeTable,
    bare,
    clock_in,
    codes_of,
    filled,
    first_of,
)
from importers.shared.cells import Source
from importers.shared.columns import clock, day, flag, hours, money, number, text
from importers.shared.sheets import Sheet
from tests.importers.samples import problems, rows, totals


class Time(TimeTable):
    layout = "own.time"
    system = "own"
    columns: ClassVar = {
        "id": text("Id"),
        "day": day("Day", need=True),
        "end_day": day("End day"),
        "start_time": clock("From"),
        "end_time": clock("To"),
        "duration": hours("H:M:S", total=True),
        "hours": hours("Hours", total=True),
        "first": text("First"),
        "last": text("Last"),
        "email": text("Mail"),
        "code": text("Code"),
        "project_name": text("Project"),
        "billable": flag("Billable"),
        "rate": number("Rate"),
        "amount": money("Amount"),
        "currency": text("Currency"),
    }
    must: ClassVar = ("day",)


class Spent(ExpenseTable):
    layout = "own.expenses"
    system = "own"
    columns: ClassVar = {
        "id": text("Id"),
        "day": day("Day", need=True),
        "person_name": text("Who"),
        "project_name": text("Project"),
        "notes": text("Notes"),
        "amount": money("Amount", need=True, total=True),
        "currency": text("Currency"),
    }
    must: ClassVar = ("day", "amount")


class Work(ProjectTable):
    layout = "own.projects"
    system = "own"
    columns: ClassVar = {
        "name": text("Project", need=True),
        "code": text("Code"),
        "status": text("Status"),
        "method_text": text("Billing"),
        "budget": money("Budget (EUR)"),
        "budget_hours": hours("Budget hours"),
    }
    must: ClassVar = ("name",)


class Sums(SummaryReport):
    layout = "own.summary"
    system = "own"
    columns: ClassVar = {"project": text("Project"), "hours": hours("Hours", total=True)}
    must: ClassVar = ("project",)
    anchor = "project"
    advice = "Export the details."


def made(reader: TimeTable | ExpenseTable | ProjectTable | SummaryReport, head: str, *lines: str) -> TableRead:
    cells: list[list[object]] = [[*line.split(",")] for line in (head, *lines)]
    return reader.read(Sheet("", cells, ragged=True, delimiter=","), 0, Source("f.csv", ""))


HEAD = "Id,Day,End day,From,To,H:M:S,Hours,First,Last,Mail,Code,Project,Billable,Rate,Amount,Currency"


def test_a_row_with_everything_and_a_row_with_little() -> None:
    table = made(
        Time(),
        HEAD,
        "7,2026-01-05,2026-01-05,9:00,10:30,1:30:00,1.49,Mei,Cal,m@x.example,P-1,Portal,Yes,130.1234,195.19,Euro - EUR",
        ",2026-01-05,,,,,2,,,m@x.example,,Portal,,,,",
    )
    assert rows(
        table, "time", "external_id", "project", "person", "seconds", "billable", "rate", "amount", "currency"
    ) == [
        ("7", "P-1", "Mei Cal", 5_400, True, 1_301_234, 19_519, "EUR"),
        ("f.csv#2", "Portal", "m@x.example", 7_200, None, None, None, ""),
    ]
    assert totals(table) == {
        ("H:M:S", ""): ("1.50", 2),
        ("Hours", ""): ("3.49", 2),
        ("Amount", ""): ("0.00", 1),
        ("Amount", "EUR"): ("195.19", 1),
    }


@pytest.mark.parametrize(
    ("line", "seconds", "code"),
    [
        ("2026-01-05,2026-01-05,9:00,10:30,,", 5_400, ""),
        ("2026-01-05,,23:00,1:00,,", 7_200, ""),  # past midnight
        ("2026-01-05,2026-01-06,9:00,10:00,,", 90_000, ""),
        ("2026-01-05,2026-01-05,10:00,10:00,0:00:00,0", 0, ""),  # nothing worked, but ended
        ("2026-01-05,,9:00,,,", None, "IMP-204"),
        ("2026-01-05,,9:00,,0:00:00,0.00", None, "IMP-204"),
        ("2026-01-05,,9:00,,1:00:00,", 3_600, ""),  # no end, but hours
        ("2026-01-05,2026-01-07,9:00,9:00,48:00:00,", None, "IMP-209"),
        ("2026-01-05,2026-01-04,9:00,9:00,1:00:00,", None, "IMP-209"),
        ("2026-01-05,,,,30:00:00,", 108_000, ""),  # lumped hours of one day
    ],
)
def test_hours_of_one_day(line: str, seconds: int | None, code: str) -> None:
    table = made(Time(), "Day,End day,From,To,H:M:S,Hours", line)
    assert rows(table, "time", "seconds") == ([] if code else [(seconds,)])
    assert [found for _, found in problems(table)] == ([code] if code else [])
    assert table.rows_read == 1


def test_the_row_set_apart_says_what_it_was() -> None:
    (problem,) = made(Time(), "Day,From,To", "2026-01-05,9:00,").problems
    assert (problem.row, problem.column, problem.value) == (1, "To", "")
    assert problem.cells == (("Day", "2026-01-05"), ("From", "9:00"), ("To", ""))
    assert problem.reason.endswith("Stop it and export again, or enter its hours.")


def test_expenses() -> None:
    table = made(Spent(), "Id,Day,Who,Project,Notes,Amount,Currency", "5,2026-01-05,Mei,Portal,Airline; x,362.20,usd")
    assert rows(table, "expenses", "external_id", "project", "person", "amount", "currency") == [
        ("5", "Portal", "Mei", 36_220, "USD")
    ]
    assert totals(table) == {("Amount", "USD"): ("362.20", 1)}


def test_projects_of_one_name_stay_two() -> None:
    table = made(
        Work(),
        "Project,Code,Status,Billing,Budget (EUR),Budget hours",
        "Portal,P-1,Active,Hourly,12000.00,80:00",
        "Portal,,Archived,,,",
        "Portal,,,,1.00,",
    )
    assert rows(
        table, "projects", "external_id", "active", "method", "budget_amount", "budget_seconds", "currency"
    ) == [
        ("P-1", True, "time_and_materials", 1_200_000, 288_000, "EUR"),
        ("Portal", False, "", None, None, "EUR"),
        ("Portal (2)", None, "", 100, None, "EUR"),
    ]


def test_sums_are_counted_and_not_loaded() -> None:
    table = made(Sums(), "Project,Hours", "Portal,7.5", "Other,2")
    assert (table.entity, table.frames, table.rows_read, table.rows_loaded) == ("time_summary", {}, 2, 2)
    assert totals(table) == {("Hours", ""): ("9.50", 2)}
    assert table.notes == (
        "This is a summary: its 2 rows are sums of time entries and are not loaded as time. Export the details.",
    )


def test_texts() -> None:
    left = pd.Series(["", "a", " "], dtype="object")
    assert first_of(left, pd.Series(["b", "c", ""], dtype="object")).tolist() == ["b", "a", ""]
    assert filled(left).tolist() == [False, True, False]
    assert codes_of(pd.Series(["Swedish Krona - SEK", "eur", ""], dtype="object")).tolist() == ["SEK", "EUR", ""]
    assert bare(pd.Series(["12600.0", "1,5", "1:30", "2h"], dtype="object")).tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("stamp", "read"),
    [
        ("2026-01-05 9:00", "09:00:00"),
        ("2026-01-05T14:05:06.000+0000", "14:05:06"),
        ("05/Jan/26 2:00 PM", "14:00:00"),
        ("05/Jan/26 12:30 AM", "00:30:00"),
        ("2026-01-05", ""),
        ("2026-01-05 99:99", ""),
    ],
)
def test_the_time_of_day_in_a_stamp(stamp: str, read: str) -> None:
    assert clock_in(pd.Series([stamp], dtype="object")).tolist() == [read]
