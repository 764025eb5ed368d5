"""Sage 50 and Sage Business Cloud Accounting."""

from __future__ import annotations

from pathlib import Path

from core.normalise.assemble import assemble
from importers.registry import drafts_of, read
from tests.importers.samples import only, problems, rows, shown, text_file, totals

TRAIL = (
    "Type,Account Reference,Nominal A/C Ref,Department Code,Date,Reference,Details,Net Amount,Tax Code,Tax Amount,Exchange Rate,"
    "Extra Reference,User Name,Project Refn,Cost Code Refn"
)


def split(kind: str, account: str, nominal: str, ref: str, net: str, tax: str = "", rate: str = "1") -> str:
    return f"{kind},{account},{nominal},3,31/10/2026,{ref},Work,{net},T1,{tax},{rate},PO-5,MANAGER,,"


def test_the_audit_trail_is_told_apart_by_type(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            TRAIL,
            split("SI", "ACME01", "4000", "1001", "1000.00", "200.00"),
            split("SI", "ACME01", "4001", "1001", "50.00", "10.00"),
            split("SC", "ACME01", "4000", "CN1", "100.00", "20.00"),
            split("SI", "BETA01", "4000", "1001", "7.00"),
            split("SI", "BETA01", "4000", "", "8.00", "1.60"),
            split("SR", "ACME01", "1200", "1001", "1260.00"),
            split("SP", "ACME01", "1200", "REF", "5.00"),
            split("JD", "", "1109", "J1", "40.00"),
            split("JC", "", "4000", "J1", "40.00"),
            split("JD", "", "1109", "J2", "3.00"),
            split("PI", "SHOP01", "5000", "P1", "99.00", "19.80"),
            split("BR", "1200", "4900", "B1", "9.00"),
        )
    )
    assert table.layout == "sage.audit_trail"
    assert rows(table, "invoices", "external_id", "kind", "customer_name", "day", "total", "tax") == [
        ("1001", "invoice", "ACME01", "2026-10-31", 126_000, 21_000),
        ("CN1", "credit_note", "ACME01", "2026-10-31", -12_000, -2_000),
        ("1001 (2)", "invoice", "BETA01", "2026-10-31", 700, 0),
        ("a.csv#5", "invoice", "BETA01", "2026-10-31", 960, 160),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "amount", "tax", "account", "item") == [
        ("1001#1", "invoice:1001", 100_000, 20_000, "4000", "3"),
        ("1001#2", "invoice:1001", 5_000, 1_000, "4001", "3"),
        ("CN1#1", "credit_note:CN1", -10_000, -2_000, "4000", "3"),
        ("1001 (2)#1", "invoice:1001 (2)", 700, 0, "4000", "3"),
        ("a.csv#5#1", "invoice:a.csv#5", 800, 160, "4000", "3"),
    ]
    assert rows(table, "payments", "external_id", "number", "amount", "account") == [
        ("a.csv#6", "1001", 126_000, "1200"),
        ("a.csv#7", "REF", -500, "1200"),
    ]
    assert rows(table, "journal_lines", "journal", "account", "debit", "credit") == [
        ("J1", "1109", 4_000, 0),
        ("J1", "4000", 0, 4_000),
        ("J2", "1109", 300, 0),
    ]
    assert any("2 rows are purchases or bank" in note for note in table.notes)
    assert "1 entries do not balance and are loaded as they stand: J2 (debit 3.00, credit 0.00)." in table.notes
    assert totals(table) == {("Net Amount", ""): ("2513.00", 10), ("Tax Amount", ""): ("231.60", 10)}
    assert (table.rows_read, table.rows_loaded) == (10, 10)


def test_foreign_amounts_and_unknown_types_are_put_aside(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "a.csv",
            TRAIL,
            split("SI", "ACME01", "4000", "1", "10.00", "2.00", rate="1.17"),
            split("XX", "ACME01", "4000", "2", "10.00"),
            split("SI", "ACME01", "4000", "3", "10.00"),
            split("SI", "ACME01", "4000", "3", "ten"),
            split("SI", "ACME01", "4000", "4", "10.00", rate="1.0000"),
        )
    )
    assert problems(table) == [(1, "IMP-208"), (2, "IMP-208"), (4, "IMP-202")]
    assert "which the file does not name" in table.problems[0].reason
    assert rows(table, "invoices", "number", "total") == [("3", None), ("4", 1_000)]


