"""Odoo's timesheets, projects, tasks and expenses."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.psa.odoo.reader import Expenses, Projects, Tasks, Timesheets
from importers.shared.columns import Headings
from tests.importers.samples import only, problems, rows, text_file, totals, workbook


def quoted(*cells: str) -> str:
    return ",".join(f'"{cell}"' for cell in cells)


@pytest.mark.parametrize("hours", ["Hours Spent", "Time Spent", "Quantity"])
def test_timesheets_by_their_labels(tmp_path: Path, hours: str) -> None:
    kind = ("Billed on Timesheets", "Non Billable Tasks", "Non-Billable")
    table = only(
        text_file(
            tmp_path / "Analytic Line (account.analytic.line).csv",
            quoted("Date", "Employee", "Project", "Task", "Description", hours, "Amount", "Billable Type", "Invoice"),
            quoted(
                "2026-01-05", "Mei Cal", "Portal", "Design", "'-fixed it", "7.5", "-375.0", kind[0], "INV/2026/00001"
            ),
            quoted("2026-01-05", "Mei Cal", "Portal", "Design", "'quoted'", "0.25", "-12.5", kind[1], ""),
            quoted("2026-01-05", "Mei Cal", "Portal", "", "", "0.25", "-12.5", kind[2], ""),
            quoted("2026-01-05", "", "", "", "Office rent", "1.0", "-900.0", "", ""),
            quoted("2026-01-06", "Mei Cal", "Portal", "Design", "", "", "", "", ""),
            end="\r\n",
        )
    )
    assert (table.system, table.entity) == ("odoo", "time")
    assert rows(table, "time", "day", "project", "person", "task", "notes", "seconds", "billable", "invoiced", "invoice_number", "cost_rate", "amount") == [
        ("2026-01-05", "Portal", "Mei Cal", "Design", "-fixed it", 27_000, True, True, "INV/2026/00001", 500_000, None),
        ("2026-01-05", "Portal", "Mei Cal", "Design", "'quoted'", 900, False, False, "", 500_000, None),
        ("2026-01-05", "Portal", "Mei Cal", "", "", 900, False, False, "", 500_000, None),
    ]  # fmt: skip
    assert problems(table) == [(5, "IMP-204")]
    assert totals(table) == {(hours, ""): ("8.00", 3), ("Amount", ""): ("-400.00", 3)}
    assert "1 rows are analytic postings without a project, no time, and are left out." in table.notes


def test_timesheets_by_technical_names(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            quoted("id", "date", "employee_id", "project_id", "project_id/id", "name", "unit_amount", "validated"),
            quoted("__export__.line_1", "2026-01-05", "Mei Cal", "Portal", "x.project_7", "x", "1.5", "True"),
            quoted("__export__.line_2", "2026-01-05", "Mei Cal", "Portal", "x.project_7", "x", "1.5", ""),
        )
    )
    assert rows(
        table, "time", "external_id", "project", "project_name", "seconds", "approved", "billable", "invoiced"
    ) == [
        ("__export__.line_1", "x.project_7", "Portal", 5_400, True, None, None),
        ("__export__.line_2", "x.project_7", "Portal", 5_400, False, None, None),
    ]


def test_days_are_not_turned_into_hours(tmp_path: Path) -> None:
    table = only(
        text_file(tmp_path / "t.csv", "Date,Employee,Project,Description,Days Spent", "2026-01-05,Mei Cal,Portal,x,0.5")
    )
    assert table.rows_loaded == 0
    assert problems(table) == [(1, "IMP-209")]
    assert "does not say how many hours a day has" in table.problems[0].reason


def test_the_groups_of_a_workbook_are_no_entries(tmp_path: Path) -> None:
    import datetime as dt

    day = dt.date(2026, 1, 5)
    table = only(
        workbook(
            tmp_path / "t.xlsx",
            Sheet1=[
                ["Date", "Employee", "Project", "Description", "Hours Spent"],
                ["Portal (2)", "", "", "", 9.0],
                ["    Mei Cal (2)", "", "", "", 9.0],
                [day, "Mei Cal", "Portal", "x (2)", 7.5],
                [day, "Mei Cal", "Portal", "y", 1.5],
            ],
        )
    )
    assert rows(table, "time", "day", "seconds", "notes") == [
        ("2026-01-05", 27_000, "x (2)"),
        ("2026-01-05", 5_400, "y"),
    ]
    assert table.rows_read == table.rows_loaded == 2
    assert any("2 rows are groups of the list" in note for note in table.notes)


def test_projects(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Project (project.project).csv",
            quoted("External ID", "Name", "Customer", "Project Manager", "Start Date", "Expiration Date", "Allocated Hours", "Hours Spent", "Billable", "Stage"),
            quoted("x.project_7", "Portal", "Acme", "Mei Cal", "2026-01-01", "2026-06-30", "80.0", "12.5", "True", "In Progress"),
            quoted("x.project_8", "Internal", "", "Mei Cal", "", "", "0.0", "0.0", "", "Done"),
        )
    )  # fmt: skip
    assert (table.system, table.entity) == ("odoo", "project")
    assert rows(table, "projects", "external_id", "customer_name", "manager", "budget_seconds", "hours", "billable", "active", "end") == [
        ("x.project_7", "Acme", "Mei Cal", 288_000, 45_000, True, True, "2026-06-30"),
        ("x.project_8", "", "Mei Cal", 0, 0, False, False, None),
    ]  # fmt: skip


def test_tasks_are_known_and_their_hours_not_loaded(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Task (project.task).csv",
            quoted("Title", "Project", "Assignees", "Stage", "Allocated Hours", "Hours Spent"),
            quoted("Design", "Portal", "Mei Cal", "New", "10", "7.5"),
        )
    )
    assert (table.system, table.entity, table.frames) == ("odoo", "task", {})
    assert any("sums of timesheet lines" in note for note in table.notes)


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Expense (hr.expense).csv",
            quoted("External ID", "Expense Date", "Employee", "Description", "Category", "Total", "Currency", "Customer to Reinvoice", "Paid By", "Status"),
            quoted("x.e_1", "2026-01-05", "Mei Cal", "Flight, London", "Flights", "362.20", "EUR", "S00021", "Employee", "Approved"),
            quoted("x.e_2", "2026-01-06", "Mei Cal", "Meal", "Meals", "20.00", "EUR", "", "Company", "To Report"),
            quoted("x.e_3", "2026-01-06", "Mei Cal", "Gift", "Other", "99.00", "EUR", "", "Company", "Refused"),
        )
    )  # fmt: skip
    assert (table.system, table.entity) == ("odoo", "expense")
    assert rows(
        table, "expenses", "external_id", "category", "merchant", "amount", "currency", "billable", "approved"
    ) == [
        ("x.e_1", "Flights", "Flight", 36_220, "EUR", True, True),
        ("x.e_2", "Meals", "Meal", 2_000, "EUR", False, False),
    ]
    assert totals(table) == {("Total", "EUR"): ("382.20", 2)}


def test_everyday_headings_alone_are_not_taken() -> None:
    headings = Headings.of(
        ["Date", "Name", "Project", "Task", "Customer", "Hours", "Status", "Total", "Category", "Amount"]
    )
    assert [reader.sure(headings) for reader in (Timesheets(), Projects(), Tasks(), Expenses())] == [0.0] * 4
