"""The declared columns are sound, and so are the words that types of accounts are known by."""

from __future__ import annotations

import pytest

from importers.accounting.odoo import fields
from importers.shared.columns import plain
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["INVOICES", "ITEMS", "ENTRIES", "PAYMENTS", "ACCOUNTS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_own_headings_and_types_are_folded() -> None:
    assert all(plain(heading) == heading for heading in fields.OWN)
    assert all(kind == kind.casefold().replace("_", " ") for kind in fields.ROLES)
