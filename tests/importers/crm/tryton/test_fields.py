"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.tryton import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["OPPORTUNITIES", "PARTIES", "SALES"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
