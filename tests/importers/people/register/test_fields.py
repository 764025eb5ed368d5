"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.people.register import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["CONTRACTS", "RATES", "MILESTONES", "CHANGE_ORDERS", "FX"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
