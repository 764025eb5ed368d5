"""What a spreadsheet does to keys is seen through and told."""

from __future__ import annotations

import pytest

from core.matching.damage import is_short_for, mending, plain_key, shortened


@pytest.mark.parametrize(
    ("one", "other"),
    [("INV-0012", "inv 0012"), ("00123", "123"), ("123.0", "00123"), ("1.57E2", "157"), (" A_1 ", "a1")],
)
def test_one_key_written_in_two_ways(one: str, other: str) -> None:
    assert plain_key(one) == plain_key(other)
    assert mending(one, other)


@pytest.mark.parametrize(("one", "other"), [("INV-12", "INV-21"), ("0", "1"), ("1.5", "1")])
def test_two_keys_stay_two(one: str, other: str) -> None:
    assert plain_key(one) != plain_key(other)


def test_a_shortened_number_fits_those_it_was_rounded_from() -> None:
    short = shortened("1.57107E11")
    assert short == ("1.57107", 11)
    assert is_short_for(short, "157107000321")
    assert not is_short_for(short, "157108000321")
    assert not is_short_for(short, "15710700032")
    assert shortened("157107") is None
