"""Rows gathered under a key."""

from __future__ import annotations

import pandas as pd

from core.controls.gathering import gathered


def test_each_way_of_gathering() -> None:
    rows = pd.DataFrame(
        {
            "who": ["b", "a", "b"],
            "n": pd.array([1, pd.NA, 4], dtype="Int64"),
            "day": pd.to_datetime(["2026-09-02", "NaT", "2026-09-01"]),
            "role": ["x", "y", "z"],
            "of": ["p;q", "", "q;r"],
        }
    )
    out = gathered(rows, "who", total=["n"], first=["role"], largest=["day"], ids=["of"])
    assert gathered(rows, "who", least=["day"])["day"].tolist() == [pd.NaT, pd.Timestamp(2026, 9, 1)]
    assert out[["who", "role", "of"]].to_numpy().tolist() == [["a", "y", ""], ["b", "x", "p;q;r"]]
    assert (out["n"].tolist(), str(out["n"].dtype)) == ([pd.NA, 5], "Int64")
    assert out["day"].tolist() == [pd.NaT, pd.Timestamp(2026, 9, 2)]


def test_nothing_gathered() -> None:
    rows = pd.DataFrame({"who": pd.Series([], dtype="object"), "n": pd.array([], dtype="Int64")})
    out = gathered(rows, "who", total=["n"])
    assert (len(out), str(out["n"].dtype)) == (0, "Int64")
