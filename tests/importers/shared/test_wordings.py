"""Hand-off fields read alike from every system."""

from __future__ import annotations

import pandas as pd

from importers.shared.wordings import methods, terms


def test_columns_of_wordings() -> None:
    assert methods(pd.Series(["T&M", "Retainer", "T&M", ""])).tolist() == [
        "time_and_materials",
        "retainer",
        "time_and_materials",
        "",
    ]
    got = terms(pd.Series(["Net 30", "", "Due on receipt"]))
    assert got.tolist()[0::2] == [30, 0]
    assert got.isna().tolist() == [False, True, False]
    assert methods(pd.Series([], dtype="object")).tolist() == []
    assert len(terms(pd.Series([], dtype="object"))) == 0
