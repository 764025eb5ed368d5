"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.bank.stripe import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["ITEMIZED", "HISTORY", "CHARGES", "PAYOUTS"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_no_status_says_both() -> None:
    assert not fields.PAID & fields.UNPAID
    assert not fields.SENT & fields.NOT_SENT
