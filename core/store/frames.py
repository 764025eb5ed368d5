"""Frames to columns of plain values and back, as the book stores them: ints, ISO days, 0/1 flags, None for unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from core.records.schema import Column, Kind

_TEXT: Final = {str}


def stored(series: pd.Series[Any], kind: Kind) -> list[Any]:
    """The values of one column as the book keeps them. series: the declared dtype of `kind` (core.records.tables.coerce)."""
    if kind is Kind.TEXT:
        values = series.tolist()
        # A reader may leave numbers in a text column; the book would turn them into text and then see a change in every import.
        return values if set(map(type, values)) <= _TEXT else [str(each) for each in values]
    if kind is Kind.DAY:
        texts = np.datetime_as_string(series.to_numpy().astype("datetime64[D]")).tolist()
        return [None if text == "NaT" else text for text in texts] if series.hasnans else texts
    if kind is Kind.FLAG:
        series = series.astype("Int64")
    values = series.to_numpy(dtype=object).tolist()
    return [None if each is pd.NA else each for each in values] if series.hasnans else values


def blank_throughout(series: pd.Series[Any], kind: Kind) -> bool:
    """Whether a column of the declared dtype says nothing in any row: "" for a text, unknown for anything else."""
    if kind is Kind.TEXT:
        values = series.to_numpy(dtype=object)
        return not len(values) or (values[0] == "" and bool((values == "").all()))
    return bool(series.isna().all())


def column(values: Sequence[Any], kind: Kind) -> Any:
    """One column of a frame from stored values, with the declared dtype."""
    if kind is Kind.TEXT:
        made = np.empty(len(values), dtype=object)
        made[:] = values
        return made
    if kind is Kind.DAY:
        return np.array([each or "NaT" for each in values], dtype="datetime64[ns]")
    numbers, absent = _numbers(values)
    if kind is Kind.FLAG:
        return pd.arrays.BooleanArray(numbers.astype(bool), absent)
    return pd.arrays.IntegerArray(numbers, absent)


def _numbers(values: Sequence[Any]) -> tuple[np.ndarray[Any, np.dtype[np.int64]], np.ndarray[Any, np.dtype[np.bool_]]]:
    """The values as int64 with a mask of the absent ones."""
    if None not in values:
        return np.array(values, dtype=np.int64), np.zeros(len(values), dtype=bool)
    absent = np.array([each is None for each in values], dtype=bool)
    return np.array([0 if each is None else each for each in values], dtype=np.int64), absent


def frame_of(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], before: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """A frame of `columns` from stored rows, behind the ready columns `before`."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    made = {each.name: column(held, each.kind) for each, held in zip(columns, values, strict=True)}
    return pd.DataFrame({**(before or {}), **made})


def rows_of(frame: pd.DataFrame, columns: Sequence[Column]) -> list[tuple[Any, ...]]:
    """The rows of `frame` as stored tuples of `columns`; missing columns and wrong dtypes are coerced first."""
    from core.records.tables import coerce

    whole = coerce(frame, columns)
    return list(zip(*(stored(whole[each.name], each.kind) for each in columns), strict=True))
