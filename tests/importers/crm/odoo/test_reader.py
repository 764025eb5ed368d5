"""Odoo's opportunities, partners and sales orders, by label and by technical name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from importers.crm.odoo.reader import bare
from tests.importers.samples import only, problems, rows, text_file, totals, workbook


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("'+32 10 588 558", "+32 10 588 558"),
        ("'=sum", "=sum"),
        ("'-5", "-5"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'", "'"),
        (5.0, 5.0),
    ],
)
def test_apostrophes(cell: object, plain: object) -> None:
    assert bare(cell) == plain


def test_opportunities_by_label(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Lead_Opportunity (crm.lead).csv",
            '"External ID","Opportunity","Customer","Salesperson","Stage","Expected Revenue","Probability","Expected Closing","Closed Date","Active","Lost Reason","Currency"',
            '"l_1","\'-20% review","Acme","Mitchell","Won","1234.5","100.0","2026-03-31","2026-01-20 10:00:00","True","","EUR"',
            '"l_2","Study","Acme","Mitchell","Proposition","50.0","40.0","2026-03-31","","True","","EUR"',
            '"l_3","Audit","Beta","Mitchell","New","7.0","0.0","","","","Too expensive","EUR"',
            '"l_4","Audit","Beta","Mitchell","New","a lot","0.0","","","True","","EUR"',
            end="\r\n",
        )
    )
    assert (table.system, table.entity, table.layout) == ("odoo", "deal", "odoo.leads")
    assert rows(
        table, "deals", "external_id", "name", "amount", "is_won", "is_closed", "close_date", "probability"
    ) == [
        ("l_1", "-20% review", 123_450, True, True, "2026-01-20", 10_000),
        ("l_2", "Study", 5_000, False, False, "2026-03-31", 4_000),
        ("l_3", "Audit", 700, False, True, None, 0),
    ]
    assert totals(table) == {("Expected Revenue", "EUR"): ("1291.50", 3)}
    assert problems(table) == [(4, "IMP-202")]


def test_opportunities_by_technical_name_with_further_lines(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "crm.lead.csv",
            '"id","name","partner_id/id","partner_name","stage_id","expected_revenue","date_deadline","user_id","order_ids/name"',
            '"__export__.crm_lead_1","Review","base.res_partner_2","","Won","100.0","2026-01-31","Mitchell","S00001"',
            '"","","","","","","","","S00002"',
            '"__export__.crm_lead_2","Study","","Beta GmbH","New","","2026-03-31","Mitchell",""',
        )
    )
    assert (table.layout, table.rows_read, table.rows_loaded) == ("odoo.leads", 3, 3)
    assert rows(table, "deals", "external_id", "customer", "customer_name", "amount") == [
        ("__export__.crm_lead_1", "base.res_partner_2", "", 10_000),
        ("__export__.crm_lead_2", "", "Beta GmbH", None),
    ]
    assert totals(table) == {("expected_revenue", ""): ("100.00", 3)}
    assert any("1 rows hold further lines" in note for note in table.notes)


def test_a_grouped_workbook(tmp_path: Path) -> None:
    table = only(
        workbook(
            tmp_path / "Lead (crm.lead).xlsx",
            Sheet1=[
                ["Opportunity", "Contact", "Salesperson", "Stage", "Expected Revenue", "Expected Closing"],
                ["Mitchell (3)", "", "", "", 160.0, ""],
                ["    New (2)", "", "", "", 60.0, ""],
                ["Run", "Acme", "Mitchell", "New", 50.0, date(2026, 1, 31)],
                ["Grow", "Acme", "Mitchell", "New", 10.0, date(2026, 1, 31)],
                ["    Won (1)", "", "", "", 101.0, ""],
                ["Phase (2)", "Acme", "Mitchell", "Won", 100.0, date(2026, 1, 31)],
            ],
        )
    )
    assert (table.rows_read, problems(table)) == (3, [])
    assert rows(table, "deals", "name", "customer_name", "amount") == [
        ("Run", "Acme", 5_000),
        ("Grow", "Acme", 1_000),
        ("Phase (2)", "Acme", 10_000),
    ]
    notes = " ".join(table.notes)
    assert "2 printed totals agree" in notes
    assert "101.00 is printed, the rows above add up to 100.00" in notes


def test_names_like_groups_are_rows_where_the_counts_do_not_add_up(tmp_path: Path) -> None:
    table = only(
        workbook(
            tmp_path / "x.xlsx",
            Sheet1=[
                ["Opportunity", "Salesperson", "Expected Revenue"],
                ["Phase (2)", "", 100.0],
                ["Run", "Mitchell", 5.0],
            ],
        )
    )
    assert rows(table, "deals", "name", "amount") == [("Phase (2)", 10_000), ("Run", 500)]


def test_partners(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Contact (res.partner).csv",
            '"External ID","Name","Is a Company","Related Company","Email","Phone","Street","Street2","City","Zip","Country","Tax ID","Customer Payment Terms"',
            '"p_1","Acme","True","","x@acme.example","\'+32 10 588","1 High St","Floor 2","Leeds","LS1","United Kingdom","GB1","30 Days"',
            '"p_2","Ann Lee","","Acme","a@acme.example","","","","","","","",""',
            '"p_3","Sole Trader","","","s@sole.example","","","","","","","",""',
        )
    )
    assert (table.entity, table.layout, table.rows_loaded) == ("customer", "odoo.partners", 3)
    assert rows(table, "customers", "external_id", "name", "street", "tax_id", "terms_days", "domain") == [
        ("p_1", "Acme", "1 High St, Floor 2", "GB1", 30, "acme.example"),
        ("p_3", "Sole Trader", "", "", None, "sole.example"),
    ]
    assert any("1 rows are people at a company" in note for note in table.notes)


def test_sales_orders_and_their_lines(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "Sales Order (sale.order).csv",
            '"Order Reference","Customer","Order Date","Status","Untaxed Amount","Total","Currency","Customer Reference","Opportunity","Order Lines/Product","Order Lines/Quantity"',
            '"S00001","Acme","2026-01-20 10:00:00","Sales Order","100.0","121.0","EUR","PO 7","Review","Advice","8"',
            '"","","","","","","","","","Travel","1"',
            '"S00002","Beta","2026-01-21 10:00:00","Quotation","50.0","60.5","EUR","","","Advice","4"',
            '"S00003","Beta","2026-01-21 10:00:00","Cancelled","7.0","8.5","EUR","","","Advice","4"',
        )
    )
    assert (table.entity, table.layout, table.rows_read, table.confidence <= 0.8) == (
        "contract",
        "odoo.sale_orders",
        4,
        True,
    )
    assert rows(
        table, "contracts", "external_id", "ref", "customer_name", "value", "signed", "status", "po_number", "deal_ref"
    ) == [
        ("S00001", "S00001", "Acme", 10_000, "2026-01-20", "Sales Order", "PO 7", "Review"),
        ("S00002", "S00002", "Beta", 5_000, "2026-01-21", "draft", "", ""),
        ("S00003", "S00003", "Beta", 700, "2026-01-21", "cancelled", "", ""),
    ]
    assert totals(table) == {("Untaxed Amount", "EUR"): ("157.00", 4)}


def test_an_order_known_by_its_taxed_total_only_has_no_value(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "name,partner_id,date_order,state,amount_total,currency_id,invoice_status",
            "S00001,Acme,2026-01-20 10:00:00,sale,121.0,EUR,to invoice",
        )
    )
    assert rows(table, "contracts", "ref", "value", "currency") == [("S00001", None, "EUR")]


def test_labels_of_another_language_are_recalled(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "Verkaufschance;Kunde;Verkäufer;Phase;Erwarteter Umsatz;Währung",
            "Prüfung;Müller;Ruth;Gewonnen;1.234,50;EUR",
        )
    )
    assert (table.layout, table.confidence) == ("odoo.leads", 0.8)
    assert rows(table, "deals", "external_id", "customer_name", "amount", "is_won") == [
        ("Prüfung", "Müller", 123_450, True)
    ]
