from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.store.codec import from_json, instant, stamp, to_json


def test_an_instant_is_kept_in_utc_and_comes_back() -> None:
    there = datetime(2026, 10, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert stamp(there) == "2026-10-04T08:30:00.000000+00:00"
    assert instant(stamp(there)) == there
    assert stamp(datetime(2026, 1, 1, tzinfo=UTC)) < stamp(datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 10, 4))  # noqa: DTZ001 - the case


@pytest.mark.parametrize("value", [None, 12, "Überfall \x1f", True, ["a", 1], {"b": [None]}])
def test_json_comes_back(value: object) -> None:
    assert from_json(to_json(value)) == value


def test_json_is_canonical_and_refuses_what_it_does_not_know() -> None:
    assert to_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    with pytest.raises(ValueError, match="JSON"):
        to_json(float("nan"))
