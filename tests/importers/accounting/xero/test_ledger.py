"""Xero's account transactions: blocks with opening, total and closing rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.importers.samples import main, only, rows, totals, workbook

HEAD = [
    "Date",
    "Source",
    "Contact",
    "Description",
    "Reference",
    "Debit",
    "Credit",
    "Running Balance",
    "Account Code",
    "Account",
    "Project",
]


def report(path: Path, total: float = 50.0, closing: float = 1050.0) -> Path:
    rest = [""] * 3
    return workbook(
        path,
        Account_Transactions=[
            ["Account Transactions"],
            ["A Firm Ltd"],
            ["For the period 1 October 2025 to 30 September 2026"],
            [],
            HEAD,
            ["090 - Bank Account"],
            ["Opening Balance", "", "", "", "", 1000.0, 0.0, 1000.0, *rest],
            [date(2025, 10, 1), "Receive Money", "Acme", "Fee", "R-1", 50.0, 0.0, 1050.0, "090", "Bank Account", "P1"],
            ["Total 090 - Bank Account", "", "", "", "", total, 0.0, "", *rest],
            ["Closing Balance", "", "", "", "", closing, 0.0, closing, *rest],
            ["200 - Fees - Advice"],
            ["Opening Balance", "", "", "", "", 0.0, 1000.0, -1000.0, *rest],
            [date(2025, 10, 1), "Receive Money", "Acme", "Fee", "R-1", 0.0, 50.0, -1050.0, "", "", ""],
            ["Total 200 - Fees - Advice", "", "", "", "", 0.0, 50.0, "", *rest],
            ["Closing Balance", "", "", "", "", 0.0, 1050.0, -1050.0, *rest],
            ["Total", "", "", "", "", 50.0, 50.0, "", *rest],
        ],
    )


def test_lines_accounts_and_checks(tmp_path: Path) -> None:
    table = only(report(tmp_path / "l.xlsx"))
    assert rows(
        table, "journal_lines", "external_id", "journal", "day", "account", "account_name", "debit", "credit", "project"
    ) == [
        ("l.xlsx#3", "R-1", "2025-10-01", "090", "Bank Account", 5_000, 0, "P1"),
        ("l.xlsx#8", "R-1", "2025-10-01", "200", "Fees - Advice", 0, 5_000, ""),
    ]
    assert rows(table, "accounts", "external_id", "name", "opening") == [
        ("090", "Bank Account", 100_000),
        ("200", "Fees - Advice", -100_000),
    ]
    assert totals(table) == {("Debit", ""): ("50.00", 2), ("Credit", ""): ("50.00", 2)}
    assert "3 printed totals agree with the rows above them." in table.notes
    assert (table.header_row, table.rows_read, table.rows_loaded) == (5, 2, 2)


def test_a_total_and_a_balance_that_do_not_hold_are_said(tmp_path: Path) -> None:
    notes = " ".join(main(report(tmp_path / "l.xlsx", total=40.0, closing=1040.0)).notes)
    assert (
        "Total 090 - Bank Account in row 4 does not agree: 40.00 is printed, the rows above add up to 50.00." in notes
    )
    assert "The closing balance of 090 - Bank Account is not its opening balance plus its rows." in notes


def test_totals_that_were_never_worked_out_and_dates_with_names(tmp_path: Path) -> None:
    head: list[object] = [
        "Date",
        "Source",
        "Contact",
        "Description",
        "Reference",
        "Debit",
        "Credit",
        "Gross",
        "Tax",
        "Related account",
    ]
    rest: list[object] = ["", "", "", ""]
    table = only(
        workbook(
            tmp_path / "g.xlsx",
            General_Ledger_Detail=[
                ["General Ledger Detail"],
                ["A Firm Ltd"],
                ["For the period 1 January 2026 to 30 September 2026"],
                ["Accrual Basis"],
                [],
                head,
                ["200 - Sales"],
                [
                    "02 Sep 2026",
                    "Receivable Invoice",
                    "Acme",
                    "Work",
                    "INV-1",
                    "",
                    100.0,
                    120.0,
                    20.0,
                    "Accounts Receivable",
                ],
                ["Total 200 - Sales", *rest, 0.0, 0.0, 0.0, 0.0, ""],
                ["Net movement", *rest, "", 100.0, "", "", ""],
            ],
        )
    )
    assert (table.layout, table.header_row, table.untied) == ("xero.account_transactions", 6, ())
    assert rows(table, "journal_lines", "day", "account_code", "account_name", "credit", "source") == [
        ("2026-09-02", "200", "Sales", 10_000, "Receivable Invoice")
    ]
    assert totals(table) == {("Debit", ""): ("0.00", 1), ("Credit", ""): ("100.00", 1)}
