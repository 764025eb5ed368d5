"""The declared columns are sound."""

from __future__ import annotations

import pytest

from importers.bank.paypal import fields
from tests.importers.declared import sound


@pytest.mark.parametrize("name", ["ACTIVITY"])
def test_columns(name: str) -> None:
    sound(getattr(fields, name))


def test_no_word_says_both() -> None:
    assert not fields.MOVED & fields.WAITING
    assert not fields.TOUCHES & fields.MEMO
