"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.psa.erpnext import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["TIME", "PROJECTS", "EXPENSES"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
