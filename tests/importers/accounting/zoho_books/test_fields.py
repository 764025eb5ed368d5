"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.zoho_books import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["INVOICES", "CREDIT_NOTES", "PAYMENTS", "CONTACTS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
