"""QuickBooks Online reports, as workbooks and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from importers.accounting.quickbooks.reader import full_name, grouped_body
from importers.registry import read, read_files
from importers.shared.sheets import Sheet
from tests.importers.samples import only, problems, rows, text_file, totals, workbook

TITLE: list[list[object]] = [["A Firm, Inc."], ["A Report"], ["October 1, 2025 - September 30, 2026"], []]
FOOTER: list[list[object]] = [[], [], [], ["Accrual Basis Monday, October 05, 2026 09:20 AM GMT-05:00"]]


def report(path: Path, *lines: Sequence[object]) -> Path:
    return workbook(path, Report=[*TITLE, *lines, *FOOTER])


def invoices(path: Path) -> Path:
    return report(
        path,
        [
            "Date",
            "Transaction type",
            "Num",
            "Name",
            "PO number",
            "Memo",
            "Due date",
            "Terms",
            "Amount",
            "Tax amount",
            "Open balance",
            "Currency",
        ],
        ["10/13/2025", "Invoice", "1", "Acme", "PO1", "As agreed", "10/27/2025", "Net 14", 107.0, 7.0, 0.0, "USD"],
        ["10/13/2025", "Invoice", "2", "Beta", "", "Voided", "10/27/2025", "", 0.0, 0.0, 0.0, "CAD"],
        ["11/17/2025", "Credit Memo", "CM-1", "Acme", "", "1 - error", "", "", -10.0, 0.0, -10.0, "USD"],
        ["TOTAL", "", "", "", "", "", "", "", 97.0, "", -10.0, ""],
    )


def detail(path: Path, total: str = "$100.00") -> Path:
    return report(
        path,
        [
            "",
            "Transaction date",
            "Transaction type",
            "Num",
            "Client full name",
            "Description",
            "Quantity",
            "Sales price",
            "Amount",
            "Tax code",
            "Balance",
        ],
        ["Projects"],
        ["Projects:Services"],
        ["", "10/13/2025", "Invoice", "1", "Acme", "Work", 2.0, 50.0, 100.0, "TX", ""],
        ["Total for Projects:Services", "", "", "", "", "", "", "", total, "", ""],
        ["Total for Projects with sub-items", "", "", "", "", "", "", "", "$100.00", "", ""],
        ["Expenses"],
        ["", "11/17/2025", "Credit Memo", "CM-1", "Acme", "Back", -1.0, 10.0, -10.0, "", ""],
        ["Total for Expenses", "", "", "", "", "", "", "", "$(10.00)", "", ""],
        ["TOTAL", "", "", "", "", "", "", "", "$90.00", "", ""],
    )


def test_invoices(tmp_path: Path) -> None:
    table = only(invoices(tmp_path / "i.xlsx"))
    assert rows(
        table, "invoices", "external_id", "kind", "total", "tax", "open", "terms_days", "status", "po_number", "day"
    ) == [
        ("1", "invoice", 10_700, 700, 0, 14, "paid", "PO1", "2025-10-13"),
        ("2", "invoice", 0, 0, 0, None, "void", "", "2025-10-13"),
        ("CM-1", "credit_note", -1_000, 0, -1_000, None, "open", "", "2025-11-17"),
    ]
    assert totals(table) == {("Amount", "CAD"): ("0.00", 1), ("Amount", "USD"): ("97.00", 2)}
    assert "1 printed totals agree with the rows above them." in table.notes
    assert table.header_row == 5


def test_lines_take_their_currency_from_the_invoice_list(tmp_path: Path) -> None:
    path = detail(tmp_path / "d.xlsx")
    alone = only(path)
    assert rows(
        alone, "invoice_lines", "external_id", "invoice", "item", "quantity", "unit_price", "amount", "currency"
    ) == [
        ("1#1", "invoice:1", "Projects:Projects:Services", 20_000, 500_000, 10_000, ""),
        ("CM-1#1", "credit_note:CM-1", "Expenses", -10_000, 100_000, -1_000, ""),
    ]
    assert "4 printed totals agree with the rows above them." in alone.notes
    together = {one.file: one.tables[0] for one in read_files([path, invoices(tmp_path / "i.xlsx")])}
    assert rows(together["d.xlsx"], "invoice_lines", "currency") == [("USD",), ("USD",)]
    assert totals(together["d.xlsx"]) == {("Amount", "USD"): ("90.00", 2)}


def test_a_subtotal_that_does_not_hold_is_said(tmp_path: Path) -> None:
    notes = " ".join(only(detail(tmp_path / "d.xlsx", total="$99.00")).notes)
    assert (
        "Total for Projects:Services in row 4 does not agree: 99.00 is printed, the rows above add up to 100.00."
        in notes
    )


def test_payments_and_the_invoices_below_them(tmp_path: Path) -> None:
    path = report(
        tmp_path / "p.xlsx",
        ["", "Date", "Transaction type", "Memo/Description", "Transaction number", "Amount", "Currency"],
        ["Acme"],
        ["", "02/13/2026", "Payment", "paid", "ACH-1", 107.0, "USD"],
        ["", "12/02/2025", "Invoice", "", "1", -100.0, "USD"],
        ["", "12/02/2025", "Invoice", "", "3", -7.0, "USD"],
        ["", "02/14/2026", "Credit Memo", "goodwill", "CM-1", 10.0, "USD"],
        ["", "12/02/2025", "Invoice", "", "4", -10.0, "USD"],
        ["Beta"],
        ["", "03/13/2026", "Payment", "", "ACH-1", 5.0, "CAD"],
        ["", "12/02/2025", "Invoice", "", "2", -5.0, "CAD"],
        ["", "04/13/2026", "Payment", "on account", "", "pending", "CAD"],
    )
    payments, paid = read(path).tables
    assert rows(payments, "payments", "external_id", "customer_name", "day", "amount", "memo") == [
        ("ACH-1", "Acme", "2026-02-13", 10_700, "paid"),
        ("ACH-1 (2)", "Beta", "2026-03-13", 500, ""),
    ]
    assert problems(payments) == [(10, "IMP-202")]
    assert any("ACH-1 stands on several payments" in note for note in payments.notes)
    assert rows(paid, "allocations", "source", "invoice", "amount", "day") == [
        ("payment:ACH-1", "invoice:1", 10_000, "2026-02-13"),
        ("payment:ACH-1", "invoice:3", 700, "2026-02-13"),
        ("credit_note:CM-1", "invoice:4", 1_000, "2026-02-14"),
        ("payment:ACH-1 (2)", "invoice:2", 500, "2026-03-13"),
    ]
    assert totals(payments) == {("Amount", "CAD"): ("5.00", 1), ("Amount", "USD"): ("107.00", 1)}


def test_customers(tmp_path: Path) -> None:
    table = only(
        report(
            tmp_path / "c.xlsx",
            [
                "Customer full name",
                "Phone numbers",
                "Email",
                "Full name",
                "Bill address",
                "Ship address",
                "Terms",
                "Tax ID",
                "Currency",
                "Tax code",
            ],
            [
                "Acme Inc.",
                "1",
                "j@acme.example",
                "J",
                "176 Lake Shore Dr, Dallas, TX 75201 United States",
                "",
                "Net 45",
                "81-1",
                "USD",
                "TX",
            ],
            ["Acme Inc.:East", "", "", "", "", "", "", "", "CAD", ""],
        )
    )
    assert rows(table, "customers", "external_id", "parent", "city", "region", "postcode", "terms_days", "domain") == [
        ("Acme Inc.", "", "Dallas", "TX", "75201", 45, "acme.example"),
        ("Acme Inc.:East", "Acme Inc.", "", "", "", None, ""),
    ]


def test_the_same_report_as_csv(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            '"A Firm, Inc.",,,,,,,',
            "Invoice List by Date,,,,,,,",
            '"January 1-September 29, 2026",,,,,,,',
            "",
            "Date,Transaction Type,Num,Name,Memo,Due Date,Amount,Open Balance",
            '1/19/2026,Invoice,7,Acme,,2/18/2026,"1,200.00",0.00',
            "1/20/2026,Credit Memo,8,Acme,,,(420.81),0.00",
            "1/21/2026,Invoice,9,Ac",
            "TOTAL,,,,,,$779.19,$0.00",
            "",
            "",
            '"Accrual Basis Tuesday, September 29, 2026 09:30 PM GMT-04:00",,,,,,,',
            end="\r\n",
        )
    )
    assert rows(table, "invoices", "external_id", "total", "day") == [
        ("7", 120_000, "2026-01-19"),
        ("8", -42_081, "2026-01-20"),
    ]
    assert problems(table) == [(3, "IMP-201")]
    assert "1 printed totals agree with the rows above them." in table.notes


def test_sales_by_customer_has_the_product_in_a_column(tmp_path: Path) -> None:
    path = report(
        tmp_path / "c.xlsx",
        [
            "",
            "Transaction date",
            "Transaction type",
            "Num",
            "Product/Service full name",
            "Memo/Description",
            "Quantity",
            "Sales price",
            "Amount",
            "Balance",
        ],
        ["Acme"],
        ["Acme:Site"],
        ["", "10/13/2025", "Invoice", "1", "Consulting", "May", 2.0, 50.0, 100.0, 100.0],
        ["Total for Acme:Site", "", "", "", "", "", "", "", 100.0, ""],
        ["Total for Acme with sub-customers", "", "", "", "", "", "", "", 100.0, ""],
        ["Beta"],
        ["", "10/14/2025", "Invoice", "1", "Travel", "", 1.0, 7.0, 7.0, 7.0],
        ["Total for Beta", "", "", "", "", "", "", "", 7.0, ""],
    )
    table = only(path)
    assert table.layout == "quickbooks.sales_detail"
    assert rows(table, "invoice_lines", "external_id", "item", "description", "amount") == [
        ("1#1", "Consulting", "May", 10_000),
        ("1 (2)#1", "Travel", "", 700),  # the same number for another customer is another document
    ]


def test_groups_that_hold_rows_of_their_own_and_names_printed_twice() -> None:
    lines: list[list[object]] = [
        ["", "Amount"],
        ["Work"],
        ["Work"],
        ["", "1"],
        ["Total for Work", "1"],
        ["Inner"],
        ["", "2"],
        ["Total for Inner", "2"],
        ["Total for Work with sub-items", "3"],
        [],
        ["", "4"],
        ["Total for --", "4"],
        ["TOTAL", "7"],
    ]
    body = grouped_body(Sheet("", lines, ragged=True, delimiter=","), 0, 2)
    assert body.extra["path"] == ["Work", "Work:Inner", ""]
    assert [(check.label, check.start, check.end) for check in body.checks] == [
        ("Total for Work", 0, 1),
        ("Total for Inner", 1, 2),
        ("Total for Work with sub-items", 0, 2),
        ("Total for --", 2, 3),
        ("TOTAL", 0, 3),
    ]


def test_full_names() -> None:
    assert [full_name(path) for path in ("", "A", "A:B", "A:A:B", "A:B:A:B:C", "A:A:B:A:B:C", "A:AB")] == [
        "",
        "A",
        "A:B",
        "A:B",
        "A:B:C",
        "A:B:C",
        "A:AB",
    ]
