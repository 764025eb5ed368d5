"""Sage Intacct's templates."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

INVOICES = (
    "DONOTIMPORT,BATCH_TITLE,INVOICE_NO,PO_NO,CUSTOMER_ID,POSTING_DATE,CREATED_DATE,DUE_DATE,TOTAL_DUE,TOTAL_PAID,TERM_NAME,DESCRIPTION,"
    "CURRENCY,LINE_NO,MEMO,ACCT_NO,LOCATION_ID,AMOUNT"
)


def test_invoices_whose_head_stands_once_or_on_each_line(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            INVOICES,
            "#,Any row which starts with a # is ignored,,,,,,,,,,,,,,,,",
            ",,INV-1,PO-5,ACME,2026-10-31,2026-10-31,2026-11-30,150.00,50.00,Net 30,October,USD,1,Work,4000,L1,100.00",
            ",,,,,,,,,,,,,2,Travel,4100,L1,50.00",
            ",,INV-2,,BETA,2026-10-31,2026-10-31,,30.00,30.00,,,EUR,1,Work,4000,L1,10.00",
            ",,INV-2,,BETA,2026-10-31,2026-10-31,,30.00,30.00,,,EUR,2,Work,4000,L1,20.00",
            ",,CN-1,,BETA,2026-10-31,2026-10-31,,-5.00,,,,EUR,1,Back,4000,L1,-5.00",
            ",,INV-3,,BETA,2026-10-31,2026-10-31,,much,,,,EUR,1,Work,4000,L1,7.00",
            ",,,,,,,,,,,,,2,Work,4000,L1,7.00",
        )
    )
    assert table.layout == "sage.intacct_invoices"
    assert rows(
        table, "invoices", "external_id", "kind", "customer_name", "total", "open", "terms_days", "currency", "status"
    ) == [
        ("INV-1", "invoice", "ACME", 15_000, 10_000, 30, "USD", "open"),
        ("INV-2", "invoice", "BETA", 3_000, 0, None, "EUR", "paid"),
        ("CN-1", "credit_note", "BETA", -500, None, None, "EUR", "open"),
    ]
    assert [row[0] for row in rows(table, "invoice_lines", "external_id")] == [
        "INV-1#1",
        "INV-1#2",
        "INV-2#1",
        "INV-2#2",
        "CN-1#1",
    ]
    assert problems(table) == [(7, "IMP-202"), (8, "IMP-202")]
    assert totals(table)["TOTAL_DUE", "EUR"] == ("25.00", 3)
    assert "1 rows are comments and are left out." in table.notes


def test_journals(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "j.csv",
            "DONOTIMPORT,JOURNAL,DATE,REVERSEDATE,DESCRIPTION,REFERENCE_NO,LINE_NO,ACCT_NO,LOCATION_ID,MEMO,DEBIT,CREDIT,CURRENCY,BASECURR",
            ",GJ,2026-10-31,,Accrual,R1,1,1500,L1,October,50.00,,USD,USD",
            ",,,,,,2,4000,L1,October,,50.00,USD,",
            ",GJ,2026-10-31,,Other,,1,1500,L1,,9.00,,USD,USD",
            ",GJ,2026-10-31,,Euro,R3,1,1500,L1,,9.00,,EUR,USD",
        )
    )
    assert (table.layout, table.confidence) == ("sage.intacct_journals", 0.8)
    assert rows(table, "journal_lines", "journal", "day", "account", "debit", "credit", "currency") == [
        ("R1", "2026-10-31", "1500", 5_000, 0, "USD"),
        ("R1", "2026-10-31", "4000", 0, 5_000, "USD"),
        ("j.csv#3", "2026-10-31", "1500", 900, 0, "USD"),
    ]
    assert problems(table) == [(4, "IMP-208")]
    assert any("1 entries do not balance" in note for note in table.notes)


def test_customers(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "DONOTIMPORT,CUSTOMER_ID,CUSTOMER_NAME,TERM_NAME,TAX_ID,CURRENCY,EMAIL1,ADDRESS1,CITY,STATE,ZIP,COUNTRY,ACTIVE",
            "#comment,x,y,,,,,,,,,,",
            ",ACME,Acme Inc,Net 30,12-3,USD,jo@acme.example,1 Road,Reno,NV,89501,US,T",
        )
    )
    assert rows(table, "customers", "external_id", "name", "terms_days", "domain", "city") == [
        ("ACME", "Acme Inc", 30, "acme.example", "Reno")
    ]
    assert any("1 rows are comments" in note for note in table.notes)


def test_receipts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "DONOTIMPORT,PAYMENTMETHOD,RECEIPT_DATE,CUSTOMER_ID,DOCUMENT_NO,INVOICE_NO,AMOUNT,BANK_ACCOUNT_ID,CURRENCY",
            ",EFT,2026-11-10,ACME,T-1,INV-1,50.00,CHK,USD",
            ",EFT,2026-11-10,ACME,T-2,,5.00,CHK,USD",
        )
    )
    assert rows(table, "payments", "external_id", "customer_name", "number", "amount", "currency") == [
        ("r.csv#1", "ACME", "T-1", 5_000, "USD"),
        ("r.csv#2", "ACME", "T-2", 500, "USD"),
    ]
    assert rows(table, "allocations", "source", "invoice", "amount") == [("payment:r.csv#1", "invoice:INV-1", 5_000)]
