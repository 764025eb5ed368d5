"""Pipedrive's deals under prefixed, bare and translated headings, and organisations."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.errors import TieoutError
from importers.registry import read
from tests.importers.samples import only, problems, rows, text_file, totals

HEAD = (
    "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Probability,Deal - Organization,"
    "Deal - Organization ID,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,"
    "Deal - Expected close date,Deal - Visible to"
)


def test_deals(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "deals.csv",
            HEAD,
            "7,Review,Ruth,1234.5,EUR,,Acme,12,Sales,Offer,Won,2026-01-02 09:00:00,2026-02-03 10:00:00,,2026-02-28,All users",
            "8,Study,Ruth,0,EUR,40,Acme,12,Sales,Offer,Open,2026-01-02 09:00:00,,,2026-03-31,All users",
            "9,Audit,Ruth,50,GBP,,Beta,13,Sales,Offer,Lost,2026-01-02 09:00:00,,2026-02-04 10:00:00,2026-03-31,All users",
            "10,Audit,Ruth,many,GBP,,Beta,13,Sales,Offer,Lost,2026-01-02 09:00:00,,,,All users",
            ",Audit,Ruth,5,GBP,,Beta,13,Sales,Offer,Lost,2026-01-02 09:00:00,,,,All users",
        )
    )
    assert (table.system, table.entity, table.layout) == ("pipedrive", "deal", "pipedrive.deals")
    assert rows(
        table, "deals", "external_id", "customer", "amount", "is_won", "is_closed", "close_date", "probability"
    ) == [
        ("7", "12", 123_450, True, True, "2026-02-03", None),
        ("8", "12", 0, False, False, "2026-03-31", 4_000),
        ("9", "13", 5_000, False, True, "2026-02-04", None),
    ]
    assert totals(table) == {("Deal - Value", "EUR"): ("1234.50", 2), ("Deal - Value", "GBP"): ("50.00", 1)}
    assert problems(table) == [(4, "IMP-202"), (5, "IMP-204")]


def test_the_import_template_and_its_stars(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "d.csv",
            "Deal - Title*,Deal - Value,Deal - Currency of value,Organization*,Deal - Stage (pipeline),Deal - Status,"
            "Deal - Creation date,Deal - Closed on,Deal - Pipedrive System ID",
            "Review,10,EUR,Acme,Offer,Won,2026-01-02,2026-02-03,7",
        )
    )
    assert rows(table, "deals", "external_id", "name", "customer_name", "stage", "close_date", "created") == [
        ("7", "Review", "Acme", "Offer", "2026-02-03", "2026-01-02")
    ]


def test_a_field_of_the_firm_headed_like_the_status(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "d.csv",
            "Deal - ID,Deal - Title,Deal - Status,Deal - Value,Deal - Status",
            "7,Review,red,10,Won",
            "8,Study,green,20,Open",
        )
    )
    assert rows(table, "deals", "is_won", "is_closed") == [(True, True), (False, False)]


def test_deals_without_ids_go_by_title(tmp_path: Path) -> None:
    table = only(text_file(tmp_path / "d.csv", "Deal - Title,Deal - Value,Deal - Status", "Run,10,Won", "Run,20,Open"))
    assert (table.layout, rows(table, "deals", "external_id", "amount")) == (
        "pipedrive.deals_by_name",
        [("Run", 1_000), ("Run (2)", 2_000)],
    )


def test_bare_and_translated_headings_are_recalled(tmp_path: Path) -> None:
    bare = only(
        text_file(
            tmp_path / "b.csv",
            "ID,Title,Value,Currency,Organization,Pipeline,Stage,Status,Expected close date,Owner",
            "7,Review,10,EUR,Acme,Sales,Offer,Open,2026-03-31,Ruth",
        )
    )
    assert (bare.layout, bare.confidence <= 0.8) == ("pipedrive.deals_bare", True)
    assert rows(bare, "deals", "external_id", "amount", "currency", "is_closed") == [("7", 1_000, "EUR", False)]
    spanish = only(
        text_file(
            tmp_path / "s.csv",
            "Trato - ID;Trato - Título;Trato - Valor;Trato - Moneda de Valor;Trato - Organización;Trato - Estado;Trato - Etapa",
            "7;Auditoría;1.234,50;EUR;Acme;Ganado;Oferta",
        )
    )
    assert (spanish.layout, spanish.confidence <= 0.8) == ("pipedrive.deals_translated", True)
    assert rows(spanish, "deals", "amount", "is_won") == [(123_450, True)]


def test_organisations(tmp_path: Path) -> None:
    table = only(
        text_file(
            tmp_path / "o.csv",
            "Organization - ID,Organization - Name,Organization - Owner,Organization - Address,"
            "Organization - City/town/village/locality of Address,Organization - ZIP/Postal code of Address,Organization - Open deals",
            "12,Acme,Ruth,1 High St,Leeds,LS1,3",
        )
    )
    assert (table.entity, table.layout) == ("customer", "pipedrive.organizations")
    assert rows(table, "customers", "external_id", "name", "city", "postcode", "owner") == [
        ("12", "Acme", "Leeds", "LS1", "Ruth")
    ]
    named = only(text_file(tmp_path / "n.csv", "Organization - Name,Organization - Address", "Acme,1 High St"))
    assert rows(named, "customers", "external_id") == [("Acme",)]


def test_a_list_of_tasks_is_not_a_list_of_deals(tmp_path: Path) -> None:
    try:
        found = {
            table.system
            for table in read(text_file(tmp_path / "t.csv", "ID,Title,Status,Owner", "7,Call,Open,Ruth")).tables
        }
    except TieoutError:
        found = set()
    assert "pipedrive" not in found


@pytest.mark.parametrize("status", ["Open", "Won", "Lost", "Deleted"])
def test_statuses(tmp_path: Path, status: str) -> None:
    table = only(text_file(tmp_path / "d.csv", "Deal - ID,Deal - Title,Deal - Status", f"7,Review,{status}"))
    assert rows(table, "deals", "is_won", "is_closed") == [(status == "Won", status != "Open")]
