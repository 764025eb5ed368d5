"""The elements that are read feed columns that exist."""

from __future__ import annotations

from core.records.schema import TABLES
from importers.bank.ofx.fields import LINE, NEED


def test_elements() -> None:
    assert set(LINE.values()) <= set(TABLES["bank_lines"].column_names)
    assert set(NEED) <= set(LINE)
