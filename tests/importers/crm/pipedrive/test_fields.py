"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.pipedrive import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["DEALS", "DEALS_BARE", "DEALS_BY_NAME", "DEALS_TRANSLATED", "ORGANIZATIONS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
