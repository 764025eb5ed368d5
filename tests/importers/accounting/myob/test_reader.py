"""MYOB's sales, customers, receipts and journals."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals

SALES = (
    "Co./Last Name\tFirst Name\tAddr 1 - Line 1\t- Line 2\tInclusive\tInvoice #\tDate\tCustomer PO\tDelivery Status\tDescription\tAccount #\tAmount\t"
    "Inc-Tax Amount\tJob\tComment\tJournal Memo\tTax Code\tTax Amount\tSale Status\tCurrency Code\tCard ID\tRecord ID"
)


def sale(
    number: str, amount: str, gross: str, tax: str, status: str = "I", name: str = "Acme\t", currency: str = ""
) -> str:
    return f"{name}\t1 Road\t\t\t{number}\t31/10/2026\tPO-5\tP\tWork\t4-1000\t{amount}\t{gross}\tP-7\t\tSale; Acme\tGST\t{tax}\t{status}\t{currency}\tC1\t17"


def test_sales_with_tax_on_top(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "SERVSALE.TXT",
            "{}",
            SALES,
            sale("00001", "$1,000.00", "$1,100.00", "$100.00"),
            sale("00001", "$50.00", "$55.00", "$5.00"),
            "",
            sale("00002", "-$10.00", "-$11.00", "-$1.00"),
            "",
            sale("00003", "$7.00", "$7.00", "$0.00", status="Q"),
            "",
            sale("00004", "$7.00", "$7.70", "$0.70", name="Smith\tJo", currency="USD"),
            "",
            sale("00005", "$7.00", "$7.70", "$0.70"),
            sale("00005", "", "$7.70", "$0.70"),
            end="\r\n",
        )
    )
    assert (table.layout, table.header_row) == ("myob.sales", 2)
    assert rows(
        table, "invoices", "external_id", "kind", "customer_name", "day", "total", "tax", "currency", "po_number"
    ) == [
        ("00001", "invoice", "Acme", "2026-10-31", 115_500, 10_500, "", "PO-5"),
        ("00002", "credit_note", "Acme", "2026-10-31", -1_100, -100, "", "PO-5"),
        ("00004", "invoice", "Jo Smith", "2026-10-31", 770, 70, "USD", "PO-5"),
        ("00005", "invoice", "Acme", "2026-10-31", None, None, "", "PO-5"),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "amount", "tax", "account", "item")[:2] == [
        ("00001#1", "invoice:00001", 100_000, 10_000, "4-1000", "P-7"),
        ("00001#2", "invoice:00001", 5_000, 500, "4-1000", "P-7"),
    ]
    assert problems(table) == [(7, "IMP-204")]
    assert totals(table)["Amount", ""] == ("1047.00", 4)
    assert any("1 rows are orders or quotes" in note for note in table.notes)


def test_customers(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "CUST.TXT",
            "Co./Last Name\tFirst Name\tCard ID\tCard Status\tCurrency Code\tAddr 1 - Line 1\t           - City\t           - Postcode\t           - Email\tA.B.N.\t- Balance Due Days",
            "Acme\t\tC1\tN\tAUD\t1 Road\tPerth\t6000\tjo@acme.example\t51 824 753 556\t30",
            "Smith\tJo\t*None\tN\t\t\t\t\t\t\t",
        )
    )
    assert rows(table, "customers", "external_id", "name", "city", "domain", "terms_days", "tax_id") == [
        ("C1", "Acme", "Perth", "acme.example", 30, "51 824 753 556"),
        ("Jo Smith", "Jo Smith", "", "", None, ""),
    ]


def test_receipts_of_several_invoices(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.txt",
            "Co./Last Name,First Name,Deposit Account #,ID #,Receipt Date,Invoice #,Amount Applied,Memo,Currency Code,Exchange Rate",
            "Acme,,1-1110,CR1,13/11/2026,00001,$100.00,Payment,,",
            "Acme,,1-1110,CR1,13/11/2026,00002,$50.00,Payment,,",
            "Acme,,1-1110,CR2,14/11/2026,00003,$7.00,Payment,,",
            "Acme,,1-1110,CR2,14/11/2026,00004,much,Payment,,",
            "Beta,,1-1110,,14/11/2026,00005,$9.00,,USD,0.65",
        )
    )
    assert (table.layout, table.confidence) == ("myob.receipts", 0.8)
    assert rows(table, "payments", "external_id", "customer_name", "amount", "account", "fx_rate") == [
        ("CR1", "Acme", 15_000, "1-1110", None),
        ("CR2", "Acme", None, "1-1110", None),
        ("r.txt#5", "Beta", 900, "1-1110", 650_000),
    ]
    assert rows(table, "allocations", "source", "invoice", "amount") == [
        ("payment:CR1", "invoice:00001", 10_000),
        ("payment:CR1", "invoice:00002", 5_000),
        ("payment:CR2", "invoice:00003", 700),
        ("payment:r.txt#5", "invoice:00005", 900),
    ]
    assert problems(table) == [(4, "IMP-202")]


def test_journals(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "j.txt",
            "Journal Number\tDate\tMemo\tGST [BAS] Reporting\tInclusive\tAccount Number\tDebit Ex-Tax Amount\tCredit Ex-Tax Amount\tJob\tTax Code\tAllocation Memo",
            "GJ1\t31/10/2026\tAccrual\tS\t\t1-1500\t$50.00\t\tP-7\tN-T\tOctober",
            "GJ1\t31/10/2026\tAccrual\tS\t\t4-1000\t\t$50.00\tP-7\tN-T\t",
        )
    )
    assert rows(
        table, "journal_lines", "journal", "account", "account_code", "debit", "credit", "description", "project"
    ) == [
        ("GJ1", "1-1500", "1-1500", 5_000, 0, "October", "P-7"),
        ("GJ1", "4-1000", "4-1000", 0, 5_000, "Accrual", "P-7"),
    ]
    assert not any("do not balance" in note for note in table.notes)
