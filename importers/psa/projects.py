"""What firms write into a project's notes where the layout has no column for it, and what time rows tell of people."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from importers.shared.days import day_order, day_reader
from importers.shared.parsing import Unreadable, is_blank


def noted(notes: pd.Series[str], word: str) -> pd.Series[str]:
    """The text after `word:` in notes such as "Billing type: Retainer; Set up: 2026-01-05", up to the next semicolon or line."""
    found = notes.str.extract(rf"(?:^|[;\n])\s*{re.escape(word)}\s*:\s*([^;\n]*)", flags=re.IGNORECASE)[0]
    return found.fillna("").str.strip()


def noted_day(notes: pd.Series[str], word: str, order: str = "") -> pd.Series[pd.Timestamp]:
    """The day after `word:`; NaT where there is none or it cannot be read. `order` settles what the notes leave open."""
    texts = noted(notes, word)
    read = day_reader(order)
    days = np.full(len(texts), np.datetime64("NaT"), "datetime64[D]")
    for index, text in enumerate(texts):
        if not is_blank(text):
            try:
                days[index] = np.datetime64(read(text), "D")
            except Unreadable:
                continue
    return pd.Series(days.astype("datetime64[ns]"))


def noted_order(notes: pd.Series[str], words: tuple[str, ...], fallback: str) -> str:
    """The order of day and month that all dates in the notes prove together."""
    return day_order([text for word in words for text in noted(notes, word) if text]) or fallback


def people_of(names: pd.Series[str], **more: pd.Series[str]) -> pd.DataFrame:
    """Draft people known from the rows they stand in: one row a name, derived, the first row that says more wins."""
    frame = pd.DataFrame({"external_id": names, "name": names, **more})
    frame = frame[names.str.strip() != ""].drop_duplicates("external_id", ignore_index=True)
    frame["derived"] = pd.array([True] * len(frame), dtype="boolean")
    return frame


def merchant_of(notes: pd.Series[str]) -> pd.Series[str]:
    """The first part of an expense's note, before a comma."""
    return notes.str.split(",", n=1).str[0].str.strip()
