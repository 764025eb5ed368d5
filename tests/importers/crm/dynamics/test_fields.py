"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.dynamics import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["ACCOUNTS", "OPPORTUNITIES", "OPPORTUNITIES_BY_NAME", "ROWS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
