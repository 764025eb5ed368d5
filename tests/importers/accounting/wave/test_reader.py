"""Wave's accounting transactions and customers."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    "Transaction ID,Transaction Date,Account Name,Transaction Description,Transaction Line Description,Amount (One column), ,"
    "Debit Amount (Two Column Approach),Credit Amount (Two Column Approach),Other Accounts for this Transaction,Customer,Vendor,Invoice Number,"
    "Bill Number,Notes / Memo,Amount Before Sales Tax,Sales Tax Amount,Sales Tax Name,Transaction Date Added,Transaction Date Last Modified,"
    "Account Group,Account Type,Account ID"
)


def line(
    journal: str, account: str, debit: str, credit: str, kind: str = "Income", invoice: str = "", customer: str = ""
) -> str:
    return f"{journal},2026-03-01,{account},Client work,,{debit or credit},,{debit},{credit},,{customer},,{invoice},,,,,,2026-03-01,2026-03-01,Group,{kind},"


def test_lines_by_the_two_columns(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "accounting.csv",
            HEAD,
            line("1001", "Accounts Receivable", '"1,500.00"', "", "Expected Payments from Customers", "INV-1", "Acme"),
            line("1001", "Consulting", "", '"1,500.00"', "Income", "INV-1", "Acme"),
            line("1002", "Checking", "5.00", "", "Cash and Bank"),
            line("1003", "Checking", "", "", "Cash and Bank"),
            line("1004", "Checking", "a few", "", "Cash and Bank"),
        )
    )
    assert table.layout == "wave.transactions"
    assert rows(
        table, "journal_lines", "journal", "day", "document", "contact", "account", "debit", "credit", "description"
    ) == [
        ("1001", "2026-03-01", "INV-1", "Acme", "Accounts Receivable", 150_000, 0, "Client work"),
        ("1001", "2026-03-01", "INV-1", "Acme", "Consulting", 0, 150_000, "Client work"),
        ("1002", "2026-03-01", "1002", "", "Checking", 500, 0, "Client work"),
    ]
    assert rows(table, "accounts", "external_id", "role") == [
        ("Accounts Receivable", "receivable"),
        ("Consulting", "revenue"),
        ("Checking", "bank"),
    ]
    assert problems(table) == [(4, "IMP-204"), (5, "IMP-202")]
    assert "1 entries do not balance and are loaded as they stand: 1002 (debit 5.00, credit 0.00)." in table.notes
    assert totals(table) == {
        ("Debit Amount (Two Column Approach)", ""): ("1505.00", 3),
        ("Credit Amount (Two Column Approach)", ""): ("1500.00", 3),
    }


def test_customers(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "customer_name,email,contact_first_name,contact_last_name,customer_currency,account_number,toll_free,website,address_line_1,city,country",
            "Acme,jo@acme.example,Jo,Ash,CAD,A-1,,,1 Road,Leeds,CA",
            "Beta,,,,USD,,,,,,",
        )
    )
    assert (table.layout, table.confidence <= 0.8) == ("wave.customers", True)
    assert rows(table, "customers", "external_id", "name", "domain", "currency", "city") == [
        ("A-1", "Acme", "acme.example", "CAD", "Leeds"),
        ("Beta", "Beta", "", "USD", ""),
    ]