def test_customer_records(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "A/C,Name,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Contact Name,Telephone,VAT Number,"
            "Credit Limit,Settlement Due Days,Def. N/C,Payment Due Days,E-mail,Currency",
            "ACME01,Acme Ltd,1 Road,,Leeds,Yorks,LS1 1AA,Jo,,GB1,1000,0,4000,30,jo@acme.example,GBP",
        )
    )
    assert table.layout == "sage.customers"
    assert rows(table, "customers", "external_id", "name", "city", "postcode", "terms_days", "tax_id", "domain") == [
        ("ACME01", "Acme Ltd", "Leeds", "LS1 1AA", 30, "GB1", "acme.example")
    ]


def test_contacts_of_business_cloud(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "Reference,Company Name,Currency,Credit Limit,Main Address Type,Main Address Line 1,Main Address Town,Main Address Post Code,"
            "Main Address Country,Main Contact Name,Main Contact Email,VAT Number,Ledger Account",
            "ACME01,Acme Ltd,EUR,1000,Delivery,1 Road,Cork,T12,IE,Jo,jo@acme.example,IE1,4000",
        )
    )
    assert table.layout == "sage.contacts"
    assert rows(table, "customers", "external_id", "currency", "city", "tax_id") == [("ACME01", "EUR", "Cork", "IE1")]


def test_the_list_of_invoices(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            "Invoice Number,Type,Customer Name,Reference,Invoice Date,Due Date,Net Amount,VAT Amount,Total Amount,Outstanding Amount,Currency,Status",
            "SI-1,Sales Invoice,Acme,PO-5,31/10/2026,30/11/2026,100.00,20.00,120.00,20.00,GBP,Part Paid",
            "SCN-1,Sales Credit Note,Acme,,31/10/2026,,10.00,2.00,12.00,0.00,EUR,Paid",
            "SI-2,Sales Invoice,Acme,,31/10/2026,,10.00,2.00,12.00,12.00,GBP,Void",
            "SI-3,Sales Invoice,Acme,,31/10/2026,,10.00,2.00,,12.00,GBP,Unpaid",
        )
    )
    assert (table.layout, table.confidence) == ("sage.invoices", 0.8)
    assert rows(table, "invoices", "external_id", "kind", "total", "tax", "open", "paid", "currency", "status") == [
        ("SI-1", "invoice", 12_000, 2_000, 2_000, 10_000, "GBP", "open"),
        ("SCN-1", "credit_note", -1_200, -200, 0, -1_200, "EUR", "paid"),
        ("SI-2", "invoice", 1_200, 200, 1_200, 0, "GBP", "void"),
    ]
    assert problems(table) == [(4, "IMP-204")]


def test_ledger_activity(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "n.csv",
            "N/C,Nominal Name,No,Type,Date,A/C,Ref,Details,Dept,T/C,Debit,Credit",
            "1100,Debtors Control Account,17,SI,31/10/2026,ACME01,1001,Work,3,T1,120.00,",
            "4000,Sales,17,SI,31/10/2026,ACME01,1001,Work,3,T1,,100.00",
            "2200,Sales Tax Control Account,17,SI,31/10/2026,ACME01,1001,Work,3,T1,,20.00",
        )
    )
    assert table.layout == "sage.activity"
    assert rows(table, "journal_lines", "journal", "document", "account", "debit", "credit", "project") == [
        ("17", "1001", "1100", 12_000, 0, "3"),
        ("17", "1001", "4000", 0, 10_000, "3"),
        ("17", "1001", "2200", 0, 2_000, "3"),
    ]
    assert not any("do not balance" in note for note in table.notes)


def test_documents_find_their_customer_by_its_account(tmp_path: Path) -> None:
    trail = text_file(tmp_path / "a.csv", TRAIL, split("SI", "ACME01", "4000", "1001", "1000.00", "200.00"))
    parties = text_file(
        tmp_path / "c.csv", "A/C,Name,Address Line 1,Credit Limit,Payment Due Days", "ACME01,Acme Ltd,1 Road,0,30"
    )
    frames = assemble(drafts_of([read(trail), read(parties)]), base_currency="GBP")
    assert shown(frames["invoices"], "id", "customer", "customer_name", "total", "currency") == [
        ("sage:invoice:1001", "sage:customer:ACME01", "Acme Ltd", 120_000, "GBP")
    ]
    assert frames["customers"]["id"].tolist() == ["sage:customer:ACME01"]
