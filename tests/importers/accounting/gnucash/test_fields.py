"""The declared columns are sound."""

from __future__ import annotations

from importers.accounting.gnucash import fields
from tests.importers.declared import sound


def test_columns() -> None:
    sound(fields.TRANSACTIONS)


def test_elements_and_types_are_named_as_the_book_names_them() -> None:
    assert all(":" in element for element in fields.BOOK)
    assert all(kind == kind.upper() for kind in fields.ROLES)
