"""Views of Dynamics 365 Sales with and without their hidden columns."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from importers.crm.dynamics.reader import guid
from tests.importers.samples import only, problems, rows, text_file, totals, workbook

HIDDEN = ["(Do Not Modify) Opportunity", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On"]
VIEW = [
    "Topic",
    "Potential Customer",
    "Est. Close Date",
    "Actual Close Date",
    "Est. Revenue",
    "Actual Revenue",
    "Currency",
]
ID = "6F9619FF-8B86-D011-B42D-00C04FC964FF"


def test_ids() -> None:
    assert guid("{" + ID + "}") == ID.casefold()


def test_opportunities(tmp_path: Path) -> None:
    changed = datetime(2026, 2, 1, 9, 0)  # noqa: DTZ001 - a cell of a workbook has no zone
    table = only(
        workbook(
            tmp_path / "My Opportunities.xlsx",
            Opportunities=[
                [*HIDDEN, *VIEW, "Probability", "Status", "Status Reason", "Owner", "Created On"],
                [
                    ID,
                    "a==",
                    changed,
                    "Review",
                    "Acme",
                    date(2026, 1, 31),
                    date(2026, 1, 20),
                    100.0,
                    90.5,
                    "Euro",
                    80,
                    "Won",
                    "Won",
                    "Mei",
                    changed,
                ],
                [
                    ID[:-1] + "0",
                    "b==",
                    changed,
                    "Study",
                    "Acme",
                    date(2026, 3, 31),
                    "",
                    50.0,
                    "",
                    "US Dollar",
                    40,
                    "Open",
                    "In Progress",
                    "Mei",
                    changed,
                ],
                [
                    ID[:-1] + "1",
                    "c==",
                    changed,
                    "Audit",
                    "Beta",
                    date(2026, 3, 31),
                    date(2026, 2, 1),
                    7.0,
                    0.0,
                    "Euro",
                    0,
                    "Lost",
                    "Out-Sold",
                    "Mei",
                    changed,
                ],
                [
                    ID[:-1] + "2",
                    "d==",
                    changed,
                    "Audit",
                    "Beta",
                    "",
                    "",
                    "tbd",
                    "",
                    "Euro",
                    0,
                    "Open",
                    "On Hold",
                    "Mei",
                    changed,
                ],
            ],
        )
    )
    assert (table.system, table.entity, table.layout) == ("dynamics", "deal", "dynamics.opportunities")
    assert rows(table, "deals", "external_id", "amount", "currency", "is_won", "is_closed", "close_date", "stage") == [
        (ID.casefold(), 9_050, "EUR", True, True, "2026-01-20", "Won"),
        (ID.casefold()[:-1] + "0", 5_000, "USD", False, False, "2026-03-31", "In Progress"),
        (ID.casefold()[:-1] + "1", 700, "EUR", False, True, "2026-02-01", "Out-Sold"),
    ]
    assert totals(table) == {
        ("Actual Revenue", "EUR"): ("90.50", 2),
        ("Actual Revenue", "USD"): ("0.00", 1),
        ("Est. Revenue", "EUR"): ("107.00", 2),
        ("Est. Revenue", "USD"): ("50.00", 1),
    }
    assert problems(table) == [(4, "IMP-202")]
    assert [use.source for use in table.columns][:3] == HIDDEN


def test_a_csv_without_the_hidden_columns_goes_by_topic(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "Topic,Potential Customer,Est. Close Date,Est. Revenue,Status,Status Reason,Owner,Created On",
            'Run,Acme,3/31/2026,"1,234.50",Open,In Progress,Mei,1/2/2026',
            "Run,Beta,3/30/2026,20.00,Won,Won,Mei,1/2/2026",
        )
    )
    assert (table.layout, table.confidence <= 0.8) == ("dynamics.opportunities_by_name", True)
    assert rows(table, "deals", "external_id", "customer_name", "amount", "close_date") == [
        ("Run", "Acme", 123_450, "2026-03-31"),
        ("Run (2)", "Beta", 2_000, "2026-03-30"),
    ]


def test_accounts_and_other_tables(tmp_path: Path) -> None:
    accounts = only(
        text_file(
            tmp_path / "a.csv",
            "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified on,Account Name,Address 1: City,Email",
            ID + ",a==,2026-02-01,Acme,Leeds,x@acme.example",
        )
    )
    assert rows(accounts, "customers", "external_id", "name", "city", "domain") == [
        (ID.casefold(), "Acme", "Leeds", "acme.example")
    ]
    other = only(
        text_file(
            tmp_path / "l.csv",
            "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name",
            ID + ",a==,2026-02-01,Ann Lee",
        )
    )
    assert (other.layout, other.entity, other.frames, other.rows_loaded) == ("dynamics.table", "record", {}, 1)


def test_hidden_columns_of_another_language_are_recalled(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "(Nicht ändern) Verkaufschance;(Nicht ändern) Zeilenprüfsumme;(Nicht ändern) Geändert am;Thema;Potenzieller Kunde;Geschätzter Umsatz",
            ID + ";a==;01.02.2026;Prüfung;Müller;1.234,50",
        )
    )
    assert (table.layout, table.confidence) == ("dynamics.opportunities", 0.8)
    assert rows(table, "deals", "external_id", "name", "amount") == [(ID.casefold(), "Prüfung", 123_450)]
