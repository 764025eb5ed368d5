"""Open Invoices, A/R Ageing Detail, Customer Balance Detail: documents with what is open on them."""

from __future__ import annotations

from pathlib import Path

from core.normalise.assemble import assemble
from importers.registry import drafts_of, read_files
from tests.importers.accounting.quickbooks.reports import report
from tests.importers.samples import only, problems, rows, shown, totals


def open_invoices(path: Path) -> Path:
    return report(
        path,
        "Open Invoices",
        ",Date,Transaction type,Num,Terms,Due date,Open balance",
        "Acme,,,,,,",
        "Acme:Site,,,,,,",
        ",01/19/2026,Invoice,1001,Net 30,02/18/2026,580.00",
        ",01/23/2026,Credit Memo,CM1,,01/23/2026,-80.00",
        "Total for Acme:Site,,,,,,$500.00",
        "Total for Acme with sub-customers,,,,,,$500.00",
        "Beta,,,,,,",
        ",01/21/2026,Payment,,,,-20.00",
        ",01/22/2026,Invoice,,,,7.00",
        "Total for Beta,,,,,,$(13.00)",
        "TOTAL,,,,,,$487.00",
    )


def test_open_invoices_under_their_customers(tmp_path: Path) -> None:
    table = only(open_invoices(tmp_path / "o.csv"))
    assert (table.layout, table.entity, table.header_row) == ("quickbooks.open_items", "invoice", 5)
    columns = ("external_id", "kind", "customer_name", "day", "due", "terms_days", "open", "status")
    assert rows(table, "invoices", *columns) == [
        ("1001", "invoice", "Acme:Site", "2026-01-19", "2026-02-18", 30, 58_000, "open"),
        ("CM1", "credit_note", "Acme:Site", "2026-01-23", "2026-01-23", None, -8_000, "open"),
    ]
    assert problems(table) == [(9, "IMP-204")]
    assert "cannot be told from the same one in the invoice list" in table.problems[0].reason
    assert totals(table) == {("Open balance", ""): ("480.00", 3)}
    assert any(note.startswith("1 rows are payments") for note in table.notes)
    assert table.rows_read == table.rows_loaded + 1 == 4
    assert not table.untied  # the two totals above the row in quarantine differ by it


def test_a_subtotal_that_does_not_hold_is_said(tmp_path: Path) -> None:
    path = open_invoices(tmp_path / "o.csv")
    path.write_bytes(path.read_bytes().replace(b"sub-customers,,,,,,$500.00", b"sub-customers,,,,,,$501.00"))
    (sentence,) = only(path).untied
    assert sentence.startswith("Total for Acme with sub-customers in row 6 does not agree: 501.00 is printed")


def test_ageing_detail_under_its_buckets(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "a.csv",
            "A/R Aging Detail",
            ",Date,Transaction type,Num,Customer full name,Location full name,Due date,Past due,Amount,Open balance",
            "91 or more days past due,,,,,,,,,",
            ',01/19/2026,Invoice,1001,Acme:Site,Leeds,02/18/2026,120,"1,080.00",580.00',
            'Total for 91 or more days past due,,,,,,,,"$1,080.00",$580.00',
            'TOTAL,,,,,,,,"$1,080.00",$580.00',
        )
    )
    assert rows(table, "invoices", "customer_name", "total", "open") == [("Acme:Site", 108_000, 58_000)]
    assert totals(table) == {("Amount", ""): ("1080.00", 1), ("Open balance", ""): ("580.00", 1)}


def test_an_invoice_of_two_reports_is_one(tmp_path: Path) -> None:
    invoices = report(
        tmp_path / "i.csv",
        "Invoice List by Date",
        "Date,Transaction type,Num,Name,Location full name,Memo,Due date,Amount,Open balance",
        '1/19/2026,Invoice,1001,Acme:Site,,site work,02/18/2026,"1,080.00",580.00',
    )
    assert only(invoices).layout == "quickbooks.invoices"
    frames = assemble(drafts_of(read_files([open_invoices(tmp_path / "o.csv"), invoices])))
    assert sorted(shown(frames["invoices"], "id", "total", "open", "reference")) == [
        ("quickbooks:credit_note:CM1", None, -8_000, ""),
        ("quickbooks:invoice:1001", 108_000, 58_000, "site work"),
    ]
