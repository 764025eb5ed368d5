"""What stands in a table and in no list beside it is named."""

from __future__ import annotations

from pathlib import Path

from importers.anytable.masters import strangers
from importers.registry import read
from tests.importers.samples import workbook

DEALS: list[list[object]] = [
    ["Opportunity ID", "Product", "Account", "Stage", "Close value", "Close date"],
    *[
        list[object]([f"D{n}", ("Basic", "Plus", "Plus X")[n % 3], "Harlow", "Won", 100, f"2026-01-{n + 10}"])
        for n in range(9)
    ],
]
PRODUCTS: list[list[object]] = [["Product", "Series"], ["Basic", "B"], ["Plus", "P"], ["Pro", "P"]]


def test_a_product_that_the_list_lacks_is_named_with_its_rows(tmp_path: Path) -> None:
    read_ = read(workbook(tmp_path / "crm.xlsx", Deals=DEALS, Products=PRODUCTS))
    deals = next(table for table in read_.tables if table.entity == "deal")
    assert "Product has values that the list of 3 beside it lacks: Plus X (3 rows)." in deals.notes


def test_a_column_that_hardly_meets_a_list_is_no_reference_to_it(tmp_path: Path) -> None:
    others: list[list[object]] = [["Product", "Series"], ["Alpha", "A"], ["Beta", "B"]]
    read_ = read(workbook(tmp_path / "crm.xlsx", Deals=DEALS, Products=others))
    assert not [note for table in read_.tables for note in table.notes if "beside it lacks" in note]
    assert strangers(read_.tables) == {}
