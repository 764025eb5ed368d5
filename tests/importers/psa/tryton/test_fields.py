"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.psa.tryton import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["TIME", "PROJECTS", "PEOPLE"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
