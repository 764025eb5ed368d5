"""Every declared field is one that a record can hold, and every need names a field or a mark."""

from __future__ import annotations

import pytest

from core.records.schema import TABLES
from importers.anytable.entities import BY_NAME, ENTITIES, MARKS, Entity, Look


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda one: one.name)
def test_needs_and_tables_exist(entity: Entity) -> None:
    assert entity.table in TABLES
    named = {name for group in entity.must for name in group} | set(entity.telling)
    assert named <= set(entity.fields) | set(MARKS)
    assert set(entity.strict) <= set(entity.fields)
    assert all(meaning.readings for meaning in entity.fields.values())


def test_the_looks_of_canonical_columns_follow_their_kinds() -> None:
    invoice = BY_NAME["invoice"].fields
    assert (invoice["day"].look, invoice["total"].look, invoice["sent"].look) == (Look.DAY, Look.MONEY, Look.FLAG)
    assert invoice["total"].total
    assert not invoice["open"].total
    assert BY_NAME["time"].fields["seconds"].look is Look.HOURS
