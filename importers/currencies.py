"""Currencies that one file leaves open and another file of the same month end tells, and the control totals by currency."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from core.base.money import from_minor
from core.normalise.currencies import base_currency, rescaled
from core.ports.importing import ColumnTotal, FileRead, TableRead

_BASE_TABLES = {"journal_lines", "accounts"}


def complete(reads: Sequence[FileRead]) -> list[FileRead]:
    """The same files with currencies completed.

    Invoice lines take the currency of their invoice, time and expenses that of their project, ledgers the base currency. Rows
    whose currency no file tells keep "". Control totals of the tables touched are split anew.
    """
    invoices = _column(reads, "invoices", lambda frame: frame["kind"] + ":" + frame["external_id"])
    projects = _column(reads, "projects", lambda frame: frame["external_id"])
    base = base_currency(_gathered(reads))
    return [
        dataclasses.replace(one, tables=tuple(_completed(table, invoices, projects, base) for table in one.tables))
        for one in reads
    ]


def _gathered(reads: Sequence[FileRead]) -> dict[str, pd.DataFrame]:
    wanted = ("fx_rates", "people", "invoices", "contracts", "journal_lines", "payments")
    found: dict[str, list[pd.DataFrame]] = {}
    for one in reads:
        for table in one.tables:
            for name in wanted:
                if name in table.frames and len(table.frames[name]):
                    frame = table.frames[name]
                    found.setdefault(name, []).append(frame[[c for c in ("currency", "base") if c in frame]])
    return {name: pd.concat(frames, ignore_index=True) for name, frames in found.items()}


def _column(reads, table, key):  # type: ignore[no-untyped-def]
    found: dict[tuple[str, str], str] = {}
    for one in reads:
        for read in one.tables:
            frame = read.frames.get(table)
            if frame is not None and "currency" in frame:
                found.update(
                    {(read.system, k): c for k, c in zip(key(frame), frame["currency"], strict=True) if c}
                )
    return found


def _completed(
    table: TableRead, invoices: Mapping[tuple[str, str], str], projects: Mapping[tuple[str, str], str], base: str
) -> TableRead:
    frames = dict(table.frames)
    main = None
    for name, frame in table.frames.items():
        if "currency" not in frame or not len(frame) or not (frame["currency"] == "").any():
            continue
        if name == "invoice_lines":
            told = frame["invoice"].map(lambda key: invoices.get((table.system, key), ""))
        elif name in {"time", "expenses"}:
            told = frame["project"].map(lambda key: projects.get((table.system, key), ""))
        elif name in _BASE_TABLES:
            told = pd.Series([base] * len(frame), index=frame.index, dtype="object")
        else:
            continue
        frames[name] = rescaled(name, frame, frame["currency"].where(frame["currency"] != "", told))
        main = name if name in {"invoice_lines", "time", "expenses", "journal_lines"} else main
    if main is None:
        return table
    return dataclasses.replace(table, frames=frames, totals=_resplit(table, frames[main], main))


def _resplit(table: TableRead, frame: pd.DataFrame, name: str) -> tuple[ColumnTotal, ...]:
    """The control totals that had no currency, by the currencies that their rows have now."""
    columns = {"invoice_lines": "amount", "expenses": "amount"}
    found: list[ColumnTotal] = []
    for total in table.totals:
        if total.currency or name == "time":
            found.append(total)
            continue
        column = columns.get(name, total.column.casefold())
        if column not in frame:
            found.append(total)
            continue
        for currency, values in frame.groupby("currency", sort=True)[column]:
            amount = from_minor(int(values.sum()), str(currency))
            found.append(ColumnTotal(total.column, str(currency), Decimal(amount), len(values)))
    return tuple(found)
