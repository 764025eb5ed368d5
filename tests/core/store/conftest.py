"""A new book for every test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store.book import Book, create_book, open_book
from core.store.engine import Lane
from core.store.migrations import REVISIONS
from core.store.upgrade import upgrade


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book without content, not to be opened."""
    path = tmp_path_factory.mktemp("blank") / "blank.tieout"
    create_book(path).close()
    return path


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file on which every revision was run, one after another."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.tieout"
    lane = Lane(path)
    for revision in REVISIONS:
        with lane.writing() as connection:
            upgrade(connection, revision)
    lane.close()
    return path


@pytest.fixture
def path(blank: Path, tmp_path: Path) -> Path:
    """The path of an empty book."""
    return Path(shutil.copy(blank, tmp_path / "firm.tieout"))


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    """An empty book, open."""
    with open_book(path) as opened:
        yield opened
