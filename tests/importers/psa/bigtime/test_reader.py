"""BigTime's time, expenses and projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.samples import only, problems, rows, text_file, totals


def test_the_old_export(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Job,Staff Member,Category,Date,Input,N/C,Notes",
            "Portal,Mei Cal,Design,01/15/2026,7.50,0.00,x",
            "Portal,Mei Cal,Design,01/15/2026,7.50,0.00,x",
            "Portal,Mei Cal,Travel,01/16/2026,2.00,2.00,",
            "Portal,Mei Cal,Design,01/17/2026,4.00,1.00,",
            "Portal,Mei Cal,Design,01/18/2026,,,",
        )
    )
    assert (table.system, table.entity) == ("bigtime", "time")
    assert rows(table, "time", "external_id", "day", "project", "person", "task", "seconds", "billable") == [
        ("t.csv#1", "2026-01-15", "Portal", "Mei Cal", "Design", 27_000, True),
        ("t.csv#2", "2026-01-15", "Portal", "Mei Cal", "Design", 27_000, True),
        ("t.csv#3", "2026-01-16", "Portal", "Mei Cal", "Travel", 7_200, False),
    ]
    assert problems(table) == [(4, "IMP-209"), (5, "IMP-204")]
    assert table.problems[0].reason == "Only a part of the hours is charged. Split the row into two."
    assert totals(table) == {("Input", ""): ("17.00", 3)}


def test_a_report_of_time(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Date,Staff Name,Client,Project,Project Code,Labor Code,Input Hours,Billable Hours,Bill Rate,Billable Amount,Currency,Approved,Invoiced,Invoice #",
            "2026-01-15,Mei Cal,Acme,Portal,P-7,Design,2,2,130.1234,260.25,USD,Yes,Yes,INV-9",
            "2026-01-15,Mei Cal,Acme,Portal,P-7,Design,2,0,130.1234,0,USD,No,No,",
        )
    )
    assert table.layout == "bigtime.time_report"
    assert table.confidence <= 0.8
    assert rows(
        table, "time", "project", "seconds", "rate", "amount", "billable", "approved", "invoiced", "invoice_number"
    ) == [
        ("P-7", 7_200, 1_301_234, 26_025, True, True, True, "INV-9"),
        ("P-7", 7_200, 1_301_234, 0, False, False, False, ""),
    ]
    assert totals(table)["Billable Amount", "USD"] == ("260.25", 2)


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            "Date,Staff Name,Client,Project,Expense Code,Input Amount,Currency,No Charge,Notes",
            '2026-01-15,Mei Cal,Acme,Portal,Flights,362.20,USD,No,"Airline, London"',
            "2026-01-15,Mei Cal,Acme,Portal,Meals,see receipt,USD,Yes,",
        )
    )
    assert (table.system, table.entity) == ("bigtime", "expense")
    assert rows(table, "expenses", "project", "category", "merchant", "amount", "currency", "billable") == [
        ("Portal", "Flights", "Airline", 36_220, "USD", True)
    ]
    assert problems(table) == [(2, "IMP-202")]
    assert totals(table) == {("Input Amount", "USD"): ("362.20", 1)}


@pytest.mark.parametrize(
    ("kind", "method"), [("Hourly", "time_and_materials"), ("Retainer", "retainer"), ("Other", "")]
)
def test_projects(tmp_path: Path, kind: str, method: str) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            "Project Name,Project Code,Client Name,Project Status,Billing Type,Start Date,Budget Fees,Budget Hours",
            f"Portal,P-7,Acme,Active,{kind},2026-01-01,12000,80",
        )
    )
    assert (table.system, table.entity) == ("bigtime", "project")
    assert rows(
        table, "projects", "external_id", "customer_name", "method", "budget_amount", "budget_seconds", "active"
    ) == [("P-7", "Acme", method, 1_200_000, 288_000, True)]
