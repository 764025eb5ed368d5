"""Transaction lists: sales documents and receipts are read, the rest counts in the total."""

from __future__ import annotations

from pathlib import Path

from tests.importers.accounting.quickbooks.reports import report
from tests.importers.samples import only, problems, rows, totals


def test_by_date(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "t.csv",
            "Transaction List by Date",
            "Date,Transaction type,Num,Posting (Y/N),Name,Memo,Account name,Split,Amount",
            '01/19/2026,Invoice,1001,Y,Acme:Site,work,Accounts Receivable (A/R),-Split-,"1,080.00"',
            "1/20/2026,Payment,CHK 7,Y,Acme:Site,,Undeposited Funds,Accounts Receivable (A/R),500.00",
            "1/20/2026,Payment,CHK 7,Y,Beta,,Undeposited Funds,Accounts Receivable (A/R),60.00",
            "1/21/2026,Payment,,Y,Beta,,Undeposited Funds,Accounts Receivable (A/R),20.00",
            "1/22/2026,Expense,,Y,Shop,,Checking,Office,-33.10",
            "1/23/2026,Bill Payment (Check),9,Y,Shop,,Checking,Accounts Payable,-5.00",
            "1/23/2026,Credit Memo,CM1,Y,Acme,,Accounts Receivable (A/R),Sales,80.00",
            "1/24/2026,Invoice,1002,N,Acme,,,Sales,3.00",
            'TOTAL,,,,,,,,"$1,704.90"',
        )
    )
    assert (table.layout, table.entity) == ("quickbooks.transactions", "invoice")
    assert rows(table, "invoices", "external_id", "kind", "customer_name", "day", "total", "reference") == [
        ("1001", "invoice", "Acme:Site", "2026-01-19", 108_000, "work"),
        ("CM1", "credit_note", "Acme", "2026-01-23", -8_000, ""),
    ]
    assert rows(table, "payments", "external_id", "kind", "customer_name", "number", "amount") == [
        ("CHK 7", "payment", "Acme:Site", "CHK 7", 50_000),
        ("CHK 7 (2)", "payment", "Beta", "CHK 7", 6_000),
    ]
    assert problems(table) == [(4, "IMP-204")]
    assert "import that report" in table.problems[0].reason
    assert totals(table) == {("Amount", ""): ("1684.90", 7)}
    assert any(
        "2 rows are no sales documents or receipts (Bill Payment (Check), Expense)" in note for note in table.notes
    )
    assert not table.untied


def test_by_customer_and_by_vendor(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "c.csv",
            "Transaction List by Customer",
            ",Date,Transaction type,Num,Posting (Y/N),Memo,Account name,Amount",
            "Acme,,,,,,,",
            ',01/19/2026,Invoice,1001,Yes,,Accounts Receivable (A/R),"1,080.00"',
            'Total for Acme,,,,,,,"$1,080.00"',
        )
    )
    assert table.layout == "quickbooks.transactions"
    assert rows(table, "invoices", "external_id", "customer_name", "total") == [("1001", "Acme", 108_000)]
    vendors = only(
        report(
            tmp_path / "v.csv",
            "Transaction List by Vendor",
            ",Date,Transaction Type,Num,Posting,Memo/Description,Account,Amount",
            "Shop,,,,,,,",
            ",01/19/2026,Bill,77,Yes,,Accounts Payable,80.00",
            "Total for Shop,,,,,,,$80.00",
        )
    )
    assert vendors.layout == "quickbooks.transactions"
    assert (vendors.rows_loaded, len(vendors.frames["invoices"]), len(vendors.frames["payments"])) == (1, 0, 0)
