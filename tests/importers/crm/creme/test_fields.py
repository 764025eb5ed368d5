"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.creme import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["OPPORTUNITIES", "ORGANISATIONS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
