"""What a record is called."""

from __future__ import annotations

import pytest

from core.records.schema import TABLES
from core.services.desk import Desk
from core.services.titles import labels, plain, table_of


@pytest.mark.parametrize(
    ("record", "table", "said"),
    [
        ("xero:invoice:INV:1", "invoices", "xero invoice INV:1"),
        ("xero:credit_note:CN-1", "invoices", "xero credit note CN-1"),
        ("bank:bank_line:a.csv#3", "bank_lines", "bank bank line a.csv#3"),
        ("xero:journal:7", "journal_lines", "xero journal 7"),
        ("odd", "", "odd"),
        ("a:nothing:1", "", "a nothing 1"),
    ],
)
def test_an_id_says_its_table_and_can_be_read(record: str, table: str, said: str) -> None:
    assert table_of(record) == table
    assert plain(record) == said


def test_every_entity_of_an_id_has_its_table() -> None:
    assert {table_of(f"x:{table.entity}:1") for table in TABLES.values()} == set(TABLES)


def test_records_of_the_book_are_named_by_their_fields_and_others_by_their_id(shown: Desk) -> None:
    tables = shown.session.tables
    milestone = tables["milestones"]["id"].iloc[0]
    ref, name = milestone.split(":", 2)[2].split("|")
    contract = f"register:contract:{ref}"
    named = labels(tables, [milestone, contract, "xero:invoice:none", milestone])
    assert named[milestone] == f"{ref} · {name}"
    assert named[contract].startswith(f"{ref} · ")
    assert named["xero:invoice:none"] == "xero invoice none"
    assert len(named) == 3
