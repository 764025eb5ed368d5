"""The tolerances are declared, frozen and ordered."""

from __future__ import annotations

import dataclasses

import pytest

from core.matching.policy import MatchPolicy


def test_a_policy_cannot_change_under_the_engine() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        MatchPolicy().confirm = 0.0  # type: ignore[misc]


def test_confirming_asks_for_more_than_suggesting() -> None:
    policy = MatchPolicy()
    assert policy.confirm > policy.suggest >= 0
    assert policy.margin > 0
