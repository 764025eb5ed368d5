"""Currencies that one file leaves open and another file of the same month end tells, and the control totals by currency."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import pandas as pd

from core.base.money import from_minor
from core.normalise.assumptions import assumed_currency, conflicts
from core.normalise.currencies import Currencies, base_currency
from core.ports.importing import ColumnTotal, FileRead, TableRead
from core.records.schema import TABLES

_WITH_CURRENCY = {name for name, table in TABLES.items() if any(column.name == "currency" for column in table.columns)}


def complete(reads: Sequence[FileRead], drafts: Mapping[str, pd.DataFrame]) -> list[FileRead]:
    """The same files with the currencies completed that another of them tells (core.normalise.currencies); totals split anew.

    What is taken as given (core.normalise.assumptions) goes into the notes of its file.

    drafts: the draft frames of all of them together.
    """
    lookup = Currencies(drafts, base_currency(drafts))
    return [
        dataclasses.replace(
            one,
            tables=tuple(_completed(table, lookup) for table in one.tables),
            notes=(*one.notes, *_assumptions(one, lookup)),
        )
        for one in reads
    ]


def _assumptions(read: FileRead, lookup: Currencies) -> list[str]:
    said: list[str] = []
    for table in read.tables:
        where = f"{table.sheet}: " if table.sheet and len(read.tables) > 1 else ""
        found = (assumed_currency(table.frames, lookup), *conflicts(table.frames))
        said += [where + sentence for sentence in found if sentence]
    return said


def _completed(table: TableRead, lookup: Currencies) -> TableRead:
    frames = {
        name: lookup.fill(name, frame)
        if name in _WITH_CURRENCY and name != "customers" and "currency" in frame
        else frame
        for name, frame in table.frames.items()
    }
    if all(frames[name] is frame for name, frame in table.frames.items()):
        return table
    totals: list[ColumnTotal] = []
    for total in table.totals:
        frame = _frame_of(table, frames, total)
        totals += [total] if frame is None or total.currency else _split(table, frame, total)
    return dataclasses.replace(table, frames=frames, totals=tuple(totals))


def _target(table: TableRead, total: ColumnTotal) -> str:
    return next((use.target for use in table.columns if use.source.strip("*") == total.column), total.column.casefold())


def _frame_of(table: TableRead, frames: Mapping[str, pd.DataFrame], total: ColumnTotal) -> pd.DataFrame | None:
    """The frame whose rows are the source's rows and that holds the column in money."""
    target = _target(table, total)
    for frame in frames.values():
        if len(frame) == table.rows_loaded and target in frame and "currency" in frame and target != "seconds":
            return frame
    return None


def _split(table: TableRead, frame: pd.DataFrame, total: ColumnTotal) -> list[ColumnTotal]:
    codes = sorted(frame["currency"].unique())
    if len(codes) == 1:  # the sum as printed, whatever the sign convention of the records
        return [dataclasses.replace(total, currency=str(codes[0]))]
    target = _target(table, total)
    return [
        ColumnTotal(total.column, str(code), from_minor(int(values.sum()), str(code)), len(values))
        for code, values in frame.groupby("currency", sort=True)[target]
    ]
