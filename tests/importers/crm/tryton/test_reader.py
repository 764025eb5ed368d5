"""Tryton's parties, opportunities and sales."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.crm.tryton.reader import first_value, referred
from tests.importers.samples import PACKS, only, problems, rows, text_file, totals

SAMPLES = PACKS.parent / "formats" / "samples" / "tryton"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the format samples do not lie beside this folder")


@pytest.mark.parametrize(("text", "number"), [("sale.opportunity,12", "12"), ("Own words", "Own words"), ("", "")])
def test_references(text: str, number: str) -> None:
    assert referred(text) == number


@pytest.mark.parametrize(
    ("text", "first"),
    [("Øresund Legal\\, ApS", "Øresund Legal, ApS"), ("1 High St, Leeds\\, UK,2 Low St", "1 High St"), ("", "")],
)
def test_several_values(text: str, first: str) -> None:
    assert first_value(text) == first


def test_parties(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            "ID,Code,Name,Full Name,Tax Identifier,Addresses,Email,Customer Payment Term",
            '193,2,Nordwind,Nordwind,DE1,"1 Weg\\, Ulm,2 Weg",x@nordwind.example,30 days',
            "194,3,Plain,Plain,,Plain,,",
            "195,4,,,,,,",
        )
    )
    assert (table.system, table.entity, table.layout) == ("tryton", "customer", "tryton.parties")
    assert rows(table, "customers", "external_id", "name", "street", "tax_id", "terms_days", "domain") == [
        ("193", "Nordwind", "1 Weg, Ulm", "DE1", 30, "nordwind.example"),
        ("194", "Plain", "", "", None, ""),
    ]
    assert problems(table) == [(3, "IMP-204")]


def test_merged_parties_are_said(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "p.csv",
            "ID,Code,Name,Full Name,Replaced By",
            "1,1,Nordwind AG,Nordwind AG,Nordwind",
            "2,2,Nordwind,Nordwind,",
        )
    )
    assert rows(table, "customers", "external_id") == [("1",), ("2",)]
    assert table.notes == ("1 parties are merged into others there, first 'Nordwind AG' into 'Nordwind'.",)


def test_opportunities_with_locale_and_technical_names(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "number;party.rec_name;employee.rec_name;state;amount;currency.code;conversion_probability;start_date;end_date;description",
            "7;Nordwind;Ada;won;1234,50;EUR;1,0;03.11.2025;31.01.2026;Rollout",
            "8;Nordwind;Ada;opportunity;5,25;EUR;0,5;14.11.2025;;Training",
            encoding="utf-8-sig",
        )
    )
    assert rows(
        table, "deals", "external_id", "name", "amount", "is_won", "is_closed", "probability", "close_date"
    ) == [
        ("7", "Rollout", 123_450, True, True, 10_000, "2026-01-31"),
        ("8", "Training", 525, False, False, 5_000, None),
    ]
    assert totals(table) == {("amount", "EUR"): ("1239.75", 2)}


def test_sales_with_several_lines(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "s.csv",
            "ID,Number,Reference,Party,Sale Date,State,Currency/Code,Untaxed,Tax,Total,Origin,Lines/Product,Lines/Amount",
            '120,SO1,PO 7,Nordwind,2026-01-20,processing,EUR,150.00,0,150.00,"sale.opportunity,327",Advice,100.00',
            ",,,,,,,,,,,Travel,50.00",
            "121,,,Nordwind,,quotation,EUR,7.00,0,7.00,,Advice,7.00",
        )
    )
    assert (table.entity, table.rows_read, table.rows_loaded) == ("contract", 3, 3)
    assert rows(table, "contracts", "external_id", "ref", "value", "signed", "deal_ref", "po_number", "status") == [
        ("120", "SO1", 15_000, "2026-01-20", "327", "PO 7", "processing"),
        ("121", "121", 700, None, "", "", "draft"),
    ]
    assert totals(table) == {("Untaxed", "EUR"): ("157.00", 3)}


@needs_samples
@pytest.mark.parametrize(
    ("name", "entity", "count", "sums"),
    [
        ("tryton_party", "customer", 4, {}),
        ("tryton_sale_opportunity", "deal", 3, {("Amount", "USD"): ("18200.50", 3)}),
        ("tryton_sale", "contract", 1, {("Untaxed", "USD"): ("1200.00", 1)}),
    ],
)
def test_samples(name: str, entity: str, count: int, sums: dict[tuple[str, str], tuple[str, int]]) -> None:
    table = only(SAMPLES / f"{name}.csv")
    assert (table.system, table.entity, table.rows_read, table.rows_loaded) == ("tryton", entity, count, count)
    assert totals(table) == sums


@needs_samples
def test_the_sample_opportunities_are_typed() -> None:
    table = only(SAMPLES / "tryton_sale_opportunity.csv")
    assert rows(table, "deals", "external_id", "customer_name", "probability", "is_won", "is_closed") == [
        ("328", "Øresund Legal, ApS", 2_500, False, False),
        ("329", "Øresund Legal, ApS", 1_000, False, True),
        ("327", "Nordwind Consulting GmbH", 10_000, True, True),
    ]
