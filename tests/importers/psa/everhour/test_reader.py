"""Everhour's reports."""

from __future__ import annotations

from pathlib import Path

from importers.psa.everhour.reader import Expenses, Time
from importers.shared.columns import Headings
from tests.importers.samples import only, problems, rows, text_file, totals


def test_time(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Date,Member,Client,Project,Task,Comment,Time,Billable Time,Invoiced Time,Billable Amount (USD),Rate",
            "2026-01-05,Mei Cal,Acme,Portal,Design,x,1:30,1:30,0:00,195.19,130.1234",
            "2026-01-05,Mei Cal,Acme,Portal,Design,x,1:30,0:00,0:00,0,130.1234",
            "2026-01-06,Mei Cal,Acme,Portal,Design,x,1h 15m,1h 15m,1h 15m,162.65,130.1234",
            "2026-01-06,Mei Cal,Acme,Portal,Design,x,,,,,",
        )
    )
    assert (table.system, table.entity) == ("everhour", "time")
    assert table.confidence <= 0.8
    assert rows(table, "time", "external_id", "seconds", "billable", "invoiced", "rate", "amount", "currency") == [
        ("t.csv#1", 5_400, True, False, 1_301_234, 19_519, "USD"),
        ("t.csv#2", 5_400, False, False, 1_301_234, 0, "USD"),
        ("t.csv#3", 4_500, True, True, 1_301_234, 16_265, "USD"),
    ]
    assert problems(table) == [(4, "IMP-204")]
    assert totals(table) == {("Time", ""): ("4.25", 3), ("Billable Amount", "USD"): ("357.84", 3)}


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            "Date,Member,Client,Project,Category,Details,Amount (USD),Billable",
            "2026-01-05,Mei Cal,Acme,Portal,Flights,Airline,362.20,Yes",
        )
    )
    assert (table.system, table.entity) == ("everhour", "expense")
    assert rows(table, "expenses", "amount", "currency", "billable") == [(36_220, "USD", True)]


def test_projects(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            "Project,Client,Status,Billing Type,Budget Type,Budget (USD),Time Budget,Total Time",
            "Portal,Acme,Active,Hourly,Money,12000.00,80:00,12:30",
        )
    )
    assert (table.system, table.entity) == ("everhour", "project")
    assert rows(table, "projects", "external_id", "method", "budget_amount", "budget_seconds", "hours", "currency") == [
        ("Portal", "time_and_materials", 1_200_000, 288_000, 45_000, "USD")
    ]


def test_everyday_headings_alone_are_not_taken() -> None:
    headings = Headings.of(["Date", "User", "Project", "Task", "Time", "Category", "Amount"])
    assert [reader.sure(headings) for reader in (Time(), Expenses())] == [0.0, 0.0]
