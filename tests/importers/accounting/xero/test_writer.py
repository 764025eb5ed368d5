"""Xero's invoice import against its golden copy and the template; credit notes never stand in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from core.ports.writing import OutFile
from core.records.documents import line_amount
from importers.accounting.xero import fields
from importers.accounting.xero.writer import HEADINGS, MOST_INVOICES, XeroWriter
from tests.importers.postings import documents, field, same_as_golden, update

TEMPLATE = (
    "*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,"
    "POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,InventoryItemCode,*Description,*Quantity,*UnitAmount,"
    "Discount,*AccountCode,*TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency,BrandingTheme"
)
TERMS = update(
    5, "xero", "customers", "customer", "Acme", field("customers", "terms_days", "Payment terms (days)", 30, 45)
)


def rows_of(file: OutFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode())))


def test_golden_files() -> None:
    files = XeroWriter().files([TERMS], documents("xero"))
    assert [file.name for file in files] == ["xero-sales-invoices.csv", "xero-credit-notes.csv", "xero-changes.csv"]
    assert [(file.entries, file.by_hand) for file in files] == [((12, 13), False), ((11,), True), ((5,), True)]
    assert files[0].sums == (("EUR", 3_333), ("GBP", 106_950))
    assert same_as_golden(files)


def test_the_columns_are_the_templates() -> None:
    assert ",".join(HEADINGS) == TEMPLATE
    known = {heading for column in fields.INVOICES.values() for heading in column.headings}
    used = {
        "*ContactName",
        "*InvoiceNumber",
        "Reference",
        "*InvoiceDate",
        "*DueDate",
        "Total",
        "*Description",
        "*Quantity",
    }
    used |= {"*UnitAmount", "*AccountCode", "*TaxType", "TaxAmount", "Currency"}
    assert {heading.removeprefix("*") for heading in used} <= known


def test_no_credit_note_and_no_negative_invoice_is_imported() -> None:
    (invoices, credits) = XeroWriter().files((), documents("xero"))
    assert "INV-104-CR" not in invoices.content.decode()
    assert {row["Number"] for row in rows_of(credits)} == {"INV-104-CR"}
    assert "by hand" in credits.note


def test_quantity_times_price_is_the_amount_on_every_line() -> None:
    (invoices, *_) = XeroWriter().files((), documents("xero"))
    lines = [line for posting in documents("xero")[1:] for line in posting.document.lines]
    for row, line in zip(rows_of(invoices), lines, strict=True):
        quantity, price = (round(float(row[name]) * 10_000) for name in ("*Quantity", "*UnitAmount"))
        assert line_amount(quantity, price, row["Currency"]) == line.amount


def test_dates_in_the_organisations_order() -> None:
    (first, *_) = XeroWriter(day_first=False).files((), documents("xero"))
    assert rows_of(first)[0]["*DueDate"] == "10/30/2026"
    assert rows_of(XeroWriter().files((), documents("xero"))[0])[0]["*DueDate"] == "30/10/2026"


def test_a_file_holds_no_more_than_xero_takes() -> None:
    bill = documents("xero")[1]
    many = [replace(bill, entry=n) for n in range(MOST_INVOICES + 1)]
    files = XeroWriter().files((), many)
    assert [(file.name, file.records) for file in files] == [
        ("xero-sales-invoices.csv", 500),
        ("xero-sales-invoices-2.csv", 1),
    ]
