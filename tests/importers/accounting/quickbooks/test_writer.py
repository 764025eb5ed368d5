"""QuickBooks' invoice import against its golden copy; credit memos never stand in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from importers.accounting.quickbooks.writer import HEADINGS, MOST_INVOICES, QuickBooksWriter
from tests.importers.postings import documents, field, same_as_golden, update

DUE = update(
    5, "quickbooks", "invoices", "invoice", "104", field("invoices", "due", "Due date", "2026-09-01", "2026-09-30")
)


def test_golden_files() -> None:
    files = QuickBooksWriter().files([DUE], documents("quickbooks"))
    names = ["quickbooks-invoices.csv", "quickbooks-credit-memos.csv", "quickbooks-changes.csv"]
    assert [file.name for file in files] == names
    assert [(file.entries, file.by_hand) for file in files] == [((12, 13), False), ((11,), True), ((5,), True)]
    assert same_as_golden(files)


def test_the_columns_are_the_imports() -> None:
    assert ",".join(HEADINGS) == (
        "*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Location,Memo,Item(Product/Service),ItemDescription,ItemQuantity,"
        "ItemRate,*ItemAmount,Service Date,*ItemTaxCode,ItemTaxAmount,Currency"
    )


def test_every_line_repeats_the_head_and_carries_the_correction() -> None:
    (invoices, *_) = QuickBooksWriter().files((), documents("quickbooks"))
    rows = list(csv.DictReader(io.StringIO(invoices.content.decode())))
    assert {(row["*InvoiceNo"], row["*InvoiceDate"]) for row in rows} == {
        ("INV-104-R", "09/30/2026"),
        ("TO-9876543210", "09/30/2026"),
    }
    assert all("TO-" in row["Memo"] for row in rows)


def test_dates_and_portions() -> None:
    many = [replace(documents("quickbooks")[1], entry=n) for n in range(MOST_INVOICES + 1)]
    files = QuickBooksWriter(day_first=True).files((), many)
    assert [file.records for file in files] == [100, 1]
    assert b"30/10/2026" in files[0].content
