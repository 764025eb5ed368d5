"""The parameters of the controls."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from core.controls.policy import Policy


@pytest.mark.parametrize(("lines", "cents"), [(0, 0), (1, 1), (2, 1), (3, 2), (10, 5)])
def test_rounding_tolerance(lines: int, cents: int) -> None:
    """0.005 x taxed lines + 0.005, in whole cents."""
    assert Policy().rounding_tolerance(lines) == cents


def test_a_policy_is_a_value() -> None:
    policy = Policy()
    assert policy == Policy()
    assert policy != Policy(tol_minor=2)
    with pytest.raises(FrozenInstanceError):
        policy.tol_minor = 2  # type: ignore[misc]
