"""QuickBooks Online lists of accounts and of products."""

from __future__ import annotations

from pathlib import Path

from tests.importers.accounting.quickbooks.reports import report
from tests.importers.samples import only, rows


def test_accounts(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "a.csv",
            "Account List",
            "Full name,Type,Detail type,Description,Balance",
            'Checking,Bank,Checking,,"1,000.00"',
            "4000 Sales,Income,Sales of Product Income,,",
            "Deferred revenue,Other Current Liabilities,Deferred Revenue,,",
        )
    )
    assert (table.layout, table.confidence) == ("quickbooks.accounts", 0.8)
    assert rows(table, "accounts", "external_id", "code", "name", "role") == [
        ("Checking", "", "Checking", "bank"),
        ("4000", "4000", "Sales", "revenue"),
        ("Deferred revenue", "", "Deferred revenue", ""),
    ]


def test_products_make_no_record(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "p.csv",
            "Product/Service List",
            "Product/Service full name,Type,Memo/Description,Sales price,Purchase cost,Quantity on hand",
            "Consulting,Service,,100.00,,",
        )
    )
    assert (table.layout, table.entity, table.rows_loaded, table.frames) == ("quickbooks.products", "item", 1, {})
