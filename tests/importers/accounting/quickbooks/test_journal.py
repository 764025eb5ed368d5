"""QuickBooks Online's Journal."""

from __future__ import annotations

from pathlib import Path

from tests.importers.accounting.quickbooks.test_reader import report
from tests.importers.samples import only, rows, totals

HEAD = ["", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Account", "Debit", "Credit"]


def test_documents_are_carried_down_and_totals_checked(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "j.xlsx",
            HEAD,
            ["", "10/13/2025", "Journal Entry", "OB-1", "", "Opening balance", "1000 Operating Checking", 315.0, ""],
            ["", "", "", "", "", "Opening balance", "3000 Opening Balance Equity", "", 315.0],
            ["", "", "", "", "", "", "", 315.0, 315.0],
            [],
            ["", "10/14/2025", "Expense", "SM-2", "Bank", "fee", "6100 Bank Charges & Fees", 27.0, ""],
            ["", "", "", "", "", "fee", "1000 Operating Checking", "", 26.0],
            ["", "", "", "", "", "", "", 27.0, 26.0],
            [],
            ["TOTAL", "", "", "", "", "", "", 342.0, 341.0],
        )
    )
    assert rows(
        table, "journal_lines", "journal", "day", "source", "contact", "account", "account_name", "debit", "credit"
    ) == [
        ("OB-1", "2025-10-13", "Journal Entry", "", "1000", "Operating Checking", 31_500, 0),
        ("OB-1", "2025-10-13", "Journal Entry", "", "3000", "Opening Balance Equity", 0, 31_500),
        ("SM-2", "2025-10-14", "Expense", "Bank", "6100", "Bank Charges & Fees", 2_700, 0),
        ("SM-2", "2025-10-14", "Expense", "Bank", "1000", "Operating Checking", 0, 2_600),
    ]
    assert totals(table) == {("Debit", ""): ("342.00", 4), ("Credit", ""): ("341.00", 4)}
    assert "3 printed totals agree with the rows above them." in table.notes
    assert any(
        "1 entries do not balance" in note and "Expense SM-2 (debit 27, credit 26)" in note for note in table.notes
    )
    assert rows(table, "accounts", "external_id", "opening") == [("1000", 0), ("3000", 0), ("6100", 0)]
