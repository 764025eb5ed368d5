"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.people.roster import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["PEOPLE", "STAFF", "BAMBOOHR", "PERSONIO", "GUSTO", "LEAVE", "HOLIDAYS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
