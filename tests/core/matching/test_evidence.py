"""A score is the sum of its reasons, and the reason text gives them back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.evidence import Evidence, Pairs, confidence, read_reason, reason


def test_the_reason_names_the_weightiest_first_and_reads_back() -> None:
    told = [Evidence(1.5, "same day"), Evidence(-4.0, "payer differs: A; B"), Evidence(0.0, "nothing")]
    text = reason(told)
    assert text == "payer differs: A, B (-4.0); same day (+1.5)"
    assert read_reason(text) == [Evidence(-4.0, "payer differs: A, B"), Evidence(1.5, "same day")]


def test_a_reason_without_weights_is_kept_as_words() -> None:
    assert read_reason("from the ledger") == [Evidence(0.0, "from the ledger")]
    assert read_reason("") == []


@pytest.mark.parametrize(("weight", "basis"), [(0.0, 5_000), (3.0, 9_526), (-50.0, 1), (50.0, 9_999)])
def test_confidence_is_a_probability_never_certain(weight: float, basis: int) -> None:
    assert confidence(weight) == basis


@given(st.floats(-60, 60), st.floats(-60, 60))
def test_more_weight_is_never_less_confidence(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert confidence(low) <= confidence(high)


def test_pairs_add_up_their_features() -> None:
    pairs = Pairs(np.array(["a", "b"], dtype=object), np.array(["x", "y"], dtype=object))
    pairs.add(np.array([2.0, 0.0]), "same day")
    pairs.add(-1.0, np.array(["one", "two"], dtype=object))
    assert pairs.total.tolist() == [1.0, -1.0]
    assert pairs.reasons([0, 1]) == ["same day (+2.0); one (-1.0)", "two (-1.0)"]
