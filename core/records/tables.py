"""Frames of the declared tables: empty, coerced and checked, and the set of them that the engines read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd

from core.base.periods import Period
from core.records.schema import FINDING_COLUMNS, LINK_COLUMNS, TABLES, Column, Kind, Table

DTYPES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "object",
    Kind.MONEY: "Int64",
    Kind.RATE: "Int64",
    Kind.FX: "Int64",
    Kind.SECONDS: "Int64",
    Kind.QUANTITY: "Int64",
    Kind.BASIS: "Int64",
    Kind.COUNT: "Int64",
    Kind.DAY: "datetime64[ns]",
    Kind.FLAG: "boolean",
}


def coerce(frame: pd.DataFrame, columns: Sequence[Column], *, copy: bool = True) -> pd.DataFrame:
    """`frame` with exactly `columns`, in order and with the declared dtypes; missing columns become absent values.

    copy: False where the answer is only looked at: its columns may then be those of `frame` itself.
    """
    made: dict[str, Any] = {}
    for column in columns:
        if column.name not in frame.columns:
            blank: object = "" if column.kind is Kind.TEXT else pd.NA
            if column.kind is Kind.DAY:
                blank = pd.NaT
            made[column.name] = pd.Series([blank] * len(frame), index=frame.index, dtype=DTYPES[column.kind])
            continue
        series = frame[column.name]
        if column.kind is Kind.TEXT:
            absent = series.isna()
            texts = series.astype("object", copy=copy)
            made[column.name] = texts.where(~absent, "") if absent.any() else texts
        elif column.kind is Kind.DAY:
            made[column.name] = pd.to_datetime(series).astype("datetime64[ns]", copy=copy)
        else:
            made[column.name] = series.astype(DTYPES[column.kind], copy=copy)  # type: ignore[call-overload]
    if copy:
        return pd.DataFrame(made, index=frame.index).reset_index(drop=True)
    whole = pd.DataFrame(made, index=frame.index, copy=False)
    whole.index = pd.RangeIndex(len(whole))
    return whole


def empty(table: Table) -> pd.DataFrame:
    """A frame of `table` without rows."""
    return coerce(pd.DataFrame(index=pd.RangeIndex(0)), table.all_columns)


def links_frame(rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """A frame of LINK_COLUMNS from dict rows."""
    return coerce(pd.DataFrame(list(rows)), LINK_COLUMNS)


def findings_frame(rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """A frame of FINDING_COLUMNS from dict rows."""
    return coerce(pd.DataFrame(list(rows)), FINDING_COLUMNS)


@dataclass(frozen=True)
class Tables:
    """Everything the engines read of one book at one moment.

    frames: one frame a table of core.records.schema.TABLES, declared columns and dtypes, RangeIndex; never changed in place.
    links: LINK_COLUMNS; empty before matching.
    base_currency: the firm's own; as_of: last day of `period`.
    loaded: names of tables for which at least one file was read; an engine that needs another says "not evaluated".
    """

    frames: Mapping[str, pd.DataFrame]
    links: pd.DataFrame
    base_currency: str
    period: Period
    loaded: frozenset[str] = field(default_factory=frozenset)

    @property
    def as_of(self) -> date:
        """The close's as-of date."""
        return self.period.last

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The frame of table `name`; raises KeyError for a table that is not declared."""
        if name in self.frames:
            return self.frames[name]
        return empty(TABLES[name])

    def with_links(self, links: pd.DataFrame) -> Tables:
        """The same tables with other links."""
        return Tables(self.frames, links, self.base_currency, self.period, self.loaded)

    def with_frame(self, name: str, frame: pd.DataFrame) -> Tables:
        """The same tables with one frame replaced."""
        return Tables({**self.frames, name: frame}, self.links, self.base_currency, self.period, self.loaded)
