"""The declared columns are sound, and so are the words of types of accounts."""

from __future__ import annotations

import pytest

from importers.accounting.wave import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["TRANSACTIONS", "CUSTOMERS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_types_are_folded() -> None:
    assert all(kind == kind.casefold() for kind in fields.ROLES)
