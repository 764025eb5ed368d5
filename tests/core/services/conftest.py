from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.services.desk import Desk
from tests.core.services.desks import closed_book, copy_of, desk_on


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return closed_book(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def desk(sample_book: Path, tmp_path: Path) -> Iterator[Desk]:
    made = desk_on(copy_of(sample_book, tmp_path))
    yield made
    made.close()
