"""Xero's import template: lines are worth quantity times price less their discount."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

LONG = (
    "*ContactName,EmailAddress,POAddressLine1,POCity,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,InventoryItemCode,*Description,"
    "*Quantity,*UnitAmount,Discount,*AccountCode,*TaxType,TaxAmount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,"
    "Currency,BrandingTheme"
)


def test_a_template_with_totals(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "t.csv",
            LONG,
            "Acme,a@acme.example,1 Road,Leeds,0042,PO 1,13/10/2026,12/11/2026,540.00,,Work,4.5,100.00,,200,20% (VAT on Income),90.00,Line,Change,,,GBP,",
            "Acme,,,,0042,PO 1,13/10/2026,12/11/2026,540.00,TRV,Travel,3,0.3333,10,200,No VAT,0.00,,,,,GBP,",
            "Acme,,,,0043,,14/10/2026,,,,Work,many,100.00,,200,No VAT,,,,,,GBP,",
        )
    )
    assert (table.layout, table.entity) == ("xero.invoice_template", "invoice")
    assert rows(table, "invoices", "external_id", "day", "due", "total", "status") == [
        ("0042", "2026-10-13", "2026-11-12", 54_000, "draft")
    ]
    assert rows(
        table, "invoice_lines", "external_id", "item", "quantity", "unit_price", "amount", "tax", "account"
    ) == [
        ("0042#1", "Change", 45_000, 1_000_000, 45_000, 9_000, "200"),
        ("0042#2", "TRV", 30_000, 3_333, 90, 0, "200"),
    ]
    assert totals(table) == {("Quantity x UnitAmount less Discount", "GBP"): ("450.89991", 2)}
    assert problems(table) == [(3, "IMP-202")]


def test_the_shorter_template_has_no_total(tmp_path: Path) -> None:
    head = LONG.replace("Total,", "").replace("TaxAmount,", "")
    table = only(
        text_file(tmp_path / "t.csv", head, "Acme,,,,7,,10/13/2026,11/12/2026,,Work,2,-50.00,,200,Tax Exempt,,,,,USD,")
    )
    assert rows(table, "invoices", "day", "total", "currency") == [("2026-10-13", None, "USD")]
    assert rows(table, "invoice_lines", "amount", "tax") == [(-10_000, None)]
