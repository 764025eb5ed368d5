"""Kimai's export of time in English and German, and its list of projects."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.importers.samples import only, problems, rows, text_file, totals, workbook

EN = "Date,From,To,Duration,Currency,Price,Internal price,Hourly price,Fixed price,Name,User,E-mail,Staff number,Customer,Project,Activity,Description,Billable,Tags,Type,category,Account,Project number,VAT-ID,Order number"
DE = "Datum;Von;Bis;Dauer;Währung;Preis;Interner Preis;Preis pro Stunde;Festpreis;Name;Benutzer;E-Mail;Personalnummer;Kunde;Projekt;Tätigkeit;Beschreibung;Abrechenbar;Schlagworte;Typ;category;Kundennummer;Projektnummer;Umsatzsteuer-ID;Bestellnummer;exported;id"


def test_time(tmp_path: Path) -> None:
    more = ",,,anna,anna@firm.example,12,Acme,Portal,Design,Built it,1,,timesheet,work,C-1,P-7,,"
    table = only(
        text_file(
            tmp_path / "20260131-Acme-portal.csv",
            EN,
            "2026-01-05,12:00,12:06,0:06,EUR,12.3456,6.00,123.4560" + more,
            "2026-01-05,12:00,12:06,0:06,EUR,12.3456,6.00,123.4560" + more,
            "2026-01-06,09:00,33:00,24:30,EUR,10,0,1" + more,
            "2026-01-07,09:00,,0:00,EUR,0,0,123" + more,
            "2026-01-08,09:00,10:00,an hour,EUR,0,0,123" + more,
        )
    )
    assert (table.system, table.entity) == ("kimai", "time")
    assert rows(table, "time", "external_id", "project", "project_name", "person", "seconds", "rate", "amount", "cost_rate", "billable") == [
        ("20260131-Acme-portal.csv#1", "P-7", "Portal", "anna", 360, 1_234_560, 1_235, 600_000, True),
        ("20260131-Acme-portal.csv#2", "P-7", "Portal", "anna", 360, 1_234_560, 1_235, 600_000, True),
        ("20260131-Acme-portal.csv#3", "P-7", "Portal", "anna", 88_200, 10_000, 1_000, 0, True),
    ]  # fmt: skip
    assert problems(table) == [(4, "IMP-204"), (5, "IMP-202")]
    assert totals(table) == {("Duration", ""): ("24.70", 3), ("Price", "EUR"): ("34.6912", 3)}


def test_the_german_form_with_ids_and_the_lock(tmp_path: Path) -> None:
    more = ";;Anna Berg;anna;anna@firm.example;;Acme;Portal;Entwurf;x;Ja;;;;;;;;"
    table = only(
        text_file(
            tmp_path / "t.csv",
            DE,
            "2026-01-05;09:00;10:30;1,50;EUR;1.185,75;90,00;790,5000" + more + "1;77",
            "2026-01-06;09:00;10:30;1,50;EUR;185,75;90,00;123,4567" + more.replace("Ja", "Nein") + "0;78",
        )
    )
    assert table.layout == "kimai.time_export"
    assert rows(table, "time", "external_id", "person", "project", "seconds", "rate", "amount", "billable", "invoiced", "cost_rate") == [
        ("77", "Anna Berg", "Portal", 5_400, 7_905_000, 118_575, True, True, 600_000),
        ("78", "Anna Berg", "Portal", 5_400, 1_234_567, 18_575, False, False, 600_000),
    ]  # fmt: skip
    assert rows(table, "people", "name", "email") == [("Anna Berg", "anna@firm.example")]


@pytest.mark.parametrize(("total", "agrees"), [(36.25, True), (36.35, False)])
def test_the_unnamed_total_of_a_workbook(tmp_path: Path, total: float, agrees: bool) -> None:
    head = EN.split(",")[:17]
    line = [
        dt.date(2026, 1, 5),
        dt.time(12),
        dt.time(13),
        dt.timedelta(hours=1),
        "EUR",
        18.125,
        6.0,
        18.125,
        "",
        "",
        "anna",
        "",
        "",
        "Acme",
        "Portal",
        "Design",
        "x",
    ]
    last = ["", "", "", dt.timedelta(hours=2), "", total, 12.0]
    table = only(workbook(tmp_path / "t.xlsx", Export=[head, line, line, last]))
    assert table.rows_read == table.rows_loaded == 2
    assert totals(table)["Price", "EUR"] == ("36.25", 2)
    found = any("1 printed totals agree" in note for note in table.notes)
    assert found == (table.untied == ()) == agrees


def test_projects(tmp_path: Path) -> None:
    head = "ID,Name,Customer,Project number,Order number,Project start,Project end,Budget,Time budget,Visible,Billable"
    table = only(text_file(tmp_path / "p.csv", head, "5,Portal,Acme,P-7,,2026-01-01,2026-06-30,1200.50,80:00,1,1"))
    assert (table.system, table.entity) == ("kimai", "project")
    assert table.confidence <= 0.8  # its headings are recalled
    assert rows(
        table, "projects", "external_id", "code", "customer_name", "budget_amount", "budget_seconds", "active"
    ) == [("5", "P-7", "Acme", 120_050, 288_000, True)]
