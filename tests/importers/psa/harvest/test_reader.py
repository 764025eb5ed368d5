"""Harvest's reports and lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL"


def entry(day: str, hours: str, rate: str = "150.00", currency: str = "British Pound - GBP") -> str:
    return f'{day},Acme,Review,P1,Analysis,"Cost model, draft","{hours}",Yes,No,Yes,Zoë,Marsh,Partner,Yes,"{rate}",,60.00,,{currency},'


def test_time(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "t.csv",
        HEAD,
        entry("2026-01-05", "7.5"),
        entry("2026-02-30", "1"),
        "2026-01-06,Acme,Review,P1,Analysis",
        entry("2026-01-06", "7.5h?"),
        entry("", ""),
        entry("2026-01-07", "1:30", currency="Euro - EUR").replace(",P1,", ",,"),
    )
    table = only(path)
    assert rows(
        table, "time", "external_id", "day", "project", "person_name", "seconds", "rate", "cost_rate", "currency"
    ) == [
        ("t.csv#1", "2026-01-05", "P1", "Zoë Marsh", 27_000, 1_500_000, 600_000, "GBP"),
        ("t.csv#6", "2026-01-07", "Review", "Zoë Marsh", 5_400, 1_500_000, 600_000, "EUR"),
    ]
    assert problems(table) == [(2, "IMP-203"), (3, "IMP-201"), (4, "IMP-202"), (5, "IMP-204")]
    assert totals(table) == {("Hours", ""): ("9.00", 2)}
    assert table.rows_read == table.rows_loaded + len(table.problems)
    assert rows(table, "people", "external_id", "role", "derived") == [("Zoë Marsh", "Partner", True)]
    assert table.problems[1].reason == "The row is cut off after Task: 15 of 20 cells are missing."
    assert dict(table.problems[2].cells)["Hours"] == "7.5h?"


def test_an_account_that_writes_decimal_commas(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "t.csv", HEAD, entry("2026-01-05", "20,0", "1.100,0"), entry("2026-01-06", "0,01", "100,0")
    )
    assert rows(only(path), "time", "seconds", "rate") == [(72_000, 11_000_000), (36, 1_000_000)]


def test_hours_that_can_be_two_figures_are_not_guessed(tmp_path: Path) -> None:
    path = text_file(tmp_path / "t.csv", HEAD, entry("2026-01-05", "1,125", "150").replace("60.00", "60"))
    table = only(path)
    assert problems(table) == [(1, "IMP-207")]


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            "Date,Client,Project,Project Code,Category,Notes,Cost,Currency,Billable?,Invoiced?,Approved?,First Name,Last Name",
            '2025-10-01,Acme,Review,P1,Flights,"Airline, flights, London",362.20,British Pound - GBP,Yes,Yes,Yes,Emily,O\'Connor',
            "2025-10-01,Acme,Review,P1,Hotel,x,see receipt,British Pound - GBP,Yes,Yes,Yes,Emily,O'Connor",
        )
    )
    assert rows(table, "expenses", "merchant", "amount", "person_name", "invoiced") == [
        ("Airline", 36_220, "Emily O'Connor", True)
    ]
    assert totals(table) == {("Cost", "GBP"): ("362.20", 1)}


def test_projects_and_what_their_notes_say(tmp_path: Path) -> None:
    head = "Client,Project,Project Code,Start Date,End Date,Project Notes,Total Hours,Billable Hours,Billable Amount,Budget By,Budget"
    table = only(
        text_file(
            tmp_path / "p.csv",
            head,
            'Acme,Review,P1,2025-10-01,,"Billing type: Fixed fee, milestones; Set up: 2025-09-15; Manager: Ruth",975,969.5,0,Total Project Fees,106600.00',
            "Acme,Run,,2025-10-01,,Billing type: T&M,10,10,0,Total Project Hours,80",
            'Own firm,Training,,,,"Internal, not billable",10,0,0,No Budget,',
            "Beta,Run,,2025-10-01,,Billing type: T&M,10,10,0,No Budget,",
        )
    )
    assert rows(
        table, "projects", "external_id", "method", "set_up", "manager", "billable", "budget_amount", "budget_seconds"
    ) == [
        ("P1", "milestones", "2025-09-15", "Ruth", True, 10_660_000, None),
        ("Run", "time_and_materials", None, "", True, None, 288_000),
        ("Training", "", None, "", False, None, None),
        ("Run (2)", "time_and_materials", None, "", True, None, None),
    ]
    assert any("Run: several rows share" in note for note in table.notes)


@pytest.mark.parametrize("quote", ['"1 Road\nLeeds\nLS1 4AP\nUnited Kingdom"'])
def test_clients(tmp_path: Path, quote: str) -> None:
    table = only(text_file(tmp_path / "c.csv", "Client Name,Address", f"Acme Ltd ,{quote}", "Beta,"))
    assert rows(table, "customers", "external_id", "street", "city", "postcode", "country") == [
        ("Acme Ltd ", "1 Road", "Leeds", "LS1 4AP", "United Kingdom"),
        ("Beta", "", "", "", ""),
    ]
