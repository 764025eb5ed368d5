"""The DATEV format: postings of two accounts, names of accounts, parties."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.normalise.assemble import assemble
from importers.accounting.datev.reader import day_in_year, meta_of
from importers.registry import drafts_of, read
from importers.shared.sheets import Sheet
from tests.importers.accounting.real import sample
from tests.importers.samples import only, problems, rows, shown, text_file, totals

HEAD = (
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basisumsatz;WKZ Basisumsatz;Konto;"
    "Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Buchungstext;KOST1 – Kostenstelle;Generalumkehr"
)


def meta(start: str = "20251001", what: str = '21;"Buchungsstapel";9') -> str:
    return f'"EXTF";700;{what};20260306102500000;;"XY";"A";"";1001;456;{start};4;20260101;20260930;"Stapel";"";1;;0;"EUR";"";"";"";"";"";;;"";""'


def postings(path: Path, *lines: str, start: str = "20251001") -> Path:
    return text_file(path, meta(start), HEAD, *lines, encoding="cp1252", end="\r\n")


def test_a_row_becomes_two_lines_that_balance(tmp_path: Path) -> None:
    table = only(
        postings(
            tmp_path / "b.csv",
            '1.190,00;"S";"";;;"";10000;8400;"";3011;"RE-1";"Beratung Müller";"P-7";',
            '24,95;"H";"EUR";;;"";1200;4940;"9";201;"";"Fachbuch";;0',
            '100,00;"S";"USD";1,2500;80,00;"EUR";10001;8120;"";202;"RE-2";"Foreign";;',
            '50,00;"S";"";;;"";10000;8400;"";302;"RE-1";"Storno";;1',
        )
    )
    assert rows(table, "journal_lines", "external_id", "day", "document", "contact", "account", "debit", "credit") == [
        ("b.csv#1", "2025-11-30", "RE-1", "10000", "10000", 119_000, 0),
        ("b.csv#1/2", "2025-11-30", "RE-1", "10000", "8400", 0, 119_000),
        ("b.csv#2", "2026-01-02", "", "", "1200", 0, 2_495),
        ("b.csv#2/2", "2026-01-02", "", "", "4940", 2_495, 0),
        ("b.csv#3", "2026-02-02", "RE-2", "10001", "10001", 8_000, 0),
        ("b.csv#3/2", "2026-02-02", "RE-2", "10001", "8120", 0, 8_000),
        ("b.csv#4", "2026-02-03", "RE-1", "10000", "10000", 0, 5_000),
        ("b.csv#4/2", "2026-02-03", "RE-1", "10000", "8400", 5_000, 0),
    ]
    assert rows(table, "journal_lines", "project", "description", "currency", "journal")[:3] == [
        ("P-7", "Beratung Müller", "EUR", "b.csv#1"),
        ("P-7", "Beratung Müller", "EUR", "b.csv#1"),
        ("", "Fachbuch (BU 9)", "EUR", "b.csv#2"),
    ]
    assert rows(table, "accounts", "code", "role") == [
        ("10000", "receivable"),
        ("1200", ""),
        ("10001", "receivable"),
        ("8400", ""),
        ("4940", ""),
        ("8120", ""),
    ]
    assert totals(table) == {
        ("Umsatz (ohne Soll/Haben-Kz)", "EUR"): ("1264.95", 3),
        ("Umsatz (ohne Soll/Haben-Kz)", "USD"): ("100.00", 1),
    }
    assert (table.rows_read, table.rows_loaded, table.header_row) == (4, 4, 2)
    assert any("1 postings carry a tax key" in note for note in table.notes)
    assert not any("do not balance" in note for note in table.notes)


def test_rows_that_cannot_be_booked_are_put_aside(tmp_path: Path) -> None:
    table = only(
        postings(
            tmp_path / "b.csv",
            '10,00;"S";"USD";1,25;;"";10000;8400;"";3011;"A";"";;',
            '10,00;"X";"";;;"";10000;8400;"";3011;"B";"";;',
            '10,00;"S";"";;;"";10000;8400;"";3102;"C";"";;',
            '10,00;"S";"";;;"";10000;;"";0102;"D";"";;',
            'zehn;"S";"";;;"";10000;8400;"";0102;"E";"";;',
            '1,50;"S";"";;;"";10000;8400;"";0102;"F";"";;',
        )
    )
    assert problems(table) == [(1, "IMP-204"), (2, "IMP-208"), (3, "IMP-203"), (4, "IMP-204"), (5, "IMP-202")]
    assert "the amount is in USD, not in EUR" in table.problems[0].reason
    assert (table.rows_read, table.rows_loaded) == (6, 1)


def test_the_year_is_the_fiscal_years() -> None:
    assert day_in_year("3009", date(2025, 10, 1)) == "2026-09-30"
    assert day_in_year(110.0, date(2025, 10, 1)) == "2025-10-01"
    assert day_in_year("110", date(2025, 1, 1)) == "2025-10-01"
    assert day_in_year("30.09.2026", date(2025, 10, 1)) == "30.09.2026"
    assert day_in_year("3009", None) == "3009"


def test_without_the_first_line_days_have_no_year(tmp_path: Path) -> None:
    path = text_file(tmp_path / "b.csv", HEAD, '5,00;"S";"";;;"";10000;8400;"";3011;"A";"";;', encoding="cp1252")
    table = only(path)
    assert problems(table) == [(1, "IMP-203")]
    assert any("does not say its fiscal year" in note for note in table.notes)
    assert meta_of(Sheet("", [["x"], ["y"]], ragged=True, delimiter=";"), 1).start is None


def test_names_of_accounts_give_their_use(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "k.csv",
        meta(what='20;"Kontenbeschriftungen";2'),
        "Konto;Kontenbeschriftung;Sprach-ID",
        '1200;"Bank";"de-DE"',
        '1400;"Forderungen aus Lieferungen und Leistungen";"de-DE"',
        '8400;"Erlöse 19 % USt";"de-DE"',
        '8730;"Erlösschmälerungen";"de-DE"',
        '1776;"Umsatzsteuer 19 %";"de-DE"',
        encoding="cp1252",
    )
    table = only(path)
    assert (table.entity, table.rows_loaded) == ("account", 5)
    assert rows(table, "accounts", "external_id", "role") == [
        ("1200", "bank"),
        ("1400", "receivable"),
        ("8400", "revenue"),
        ("8730", ""),
        ("1776", "tax"),
    ]


def test_parties(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "s.csv",
        meta(what='16;"Debitoren/Kreditoren";5'),
        "Konto;Name (Adressatentyp Unternehmen);Name (Adressatentyp natürl. Person);Vorname (Adressatentyp natürl. Person);"
        "EU-Land;EU-USt-IdNr.;Straße;Postleitzahl;Ort;Land;E-Mail;Internet",
        '10000;"";"Mustermann";"Sabine";"";"";"Am Weg 1";"50999";"Köln";"DE";"s@muster.example";"www.muster.example"',
        '10001;"Acme AG";"";"";"AT";"U123";"";"";"";"AT";"";""',
        '70001;"Meyer GmbH";"";"";"";"";"";"";"";"";"";""',
        encoding="cp1252",
    )
    table = only(path)
    assert rows(table, "customers", "external_id", "name", "tax_id", "domain", "postcode", "city") == [
        ("10000", "Sabine Mustermann", "", "muster.example", "50999", "Köln"),
        ("10001", "Acme AG", "ATU123", "", "", ""),
        ("70001", "Meyer GmbH", "", "", "", ""),
    ]
    assert any("1 of the parties are creditors" in note for note in table.notes)


def test_the_parts_of_one_firm_come_together(tmp_path: Path) -> None:
    names = text_file(
        tmp_path / "k.csv",
        meta(what='20;"Kontenbeschriftungen";2'),
        "Konto;Kontenbeschriftung;Sprach-ID",
        '8400;"Erlöse";"de-DE"',
    )
    booked = postings(tmp_path / "b.csv", '1,00;"S";"";;;"";10000;8400;"";3011;"RE-1";"x";"";')
    tables = assemble(drafts_of([read(booked), read(names)]))
    assert shown(tables["accounts"], "id", "name", "role") == [
        ("datev:account:10000", "", "receivable"),
        ("datev:account:8400", "Erlöse", "revenue"),
    ]
    assert tables["journal_lines"]["account"].tolist() == ["datev:account:10000", "datev:account:8400"]
    assert tables["journal_lines"]["id"].is_unique


@pytest.mark.parametrize(
    ("name", "entity", "count"),
    [
        ("EXTF_Buchungsstapel.csv", "journal", 2),
        ("EXTF_Kontenbeschriftungen.csv", "account", 3),
        ("EXTF_Stammdaten.csv", "customer", 4),
    ],
)
def test_the_samples(name: str, entity: str, count: int) -> None:
    table = only(sample(f"datev/{name}"))
    assert (table.system, table.entity, table.rows_read, table.rows_loaded) == ("datev", entity, count, count)


def test_the_sums_of_the_sample() -> None:
    one = read(sample("datev/EXTF_Buchungsstapel.csv"))
    (table,) = one.tables
    assert (one.encoding, one.delimiter, table.header_row) == ("cp1252", ";", 2)
    assert totals(table) == {("Umsatz (ohne Soll/Haben-Kz)", "EUR"): ("5974.95", 2)}
    lines = table.frames["journal_lines"]
    assert (len(lines), int(lines["debit"].sum()), int(lines["credit"].sum())) == (4, 597_495, 597_495)
    assert sorted(set(lines["day"].dt.strftime("%Y-%m-%d"))) == ["2018-02-21", "2018-02-22"]
