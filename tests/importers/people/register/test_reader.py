"""A contract register under its own and under other headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from importers.people.readers import TABLES
from importers.registry import read
from importers.shared.columns import Headings
from tests.importers.samples import only, problems, rows, tables, text_file, totals, workbook


def test_all_sheets_of_a_workbook(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        Read_me=[["This is our register."]],
        Contracts=[
            ["A Firm: Contracts"],
            [],
            [
                "Contract ref",
                "Client",
                "Title",
                "Billing method",
                "Currency",
                "Contract value",
                "Cap",
                "Signed",
                "Start",
                "End",
                "Payment terms (days)",
                "PO required",
                "PO number",
                "Expense mark-up %",
                "Status",
            ],
            [
                "C-1",
                "Acme",
                "Review",
                "Time & materials, capped",
                "gbp",
                30000.0,
                30000.0,
                date(2025, 9, 5),
                date(2025, 10, 1),
                "",
                60.0,
                "Yes",
                45461539.0,
                5.0,
                "Active",
            ],
            [
                "C-2",
                "Acme",
                "Run",
                "Monthly retainer",
                "EUR",
                "",
                "",
                "",
                date(2025, 10, 1),
                "",
                "",
                "No",
                "",
                0.0,
                "Active",
            ],
            [
                "C-2",
                "Beta",
                "Run",
                "Monthly retainer",
                "EUR",
                "",
                "",
                "",
                date(2025, 10, 1),
                "",
                "",
                "No",
                "",
                "",
                "Active",
            ],
        ],
        Rate_card=[
            ["Contract ref", "Role", "Person", "Rate per hour", "Currency", "Valid from"],
            ["C-1", "Any", "", 155.5, "GBP", date(2025, 10, 1)],
        ],
        Schedule=[
            ["Contract ref", "Type", "Milestone", "Planned", "Accepted", "Amount", "Currency", "Status"],
            ["C-1", "Milestone", "Design", date(2025, 11, 1), "", 10.0, "GBP", "Planned"],
            ["C-1", "", "Instalment 1 of 3", date(2025, 11, 1), "", "tbd", "GBP", "Planned"],
            ["C-1", "", "Instalment 1 of 3", date(2025, 11, 1), "", 5.01, "GBP", "Planned"],
        ],
        Change_orders=[
            ["Contract ref", "Change order", "Signed", "Amount", "Currency", "Status"],
            ["C-1", "CO1", date(2026, 1, 5), 11700.0, "GBP", "Signed"],
            ["C-1", "CO2", "", 5.0, "GBP", "Draft"],
            ["C-1", "CO3", date(2026, 1, 5), 5.0, "GBP", ""],
        ],
        FX_rates=[["Month", "Currency", "Rate to GBP"], ["2025-10", "EUR", 0.8535]],
    )
    one = read(path)
    assert any("'Read me'" in note for note in one.notes)
    found = tables(one)
    assert rows(
        found["register.contracts"],
        "contracts",
        "external_id",
        "method",
        "currency",
        "value",
        "cap",
        "terms_days",
        "po_number",
        "markup",
    ) == [
        ("C-1", "capped", "GBP", 3_000_000, 3_000_000, 60, "45461539", 500),
        ("C-2", "retainer", "EUR", None, None, None, "", 0),
        ("C-2 (2)", "retainer", "EUR", None, None, None, "", None),
    ]
    assert totals(found["register.contracts"]) == {
        ("Contract value", "EUR"): ("0.00", 2),
        ("Contract value", "GBP"): ("30000.00", 1),
    }
    assert rows(found["register.rates"], "rates", "contract", "role", "rate", "valid_from") == [
        ("C-1", "Any", 1_555_000, "2025-10-01")
    ]
    assert rows(found["register.milestones"], "milestones", "external_id", "type", "amount") == [
        ("C-1|Design", "milestone", 1_000),
        ("C-1|Instalment 1 of 3", "instalment", 501),
    ]
    assert problems(found["register.milestones"]) == [(2, "IMP-202")]
    assert rows(found["register.change_orders"], "change_orders", "ref", "status") == [
        ("CO1", "signed"),
        ("CO2", "draft"),
        ("CO3", "signed"),
    ]
    assert rows(found["register.fx_rates"], "fx_rates", "month", "currency", "base", "rate") == [
        ("2025-10", "EUR", "GBP", 853_500)
    ]


def test_other_headings_and_a_csv(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "contracts.csv",
            "Contract No;Customer Name;Description;Fee basis;Ccy;Total value;NTE;Date signed;Start date;End date;Payment Terms;Deal ID",
            "C-1;Acme;Review;T&M not to exceed;GBP;£45.000,00;45.000,00;13/09/2025;01/10/2025;31/03/2026;Net 30;501",
        )
    )
    assert rows(
        table,
        "contracts",
        "external_id",
        "customer_name",
        "method",
        "value",
        "cap",
        "signed",
        "start",
        "terms_days",
        "deal_ref",
    ) == [("C-1", "Acme", "capped", 4_500_000, 4_500_000, "2025-09-13", "2025-10-01", 30, "501")]


def test_a_mark_up_formatted_as_per_cent(tmp_path: Path) -> None:
    head = ["Contract ref", "Client", "Billing method", "Start", "Expense mark-up %"]
    path = workbook(
        tmp_path / "r.xlsx",
        Contracts=[
            head,
            ["C-1", "Acme", "T&M", date(2025, 10, 1), 0.05],
            ["C-2", "Acme", "T&M", date(2025, 10, 1), 0.1],
        ],
    )
    assert rows(only(path), "contracts", "markup") == [(500,), (1_000,)]


def test_odd_wordings(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "sows.csv",
            "SOW #,Client company,Engagement name,Fee basis,Curr,TCV,Max fee,Countersigned,Commencement date,Term end,Terms of payment,PO #,Opp ID",
            "S-1,Acme,Review,T&M not to exceed,GBP,45000.00,45000.00,2025-09-13,2025-10-01,2026-03-31,Net 30,4500012345,501",
            "S-2,Acme,Run,Monthly fixed,GBP,12000.00,,2025-09-13,2025-10-01,2026-03-31,EOM+15,,",
            "S-3,Acme,Run,Monthly fixed,GBP,tba,,2025-09-13,2025-10-01,2026-03-31,,,",
        )
    )
    assert rows(
        table, "contracts", "ref", "method", "value", "cap", "signed", "end", "terms_days", "po_number", "deal_ref"
    ) == [
        ("S-1", "capped", 4_500_000, 4_500_000, "2025-09-13", "2026-03-31", 30, "4500012345", "501"),
        ("S-2", "retainer", 1_200_000, None, "2025-09-13", "2026-03-31", None, "", ""),
    ]
    assert problems(table) == [(3, "IMP-202")]
    assert [note for note in table.notes if "end of a month" in note] == [
        "1 contracts are due from the end of a month (EOM+15): that is no number of net days, so their terms are left unknown."
    ]


def test_a_german_register(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "Verträge.xlsx",
        Verträge=[
            [
                "Vertragsnummer",
                "Kunde",
                "Bezeichnung",
                "Abrechnungsart",
                "Währung",
                "Auftragswert",
                "Obergrenze",
                "Unterzeichnet am",
                "Vertragsbeginn",
                "Vertragsende",
                "Zahlungsziel",
                "Vertragsstatus",
            ],
            [
                "V-1",
                "Müller",
                "Prüfung",
                "Nach Aufwand mit Obergrenze",
                "EUR",
                5000.5,
                5000.5,
                date(2025, 9, 1),
                date(2025, 10, 1),
                date(2026, 3, 31),
                "30 Tage",
                "Laufend",
            ],
            [
                "V-2",
                "Müller",
                "Rest",
                "Festpreis nach Meilensteinen",
                "EUR",
                100.0,
                "",
                "",
                date(2025, 10, 1),
                "",
                "14 Tage",
                "Storniert",
            ],
        ],
        Sätze=[
            ["Vertragsnummer", "Rolle", "Stundensatz", "Währung", "Gültig ab"],
            ["V-1", "Partner", 250.0, "EUR", date(2025, 10, 1)],
        ],
        Meilensteine=[
            ["Vertragsnummer", "Meilenstein", "Betrag", "Geplant", "Abgenommen am", "Status"],
            ["V-2", "Konzept", 40.0, date(2025, 11, 1), date(2025, 11, 3), "Abgenommen"],
        ],
        Nachträge=[
            ["Vertragsnummer", "Nachtrag", "Unterzeichnet am", "Mehrbetrag", "Währung"],
            ["V-1", "N1", date(2026, 1, 5), 700.0, "EUR"],
        ],
    )
    found = tables(read(path))
    assert rows(
        found["register.contracts"], "contracts", "ref", "customer_name", "method", "value", "terms_days", "status"
    ) == [
        ("V-1", "Müller", "capped", 500_050, 30, "active"),
        ("V-2", "Müller", "milestones", 10_000, 14, "cancelled"),
    ]
    assert rows(found["register.rates"], "rates", "role", "rate") == [("Partner", 2_500_000)]
    assert rows(found["register.milestones"], "milestones", "name", "amount", "status") == [
        ("Konzept", 4_000, "accepted")
    ]
    assert rows(found["register.change_orders"], "change_orders", "ref", "amount", "status") == [
        ("N1", 70_000, "signed")
    ]


def test_french_spanish_and_dutch_lists(tmp_path: Path) -> None:
    french = only(
        text_file(
            tmp_path / "f.csv",
            "N° de contrat;Nom du client;Objet;Mode de facturation;Devise;Montant HT;Date de signature;Date de début;Date de fin;Délai de paiement",
            "C-1;Dupont;Audit;Forfait, par jalon;EUR;12 345,60;01/09/2025;15/10/2025;31/03/2026;30 jours",
        )
    )
    assert rows(french, "contracts", "ref", "method", "value", "start", "terms_days") == [
        ("C-1", "milestones", 1_234_560, "2025-10-15", 30)
    ]
    spanish = only(
        text_file(
            tmp_path / "s.csv",
            "Nº contrato;Cliente;Objeto;Tipo de contrato;Moneda;Importe;Fecha de inicio;Fecha de fin;Plazo de pago",
            "C-1;Gómez;Auditoría;Tiempo y materiales;EUR;1.234,50;15/10/2025;31/03/2026;60 días",
        )
    )
    assert rows(spanish, "contracts", "customer_name", "method", "value", "terms_days") == [
        ("Gómez", "time_and_materials", 123_450, 60)
    ]
    dutch = only(
        text_file(
            tmp_path / "n.csv",
            "Contractnummer;Opdrachtgever;Omschrijving;Facturatiewijze;Valuta;Contractwaarde;Ingangsdatum;Einddatum;Betalingstermijn",
            "C-1;De Vries;Onderzoek;Strippenkaart;EUR;1.234,50;15-10-2025;31-03-2026;14 dagen",
        )
    )
    assert rows(dutch, "contracts", "customer_name", "method", "value", "terms_days") == [
        ("De Vries", "prepaid", 123_450, 14)
    ]


def test_a_change_order_that_waits_for_a_signature_changes_nothing(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "Contract ref,CO #,Date signed,Value of change,Status",
            "C-1,CO1,2026-01-05,10.00,Awaiting signature",
            "C-1,CO2,2026-01-05,10.00,Countersigned",
        )
    )
    assert rows(table, "change_orders", "ref", "status") == [("CO1", "draft"), ("CO2", "signed")]


def test_days_that_can_be_read_in_two_ways_wait_for_an_answer(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "c.csv",
            "Contract ref,Client,Billing method,Value,Start",
            '1,Acme,T&M,"1,234",03/04/2026',
        )
    )
    assert rows(table, "contracts", "value", "start") == [(123_400, None)]
    assert any("'03/04/2026'" in note for note in table.notes)


@pytest.mark.parametrize(
    "heading",
    [
        "Contract ref,Person,Role,Hours,Rate",
        "Contract ref,Client,Invoice number,Amount,Start date,End date",
        "Contract ref,Invoice no,Description,Amount,Due date",
    ],
)
def test_lists_of_hours_and_invoices_are_none_of_the_register(heading: str) -> None:
    headings = Headings.of(heading.split(","))
    assert [reader.layout for reader in TABLES if reader.sure(headings)] == []


def test_milestones_may_name_the_invoice_they_went_on() -> None:
    headings = Headings.of(["Contract ref", "Milestone", "Amount", "Due date", "Invoice no"])
    assert [reader.layout for reader in TABLES if reader.sure(headings)] == ["register.milestones"]
