"""Small books for the measures: canonical frames from short rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from core.base.periods import Period
from core.records.schema import LINK_COLUMNS, TABLES
from core.records.tables import Tables, coerce
from core.thread.thread import Thread


def thread(
    frames: Mapping[str, Sequence[Mapping[str, Any]]], links: Sequence[Mapping[str, Any]] = (), period: str = "2026-09"
) -> Thread:
    """A thread of GBP tables with only the columns that the rows name; the rest is absent."""
    made = {name: coerce(pd.DataFrame(list(rows)), TABLES[name].all_columns) for name, rows in frames.items()}
    tied = coerce(pd.DataFrame([{"status": "confirmed", "confidence": 10_000, **each} for each in links]), LINK_COLUMNS)
    return Thread(Tables(made, tied, "GBP", Period.parse(period), frozenset(made)))
