"""Empty frames do not decide what a stack looks like."""

from __future__ import annotations

import pandas as pd

from core.thread.stacking import stacked


def test_empty_frames_leave_dtypes_alone() -> None:
    rows = pd.DataFrame({"amount": pd.array([1, None], dtype="Int64")})
    out = stacked(pd.DataFrame({"amount": []}, dtype="object"), rows, rows)
    assert str(out["amount"].dtype) == "Int64"
    assert out.index.tolist() == [0, 1, 2, 3]


def test_of_nothing_the_first_is_given() -> None:
    assert stacked(pd.DataFrame({"a": []}), pd.DataFrame({"b": []})).columns.tolist() == ["a"]
