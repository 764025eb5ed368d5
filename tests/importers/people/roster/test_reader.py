"""Staff, leave, holidays."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.people.readers import TABLES
from importers.shared.columns import Headings
from tests.importers.samples import only, rows, text_file


def test_people(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "person_id,display_name,email,role,start_date,end_date,weekly_capacity_hours,valid_from,cost_rate,bill_rate,currency",
            "E1,Zoë Marsh,z@firm.example,Principal,2024-05-24,,37.50,2024-05-24,88.00,195.00,GBP",
            "E2,Ann Lee,a@firm.example,Admin,2024-05-24,,37.50,2024-05-24,30.00,,GBP",
        )
    )
    assert rows(
        table, "people", "external_id", "name", "start", "end", "weekly_capacity", "cost_rate", "bill_rate"
    ) == [
        ("E1", "Zoë Marsh", "2024-05-24", None, 135_000, 880_000, 1_950_000),
        ("E2", "Ann Lee", "2024-05-24", None, 135_000, 300_000, None),
    ]


def test_people_without_a_number_go_by_name(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "Person,Email,Role,Cost Rate,Weekly Capacity,Skills",
            "Ann Lee,a@x.example,Admin,30,40,SQL",
        )
    )
    assert rows(table, "people", "external_id", "weekly_capacity", "skills") == [("Ann Lee", 144_000, "SQL")]


def test_leave_by_day_and_by_span(tmp_path: Path) -> None:
    daily = only(
        text_file(
            tmp_path / "l.csv",
            "person_id,date,type,hours",
            "E1,2026-04-07,Annual leave,7.50",
            "E1,2026-04-07,Annual leave,7.50",
        )
    )
    assert rows(daily, "leave", "external_id", "day", "seconds") == [
        ("E1|2026-04-07|Annual leave", "2026-04-07", 27_000),
        ("E1|2026-04-07|Annual leave|2", "2026-04-07", 27_000),
    ]
    spans = only(
        text_file(
            tmp_path / "s.csv",
            "Person,From,To,Hours per Day,Type",
            "Ann,2026-04-10,2026-04-13,7.5,Annual",
            "Ann,2026-05-02,,4,Sick",
        )
    )
    assert rows(spans, "leave", "day", "seconds", "row") == [
        ("2026-04-10", 27_000, 1),
        ("2026-04-13", 27_000, 1),
        ("2026-05-02", 14_400, 2),
    ]
    assert (spans.rows_read, spans.rows_loaded) == (2, 2)


def test_holidays(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "h.csv", "date,name", "2025-12-25,Christmas Day"))
    assert rows(table, "holidays", "external_id", "day", "name") == [("2025-12-25", "2025-12-25", "Christmas Day")]


def test_names_in_two_columns_and_other_languages(tmp_path: Path) -> None:
    staff = only(
        text_file(
            tmp_path / "m.csv",
            "Personalnummer;Vorname;Nachname;E-Mail;Funktion;Abteilung;Eintritt;Wochenstunden;Kostensatz;Stundensatz",
            "7;Zoë;Marsh;z@firm.example;Partnerin;Beratung;24.05.2024;37,5;88,50;195,00",
        )
    )
    assert staff.layout == "roster.staff"
    assert rows(
        staff, "people", "external_id", "name", "role", "start", "weekly_capacity", "cost_rate", "bill_rate"
    ) == [("7", "Zoë Marsh", "Partnerin", "2024-05-24", 135_000, 885_000, 1_950_000)]
    french = only(
        text_file(
            tmp_path / "f.csv",
            "Nom complet;Adresse e-mail;Poste;Heures hebdomadaires;Coût horaire;Devise",
            "Ann Lee;a@firm.example;Consultante;35;45,25;EUR",
        )
    )
    assert rows(french, "people", "external_id", "weekly_capacity", "cost_rate", "currency") == [
        ("Ann Lee", 126_000, 452_500, "EUR")
    ]


def test_pay_is_not_taken_in_not_even_in_quarantine(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "r.csv",
            "Person,Email,Role,Cost Rate,Weekly Capacity,Annual salary,Payroll no",
            "Ann Lee,a@x.example,Admin,30,40,52000,P7",
            ",b@x.example,Admin,30,40,61000,P8",
        )
    )
    assert rows(table, "people", "external_id", "cost_rate") == [("P7", 300_000)]
    assert "61000" not in str(table.problems)
    assert any(note == "What people are paid (Annual salary) is not taken in." for note in table.notes)


def test_bamboohr(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "b.csv",
            '"Employee #","Last Name, First Name","Work Email","Job Title","Department","Hire Date","Termination Date","Employment Status","Pay rate","Paid per"',
            '"7","Marsh, Zoë","z@firm.example","Principal","Advice","2024-05-24","","Full-Time","52,000.00 USD","Year"',
            '"8","Lee, Ann","a@firm.example","Admin","Office","2024-05-24","2026-01-31","Terminated","25.00 USD","Hour"',
        )
    )
    assert (table.system, table.entity, table.layout, table.confidence <= 0.8) == (
        "roster",
        "person",
        "roster.bamboohr",
        True,
    )
    assert rows(table, "people", "external_id", "name", "role", "end", "employment", "cost_rate") == [
        ("7", "Zoë Marsh", "Principal", None, "Full-Time", None),
        ("8", "Ann Lee", "Admin", "2026-01-31", "Terminated", None),
    ]


def test_personio_and_gusto(tmp_path: Path) -> None:
    personio = only(
        text_file(
            tmp_path / "p.csv",
            "Personio ID,First name,Last name,Email,Position,Department,Office,Hire date,Status,Weekly working hours,Fixed salary,Salary interval",
            "7,Zoë,Marsh,z@firm.example,Principal,Advice,Ulm,2024-05-24,active,37.5,52000,yearly",
        )
    )
    assert (personio.layout, personio.confidence <= 0.8) == ("roster.personio", True)
    assert rows(personio, "people", "external_id", "name", "weekly_capacity", "cost_rate") == [
        ("7", "Zoë Marsh", 135_000, None)
    ]
    gusto = only(
        text_file(
            tmp_path / "g.csv",
            "Employee ID,First name,Last name,Work email,Job title,Department,Start date,End date,Status,Rate,Pay type",
            "7,Zoë,Marsh,z@firm.example,Principal,Advice,05/24/2024,,Active,60.00,Hourly",
        )
    )
    assert gusto.layout == "roster.gusto"
    assert rows(gusto, "people", "external_id", "name", "start", "cost_rate", "bill_rate") == [
        ("7", "Zoë Marsh", "2024-05-24", None, None)
    ]


def test_contacts_of_customers_are_no_staff(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "Record ID,First Name,Last Name,Email,Job Title,Contact owner,Associated Company",
            "1,Ann,Lee,a@x.example,CFO,Ruth,Acme",
        )
    )
    assert table.layout == "hubspot.contacts"


def test_leave_that_was_refused_is_none_and_sums_are_shared(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "l.csv",
            "Employee name,Absence type,Start date,End date,Hours,Status",
            "Ann,Annual,2026-04-06,2026-04-10,37.5,Approved",
            "Ann,Annual,2026-04-13,2026-04-13,7.5,Approved",
            "Ann,Annual,2026-05-04,2026-05-08,37.5,Declined",
        )
    )
    assert rows(table, "leave", "day", "seconds") == [
        *[(f"2026-04-{day:02d}", 27_000) for day in (6, 7, 8, 9, 10)],
        ("2026-04-13", 27_000),
    ]
    assert any("1 rows are leave that was refused or called off" in note for note in table.notes)
    whole = only(text_file(tmp_path / "t.csv", "Person,From,To,Total hours,Type", "Ann,2026-04-06,2026-04-08,10,Sick"))
    assert sum(seconds for (seconds,) in rows(whole, "leave", "seconds") if isinstance(seconds, int)) == 36_000


def test_leave_in_german(tmp_path: Path) -> None:
    table = only(
        text_file(tmp_path / "a.csv", "Mitarbeiter;Abwesenheitsart;Von;Bis;Tage", "Ann;Urlaub;13.04.2026;14.04.2026;2")
    )
    assert rows(table, "leave", "person", "day", "type", "seconds") == [
        ("Ann", "2026-04-13", "Urlaub", None),
        ("Ann", "2026-04-14", "Urlaub", None),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Employee,Date,Project,Hours,Notes",
        "Employee,Date,Hours",
        "Employee,Date,Type,Task,Hours",
        "Name,Email,Phone,Company",
        "First name,Last name,Email,Job title,Customer",
        "Date,Description,Hours",
        "Date,Name,Amount",
    ],
)
def test_lists_of_work_and_of_contacts_are_none_of_the_roster(heading: str) -> None:
    headings = Headings.of(heading.split(","))
    assert [reader.layout for reader in TABLES if reader.sure(headings)] == []
