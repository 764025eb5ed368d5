from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from core.store.engine import Lane
from core.store.migrations import HEAD, REVISIONS
from core.store.upgrade import upgrade


def revision(lane: Lane) -> str:
    with lane.reading() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def test_revisions_lead_from_nothing_to_the_newest(tmp_path: Path) -> None:
    lane = Lane(tmp_path / "new.tieout")
    for each in REVISIONS:
        with lane.writing() as connection:
            upgrade(connection, each)
        assert revision(lane) == each
    assert revision(lane) == HEAD
    lane.close()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    lane = Lane(tmp_path / "new.tieout")
    with pytest.raises(RuntimeError, match="power"), lane.writing() as connection:  # noqa: PT012 - the block is the case
        upgrade(connection)
        raise RuntimeError("power")
    with lane.reading() as connection:
        assert inspect(connection).get_table_names() == []
    lane.close()


def test_an_upgraded_book_is_left_alone(path: Path) -> None:
    lane = Lane(path)
    with lane.writing() as connection:
        upgrade(connection)
    assert revision(lane) == HEAD
    lane.close()
