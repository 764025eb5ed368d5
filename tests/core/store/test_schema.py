from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Dialect, Table, create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from core.records.schema import TABLES
from core.store import schema


def test_every_declared_table_has_one_of_its_own() -> None:
    assert set(schema.records) == set(TABLES)
    for name, table in schema.records.items():
        own = [column.name for column in TABLES[name].columns]
        assert [column.name for column in table.columns] == [*schema.KEEPING, *own]


@pytest.mark.parametrize("source", ["blank", "migrated"])
def test_a_new_book_and_an_upgraded_one_have_exactly_these_tables(source: str, request: pytest.FixtureRequest) -> None:
    """A declared column that no revision makes would fail at the first import: add it to a revision of core/store/migrations."""
    path: Path = request.getfixturevalue(source)
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    made = {
        name: {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(name)}
        for name in found.get_table_names()
    }
    engine.dispose()
    made.pop("alembic_version")
    dialect = engine.dialect
    said = {
        table.name: {c.name: (c.type.compile(dialect), c.nullable) for c in table.columns}
        for table in schema.metadata.sorted_tables
    }
    assert made == said


def test_record_tables_carry_no_index() -> None:
    assert not any(table.indexes for table in schema.metadata.sorted_tables)


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=lambda table: table.name)
def test_the_schema_is_plain_enough_for_postgresql(table: Table) -> None:
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    text = str(CreateTable(table).compile(dialect=dialect))
    assert text.strip().startswith("CREATE TABLE")


def test_a_new_book_is_spelled_as_an_upgraded_one(blank: Path, migrated: Path) -> None:
    def spelled(path: Path) -> dict[str, str]:
        with contextlib.closing(sqlite3.connect(path)) as raw:
            return {
                name: " ".join(sql.split())
                for name, sql in raw.execute("SELECT name, sql FROM sqlite_master WHERE sql > ''")
            }

    assert spelled(blank) == spelled(migrated)
