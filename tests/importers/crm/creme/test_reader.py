"""Creme CRM's lists: labels and phrases for headings, no ids, amounts as text."""

from __future__ import annotations

from pathlib import Path

from tests.importers.samples import only, problems, rows, text_file, totals


def test_opportunities_in_french_with_money_as_text(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "opportunity.csv",
            '"Nom de l\'opportunité","cible la société/le contact","Phase de vente","CA estimé","CA final","% de chance d\'obtention","Date de signature prévue","Date de signature réelle"',
            '"Audit","Dupont SA","Gagnée","1 234,00 €","1\u00a0300,50 €","100","31/03/2026","20/01/2026"',
            '"Étude","Dupont SA","En négociation","20,00 €","","40","31/03/2026",""',
            '"Étude","Martin","Perdue","7,25 €","0,00 €","0","15/02/2026",""',
            '"Étude","Martin","Perdue","beaucoup","","0","15/02/2026",""',
        )
    )
    assert (table.system, table.entity, table.layout) == ("creme", "deal", "creme.opportunities")
    assert rows(
        table, "deals", "external_id", "customer_name", "amount", "currency", "is_won", "is_closed", "close_date"
    ) == [
        ("Audit", "Dupont SA", 130_050, "EUR", True, True, "2026-01-20"),
        ("Étude", "Dupont SA", 2_000, "EUR", False, False, "2026-03-31"),
        ("Étude (2)", "Martin", 725, "EUR", False, True, "2026-02-15"),
    ]
    assert totals(table) == {("CA estimé", "EUR"): ("1261.25", 3), ("CA final", "EUR"): ("1300.50", 3)}
    assert problems(table) == [(4, "IMP-202")]


def test_opportunities_in_english_with_a_currency_column(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            '"Name of the opportunity";"Reference";"targets the organisation/contact";"Sales phase";"Estimated sales";"Currency"',
            '"Audit";"OP-1";"Dupont SA";"Won";"1200";"US Dollar"',
            '"Audit";"";"Martin";"Abandoned";"50";"Euro"',
        )
    )
    assert rows(table, "deals", "external_id", "name", "amount", "currency", "is_won", "is_closed") == [
        ("OP-1", "Audit", 120_000, "USD", True, True),
        ("Audit", "Audit", 5_000, "EUR", False, True),
    ]


def test_a_dollar_sign_alone_names_no_currency(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv", '"Name of the opportunity","Sales phase","Estimated sales"', '"Audit","Won","$50.00"'
        )
    )
    assert rows(table, "deals", "amount", "currency") == [(5_000, "")]


def test_organisations(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "organisation.csv",
            '"Nom","Forme juridique","Secteur","SIRET","Numéro de TVA","Site Web","[Adresse de facturation] - Ville"',
            '"Dupont SA","SA","Conseil","732 829 320 00074","FR44732829320","www.dupont.example","Lyon"',
            '"Dupont SA","SARL","Conseil","","","","Nice"',
        )
    )
    assert (table.entity, table.layout) == ("customer", "creme.organisations")
    assert rows(table, "customers", "external_id", "tax_id", "domain", "city") == [
        ("Dupont SA", "FR44732829320", "dupont.example", "Lyon"),
        ("Dupont SA (2)", "", "", "Nice"),
    ]
