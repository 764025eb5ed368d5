from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from core.records.flags import billable


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([pd.NA, pd.NA], [True, True]),
        ([True, pd.NA, False], [True, False, False]),
        ([False, pd.NA], [False, True]),
        ([], []),
    ],
)
def test_a_blank_is_billable_where_no_row_of_the_file_is_marked(given: list[Any], expected: list[bool]) -> None:
    work = pd.DataFrame({"system": "t", "file": "a.csv", "billable": pd.array(given, dtype="boolean")})
    assert billable(work).tolist() == expected


def test_files_and_systems_stand_for_themselves() -> None:
    work = pd.DataFrame(
        {
            "system": ["t", "t", "t", "u"],
            "file": ["a.csv", "a.csv", "b.csv", "a.csv"],
            "billable": pd.array([True, pd.NA, pd.NA, pd.NA], dtype="boolean"),
        }
    )
    assert billable(work).tolist() == [True, False, True, True]
