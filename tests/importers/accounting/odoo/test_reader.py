"""Odoo's lists of invoices, journal items, entries, payments and accounts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals, workbook

LABELS = (
    "Number,Type,Status,Payment Status,Partner,Invoice/Bill Date,Due Date,Reference,Currency,Tax,Total,Amount Due,"
    "Invoice lines/Label,Invoice lines/Quantity,Invoice lines/Unit Price,Invoice lines/Subtotal,Invoice lines/Account"
)


def quoted(*lines: str) -> list[str]:
    return [",".join(f'"{cell}"' for cell in line.split(",")) for line in lines]


def test_lines_below_their_invoice_and_credit_notes_with_their_sign(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Journal Entry (account.move).csv",
            *quoted(
                LABELS,
                "INV/2026/00001,Customer Invoice,Posted,Partially Paid,Acme,2026-10-31,2026-11-30,'-PO 5,EUR,400.0,2400.0,400.0,Work,12.5,150.0,1875.0,400000 Sales",
                ",,,,,,,,,,,,Total expenses,1.0,125.0,125.0,400000 Sales",
                "RINV/2026/00001,Customer Credit Note,Posted,Paid,Acme,2026-11-05,,,USD,,100.0,,Back,1.0,100.0,100.0,400000 Sales",
                "/,Customer Invoice,Draft,Not Paid,Beta,,,,EUR,0.0,198.95000000000002,198.95,Fee,1.0,198.95,198.95,400000 Sales",
                "INV/2026/00002,Customer Invoice,Cancelled,Not Paid,Beta,2026-11-06,,,EUR,0.0,70.0,0.0,Fee,1.0,70.0,70.0,400000 Sales",
                "BILL/2026/1,Vendor Bill,Posted,Not Paid,Shop,2026-11-06,,,EUR,0.0,70.0,70.0,Pens,1.0,70.0,70.0,600000 Pens",
                ",,,,,,,,,,,,Ink,1.0,1.0,1.0,600000 Pens",
                "INV/2026/00003,Customer Invoice,Posted,Not Paid,Beta,2026-11-07,,,EUR,0.0,lots,70.0,Fee,1.0,70.0,70.0,400000 Sales",
            ),
            end="\r\n",
        )
    )
    assert rows(
        table, "invoices", "external_id", "kind", "day", "total", "open", "paid", "currency", "status", "reference"
    ) == [
        ("INV/2026/00001", "invoice", "2026-10-31", 240_000, 40_000, 200_000, "EUR", "open", "-PO 5"),
        ("RINV/2026/00001", "credit_note", "2026-11-05", -10_000, None, None, "USD", "paid", ""),
        ("Journal Entry (account.move).csv#4", "invoice", None, 19_895, 19_895, 0, "EUR", "draft", ""),
        ("INV/2026/00002", "invoice", "2026-11-06", 7_000, 0, 7_000, "EUR", "void", ""),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "description", "quantity", "amount", "account")[
        :3
    ] == [
        ("INV/2026/00001#1", "invoice:INV/2026/00001", "Work", 125_000, 187_500, "400000"),
        ("INV/2026/00001#2", "invoice:INV/2026/00001", "Total expenses", 10_000, 12_500, "400000"),
        ("RINV/2026/00001#1", "credit_note:RINV/2026/00001", "Back", -10_000, -10_000, "400000"),
    ]
    assert problems(table) == [(8, "IMP-202")]
    assert totals(table)["Total", "EUR"] == ("2668.95", 4)
    assert totals(table)["Total", "USD"] == ("100.00", 1)
    assert any("2 rows are bills or journal entries" in note for note in table.notes)
    assert (table.rows_read, table.rows_loaded) == (6, 5)


def test_technical_names_and_external_ids(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            *quoted(
                "id,name,move_type,state,payment_state,partner_id,invoice_date,invoice_date_due,currency_id/id,amount_total,amount_residual,"
                "invoice_line_ids/display_type,invoice_line_ids/name,invoice_line_ids/quantity,invoice_line_ids/price_unit,invoice_line_ids/price_subtotal",
                "account.1_inv_1,INV/1,out_invoice,posted,not_paid,Acme,2026-10-31,2026-11-30,base.EUR,100.0,100.0,product,Work,1.0,100.0,100.0",
                ",,,,,,,,,,,line_note,Thanks,,,",
                "account.1_inv_2,RINV/1,out_refund,posted,reversed,Acme,2026-10-31,,base.EUR,40.0,0.0,product,Work,1.0,40.0,40.0",
            ),
        )
    )
    assert table.layout == "odoo.invoices"
    assert rows(table, "invoices", "external_id", "number", "kind", "total", "open", "currency", "status") == [
        ("account.1_inv_1", "INV/1", "invoice", 10_000, 10_000, "EUR", "open"),
        ("account.1_inv_2", "RINV/1", "credit_note", -4_000, 0, "EUR", "paid"),
    ]
    assert len(table.frames["invoice_lines"]) == 2


def test_a_list_of_signed_totals_in_the_companys_currency(tmp_path: Path) -> None:
    rows_: list[list[object]] = [
        [
            "Number",
            "Invoice Partner Display Name",
            "Invoice/Bill Date",
            "Due Date",
            "Total Signed",
            "Company Currency",
            "Payment Status",
            "Status",
        ],
        ["    Acme (2)", "", "", "", 60.0, "", "", ""],
        ["INV/1", "Acme", datetime(2026, 10, 31), datetime(2026, 11, 30), 100.0, "EUR", "Paid", "Posted"],  # noqa: DTZ001
        ["RINV/1", "Acme", datetime(2026, 10, 31), "", -40.0, "EUR", "Paid", "Posted"],  # noqa: DTZ001
    ]
    table = only(workbook(tmp_path / "a.xlsx", Sheet1=rows_))
    assert rows(table, "invoices", "external_id", "kind", "total", "status", "currency") == [
        ("INV/1", "invoice", 10_000, "paid", "EUR"),
        ("RINV/1", "credit_note", -4_000, "paid", "EUR"),
    ]
    assert totals(table) == {("Total Signed", "EUR"): ("60.00", 2)}
    assert "1 rows are headings of groups with their sums, not data." in table.notes


def test_the_companys_total_is_never_taken_for_a_foreign_one(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Number,Partner,Invoice/Bill Date,Status,Total in Currency Signed,Total Signed,Currency,Company Currency",
            "INV/1,Acme,2026-10-31,Posted,110.0,100.0,USD,EUR",
            "INV/2,Acme,2026-10-31,Posted,,100.0,USD,EUR",
            "INV/3,Acme,2026-10-31,Posted,,100.0,EUR,EUR",
        )
    )
    assert rows(table, "invoices", "total", "currency") == [(11_000, "USD"), (None, "USD"), (10_000, "EUR")]


def test_journal_items(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            *quoted(
                "Journal Entry,Date,Account,Partner,Label,Journal,Debit,Credit,Amount in Currency,Currency,Company Currency,Matching #,Parent State",
                "INV/1 (PO 5),2026-10-31,121000 Account Receivable,Acme,Work,Customer Invoices,100.0,,110.0,USD,EUR,A1,Posted",
                "INV/1 (PO 5),2026-10-31,400000 Product Sales,Acme,Work,Customer Invoices,,100.0,-110.0,USD,EUR,,Posted",
                "MISC/1,2026-10-31,450000 VAT,,'=Fix,Miscellaneous,5.0,,5.0,EUR,EUR,,posted",
                "/,2026-10-31,450000 VAT,,Fix,Miscellaneous,5.0,,5.0,EUR,EUR,,draft",
                "MISC/2,2026-10-31,,,Fix,Miscellaneous,5.0,,5.0,EUR,EUR,,posted",
            ),
        )
    )
    assert rows(
        table,
        "journal_lines",
        "journal",
        "source",
        "account",
        "account_name",
        "debit",
        "credit",
        "currency",
        "description",
    ) == [
        ("INV/1", "Customer Invoices", "121000", "Account Receivable", 10_000, 0, "EUR", "Work"),
        ("INV/1", "Customer Invoices", "400000", "Product Sales", 0, 10_000, "EUR", "Work"),
        ("MISC/1", "Miscellaneous", "450000", "VAT", 500, 0, "EUR", "=Fix"),
    ]
    assert problems(table) == [(5, "IMP-204")]
    assert "1 entries do not balance and are loaded as they stand: MISC/1 (debit 5.00, credit 0.00)." in table.notes
    assert totals(table) == {("Debit", "EUR"): ("105.00", 3), ("Credit", "EUR"): ("100.00", 3)}


def test_journal_entries_with_their_items(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "name,date,journal_id,state,ref,line_ids/account_id,line_ids/partner_id,line_ids/name,line_ids/debit,line_ids/credit",
            "MISC/1,2026-10-31,Misc,posted,Accrual,1500 Unbilled,Acme,October,50.00,0.00",
            ",,,,,4000 Fees,Acme,October,0.00,50.00",
            "MISC/2,2026-10-31,Misc,draft,,1500 Unbilled,Acme,October,50.00,0.00",
            ",,,,,4000 Fees,Acme,October,0.00,50.00",
        )
    )
    assert table.layout == "odoo.journal_entries"
    assert rows(table, "journal_lines", "external_id", "journal", "day", "account", "debit", "credit") == [
        ("a.csv#1", "MISC/1", "2026-10-31", "1500", 5_000, 0),
        ("a.csv#2", "MISC/1", "2026-10-31", "4000", 0, 5_000),
    ]


def test_payments(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Number,Date,Payment Type,Partner Type,Partner,Amount,Amount Company Currency Signed,Currency,Memo,Journal,Status,Reconciled Invoices/Number",
            "PBNK1/1,2026-11-05,Receive,Customer,Acme,110.0,100.0,USD,INV/1,Bank,Posted,INV/1",
            ",,,,,,,,,,,INV/2",
            "PBNK1/2,2026-11-06,Send,Customer,Acme,40.0,-40.0,EUR,Refund,Bank,Posted,",
            "PBNK1/3,2026-11-06,Send,Vendor,Shop,40.0,-40.0,EUR,Pens,Bank,Posted,",
            "PBNK1/4,2026-11-06,Receive,Customer,Beta,,0.0,EUR,,Bank,Posted,",
        )
    )
    assert table.layout == "odoo.payments"
    assert rows(table, "payments", "external_id", "customer_name", "amount", "currency", "fx_rate", "memo") == [
        ("PBNK1/1", "Acme", 11_000, "USD", 909_091, "INV/1 INV/1, INV/2"),
        ("PBNK1/2", "Acme", -4_000, "EUR", 1_000_000, "Refund"),
    ]
    assert problems(table) == [(5, "IMP-204")]
    assert any("1 rows are payments to suppliers and are left out." in note for note in table.notes)
    assert (table.rows_read, table.rows_loaded) == (3, 2)


def test_accounts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "Code,Account Name,Type,Allow Reconciliation",
            "121000,Account Receivable,Receivable,True",
            "400000,Product Sales,Income,",
        )
    )
    assert rows(table, "accounts", "external_id", "name", "role") == [
        ("121000", "Account Receivable", "receivable"),
        ("400000", "Product Sales", "revenue"),
    ]
