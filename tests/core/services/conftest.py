from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.services.desk import Desk
from tests.core.services.desks import copy_of, desk_on


@pytest.fixture
def desk(sample_book: Path, tmp_path: Path) -> Iterator[Desk]:
    made = desk_on(copy_of(sample_book, tmp_path))
    yield made
    made.close()


@pytest.fixture(scope="session")
def shown(sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all tests that only look: it is loaded and checked once."""
    made = desk_on(copy_of(sample_book, tmp_path_factory.mktemp("shown")))
    made.warm()
    yield made
    made.close()
