"""Customers, invoices and payments of a GnuCash book."""

from __future__ import annotations

from pathlib import Path

from importers.registry import read
from tests.importers.accounting.gnucash.books import book, split, transaction
from tests.importers.samples import rows, tables, text_file, totals

CUSTOMER = (
    '<gnc:GncCustomer version="2.0.0"><cust:guid type="guid">c1</cust:guid><cust:name>Acme</cust:name><cust:id>000001</cust:id>'
    "<cust:addr><addr:addr1>1 Road</addr:addr1><addr:email>jo@acme.example</addr:email></cust:addr>"
    '<cust:terms type="guid">net30</cust:terms><cust:currency><cmdty:id>USD</cmdty:id></cust:currency></gnc:GncCustomer>'
)
TERMS = (
    '<gnc:GncBillTerm version="2.0.0"><billterm:guid type="guid">net30</billterm:guid><billterm:days><bt-days:due-days>30</bt-days:due-days>'
    "</billterm:days></gnc:GncBillTerm>"
)
JOB = '<gnc:GncJob version="2.0.0"><job:guid type="guid">j1</job:guid><job:owner><owner:id type="guid">c1</owner:id></job:owner></gnc:GncJob>'


def invoice(
    guid: str, number: str, owner: str = "c1", lot: str = "", posting: str = "", credit: str = "", terms: str = "net30"
) -> str:
    posted = (
        f'<invoice:posted><ts:date>2026-10-31 10:59:00 +0000</ts:date></invoice:posted><invoice:posttxn type="guid">{posting}</invoice:posttxn>'
        f'<invoice:postlot type="guid">{lot}</invoice:postlot><invoice:postacc type="guid">owed</invoice:postacc>'
        if posting
        else ""
    )
    slots = (
        f"<invoice:slots><slot><slot:key>credit-note</slot:key><slot:value>{credit}</slot:value></slot></invoice:slots>"
        if credit
        else ""
    )
    return (
        f'<gnc:GncInvoice version="2.0.0"><invoice:guid type="guid">{guid}</invoice:guid><invoice:id>{number}</invoice:id><invoice:owner>'
        f'<owner:type>gncCustomer</owner:type><owner:id type="guid">{owner}</owner:id></invoice:owner><invoice:opened>'
        f'<ts:date>2026-10-30 10:59:00 +0000</ts:date></invoice:opened>{posted}<invoice:terms type="guid">{terms}</invoice:terms>'
        f"<invoice:billing_id>PO-5</invoice:billing_id><invoice:currency><cmdty:id>USD</cmdty:id></invoice:currency>{slots}</gnc:GncInvoice>"
    )


def entry(owner: str, quantity: str, price: str, more: str = "") -> str:
    return (
        f'<gnc:GncEntry version="2.0.0"><entry:description>Work</entry:description><entry:qty>{quantity}</entry:qty>'
        f'<entry:i-acct type="guid">fees</entry:i-acct><entry:i-price>{price}</entry:i-price>{more}'
        f'<entry:invoice type="guid">{owner}</entry:invoice></gnc:GncEntry>'
    )


BOOK = book(
    transaction("p1", split("a", "owed", "1500/1", lot="l1"), split("b", "fees", "-1500/1"), kind="I", text="Acme"),
    transaction("p2", split("c", "owed", "-100/1", lot="l2"), split("d", "fees", "100/1"), kind="I", text="Acme"),
    transaction(
        "m1",
        split("e", "bank", "600/1"),
        split("f", "owed", "-600/1", lot="l1"),
        kind="P",
        text="Acme",
        day="2026-11-10",
        number="TRX",
    ),
    CUSTOMER,
    TERMS,
    JOB,
    invoice("i1", "000001", lot="l1", posting="p1"),
    invoice("i2", "000002", owner="j1", lot="l2", posting="p2", credit="1", terms=""),
    invoice("i3", "000003"),
    invoice("i4", "B-1", owner="v1"),
    entry("i1", "125/10", "120/1"),
    entry("i2", "-1/1", "100/1"),
    entry("i3", "1/1", "70/1", "<entry:i-discount>10/1</entry:i-discount>"),
)


def test_customers_invoices_and_payments(tmp_path: Path) -> None:
    found = tables(read(text_file(tmp_path / "b.gnucash", BOOK)))
    assert rows(found["gnucash.customers"], "customers", "external_id", "name", "domain", "terms_days", "currency") == [
        ("000001", "Acme", "acme.example", 30, "USD")
    ]
    table = found["gnucash.invoices"]
    assert rows(
        table,
        "invoices",
        "external_id",
        "kind",
        "customer_name",
        "day",
        "due",
        "total",
        "open",
        "paid",
        "status",
        "po_number",
    ) == [
        ("000001", "invoice", "Acme", "2026-10-31", "2026-11-30", 150_000, 90_000, 60_000, "open", "PO-5"),
        ("000002", "credit_note", "Acme", "2026-10-31", None, -10_000, -10_000, 0, "open", "PO-5"),
        ("000003", "invoice", "Acme", "2026-10-30", "2026-11-29", None, None, None, "draft", "PO-5"),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "quantity", "unit_price", "amount", "account") == [
        ("000001#1", "invoice:000001", 125_000, 1_200_000, 150_000, "Fees"),
        ("000002#1", "credit_note:000002", -10_000, 1_000_000, -10_000, "Fees"),
        ("000003#1", "invoice:000003", 10_000, 700_000, None, "Fees"),
    ]
    assert rows(table, "payments", "external_id", "customer_name", "day", "number", "amount") == [
        ("m1", "Acme", "2026-11-10", "TRX", 60_000)
    ]
    assert rows(table, "allocations", "source", "invoice", "amount") == [("payment:m1", "invoice:000001", 60_000)]
    assert table.notes == ("1 invoices are of suppliers or employees and are left out.",)
    assert totals(table) == {("invoice:posttxn", "USD"): ("1400.00", 3)}
    assert found["gnucash.book"].rows_loaded == 6


def test_a_book_without_customers_has_a_ledger_only(tmp_path: Path) -> None:
    text = book(transaction("m1", split("e", "bank", "600/1"), split("f", "fees", "-600/1")))
    assert list(tables(read(text_file(tmp_path / "b.gnucash", text)))) == ["gnucash.book"]
