"""Zoho Books and Zoho Invoice: flat documents, payments over several invoices, contacts."""

from __future__ import annotations

from pathlib import Path

from core.normalise.assemble import assemble
from importers.registry import drafts_of, read, read_files
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Customer ID,Is Inclusive Tax,Due Date,PurchaseOrder,"
    "Currency Code,Exchange Rate,Entity Discount Percent,Entity Discount Amount,Account,Item Name,Item Desc,Quantity,Item Price,"
    "Item Tax,Item Tax %,Item Tax Amount,Item Total,SubTotal,Total,Balance,Shipping Charge,Adjustment,Payment Terms Label"
)
PAID = (
    "Payment Number,CustomerPayment ID,Mode,Date,Customer Name,Amount,Unused Amount,Deposit To,Reference Number,"
    "InvoicePayment ID,Invoice Number,Amount Applied to Invoice,Withholding Tax Amount,Invoice Payment Applied Date,Currency Code"
)


def line(
    number: str,
    item: str,
    *,
    amount: str,
    tax: str,
    total: str,
    extras: str = "0,0",
    discount: str = "0",
    customer: str = "Acme",
    currency: str = "EUR",
    inclusive: str = "false",
    status: str = "Overdue",
) -> str:
    return (
        f"2026-09-01,4600000000000012345,{number},{status},{customer},46,{inclusive},2026-10-01,PO1,{currency},1,0,{discount},Sales,"
        f"{item},about {item},1,{amount},VAT,20,{tax},{amount},,{total},{total},{extras},Net 30"
    )


def invoices(path: Path) -> Path:
    return text_file(
        path,
        HEAD,
        line("INV-1", "Work", amount="100.00", tax="20.00", total="171.00", extras="5.00,1.00", discount="10.00"),
        line("INV-1", "Travel", amount="50.00", tax="5.00", total="171.00", extras="5.00,1.00", discount="10.00"),
        line(
            "INV-2",
            "Work",
            amount="120.00",
            tax="20.00",
            total="120.00",
            customer="Beta",
            currency="GBP",
            inclusive="true",
            status="Closed",
        ),
        line("INV-3", "Work", amount="TBC", tax="20.00", total="120.00", status="Void"),
        line("INV-4", "Work", amount="8.00", tax="0", total="8.00", status="Draft"),
    )


def test_documents_and_what_stands_on_the_whole_of_them(tmp_path: Path) -> None:
    table = only(invoices(tmp_path / "Invoice.csv"))
    assert rows(
        table,
        "invoices",
        "external_id",
        "customer_name",
        "day",
        "due",
        "terms_days",
        "total",
        "tax",
        "status",
        "po_number",
    ) == [
        ("INV-1", "Acme", "2026-09-01", "2026-10-01", 30, 17_100, 2_500, "open", "PO1"),
        ("INV-2", "Beta", "2026-09-01", "2026-10-01", 30, 12_000, 2_000, "paid", "PO1"),
        ("INV-4", "Acme", "2026-09-01", "2026-10-01", 30, 800, 0, "draft", "PO1"),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "item", "amount", "tax") == [
        ("INV-1#1", "invoice:INV-1", "Work", 10_000, 2_000),
        ("INV-1#2", "invoice:INV-1", "Travel", 5_000, 500),
        ("INV-1#3", "invoice:INV-1", "Discount on the whole document", -1_000, None),
        ("INV-1#4", "invoice:INV-1", "Shipping charge", 500, None),
        ("INV-1#5", "invoice:INV-1", "Adjustment", 100, None),
        ("INV-2#1", "invoice:INV-2", "Work", 10_000, 2_000),  # the price holds the tax, and only so the total adds up
        ("INV-4#1", "invoice:INV-4", "Work", 800, 0),
    ]
    assert totals(table) == {("Item Total", "EUR"): ("158.00", 3), ("Item Total", "GBP"): ("120.00", 1)}
    assert problems(table) == [(4, "IMP-202")]


def test_the_tax_of_a_document_with_a_lost_line_is_not_known(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "i.csv",
        HEAD,
        line("INV-1", "Work", amount="100.00", tax="20.00", total="180.00"),
        line("INV-1", "Travel", amount="fifty", tax="10.00", total="180.00"),
    )
    assert rows(only(path), "invoices", "total", "tax") == [(18_000, None)]


def test_payments_and_the_invoices_they_paid(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "Customer_Payment.csv",
        PAID,
        "1,900,Bank,2026-09-10,Acme,200.00,29.00,Bank,R1,901,INV-1,171.00,0,2026-09-11,EUR",
        "1,900,Bank,2026-09-10,Acme,200.00,29.00,Bank,R1,,,,,,EUR",
        "2,910,Bank,2026-09-12,Beta,60.00,0,Bank,,911,INV-2,60.00,0,,GBP",
        "2,910,Bank,2026-09-12,Beta,60.00,0,Bank,,912,INV-5,60.00,0,,GBP",
    )
    table = only(path)
    assert rows(table, "payments", "external_id", "day", "number", "amount", "currency", "account") == [
        ("900", "2026-09-10", "R1", 20_000, "EUR", "Bank"),
        (
            "910",
            "2026-09-12",
            "2",
            12_000,
            "GBP",
            "Bank",
        ),  # the rows print their own parts: together they apply more than one says
    ]
    assert rows(table, "allocations", "source", "invoice", "amount", "day") == [
        ("payment:900", "invoice:INV-1", 17_100, "2026-09-11"),
        ("payment:910", "invoice:INV-2", 6_000, "2026-09-12"),
        ("payment:910", "invoice:INV-5", 6_000, "2026-09-12"),
    ]
    assert totals(table) == {
        ("Amount Applied to Invoice", "EUR"): ("171.00", 2),
        ("Amount Applied to Invoice", "GBP"): ("120.00", 2),
    }
    frames = assemble(drafts_of(read_files([path, invoices(tmp_path / "i.csv")])))
    ids = set(frames["invoices"]["id"])
    assert frames["allocations"]["invoice"].isin(ids).tolist() == [True, True, False]


def test_credit_notes_are_negative(tmp_path: Path) -> None:
    head = "Credit Note Date,CreditNotes ID,Credit Note Number,Credit Note Status,Customer Name,Currency Code,Item Name,Quantity,Item Price,Item Tax Amount,Item Total,Total,Balance,Reference#"
    table = only(
        text_file(
            tmp_path / "c.csv", head, "2026-09-03,77,CN-1,Open,Acme,EUR,Work,2,50.00,20.00,100.00,120.00,20.00,INV-1"
        )
    )
    assert table.confidence <= 0.8
    assert rows(table, "invoices", "external_id", "kind", "total", "tax", "open", "reference") == [
        ("CN-1", "credit_note", -12_000, -2_000, -2_000, "INV-1")
    ]
    assert rows(table, "invoice_lines", "invoice", "quantity", "unit_price", "amount") == [
        ("credit_note:CN-1", -20_000, 500_000, -10_000)
    ]


def test_contacts(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "Contacts.csv",
        "Contact ID,Display Name,Company Name,EmailID,Billing Address,Billing City,Billing Country,Currency Code,Payment Terms Label,Website",
        "4600000000000000046,Acme,Acme Ltd,jo@acme.example,1 Road,Leeds,UK,GBP,Net 30,https://www.acme.example/",
    )
    (table,) = read(path).tables
    assert rows(
        table, "customers", "external_id", "name", "legal_name", "domain", "city", "terms_days", "currency"
    ) == [("4600000000000000046", "Acme", "Acme Ltd", "acme.example", "Leeds", 30, "GBP")]
