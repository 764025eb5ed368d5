"""An outbox entry is frozen; a new standing is a new value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from core.records.outbox import OutboxEntry


def test_a_new_standing_leaves_the_old_value_as_it_was() -> None:
    at = datetime(2026, 9, 30, tzinfo=UTC)
    entry = OutboxEntry(1, "hubspot", "deal", "hubspot:deal:1", "update", "{}", "prepared", "Ade", "", at)
    assert replace(entry, status="approved", approved_by="Bea").payload == entry.payload
    with pytest.raises(FrozenInstanceError):
        entry.payload = "other"  # type: ignore[misc]
