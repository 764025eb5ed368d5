"""The declared fields: consistent with the schema, and references that exist."""

from __future__ import annotations

from core.changes.fields import EDITABLE, POSTED, editable_fields
from core.records.schema import KINDS, TABLES, Kind


def test_declarations_agree_with_the_schema() -> None:
    for (table, name), field in EDITABLE.items():
        assert field.kind is KINDS[table, name]
        assert not field.refers or field.refers in TABLES
        assert not field.after or KINDS[table, field.after] is Kind.DAY
        assert field.label


def test_posted_tables_offer_nothing() -> None:
    assert not {table for table, _ in EDITABLE} & POSTED
    assert all(not editable_fields(table) for table in POSTED)


def test_a_form_shows_the_fields_in_their_order() -> None:
    assert [field.name for field in editable_fields("rates")] == ["role", "person", "rate", "valid_from", "valid_to"]
