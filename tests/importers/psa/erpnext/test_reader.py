"""ERPNext's timesheets and expense claims with their rows, and its projects."""

from __future__ import annotations

from pathlib import Path

from importers.psa.erpnext.reader import Projects
from importers.shared.columns import Headings
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = "ID,Employee,Employee Name,Customer,Currency,Status,Total Hours,ID (Time Sheets),Activity Type (Time Sheets),From Time (Time Sheets),To Time (Time Sheets),Hrs (Time Sheets),Project (Time Sheets),Project Name (Time Sheets),Is Billable (Time Sheets),Billing Hours (Time Sheets),Billing Rate (Time Sheets),Billing Amount (Time Sheets),Costing Rate (Time Sheets),Sales Invoice (Time Sheets)"
PARENT = "TS-2026-00012,HR-EMP-00001,Mei Cal,Acme,USD"


def child(number: str, day: str, hours: str, billed: str, *, invoice: str = "", billable: str = "1") -> str:
    return f"{number},Design,{day} 09:00:00,{day} 12:00:00,{hours},PROJ-0001,Portal,{billable},{billed},130.1234,260.25,45.5,{invoice}"


def test_timesheets(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Timesheet.csv",
            HEAD,
            f"{PARENT},Submitted,5.5,{child('a1', '2026-01-05', '3', '2', invoice='SINV-1')}",
            f",,,,,,,{child('a2', '2026-01-06', '2.5', '2.5')}",
            f"TS-2026-00013,HR-EMP-00002,Bo Sim,Acme,USD,Draft,4,{child('', '2026-01-05', '3', '0', billable='0')}",
            f",,,,,,,{child('', '2026-01-05', '1', '0', billable='0')}",
            f",,,,,,,{child('', '', 'x', '0')}".replace(" 09:00:00", ""),
            f"TS-2026-00014,HR-EMP-00002,Bo Sim,Acme,USD,Cancelled,8,{child('c1', '2026-01-07', '8', '8')}",
        )
    )
    assert (table.system, table.entity) == ("erpnext", "time")
    assert rows(table, "time", "external_id", "day", "customer_name", "project", "project_name", "person", "seconds", "billable", "invoiced", "approved") == [
        ("a1", "2026-01-05", "Acme", "PROJ-0001", "Portal", "Mei Cal", 10_800, True, True, True),
        ("a2", "2026-01-06", "Acme", "PROJ-0001", "Portal", "Mei Cal", 9_000, True, False, True),
        ("TS-2026-00013#1", "2026-01-05", "Acme", "PROJ-0001", "Portal", "Bo Sim", 10_800, False, False, False),
        ("TS-2026-00013#2", "2026-01-05", "Acme", "PROJ-0001", "Portal", "Bo Sim", 3_600, False, False, False),
    ]  # fmt: skip
    assert rows(table, "time", "rate", "amount", "cost_rate", "currency", "task", "start_time", "end_time", "invoice_number")[0] == (
        1_301_234, 26_025, 455_000, "USD", "Design", "09:00:00", "12:00:00", "SINV-1",
    )  # fmt: skip
    assert [row for row, _ in problems(table)] == [5]
    assert totals(table)["Hrs (Time Sheets)", ""] == ("9.50", 4)
    assert any("1 rows bill other hours than were worked: 1.00 hours are written down" in note for note in table.notes)
    assert "1 rows are cancelled timesheets and are left out." in table.notes


def test_the_hours_of_a_document_are_held_against_its_rows(tmp_path: Path) -> None:
    lines = [
        f"{PARENT},Submitted,{{}},{child('a1', '2026-01-05', '3', '3')}",
        f",,,,,,,{child('a2', '2026-01-06', '2.5', '2.5')}",
    ]
    right = only(text_file(tmp_path / "a.csv", HEAD, lines[0].format("5.5"), lines[1]))
    wrong = only(text_file(tmp_path / "b.csv", HEAD, lines[0].format("6.5"), lines[1]))
    assert "1 printed totals agree with the rows above them." in right.notes
    assert any("Total Hours of TS-2026-00012 in row 1 does not agree: 6.50 is printed" in note for note in wrong.notes)


def test_expense_claims(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Expense Claim.csv",
            "ID,From Employee,Employee Name,Approval Status,Currency,Total Claimed Amount,ID (Expenses),Expense Date (Expenses),Expense Claim Type (Expenses),Description (Expenses),Amount (Expenses),Sanctioned Amount (Expenses),Project (Expenses)",
            "HR-EXP-1,HR-EMP-1,Mei Cal,Approved,USD,382.20,e1,2026-01-05,Travel,Airline,362.20,300.00,PROJ-0001",
            ",,,,,,e2,2026-01-06,Meals,Lunch,20.00,20.00,PROJ-0001",
            "HR-EXP-2,HR-EMP-1,Mei Cal,Rejected,USD,9.00,e3,2026-01-06,Meals,Lunch,9.00,0.00,PROJ-0001",
        )
    )
    assert (table.system, table.entity) == ("erpnext", "expense")
    assert rows(
        table, "expenses", "external_id", "project", "person", "category", "amount", "currency", "approved"
    ) == [
        ("e1", "PROJ-0001", "Mei Cal", "Travel", 30_000, "USD", True),
        ("e2", "PROJ-0001", "Mei Cal", "Meals", 2_000, "USD", True),
    ]
    assert totals(table) == {("Amount (Expenses)", "USD"): ("382.20", 2)}


def test_projects(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Project.csv",
            "ID,Project Name,Status,Is Active,Customer,Expected Start Date,Expected End Date,Total Sales Amount (via Sales Order),% Completed",
            "PROJ-0001,Portal,Open,Yes,Acme,2026-01-01,2026-06-30,12000.00,10",
            "PROJ-0002,Old,Completed,No,Acme,,,0,100",
        )
    )
    assert (table.system, table.entity) == ("erpnext", "project")
    assert table.confidence <= 0.8
    assert rows(table, "projects", "external_id", "name", "customer_name", "budget_amount", "active", "end") == [
        ("PROJ-0001", "Portal", "Acme", 1_200_000, True, "2026-06-30"),
        ("PROJ-0002", "Old", "Acme", None, False, None),
    ]


def test_everyday_headings_alone_are_not_taken() -> None:
    assert Projects().sure(Headings.of(["ID", "Project Name", "Status", "Customer", "Sales Order"])) == 0.0
