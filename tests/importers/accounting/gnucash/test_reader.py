"""GnuCash's export of transactions."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    "Date,Transaction ID,Number,Description,Notes,Commodity/Currency,Void Reason,Action,Memo,Full Account Name,Account Name,"
    "Amount With Sym,Amount Num.,Value With Sym,Value Num.,Reconcile,Reconcile Date,Rate/Price"
)


def test_the_head_stands_on_the_first_split_only(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            HEAD,
            '2026-10-31,a1,INV-1,Acme,,CURRENCY::USD,,Invoice,,Assets:Receivable,Receivable,"$1,500.00","1,500.00","$1,500.00","1,500.00",n,,1.00',
            ',,,,,,,Invoice,Work,Income:Fees,Fees,"-$1,500.00","-1,500.00","-$1,500.00","-1,500.00",n,,1.00',
            "2026-11-01,b1,,Till,,CURRENCY::USD,,,,Assets:Bank,Bank,$7.00,7.00,$7.00,7.00,n,,1.00",
            "2026-11-02,c1,,Euro,,CURRENCY::EUR,,,,Assets:Euro,Euro,€7.00,7.00,€7.00,7.00,n,,1.00",
            ",,,,,,,,,Income:Fees,Fees,-$7.70,-7.70,-€7.00,-7.00,n,,0.91",
            "2026-11-03,d1,,Bad,,CURRENCY::USD,,,,Assets:Bank,Bank,,seven,,7.00,n,,1.00",
        )
    )
    assert table.layout == "gnucash.transactions"
    assert rows(
        table,
        "journal_lines",
        "external_id",
        "journal",
        "day",
        "document",
        "account",
        "debit",
        "credit",
        "currency",
        "description",
    ) == [
        ("t.csv#1", "a1", "2026-10-31", "INV-1", "Assets:Receivable", 150_000, 0, "USD", "Acme"),
        ("t.csv#2", "a1", "2026-10-31", "INV-1", "Income:Fees", 0, 150_000, "USD", "Work"),
        ("t.csv#3", "b1", "2026-11-01", "", "Assets:Bank", 700, 0, "USD", "Till"),
    ]
    assert problems(table) == [(4, "IMP-208"), (5, "IMP-208"), (6, "IMP-202")]
    assert "does not say what that is in USD" in table.problems[0].reason
    assert "1 entries do not balance and are loaded as they stand: b1 (debit 7.00, credit 0.00)." in table.notes
    assert totals(table) == {("Amount Num.", "USD"): ("7.00", 3)}


def test_the_older_export_without_values(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            "Date,Transaction ID,Number,Description,Notes,Commodity/Currency,Void Reason,Action,Memo,Full Account Name,Account Name,"
            "Amount With Sym.,Amount Num,Reconcile,Reconcile Date,Rate/Price,",
            "2026-08-23,b33c,,Lunch,,CURRENCY::USD,,,,Expenses:Dining,Dining,$10.00,10.00,n,,1.00,",
            ",,,,,,,,,Assets:Cash,Cash,-$10.00,-10.00,n,,1.00,",
            "2026-08-24,c44d,,Shares,,CURRENCY::USD,,,,Assets:Shares,Shares,3 X,3.00,n,,20.00,",
        )
    )
    assert rows(table, "journal_lines", "account", "debit", "credit") == [
        ("Expenses:Dining", 1_000, 0),
        ("Assets:Cash", 0, 1_000),
    ]
    assert problems(table) == [(3, "IMP-208")]
