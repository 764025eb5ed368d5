"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.crm.hubspot import fields
from tests.importers.declared import sound


@pytest.mark.parametrize(
    "name", ["COMPANIES", "COMPANIES_TRANSLATED", "CONTACTS", "DEALS", "DEALS_TRANSLATED", "INVOICES", "LINE_ITEMS"]
)
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
