"""QuickBooks Desktop files: transactions that balance, documents and receipts among them, lists beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.normalise.assemble import assemble
from importers.registry import drafts_of, read
from importers.shared.intake import HeadingsOnly
from tests.importers.samples import problems, rows, text_file, totals

HEADS = (
    "!TRNS\tTRNSID\tTRNSTYPE\tDATE\tACCNT\tNAME\tCLASS\tAMOUNT\tDOCNUM\tMEMO\tDUEDATE\tTERMS\tPONUM",
    "!SPL\tSPLID\tTRNSTYPE\tDATE\tACCNT\tNAME\tCLASS\tAMOUNT\tDOCNUM\tMEMO\tQNTY\tPRICE\tINVITEM\tEXTRA",
    "!ENDTRNS",
)
INVOICE = (
    'TRNS\t\tINVOICE\t9/30/2026\tAccounts Receivable\t"Acme, Inc."\t\t"1,080.00"\t101\tMay\t10/30/2026\tNet 30\tPO-1',
    "SPL\t\tINVOICE\t9/30/2026\tConsulting Income\t\tSite\t-600.00\t\tWork\t-6\t100\tConsulting\t",
    "SPL\t\tINVOICE\t9/30/2026\tConsulting Income\t\t\t-400.00\t\tTravel\t-2.5\t160\tTravel\t",
    "SPL\t\tINVOICE\t9/30/2026\tSales Tax Payable\tState\t\t-80.00\t\tTax\t\t\tState tax\tAUTOSTAX",
    "ENDTRNS",
)
CREDIT = (
    "TRNS\t\tCREDIT MEMO\t10/1/2026\tAccounts Receivable\tBeta\t\t-50.00\tCM-1",
    "SPL\t\tCREDIT MEMO\t10/1/2026\tConsulting Income\tBeta\t\t50.00\t\tback\t1\t50\tConsulting",
    "ENDTRNS",
)
PAYMENT = (
    "TRNS\t\tPAYMENT\t10/2/2026\tUndeposited Funds\tBeta\t\t500.00\tCHK 1\tthanks",
    "SPL\t\tPAYMENT\t10/2/2026\tAccounts Receivable\tBeta\t\t-500.00",
    "ENDTRNS",
)


def iif(path: Path, *lines: str) -> Path:
    return text_file(path, *HEADS, *lines, encoding="cp1252", end="\r\n")


def test_documents_receipts_and_the_journal(tmp_path: Path) -> None:
    one = read(iif(tmp_path / "q.iif", *INVOICE, *CREDIT, *PAYMENT, *PAYMENT))
    (table,) = one.tables
    assert (table.system, table.entity, table.rows_read, table.rows_loaded) == ("quickbooks", "journal", 10, 10)
    assert rows(
        table,
        "invoices",
        "external_id",
        "kind",
        "customer_name",
        "po_number",
        "day",
        "due",
        "terms_days",
        "total",
        "tax",
    ) == [
        ("101", "invoice", "Acme, Inc.", "PO-1", "2026-09-30", "2026-10-30", 30, 108_000, 8_000),
        ("CM-1", "credit_note", "Beta", "", "2026-10-01", None, None, -5_000, 0),
    ]
    assert rows(
        table, "invoice_lines", "external_id", "invoice", "item", "quantity", "unit_price", "amount", "account"
    ) == [
        ("101#1", "invoice:101", "Consulting", 60_000, 1_000_000, 60_000, "Consulting Income"),
        ("101#2", "invoice:101", "Travel", 25_000, 1_600_000, 40_000, "Consulting Income"),
        ("CM-1#1", "credit_note:CM-1", "Consulting", -10_000, 500_000, -5_000, "Consulting Income"),
    ]
    assert rows(table, "payments", "external_id", "customer_name", "day", "number", "memo", "amount") == [
        ("CHK 1", "Beta", "2026-10-02", "CHK 1", "thanks", 50_000),
        ("CHK 1 (2)", "Beta", "2026-10-02", "CHK 1", "thanks", 50_000),
    ]
    assert rows(table, "journal_lines", "external_id", "document", "account_name", "debit", "credit", "project")[
        :2
    ] == [
        ("q.iif#1", "101", "Accounts Receivable", 108_000, 0, ""),
        ("q.iif#2", "101", "Consulting Income", 0, 60_000, "Site"),
    ]
    assert totals(table) == {("AMOUNT", ""): ("0.00", 10), ("AMOUNT (debits)", ""): ("2130.00", 4)}
    frames = assemble(drafts_of([one]))
    assert frames["journal_lines"]["account"].isin(set(frames["accounts"]["id"])).all()
    assert frames["invoice_lines"]["invoice"].isin(set(frames["invoices"]["id"])).all()


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        ((INVOICE[0], INVOICE[1], "ENDTRNS"), "IMP-231", "add up to 480.00 and not to 0"),
        (CREDIT[:2], "IMP-232", "has no ENDTRNS"),
        ((CREDIT[0].replace("-50.00", "5O"), *CREDIT[1:]), "IMP-202", "'5O' in AMOUNT of line 1"),
        ((CREDIT[0].replace("10/1/2026", "2/30/2026"), *CREDIT[1:]), "IMP-203", "a date that does not exist"),
        ((CREDIT[0], CREDIT[1].replace("Consulting Income", ""), "ENDTRNS"), "IMP-204", "ACCNT is empty in line 2"),
        ((CREDIT[0].replace("CM-1", ""), *CREDIT[1:]), "IMP-204", "the document has no number"),
    ],
    ids=["unbalanced", "cut off", "amount", "day", "account", "number"],
)
def test_a_transaction_goes_to_quarantine_whole(tmp_path: Path, lines: tuple[str, ...], code: str, said: str) -> None:
    order = (*PAYMENT, *lines) if code == "IMP-232" else (*lines, *PAYMENT)
    (table,) = read(iif(tmp_path / "q.iif", *order)).tables
    first = 3 if code == "IMP-232" else 1
    assert problems(table) == [(first, code), (first + 1, code)]
    assert (table.rows_read, table.rows_loaded) == (4, 2)
    assert "invoices" not in table.frames
    assert len(table.frames["journal_lines"]) == 2
    assert said.replace("line 1", "line 1") in table.problems[0].reason


def test_days_before_the_month_are_told_by_their_column(tmp_path: Path) -> None:
    lines = [line.replace("10/2/2026", "25/2/2026") for line in PAYMENT]
    (table,) = read(iif(tmp_path / "q.iif", *lines)).tables
    assert rows(table, "payments", "day") == [("2026-02-25",)]


def test_lists_stand_beside_transactions(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "l.iif",
        "!ACCNT\tNAME\tACCNTTYPE\tACCNUM",
        "ACCNT\tAccounts Receivable\tAR\t1200",
        "ACCNT\t4000 · Fees\tINC\t",
        "ACCNT\tAccruals\tOCLIAB\t",
        "!CUST\tNAME\tCOMPANYNAME\tBADDR1\tBADDR2\tEMAIL\tTERMS",
        "CUST\tAcme:Site\tAcme Ltd\t1 Road\tLeeds\tjo@acme.example\tNet 14",
        "!INVITEM\tNAME\tINVITEMTYPE\tPRICE",
        "INVITEM\tConsulting\tSERV\t100",
    )
    customers, accounts, items = read(path).tables
    assert rows(customers, "customers", "external_id", "parent", "legal_name", "street", "domain", "terms_days") == [
        ("Acme:Site", "Acme", "Acme Ltd", "1 Road, Leeds", "acme.example", 14)
    ]
    assert rows(accounts, "accounts", "external_id", "code", "name", "role") == [
        ("Accounts Receivable", "1200", "Accounts Receivable", "receivable"),
        ("4000", "4000", "Fees", "revenue"),
        ("Accruals", "", "Accruals", ""),
    ]
    assert (items.entity, items.rows_loaded, items.frames) == ("item", 1, {})


def test_headings_alone_are_said(tmp_path: Path) -> None:
    with pytest.raises(HeadingsOnly):
        read(iif(tmp_path / "q.iif"))
