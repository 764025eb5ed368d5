"""Tryton's invoices and move lines."""

from __future__ import annotations

from pathlib import Path

from tests.importers.accounting.real import sample
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    "Number,Type,Invoice Date,Party/Name,Currency/Code,Lines/Type,Lines/Description,Lines/Quantity,Lines/Unit Price,"
    "Lines/Amount,Untaxed,Tax,Total,Amount to Pay,State"
)


def test_lines_below_their_invoice(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            "\ufeff" + HEAD,
            "1,out,2026-10-31,Acme,USD,line,Consulting,12.5,150.00,1875.00,2000.00,400.00,2400.00,400.00,posted",
            ",,,,,line,Total expenses,1.0,125.00,125.00,,,,,",
            ",,,,,subtotal,So far,,,2000.00,,,,,",
            "2,out,2026-11-05,Acme,USD,line,Consulting,-1.0,100.00,-100.00,-100.00,0.00,-100.00,0.00,paid",
            "3,out,2026-11-05,Acme,USD,line,Consulting,1.0,100.00,100.00,100.00,0.00,100.00,,cancelled",
            "4,out,2026-11-06,Beta,EUR,line,Fee,1.0,70.00,70.00,70.00,0.00,70.00,,cancelled",
            ",out,2026-11-07,Beta,EUR,line,Fee,1.0,80.00,80.00,80.00,0.00,80.00,,draft",
            ",out,2026-11-08,Beta,EUR,line,Fee,1.0,90.00,90.00,90.00,0.00,90.00,,validated",
            "5,in,2026-11-08,Shop,EUR,line,Pens,1.0,90.00,90.00,90.00,0.00,90.00,,posted",
            "6,out,soon,Beta,EUR,line,Fee,1.0,1.00,much,1.00,0.00,1.00,,posted",
        )
    )
    assert rows(
        table, "invoices", "external_id", "kind", "day", "total", "tax", "open", "paid", "currency", "status"
    ) == [
        ("1", "invoice", "2026-10-31", 240_000, 40_000, 40_000, 200_000, "USD", "open"),
        ("2", "credit_note", "2026-11-05", -10_000, 0, 0, -10_000, "USD", "paid"),
        ("3", "invoice", "2026-11-05", 10_000, 0, 0, 10_000, "USD", "paid"),
        ("4", "invoice", "2026-11-06", 7_000, 0, 0, 7_000, "EUR", "void"),
        ("i.csv#7", "invoice", "2026-11-07", 8_000, 0, None, None, "EUR", "draft"),
        ("i.csv#8", "invoice", "2026-11-08", 9_000, 0, None, None, "EUR", "draft"),
    ]
    assert rows(table, "invoice_lines", "external_id", "invoice", "description", "quantity", "amount")[:3] == [
        ("1#1", "invoice:1", "Consulting", 125_000, 187_500),
        ("1#2", "invoice:1", "Total expenses", 10_000, 12_500),
        ("2#1", "credit_note:2", "Consulting", -10_000, -10_000),
    ]
    assert len(table.frames["invoice_lines"]) == 7
    assert problems(table) == [(10, "IMP-202")]
    assert (table.rows_read, table.rows_loaded) == (8, 7)
    assert totals(table)["Total", "USD"] == ("2400.00", 4)
    assert totals(table)["Lines/Amount", "EUR"] == ("240.00", 3)
    assert any("1 rows are supplier invoices" in note for note in table.notes)


def test_as_the_users_language_prints_it(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "i.csv",
            HEAD.replace(",", ";"),
            "1;out;31/10/2026;Acme;EUR;line;Work;12,5;150,0000;1875,00;1875,00;0,00;1875,00;1875,00;posted",
        )
    )
    assert rows(table, "invoices", "day", "total", "open") == [("2026-10-31", 187_500, 187_500)]


MOVES = "ID,Move/Number,Move/Effective Date,Journal/Name,Account,Party/Name,Debit,Credit,Description,Move/State"


def test_lines_of_moves(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "m.csv",
            MOVES,
            "7,1,2026-10-31,Revenue,1.2.1 - Receivable,Acme,1875.00,0,Work,Posted",
            "8,1,2026-10-31,Revenue,4.1.1 - Goods,,0,1875.00,,Posted",
            "9,2,2026-10-31,Cash,Main Cash,Acme,10.00,0,,Posted",
            "10,3,2026-10-31,Cash,Main Cash,Acme,99.00,0,,Draft",
            "11,4,2026-10-31,Cash,Main Cash,Acme,n/a,0,,Posted",
        )
    )
    assert rows(
        table, "journal_lines", "external_id", "journal", "account", "account_name", "contact", "debit", "credit"
    ) == [
        ("7", "1", "1.2.1", "Receivable", "Acme", 187_500, 0),
        ("8", "1", "4.1.1", "Goods", "", 0, 187_500),
        ("9", "2", "Main Cash", "Main Cash", "Acme", 1_000, 0),
    ]
    assert problems(table) == [(5, "IMP-202")]
    assert "1 entries do not balance and are loaded as they stand: 2 (debit 10.00, credit 0.00)." in table.notes
    assert any("1 rows are lines of moves that are not posted" in note for note in table.notes)


def test_the_sample_of_invoices() -> None:
    table = only(sample("tryton/tryton_8.2_account_invoice.csv"))
    assert (table.layout, table.rows_read, table.rows_loaded) == ("tryton.invoices", 3, 3)
    assert totals(table) == {("Lines/Amount", "USD"): ("10.00", 3), ("Total", "USD"): ("10.00", 3)}
    assert rows(table, "invoices", "number", "kind", "total", "status") == [
        ("", "invoice", 1_000, "draft"),
        ("2", "credit_note", -187_500, "paid"),
        ("1", "invoice", 187_500, "paid"),
    ]


def test_the_sample_of_moves() -> None:
    table = only(sample("tryton/tryton_8.2_account_move_line.csv"))
    assert (table.layout, table.rows_read, table.rows_loaded) == ("tryton.move_lines", 4, 4)
    assert totals(table) == {("Debit", ""): ("3750.00", 4), ("Credit", ""): ("3750.00", 4)}
    assert not any("do not balance" in note for note in table.notes)
