"""Kantata's time, expenses, projects and project accounting."""

from __future__ import annotations

from pathlib import Path

from importers.psa.kantata.reader import Expenses, Projects, Time
from importers.shared.columns import Headings
from tests.importers.samples import only, problems, rows, text_file, totals


def test_time_in_minutes(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Time Entry ID,Date Performed,User,Role,Client,Project ID,Project,Task,Notes,Time in Minutes,Billable,Approval Status,Bill Rate,Currency",
            "11,2026-01-05,Mei Cal,Lead,Acme,77,Portal,Design,x,90,Yes,Approved,130.1234,USD",
            "12,2026-01-05,Mei Cal,Lead,Acme,77,Portal,Design,x,30,No,Pending,130.1234,USD",
            "13,2026-01-05,Mei Cal,Lead,Acme,77,Portal,Design,x,,No,,130.1234,USD",
        )
    )
    assert (table.system, table.entity) == ("kantata", "time")
    assert table.confidence <= 0.8
    assert rows(
        table, "time", "external_id", "project", "project_name", "seconds", "rate", "billable", "approved", "role"
    ) == [
        ("11", "77", "Portal", 5_400, 1_301_234, True, True, "Lead"),
        ("12", "77", "Portal", 1_800, 1_301_234, False, False, "Lead"),
    ]
    assert problems(table) == [(3, "IMP-204")]
    assert totals(table) == {("Time in Minutes", "USD"): ("120.00", 2)}


def test_time_in_hours(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Date Performed,User,Project,Task,Time in Hours,Billable,Approved,Invoiced",
            "2026-01-05,Mei Cal,Portal,Design,1.5,Yes,Yes,No",
            "2026-01-05,Mei Cal,Portal,Design,1.5,Yes,Yes,No",
        )
    )
    assert rows(table, "time", "external_id", "project", "seconds", "approved", "invoiced") == [
        ("t.csv#1", "Portal", 5_400, True, False),
        ("t.csv#2", "Portal", 5_400, True, False),
    ]
    assert totals(table) == {("Time in Hours", ""): ("3.00", 2)}


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            "Expense ID,Date,User,Project,Category,Notes,Amount,Currency,Billable,Reimbursable",
            "5,2026-01-05,Mei Cal,Portal,Flights,Airline,362.20,USD,Yes,Yes",
        )
    )
    assert (table.system, table.entity) == ("kantata", "expense")
    assert rows(table, "expenses", "external_id", "amount", "billable") == [("5", 36_220, True)]


def test_projects(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            "Workspace ID,Project Name,Client,Project Status,Billing Mode,Project Lead,Start Date,Due Date,Budget,Estimated Hours,Currency",
            "77,Portal,Acme,Active,Time & Materials,Mei Cal,2026-01-01,2026-06-30,12000.00,80,USD",
        )
    )
    assert (table.system, table.entity) == ("kantata", "project")
    assert rows(table, "projects", "external_id", "method", "manager", "budget_amount", "budget_seconds", "end") == [
        ("77", "time_and_materials", "Mei Cal", 1_200_000, 288_000, "2026-06-30")
    ]


def test_figures_of_a_project_and_period_are_not_entries(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "Project ID,Story ID,Role ID,User ID,Type,Period Start Date,Period End Date,Contract Date,Currency,Revenue Method,Amount,Hours",
            "77,,,,Recognition,2026-01-01,2026-01-31,,USD,Percent Complete,1200.50,10",
        )
    )
    assert (table.system, table.entity, table.frames) == ("kantata", "project_accounting", {})
    assert totals(table) == {("Amount", "USD"): ("1200.50", 1), ("Hours", ""): ("10.00", 1)}


def test_everyday_headings_alone_are_not_taken() -> None:
    headings = Headings.of(["Date", "User", "Project", "Hours", "Category", "Amount", "Client", "Budget", "Status"])
    assert [reader.sure(headings) for reader in (Time(), Expenses(), Projects())] == [0.0, 0.0, 0.0]
