"""Steps and changes are frozen."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from core.records.steps import Change, Step


def test_what_happened_cannot_be_rewritten() -> None:
    change = Change("time", "harvest:time:t.csv#1", "rate", 1, 2)
    step = Step(1, "Correct rate", "Ade", "card", datetime(2026, 9, 30, tzinfo=UTC), (change,))
    assert step.undoes is None
    with pytest.raises(FrozenInstanceError):
        step.why = "other"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        change.after = 3  # type: ignore[misc]
