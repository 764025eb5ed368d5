"""Harvest's reports and lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.samples import PACKS, only, problems, rows, text_file, totals

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


GENERATIONS = {
    "2014": "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,Department,Employee?,Hourly Rate,Billable Amount,Currency",
    "2024": HEAD,
    "rounding": HEAD.replace(",Hours,", ",Hours,Hours Rounded,"),
    "2026": "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,First Name,Last Name,Employee Id,Roles,Teams,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL",
    "no money": "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?",
}
CELLS = {
    "Date": "2026-01-05", "Client": "Acme", "Project": "Review", "Task": "Analysis", "Hours": "1.10", "Hours Rounded": "1.25",
    "Billable?": "Yes", "Invoiced?": "No", "Approved?": "Yes", "First Name": "Zoë", "Last Name": "Marsh", "Employee Id": "77",
    "Roles": "Partner", "Department": "Partner", "Teams": "Audit", "Employee?": "No", "Hourly Rate": "150.1234",
    "Billable Rate": "150.1234", "Billable Amount": "187.65", "Cost Rate": "60.5", "Currency": "Swedish Krona - SEK",
}  # fmt: skip


@pytest.mark.parametrize("generation", GENERATIONS)
def test_all_generations_of_headings(tmp_path: Path, generation: str) -> None:
    names = GENERATIONS[generation].split(",")
    row = ",".join(CELLS.get(name, "") for name in names)
    table = only(text_file(tmp_path / "t.csv", ",".join(names), row, row))
    rounded, priced = "Hours Rounded" in names, "Currency" in names
    assert table.layout == "harvest.time_report"
    assert rows(table, "time", "external_id", "person", "role", "seconds", "billable", "invoiced", "approved", "rate", "amount", "currency") == [
        (
            f"t.csv#{number}",
            "Zoë Marsh",
            "Partner",
            4_500 if rounded else 3_960,
            True,
            False,
            True if "Approved?" in names else None,
            1_501_234 if priced else None,
            18_765 if priced else None,
            "SEK" if priced else "",
        )
        for number in (1, 2)
    ]  # fmt: skip
    assert totals(table)["Hours", ""] == ("2.20", 2)
    assert (("Hours Rounded", "") in totals(table)) == rounded
    assert any("as rounded by Harvest" in note for note in table.notes) == rounded
    assert rows(table, "people", "employment", "department") == [("Contractor", "Audit" if "Teams" in names else "")]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_an_account_that_parts_thousands_with_spaces(tmp_path: Path, space: str) -> None:
    path = text_file(
        tmp_path / "t.csv",
        HEAD,
        entry("2026-01-05", "7,5", f"1{space}250,5"),
        entry("2026-01-06", f"1{space}007,25", "100,0"),
    )
    assert rows(only(path), "time", "seconds", "rate") == [(27_000, 12_505_000), (3_626_100, 1_000_000)]


INVOICES = "Issue Date,Last Payment Date,ID,PO Number,Client,Subject,Invoice Amount,Paid Amount,Balance,Subtotal,Discount,Tax,Tax2,Currency,Currency Symbol,Document Type"


def test_the_invoice_report(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            INVOICES,
            '2026-01-31,2026-02-15,101,PO-9,Acme,January,"1,210.00","1,210.00",0.00,1000.00,0.00,200.00,10.00,British Pound - GBP,£,Invoice',
            "2026-01-31,,102,,Beta,January,500.00,100.00,400.00,500.00,0.00,,,British Pound - GBP,£,Invoice",
            "2026-01-31,,103,,Beta,January,500.00,100.00,0.00,500.00,0.00,0,0,Euro - EUR,€,Invoice",
            "2026-02-28,,101,,Beta,February,10.00,0.00,10.00,10.00,0.00,0,0,Euro - EUR,€,Invoice",
            "2026-02-28,,104,,Beta,February,soon,0.00,10.00,10.00,0.00,0,0,Euro - EUR,€,Invoice",
        )
    )
    assert (table.system, table.entity) == ("harvest", "invoice")
    assert rows(table, "invoices", "external_id", "number", "day", "total", "tax", "paid", "open", "currency", "status", "po_number") == [
        ("101", "101", "2026-01-31", 121_000, 21_000, 121_000, 0, "GBP", "paid", "PO-9"),
        ("102", "102", "2026-01-31", 50_000, None, 10_000, 40_000, "GBP", "open", ""),
        ("103", "103", "2026-01-31", 50_000, 0, 10_000, 0, "EUR", "", ""),  # written off
        ("101 (2)", "101", "2026-02-28", 1_000, 0, 0, 1_000, "EUR", "open", ""),  # a number used for two clients
    ]  # fmt: skip
    assert problems(table) == [(5, "IMP-202")]
    assert totals(table)["Invoice Amount", "GBP"] == ("1710.00", 2)
    assert totals(table)["Balance", "EUR"] == ("10.00", 2)


def test_the_styled_invoice_report(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            "Invoice report,,,,,,",
            ",,,,,,",
            "Issue Date,ID,Client,Invoice Amount,Paid Amount,Balance,Status",
            "EUR,,,,,,",
            "2026-01-31,101,Acme,20 160.50,20 160.50,0.00,Paid",
            "2026-01-31,102,Acme,100.00,0.00,100.00,Draft",
            "Total,,,20 260.50,20 160.50,100.00,",
            "USD,,,,,,",
            "2026-01-31,103,Beta,10.00,0.00,10.00,Open",
            "Total,,,10.00,0.00,10.00,",
        )
    )
    assert rows(table, "invoices", "external_id", "total", "currency", "status") == [
        ("101", 2_016_050, "EUR", "paid"),
        ("102", 10_000, "EUR", "draft"),
        ("103", 1_000, "USD", "open"),
    ]
    assert table.rows_read == table.rows_loaded == 3
    assert "2 printed totals agree with the rows above them." in table.notes
    assert totals(table)["Invoice Amount", "USD"] == ("10.00", 1)


def test_the_total_of_a_section_that_does_not_add_up(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            "Issue Date,ID,Client,Invoice Amount,Paid Amount,Balance,Status",
            "EUR,,,,,,",
            "2026-01-31,101,Acme,100.00,0.00,100.00,Open",
            "Total,,,100.00,0.00,100.00,",
            "USD,,,,,,",
            "2026-01-31,103,Beta,10.00,0.00,10.00,Open",
            "Total,,,11.00,0.00,10.00,",
        )
    )
    assert any("11.00 is printed, the rows above add up to 10.00" in note for note in table.notes)


def test_lines_and_payments_of_invoices(tmp_path: Path) -> None:
    lines = only(
        text_file(
            tmp_path / "l.csv",
            "Invoice ID,Client,Project,Item Type,Item Description,Item Quantity,Item Unit Price,Item Amount,Item Discount,Item Tax,Item Tax2,Currency,Invoice Type,Issue Date",
            "101,Acme,Review,Service,January,7.5,133.3333,1000.00,0,200.00,10.00,Euro - EUR,Invoice,2026-01-31",
            "101,Acme,Review,Service,Travel,1,0,0.00,0,,,Euro - EUR,Invoice,2026-01-31",
        )
    )
    assert (lines.system, lines.entity) == ("harvest", "invoice_line")
    assert rows(
        lines, "invoice_lines", "external_id", "invoice", "line", "quantity", "unit_price", "amount", "tax"
    ) == [
        ("101#1", "invoice:101", 1, 75_000, 1_333_333, 100_000, 21_000),
        ("101#2", "invoice:101", 2, 10_000, 0, 0, None),
    ]
    payments = only(
        text_file(
            tmp_path / "p.csv",
            "Payment Date,Invoice ID,Invoice Issue Date,Client,Invoice Amount,Payment Amount,Tax,Tax2,Currency,Currency Symbol,Document Type",
            "2026-02-15,101,2026-01-31,Acme,1210.00,605.00,0,0,Euro - EUR,€,Invoice",
            "2026-02-15,101,2026-01-31,Acme,1210.00,605.00,0,0,Euro - EUR,€,Invoice",
        )
    )
    assert (payments.system, payments.entity) == ("harvest", "payment")
    assert rows(payments, "payments", "external_id", "amount", "day") == [
        ("p.csv#1", 60_500, "2026-02-15"),
        ("p.csv#2", 60_500, "2026-02-15"),
    ]
    assert rows(payments, "allocations", "invoice", "amount") == [("invoice:101", 60_500)] * 2
    assert totals(payments) == {("Payment Amount", "EUR"): ("1210.00", 2)}


SAMPLES = PACKS.parent / "formats" / "samples" / "harvest"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of real exports are not here")
def test_real_exports() -> None:
    time, projects, clients = (
        only(SAMPLES / f"solidtime_harvest_{name}_import_test_1.csv")
        for name in ("time_entries", "projects", "clients")
    )
    assert totals(time) == {("Hours", ""): ("20.01", 2)}
    assert rows(time, "time", "seconds", "rate", "amount", "currency", "customer_name") == [
        (72_000, 1_000_000, 200_000, "EUR", ""),
        (36, 1_000_000, 100, "EUR", "Big Company"),
    ]
    assert rows(projects, "projects", "name", "hours", "budget_seconds")[0] == ("Example Project", 72_036, 180_000)
    assert clients.entity == "customer"
    assert [len(table.problems) for table in (time, projects, clients)] == [0, 0, 0]
