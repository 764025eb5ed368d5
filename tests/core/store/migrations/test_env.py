from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from core.store.schema import metadata


def test_the_entry_makes_what_the_schema_declares(blank: Path) -> None:
    engine = create_engine(f"sqlite:///{blank}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
