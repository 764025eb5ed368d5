"""The declared columns are sound, and so are the words of types and states."""

from __future__ import annotations

import pytest

from importers.accounting.erpnext import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["INVOICES", "PAYMENTS", "LEDGER", "ACCOUNTS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_words_are_folded() -> None:
    assert all(word == word.casefold() for word in (*fields.ROLES, *fields.STATES))
    assert set(fields.STATES.values()) == {"draft", "void", "paid", "open", ""}
