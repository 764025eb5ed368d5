"""Corrections laid over the frames: every kind of column, only what changed, quickly."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pandas as pd
import pytest

from core.changes.overlay import UnknownField, apply, unplaced, value_at, with_changes
from core.records.schema import TABLES
from core.records.steps import Change, Step
from core.records.tables import coerce

AT = datetime(2026, 9, 30, 12, tzinfo=UTC)


def contracts() -> dict[str, pd.DataFrame]:
    rows = [
        {"id": f"register:contract:K-{n}", "system": "register", "currency": "GBP", "value": 100, "start": "2026-01-01"}
        for n in range(12)
    ]
    return {"contracts": coerce(pd.DataFrame(rows), TABLES["contracts"].all_columns)}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 250),
        ("value", None),
        ("start", "2026-02-03"),
        ("start", None),
        ("po_required", True),
        ("po_required", None),
        ("po_number", "PO 7"),
        ("terms_days", 45),
        ("markup", 500),
        ("prepaid_rate", 1_500_000),
    ],
)
@pytest.mark.parametrize("many", [1, 12])
def test_every_kind_takes_its_value_and_keeps_its_dtype(field: str, value: object, many: int) -> None:
    frames = contracts()
    changes = [Change("contracts", f"register:contract:K-{n}", field, None, value) for n in range(many)]
    laid = with_changes(frames, changes)
    assert value_at(laid, "contracts", "register:contract:K-0", field) == value
    assert laid["contracts"].dtypes.equals(frames["contracts"].dtypes)
    pd.testing.assert_frame_equal(frames["contracts"], contracts()["contracts"])
    untouched = [name for name in laid["contracts"].columns if name != field]
    pd.testing.assert_frame_equal(laid["contracts"][untouched], frames["contracts"][untouched])


def test_later_changes_win_and_other_frames_are_the_same_objects() -> None:
    frames = {**contracts(), "deals": coerce(pd.DataFrame(), TABLES["deals"].all_columns)}
    record = "register:contract:K-3"
    laid = with_changes(
        frames, [Change("contracts", record, "value", 100, 200), Change("contracts", record, "value", 200, 300)]
    )
    assert value_at(laid, "contracts", record, "value") == 300
    assert laid["deals"] is frames["deals"]


def test_steps_about_links_and_records_that_are_gone_are_passed_over_and_named() -> None:
    gone = Change("contracts", "register:contract:K-99", "value", 100, 200)
    steps = [Step(1, "Decide", "Ade", "", AT, (Change("links", "k", "status", "suggested", "confirmed"), gone))]
    frames = contracts()
    pd.testing.assert_frame_equal(apply(frames, steps)["contracts"], frames["contracts"])
    assert unplaced(frames, steps) == (gone,)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(UnknownField) as caught:
        with_changes(contracts(), [Change("contracts", "register:contract:K-0", "colour", "", "red")])
    assert caught.value.code == "CHG-103"


def test_one_change_on_twenty_thousand_rows_is_cheap() -> None:
    count = 20_000
    rows = pd.DataFrame({"id": [f"harvest:time:t.csv#{n}" for n in range(count)], "rate": 1_000_000})
    frames = {"time": coerce(rows, TABLES["time"].all_columns)}
    change = Change("time", f"harvest:time:t.csv#{count - 1}", "rate", 1_000_000, 1_250_000)
    best = 1.0
    for _ in range(5):
        begin = time.perf_counter()
        with_changes(frames, [change])
        best = min(best, time.perf_counter() - begin)
    assert best < 0.005
