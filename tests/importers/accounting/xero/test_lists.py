"""Xero's chart of accounts."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, rows, text_file


def test_chart_of_accounts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "*Code,Report Code,*Name,Reporting Name,*Type,*Tax Code,Description,Dashboard,Expense Claims,Enable Payments,Balance",
            '090,,Current Account,,Bank,No VAT,,Yes,No,No,"1,000.00"',
            "200,,Sales,,Revenue,20% (VAT on Income),,No,No,No,",
            "610,,Accounts Receivable,,Accounts Receivable,No VAT,,No,No,No,",
            "830,,Income in Advance,,Current Liability,No VAT,,No,No,No,",
        )
    )
    assert (table.layout, table.entity, table.confidence) == ("xero.accounts", "account", 0.8)
    assert rows(table, "accounts", "external_id", "name", "role") == [
        ("090", "Current Account", "bank"),
        ("200", "Sales", "revenue"),
        ("610", "Accounts Receivable", "receivable"),
        ("830", "Income in Advance", ""),
    ]
