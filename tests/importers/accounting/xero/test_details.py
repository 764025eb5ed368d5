"""Xero's reports that tell of documents; their headings are recalled, so that the proposal is to be looked at."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, rows, text_file, totals, workbook


def test_aged_receivables_detail(tmp_path: Path) -> None:
    table = only(
        workbook(
            tmp_path / "a.xlsx",
            Report=[
                ["Aged Receivables Detail"],
                ["A Firm Ltd"],
                ["As at 31 October 2026"],
                [],
                [
                    "Invoice Date",
                    "Due Date",
                    "Invoice Number",
                    "Invoice Reference",
                    "Current",
                    "< 1 Month",
                    "1 Month",
                    "Older",
                    "Total",
                ],
                ["Acme"],
                ["13/10/2026", "12/11/2026", "INV-1", "PO 1", 100.0, "", "", "", 100.0],
                ["14/10/2026", "", "CN-1", "", -10.0, "", "", "", -10.0],
                ["15/10/2026", "", "", "Overpayment", -5.0, "", "", "", -5.0],
                ["Total Acme", "", "", "", 85.0, "", "", "", 85.0],
                ["Total", "", "", "", 85.0, 0.0, 0.0, 0.0, 85.0],
            ],
        )
    )
    assert (table.layout, table.confidence, table.rows_loaded) == ("xero.aged_detail", 0.8, 3)
    assert rows(table, "invoices", "external_id", "kind", "customer_name", "day", "due", "open", "reference") == [
        ("INV-1", "invoice", "Acme", "2026-10-13", "2026-11-12", 10_000, "PO 1"),
        ("CN-1", "credit_note", "Acme", "2026-10-14", None, -1_000, ""),
    ]
    assert totals(table)["Total", ""] == ("85.00", 3)
    assert any("1 rows have no document number" in note for note in table.notes)
    assert "2 printed totals agree with the rows above them." in table.notes


def test_invoice_detail(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "d.csv",
            "Receivable Invoice Detail",
            "A Firm Ltd",
            "",
            "Invoice Date,Source,Invoice Number,Reference,Item Code,Description,Quantity,Unit Price (ex),Discount,Tax,Net,Gross,Currency,Status",
            "Acme",
            "13 Oct 2026,Receivable Invoice,INV-1,PO 1,WRK,Work,2,50.00,0,20.00,100.00,120.00,GBP,Paid",
            "14 Oct 2026,Receivable Credit Note,CN-1,,WRK,Back,-1,10.00,0,-2.00,-10.00,-12.00,GBP,Paid",
            "Total Acme,,,,,,,,,18.00,90.00,108.00,,",
        )
    )
    assert (table.layout, table.entity, table.confidence) == ("xero.invoice_detail", "invoice_line", 0.8)
    assert rows(table, "invoices", "external_id", "kind", "customer_name", "status", "currency") == [
        ("INV-1", "invoice", "Acme", "paid", "GBP"),
        ("CN-1", "credit_note", "Acme", "paid", "GBP"),
    ]
    assert rows(table, "invoice_lines", "invoice", "quantity", "amount", "tax") == [
        ("invoice:INV-1", 20_000, 10_000, 2_000),
        ("credit_note:CN-1", -10_000, -1_000, -200),
    ]
    assert totals(table) == {("Net", "GBP"): ("90.00", 2)}


def test_credit_notes_are_negative_however_they_are_printed(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "ContactName,CreditNoteNumber,Reference,CreditNoteDate,Total,TaxTotal,RemainingCredit,Description,Quantity,UnitAmount,LineAmount,AccountCode,TaxType,TaxAmount,Currency,Status",
            "Acme,CN-1,,13/10/2026,12.00,2.00,12.00,Back,1,10.00,10.00,200,VAT,2.00,GBP,Awaiting Payment",
            "Acme,CN-2,,13/10/2026,-12.00,-2.00,0.00,Back,-1,10.00,-10.00,200,VAT,-2.00,GBP,Paid",
        )
    )
    assert (table.layout, table.entity, table.confidence) == ("xero.credit_notes", "credit_note", 0.8)
    assert rows(table, "invoices", "external_id", "kind", "total", "tax", "open", "status") == [
        ("CN-1", "credit_note", -1_200, -200, -1_200, "open"),
        ("CN-2", "credit_note", -1_200, -200, 0, "paid"),
    ]
    assert rows(table, "invoice_lines", "invoice", "quantity", "amount", "tax") == [
        ("credit_note:CN-1", -10_000, -1_000, -200),
        ("credit_note:CN-2", -10_000, -1_000, -200),
    ]
