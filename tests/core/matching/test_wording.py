"""Titles that say one thing in other words are near; titles whose marks contradict are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.wording import Title, likeness, same_word, split_phase, title_of


def _near(one: str, other: str) -> float:
    return likeness(title_of(one), title_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cold Store Audit", "Audit of the cold store"),
        ("Change Delivery Support", "CD support"),
        ("Data Lake Modernisation", "Modernise data lake"),
        ("Office 365 Deployment", "O365 deployment"),
        ("Wireless Survey", "WiFi survey"),
        ("Supplier Management", "Supplier mgmt"),
        ("FinTrans support", "Finance Transformation Support"),
    ],
)
def test_the_same_work_in_other_words(one: str, other: str) -> None:
    assert _near(one, other) >= 0.6 > _near(one, "Payroll Outsourcing")


@pytest.mark.parametrize(
    ("one", "other"), [("Network - Wave 1", "Network Wave 2"), ("Audit - Phase A", "Audit Phase B")]
)
def test_marks_that_contradict(one: str, other: str) -> None:
    assert _near(one, other) < 0


def test_the_customers_own_name_is_left_out() -> None:
    party = frozenset({"halyard", "foods"})
    assert title_of("Halyard - Cold Store", party) == title_of("Cold Store (Halyard)", party) == title_of("Cold Store")
    assert (
        title_of("Halyard: Cold Store", party)
        == title_of("Cold Store | Halyard Foods", party)
        == title_of("Cold Store")
    )
    assert title_of("P1043 Cold Store", code="P1043") == title_of("Cold Store (2026)")


def test_phases() -> None:
    assert split_phase("Cold Store Phase 2") == ("Cold Store", 2)
    assert split_phase("Cold Store (Part II)") == ("Cold Store", 2)
    assert split_phase("Cold Store") == ("Cold Store", 0)


TITLES = st.builds(
    Title, st.lists(st.sampled_from(["cold", "store", "audit", "cs", "review"]), max_size=4).map(tuple), st.just(())
)


@given(TITLES, TITLES)
def test_likeness_does_not_depend_on_the_side(one: Title, other: Title) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.15)


def test_words() -> None:
    assert same_word("price", "pricing") == 0.9
    assert same_word("review", "assessment") == 0.7
    assert same_word("review", "warehouse") == 0.0
