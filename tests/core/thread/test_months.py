"""The month a text names, and the month of a day."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.thread.months import months_of, named_month, named_months


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Ann Lee - October 2025", "2025-10"),
        ("Retainer Oct-25, desk", "2025-10"),
        ("Service 2025-10", "2025-10"),
        ("10/2025 hours", "2025-10"),
        ("Beratung März 2026", "2026-03"),
        ("prestations août 2026", "2026-08"),
        ("Hours may 2026", "2026-05"),
        ("October 2025 and November 2025", ""),
        ("October 2025, again October 2025", "2025-10"),
        ("Project 2025", ""),
        ("Phase 12 of 2026", ""),
        ("Marching 2026", ""),
        ("", ""),
    ],
)
def test_named_month(text: str, month: str) -> None:
    assert named_month(text) == month


def test_each_text_answers_for_itself() -> None:
    texts = pd.Series(["May 2026", "none", "May 2026"], index=[5, 6, 7])
    assert named_months(texts).to_dict() == {5: "2026-05", 6: "", 7: "2026-05"}


@given(
    st.lists(
        st.one_of(
            st.none(), st.dates(min_value=pd.Timestamp(1990, 1, 1).date(), max_value=pd.Timestamp(2100, 1, 1).date())
        ),
        max_size=20,
    )
)
def test_the_month_of_each_day(days: list[object]) -> None:
    series = pd.Series(pd.to_datetime(pd.Series(days, dtype="object"))).astype("datetime64[ns]")
    assert months_of(series).tolist() == ["" if day is None else f"{day:%Y-%m}" for day in days]
