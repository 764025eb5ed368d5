"""Xero's invoices, contacts and payments."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,TrackingName1,TrackingOption1,Currency,Type,Sent,Status"


def line(
    number: str,
    amount: str,
    kind: str = "Sales invoice",
    contact: str = "Acme",
    status: str = "Paid",
    day: str = "13/10/2025",
) -> str:
    return (
        f"{contact},a@acme.example,{number},PO-1,{day},30/11/2025,7200.00,1200.00,7200.00,0.00,,Fees,40.50,{amount},,{amount},200,"
        f"20% (VAT on Income),1200.00,Service line,Change,GBP,{kind},Sent,{status}"
    )


def test_invoices_and_lines(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "s.csv",
            HEAD,
            line("INV-1", "5000.00"),
            line("INV-1", "1000.00"),
            line("INV-2", "TBC"),
            line("CN-1", "-100.00", "Sales credit note", status="Awaiting Payment"),
            line("INV-3", "1.00", status="Voided"),
            line("B-1", "5.00", "Bill"),
            line("INV-1", "9.00", contact="Beta"),
        )
    )
    assert rows(table, "invoices", "external_id", "kind", "day", "due", "total", "tax", "status", "sent") == [
        ("INV-1", "invoice", "2025-10-13", "2025-11-30", 720_000, 120_000, "paid", True),
        ("CN-1", "credit_note", "2025-10-13", "2025-11-30", 720_000, 120_000, "open", True),
        ("INV-3", "invoice", "2025-10-13", "2025-11-30", 720_000, 120_000, "void", True),
        ("INV-1 (2)", "invoice", "2025-10-13", "2025-11-30", 720_000, 120_000, "paid", True),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "line", "quantity", "amount", "account", "item") == [
        ("INV-1#1", "invoice:INV-1", 1, 405_000, 500_000, "200", "Change"),
        ("INV-1#2", "invoice:INV-1", 2, 405_000, 100_000, "200", "Change"),
        ("CN-1#1", "credit_note:CN-1", 1, 405_000, -10_000, "200", "Change"),
        ("INV-3#1", "invoice:INV-3", 1, 405_000, 100, "200", "Change"),
        ("INV-1 (2)#1", "invoice:INV-1 (2)", 1, 405_000, 900, "200", "Change"),
    ]
    assert problems(table) == [(3, "IMP-202")]
    assert totals(table) == {("LineAmount", "GBP"): ("5910.00", 5)}
    assert (table.rows_read, table.rows_loaded) == (6, 5)
    assert any("1 rows are bills" in note for note in table.notes)


def test_an_american_organisation_prints_the_month_first(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "s.csv",
            HEAD.replace("DueDate,", "DueDate,"),
            line("1", "5", day="10/13/2025"),
            line("2", "5", day="01/02/2025"),
        )
    )
    assert rows(table, "invoices", "day") == [("2025-10-13",), ("2025-01-02",)]


def test_contacts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "*ContactName,EmailAddress,POAddressLine1,POCity,TaxNumber,AccountsReceivableTaxCodeName,Website,LegalName,DueDateSalesDay,DueDateSalesTerm",
            "Acme,jo@gmail.com,1 Road,Leeds,GB1,20% (VAT on Income),,Acme Ltd,30,DAYSAFTERBILLDATE",
            "Beta,jo@beta.example,,,,,,,20,OFFOLLOWINGMONTH",
        )
    )
    assert rows(table, "customers", "external_id", "domain", "legal_name", "terms_days", "tax_code") == [
        ("Acme", "", "Acme Ltd", 30, "20% (VAT on Income)"),
        ("Beta", "beta.example", "", None, ""),
    ]


def test_payments_and_what_they_paid(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            "PaymentID,Type,Date,ContactName,InvoiceNumber,CreditNoteNumber,Amount,CurrencyCode,CurrencyRate,Reference,BankAccountCode,Status",
            "aa,Payment,2025-10-22,Acme,INV-1,,19680.00,GBP,1.0000,BACS 1,090,AUTHORISED",
            ",Credit allocation,2025-12-08,Acme,INV-2,CN-1,100.00,EUR,0.8607,,,AUTHORISED",
            "bb,Prepayment,2026-03-25,Acme,,,5.00,GBP,1.0000,BACS 2,090,AUTHORISED",
            "cc,Payment,2026-03-25,Acme,,CN-9,-7.00,GBP,1.0000,BACS 3,090,AUTHORISED",
        )
    )
    assert rows(table, "payments", "external_id", "kind", "amount", "fx_rate", "account", "number") == [
        ("aa", "payment", 1_968_000, 1_000_000, "090", "BACS 1"),
        ("p.csv#2", "credit_allocation", 10_000, 860_700, "", ""),
        ("bb", "prepayment", 500, 1_000_000, "090", "BACS 2"),
        ("cc", "payment", -700, 1_000_000, "090", "BACS 3"),
    ]
    assert rows(table, "allocations", "source", "invoice", "amount") == [
        ("payment:aa", "invoice:INV-1", 1_968_000),
        ("credit_note:CN-1", "invoice:INV-2", 10_000),
        ("payment:cc", "credit_note:CN-9", 700),
    ]
    assert totals(table) == {("Amount", "EUR"): ("100.00", 1), ("Amount", "GBP"): ("19678.00", 3)}


def priced(number: str, amount: str, tax: str, total: str, tax_total: str) -> str:
    return (
        f"Acme,,{number},,13/10/2025,,{total},{tax_total},0.00,{total},,Fees,1,{amount},,{amount},200,20% (VAT on Income),{tax},,,"
        "GBP,Sales invoice,Sent,Awaiting Payment"
    )


def test_prices_that_hold_the_tax_are_read_without_it(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "s.csv",
            HEAD,
            priced("1", "120.00", "20.00", "180.00", "30.00"),
            priced("1", "60.00", "10.00", "180.00", "30.00"),
            priced("2", "100.00", "20.00", "120.00", "20.00"),
            priced("3", "100.00", "0.00", "100.00", "0.00"),
            priced("4", "100.00", "20.00", "100.00", "25.00"),  # does not add up either way: left as it stands
        )
    )
    assert rows(table, "invoice_lines", "external_id", "amount", "tax") == [
        ("1#1", 10_000, 2_000),
        ("1#2", 5_000, 1_000),
        ("2#1", 10_000, 2_000),
        ("3#1", 10_000, 0),
        ("4#1", 10_000, 2_000),
    ]
    assert totals(table) == {("LineAmount", "GBP"): ("480.00", 5)}  # the control total is the column as printed


def test_the_older_export_without_a_second_address_and_the_longer_one(tmp_path: Path) -> None:
    long = HEAD.replace("InvoiceNumber,", "SAAddressLine1,SACountry,InvoiceNumber,").replace(
        "DueDate,", "DueDate,PlannedDate,"
    )
    row = line("INV-1", "5000.00").replace(",INV-1,", ",1 Road,UK,INV-1,").replace("30/11/2025,", "30/11/2025,,")
    older = only(text_file(tmp_path / "o.csv", HEAD, line("INV-1", "5000.00")))
    longer = only(text_file(tmp_path / "l.csv", long, row))
    assert rows(older, "invoice_lines", "amount", "item") == rows(longer, "invoice_lines", "amount", "item")
    assert rows(older, "invoices", "total", "due") == rows(longer, "invoices", "total", "due")
