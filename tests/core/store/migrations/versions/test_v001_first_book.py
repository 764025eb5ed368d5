from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.store.engine import Lane
from core.store.migrations.versions import v001_first_book
from core.store.upgrade import upgrade


def test_the_first_schema_has_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "first.tieout"
    lane = Lane(path)
    with lane.writing() as connection:
        upgrade(connection, "001")
    lane.close()
    with sqlite3.connect(path) as raw:
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    raw.close()
    assert len({name for name in names if name.startswith("rec_")}) == 20
    assert {
        "book",
        "batches",
        "parts",
        "links",
        "verdicts",
        "steps",
        "findings",
        "outbox",
        "settings",
        "views",
    } <= names


def test_there_is_nothing_before_it() -> None:
    with pytest.raises(NotImplementedError):
        v001_first_book.downgrade()
