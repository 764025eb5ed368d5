"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.salesforce import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["ACCOUNTS", "OPPORTUNITIES", "REPORT"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
