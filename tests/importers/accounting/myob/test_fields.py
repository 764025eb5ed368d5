"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.myob import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["SALES", "CUSTOMERS", "RECEIPTS", "JOURNAL"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))
