"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.freshbooks import fields
from tests.importers.declared import sound


@pytest.mark.parametrize(
    "name", ["INVOICES", "TIME", "EXPENSES", "CLIENTS", "PAYMENTS", "CLIENT_ANSWER", "TIME_ANSWER"]
)
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
