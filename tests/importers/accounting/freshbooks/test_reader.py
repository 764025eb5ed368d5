"""FreshBooks exports: invoice details, time entry details, expenses, clients, payments."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    "Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Discount Percentage,"
    "Line Subtotal,Tax 1 Type,Tax 1 Amount,Tax 2 Type,Tax 2 Amount,Line Total,Currency"
)


def test_invoices_are_the_sum_of_their_lines(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            HEAD,
            "Acme,0001,2026-01-15,2026-02-14,paid,2026-02-01,Work,Consulting,100.00,2,0,200.00,GST,10.00,PST,14.00,224.00,CAD",
            "Acme,0001,2026-01-15,2026-02-14,paid,2026-02-01,Travel,Train,50.00,1,10,50.00,,,,,45.00,CAD",
            "Beta,0002,2026-01-16,2026-02-15,sent,,Work,,10.00,1,0,10.00,,,,,TBC,CAD",
            "Beta,0002,2026-01-16,2026-02-15,sent,,Work,,10.00,1,0,10.00,,,,,10.00,CAD",
            "Beta,0001,2026-01-17,,draft,,Work,,5.00,1,0,5.00,,,,,5.00,CAD",
        )
    )
    assert rows(table, "invoices", "external_id", "customer_name", "day", "total", "tax", "open", "status") == [
        ("0001", "Acme", "2026-01-15", 26_900, 2_400, 0, "paid"),
        ("0002", "Beta", "2026-01-16", None, None, None, "open"),  # one of its lines could not be read
        ("0001 (2)", "Beta", "2026-01-17", 500, 0, None, "draft"),
    ]
    assert rows(table, "invoice_lines", "external_id", "amount", "tax", "tax_code") == [
        ("0001#1", 20_000, 2_400, "GST PST"),
        ("0001#2", 4_500, 0, ""),  # after the discount
        ("0002#1", 1_000, 0, ""),
        ("0001 (2)#1", 500, 0, ""),
    ]
    assert totals(table) == {("Line Subtotal", "CAD"): ("265.00", 4), ("Line Total", "CAD"): ("284.00", 4)}
    assert problems(table) == [(3, "IMP-202")]


def test_a_day_that_can_be_two_is_not_guessed(tmp_path: Path) -> None:
    older = HEAD.replace("Date Due,", "")
    table = only(text_file(tmp_path / "i.csv", older, "Acme,1,03/04/2026,paid,,Work,,5,1,0,5.00,,,,,5.00,USD"))
    assert problems(table) == [(1, "IMP-206")]


def test_time_entry_details(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Task name,Client name,Invoice,Invoice Date,Rate,Hours,Discount,Line Cost,Currency",
            "Consulting,Acme,0001,2026-01-15,100.00,2.5,0,250.00,CAD",
            "Consulting,Acme,,,100.00,1:30,0,150.00,CAD",
        )
    )
    assert (table.system, table.entity) == ("freshbooks", "time")
    assert rows(table, "time", "external_id", "task", "seconds", "rate", "amount", "invoiced", "invoice_number") == [
        ("t.csv#1", "Consulting", 9_000, 1_000_000, 25_000, True, "0001"),
        ("t.csv#2", "Consulting", 5_400, 1_000_000, 15_000, False, ""),
    ]
    assert totals(table) == {("Hours", ""): ("4.00", 2), ("Line Cost", "CAD"): ("400.00", 2)}


def test_expenses(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "e.csv",
            "Date,Category,Vendor,Client,Author,Project,Notes,Amount,Bank Name,Bank Account",
            "2026-01-15,Travel,Rail,Acme,Jo,Site,to Leeds,12.30,,",
        )
    )
    assert rows(
        table, "expenses", "day", "category", "merchant", "customer_name", "person_name", "project_name", "amount"
    ) == [("2026-01-15", "Travel", "Rail", "Acme", "Jo", "Site", 1_230)]


def test_clients_and_payments_are_only_recalled(tmp_path: Path) -> None:
    clients = only(
        text_file(
            tmp_path / "c.csv",
            "Organization,First Name,Last Name,Email,Address Line 1,City,Country,Currency",
            "Acme,Jo,Fox,jo@acme.example,1 Road,Leeds,UK,GBP",
            ",Al,Bee,al@bee.example,2 Road,York,UK,GBP",
        )
    )
    assert rows(clients, "customers", "name", "city", "currency") == [
        ("Acme", "Leeds", "GBP"),
        ("Al Bee", "York", "GBP"),
    ]
    payments = only(
        text_file(
            tmp_path / "p.csv",
            "Client Name,Invoice #,Payment Date,Payment Type,Amount,Currency,Note",
            "Acme,0001,2026-02-01,Cheque,269.00,CAD,thanks",
        )
    )
    assert rows(payments, "payments", "customer_name", "day", "memo", "amount") == [
        ("Acme", "2026-02-01", "Cheque thanks", 26_900)
    ]
    assert rows(payments, "allocations", "source", "invoice", "amount") == [("payment:p.csv#1", "invoice:0001", 26_900)]
    assert max(clients.confidence, payments.confidence) <= 0.8
