"""What is read feeds columns that exist."""

from __future__ import annotations

from core.records.schema import TABLES
from importers.bank.camt.fields import ENTRY


def test_targets() -> None:
    assert set(ENTRY.values()) <= set(TABLES["bank_lines"].column_names)
    assert {"day", "amount", "payee", "description", "reference"} <= set(ENTRY.values())
