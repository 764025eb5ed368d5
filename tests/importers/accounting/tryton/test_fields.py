"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.accounting.tryton import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["INVOICES", "MOVE_LINES"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_states_become_canonical() -> None:
    assert set(fields.STATES.values()) == {"draft", "open", "paid"}
