"""The declared tables are whole: every amount has its currency, every name is said once."""

from __future__ import annotations

import pytest

from core.records.schema import FINDING_COLUMNS, KINDS, LINK_COLUMNS, PROVENANCE, TABLES, Kind, Table


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_says_each_column_once_behind_its_provenance(table: Table) -> None:
    names = table.column_names
    assert TABLES[table.name] is table
    assert len(set(names)) == len(names)
    assert names[: len(PROVENANCE)] == tuple(column.name for column in PROVENANCE)
    assert all(KINDS[table.name, column.name] is column.kind for column in table.all_columns)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_an_amount_stands_beside_its_currency(table: Table) -> None:
    kinds = {column.kind for column in table.columns}
    if kinds & {Kind.MONEY, Kind.RATE}:
        assert KINDS[table.name, "currency"] is Kind.TEXT


def test_an_entity_word_names_one_table() -> None:
    entities = [table.entity for table in TABLES.values()]
    assert len(set(entities)) == len(entities)
    assert all(":" not in each for each in entities)


def test_links_and_findings_price_in_a_currency() -> None:
    for columns in (LINK_COLUMNS, FINDING_COLUMNS):
        kinds = {column.name: column.kind for column in columns}
        assert len(kinds) == len(columns)
        assert (kinds["amount"], kinds["currency"]) == (Kind.MONEY, Kind.TEXT)
