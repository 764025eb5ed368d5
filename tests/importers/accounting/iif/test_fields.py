"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.iif import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["CUSTOMERS", "ACCOUNTS", "ITEMS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_roles_are_words_of_the_schema() -> None:
    assert set(fields.ROLES.values()) <= {"receivable", "bank", "revenue", "deferred", "unbilled", "tax", "other"}
    assert {"AMOUNT", "DATE", "ACCNT"} <= set(fields.LINES)
