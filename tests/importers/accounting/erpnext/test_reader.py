"""ERPNext's sales invoices, payment entries, general ledger and accounts."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

INVOICES = (
    "ID,Customer,Customer Name,Date,Payment Due Date,Is Return (Credit Note),Return Against,Currency,Customer's Purchase Order,"
    "Total Taxes and Charges,Grand Total,Rounded Total,Outstanding Amount,Status,ID (Items),Item (Items),Description (Items),"
    "Quantity (Items),Rate (Items),Amount (Items),Income Account (Items)"
)


def test_invoices_with_their_items(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "s.csv",
            INVOICES,
            "ACC-SINV-1,CUST-1,Acme,2026-10-31,2026-11-30,0,,EUR,PO-5,400,2400.4,2400,400,Partly Paid,a1,WORK,Work,12.5,150,1875,4100 - Sales - X",
            ",,,,,,,,,,,,,,a2,WORK,Total expenses,1,125.4,125.4,4100 - Sales - X",
            "ACC-SINV-RET-1,CUST-1,Acme,2026-11-05,,1,ACC-SINV-1,EUR,,0,-100,0,0,Return,a3,WORK,Back,-1,100,-100,4100 - Sales - X",
            "ACC-SINV-2,CUST-2,Beta,2026-11-05,,0,,USD,,0,70,0,70,Overdue and Discounted,a4,WORK,Fee,1,70,70,4100 - Sales - X",
            "ACC-SINV-3,CUST-2,Beta,2026-11-05,,0,,USD,,0,70,0,0,Cancelled,a5,WORK,Fee,1,70,70,4100 - Sales - X",
            "ACC-SINV-4,CUST-2,Beta,2026-11-05,,0,,USD,,0,all,0,0,Paid,a6,WORK,Fee,1,70,70,4100 - Sales - X",
            ",,,,,,,,,,,,,,a7,WORK,Fee,1,70,70,4100 - Sales - X",
        )
    )
    assert rows(
        table,
        "invoices",
        "external_id",
        "kind",
        "customer_name",
        "day",
        "total",
        "tax",
        "open",
        "paid",
        "currency",
        "status",
    ) == [
        ("ACC-SINV-1", "invoice", "Acme", "2026-10-31", 240_000, 40_000, 40_000, 200_000, "EUR", "open"),
        ("ACC-SINV-RET-1", "credit_note", "Acme", "2026-11-05", -10_000, 0, 0, -10_000, "EUR", "paid"),
        ("ACC-SINV-2", "invoice", "Beta", "2026-11-05", 7_000, 0, 7_000, 0, "USD", "open"),
        ("ACC-SINV-3", "invoice", "Beta", "2026-11-05", 7_000, 0, 0, 7_000, "USD", "void"),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "description", "quantity", "amount")[:3] == [
        ("ACC-SINV-1#1", "invoice:ACC-SINV-1", "Work", 125_000, 187_500),
        ("ACC-SINV-1#2", "invoice:ACC-SINV-1", "Total expenses", 10_000, 12_540),
        ("ACC-SINV-RET-1#1", "credit_note:ACC-SINV-RET-1", "Back", -10_000, -10_000),
    ]
    assert problems(table) == [(6, "IMP-202"), (7, "IMP-202")]
    assert totals(table)["Grand Total", "EUR"] == ("2300.40", 3)
    assert totals(table)["Amount (Items)", "EUR"] == ("1900.40", 3)
    assert (table.rows_read, table.rows_loaded) == (7, 5)


def test_field_names(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "s.csv",
            "name,customer,customer_name,posting_date,due_date,is_return,return_against,currency,grand_total,outstanding_amount,docstatus",
            "SINV-1,C1,Acme,2026-10-31,2026-11-30,0,,EUR,100.0,0.0,1",
            "SINV-2,C1,Acme,2026-10-31,2026-11-30,0,,EUR,100.0,100.0,0",
            "SINV-3,C1,Acme,2026-10-31,2026-11-30,0,,EUR,100.0,0.0,2",
        )
    )
    assert table.layout == "erpnext.sales_invoices"
    assert rows(table, "invoices", "external_id", "status") == [
        ("SINV-1", "paid"),
        ("SINV-2", "draft"),
        ("SINV-3", "void"),
    ]
    assert len(table.frames["invoice_lines"]) == 0


PAYMENTS = (
    "ID,Payment Type,Posting Date,Party Type,Party,Party Name,Account Paid From,Account Currency (From),Account Paid To,Account Currency (To),"
    "Paid Amount,Received Amount,Source Exchange Rate,Target Exchange Rate,Cheque/Reference No,Status,Type (Payment References),"
    "Name (Payment References),Allocated (Payment References)"
)


def test_payments_and_what_they_paid(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            PAYMENTS,
            "ACC-PAY-1,Receive,2026-11-10,Customer,C1,Acme,Debtors USD,USD,Bank,EUR,110,100,0.909091,1,TRX-1,Submitted,Sales Invoice,ACC-SINV-1,70",
            ",,,,,,,,,,,,,,,,Sales Invoice,ACC-SINV-2,50",
            ",,,,,,,,,,,,,,,,Sales Invoice,ACC-SINV-RET-1,-10",
            ",,,,,,,,,,,,,,,,Journal Entry,JV-1,5",
            "ACC-PAY-2,Pay,2026-11-11,Customer,C1,Acme,Bank,EUR,Debtors,EUR,40,40,1,1,,Submitted,,,",
            "ACC-PAY-3,Pay,2026-11-11,Supplier,S1,Shop,Bank,EUR,Creditors,EUR,99,99,1,1,,Submitted,Purchase Invoice,PINV-1,99",
            ",,,,,,,,,,,,,,,,Purchase Invoice,PINV-2,1",
            "ACC-PAY-4,Internal Transfer,2026-11-11,,,,Bank,EUR,Cash,EUR,5,5,1,1,,Submitted,,,",
            "ACC-PAY-5,Receive,2026-11-12,Customer,C1,Acme,Debtors,EUR,Bank,EUR,,8,1,1,,Submitted,Sales Invoice,ACC-SINV-3,8",
        )
    )
    assert rows(
        table, "payments", "external_id", "customer_name", "amount", "currency", "fx_rate", "number", "account"
    ) == [
        ("ACC-PAY-1", "Acme", 11_000, "USD", 909_091, "TRX-1", "Bank"),
        ("ACC-PAY-2", "Acme", -4_000, "EUR", 1_000_000, "", "Debtors"),
    ]
    assert rows(table, "allocations", "source", "invoice", "amount", "currency") == [
        ("payment:ACC-PAY-1", "invoice:ACC-SINV-1", 7_000, "USD"),
        ("payment:ACC-PAY-1", "invoice:ACC-SINV-2", 5_000, "USD"),
        ("payment:ACC-PAY-1", "credit_note:ACC-SINV-RET-1", 1_000, "USD"),
    ]
    assert problems(table) == [(9, "IMP-204")]
    assert any("3 rows are payments of others than customers" in note for note in table.notes)
    assert totals(table)["Paid Amount", "USD"] == ("110.00", 4)
    assert (table.rows_read, table.rows_loaded) == (6, 5)


def test_the_general_ledger_report(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "g.csv",
            "Posting Date,Account,Debit (EUR),Credit (EUR),Balance (EUR),Voucher Type,Voucher No,Against Account,Party Type,Party,Project,Cost Center,Remarks",
            ",'Opening',1000,0,1000,,,,,,,,",
            "2026-10-31,1310 - Debtors - X,100,0,1100,Sales Invoice,ACC-SINV-1,4100 - Sales - X,Customer,Acme,PROJ-1,Main - X,Work",
            "2026-10-31,4100 - Sales - X,0,100,1000,Sales Invoice,ACC-SINV-1,Acme,,,PROJ-1,Main - X,Work",
            "2026-11-01,Cash - X,7,0,1007,Journal Entry,JV-1,,,,,Main - X,Till",
            ",'Total',107,100,7,,,,,,,,",
            ",'Closing (Opening + Total)',1107,100,1007,,,,,,,,",
        )
    )
    assert rows(
        table, "journal_lines", "journal", "source", "account", "account_name", "debit", "credit", "currency", "project"
    ) == [
        ("ACC-SINV-1", "Sales Invoice", "1310", "Debtors - X", 10_000, 0, "EUR", "PROJ-1"),
        ("ACC-SINV-1", "Sales Invoice", "4100", "Sales - X", 0, 10_000, "EUR", "PROJ-1"),
        ("JV-1", "Journal Entry", "Cash - X", "Cash - X", 700, 0, "EUR", ""),
    ]
    assert "1 printed totals agree with the rows above them." in table.notes
    assert "2 rows are opening and closing balances, not entries." in table.notes
    assert any("1 entries do not balance" in note for note in table.notes)
    assert (table.rows_read, table.rows_loaded) == (3, 3)


def test_a_total_that_the_rows_do_not_add_up_to(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "g.csv",
            "Posting Date,Account,Debit (EUR),Credit (EUR),Balance (EUR),Voucher Type,Voucher No,Party,Remarks",
            "2026-10-31,1310 - Debtors - X,100,0,100,Sales Invoice,A,Acme,Work",
            ",Total,90,0,90,,,,",
        )
    )
    assert table.untied
    assert "90.00 is printed, the rows above add up to 100.00" in table.untied[0]


def test_ledger_entries_without_the_cancelled(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "g.csv",
            "name,posting_date,account,party,debit,credit,voucher_type,voucher_no,is_cancelled,remarks",
            "GLE-1,2026-10-31,Debtors - X,Acme,100.0,0.0,Sales Invoice,A,0,",
            "GLE-2,2026-10-31,Sales - X,,0.0,100.0,Sales Invoice,A,0,",
            "GLE-3,2026-10-31,Sales - X,,0.0,100.0,Sales Invoice,B,1,",
        )
    )
    assert rows(table, "journal_lines", "external_id", "debit", "credit") == [
        ("GLE-1", 10_000, 0),
        ("GLE-2", 0, 10_000),
    ]
    assert any("1 rows are cancelled entries" in note for note in table.notes)


def test_accounts(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            "ID,Account Name,Account Number,Parent Account,Account Type,Root Type,Is Group",
            "1310 - Debtors - X,Debtors,1310,Receivables - X,Receivable,Asset,0",
            "Service - X,Service,,Income - X,,Income,0",
        )
    )
    assert rows(table, "accounts", "external_id", "code", "name", "role") == [
        ("1310", "1310", "Debtors", "receivable"),
        ("Service - X", "", "Service", "revenue"),
    ]
