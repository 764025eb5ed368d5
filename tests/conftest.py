"""For all tests: screens are drawn in memory, and the sample firm's book is made once a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample firm's book, imported, matched and checked; its files are in `exports` beside it."""
    from tests.core.services.desks import closed_book

    return closed_book(tmp_path_factory.mktemp("sample"))
