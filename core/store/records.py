"""The records that count now, as frames; and one record's history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, select

from core.records.schema import TABLES, Kind, Table
from core.store import schema
from core.store.bulk import fetch
from core.store.shapes import RecordVersion

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class _Parts:
    """Every part's provenance by its number, and its rank by content, so that the order of imports shows nowhere."""

    numbers: np.ndarray[Any, np.dtype[np.int64]]
    rank: np.ndarray[Any, np.dtype[np.int64]]
    words: dict[str, np.ndarray[Any, np.dtype[np.object_]]]
    batch: np.ndarray[Any, np.dtype[np.int64]]


def _parts(connection: Connection) -> _Parts:
    p, b = schema.parts.c, schema.batches.c
    query = (
        select(p.part, p.system, p.layout, b.file, p.sheet, b.sha256, p.position, p.batch)
        .join_from(schema.parts, schema.batches, p.batch == b.batch)
        .order_by(p.part)
    )
    rows = fetch(connection, query)
    rank = np.empty(len(rows), dtype=np.int64)
    rank[sorted(range(len(rows)), key=lambda place: (*rows[place][1:7], rows[place][0]))] = np.arange(len(rows))
    words = {
        name: np.array([row[place] for row in rows], dtype=object)
        for name, place in (("system", 1), ("facet", 2), ("file", 3), ("sheet", 4))
    }
    return _Parts(
        np.array([row[0] for row in rows], dtype=np.int64), rank, words, np.array([r[7] for r in rows], dtype=np.int64)
    )


def drafts(connection: Connection, tables: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
    """The current version of every record of `tables`, one query a table.

    Columns: external_id, system, batch, file, sheet, row, facet (the layout that printed it), identity, then the table's own, with the
    dtypes of core.records.tables. Order: system, facet, file, sheet, row; not the order of import.
    """
    parts = _parts(connection)
    return {name: _draft(connection, TABLES[name], parts) for name in tables}


def _draft(connection: Connection, declared: Table, parts: _Parts) -> pd.DataFrame:
    import pandas as pd

    from core.store.frames import column

    target = schema.records[declared.name].c
    own = [target[each.name] for each in declared.columns]
    query = (
        select(target.part, target.row, target.external_id, target.identity, *own)
        .where(target.live == 1)
        .order_by(target.version)
    )
    rows = fetch(connection, query)
    values: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * (4 + len(own))
    place = np.searchsorted(parts.numbers, np.array(values[0], dtype=np.int64))
    row = np.array(values[1], dtype=np.int64)
    order = np.lexsort((row, parts.rank[place]))
    place, row = place[order], row[order]
    told = np.zeros(len(rows), dtype=bool)
    head: dict[str, Any] = {
        "external_id": column(values[2], Kind.TEXT)[order],
        "system": parts.words["system"][place],
        "batch": pd.arrays.IntegerArray(parts.batch[place], told),
        "file": parts.words["file"][place],
        "sheet": parts.words["sheet"][place],
        "row": pd.arrays.IntegerArray(row, told.copy()),
        "facet": parts.words["facet"][place],
        "identity": column(values[3], Kind.TEXT)[order],
    }
    body = {each.name: column(held, each.kind)[order] for each, held in zip(declared.columns, values[4:], strict=True)}
    return pd.DataFrame({**head, **body}, copy=False)


def versions(connection: Connection, table: str, system: str, identity: str) -> tuple[RecordVersion, ...]:
    """Every version of a record in every layout of `system`, oldest first. identity: as in drafts()."""
    target, p, b = schema.records[table].c, schema.parts.c, schema.batches.c
    own = [target[each.name] for each in TABLES[table].columns]
    query = (
        select(p.batch, b.file, p.sheet, target.row, p.layout, target.live, b.withdrawn_at, *own)
        .join_from(schema.records[table], schema.parts, target.part == p.part)
        .join(schema.batches, p.batch == b.batch)
        .where(target.identity == identity, p.system == system)
        .order_by(target.version)
    )
    names = [each.name for each in TABLES[table].columns]
    return tuple(
        RecordVersion(
            batch,
            file,
            sheet,
            row,
            layout,
            identity,
            tuple(zip(names, values, strict=True)),
            current=live == 1,
            withdrawn=withdrawn is not None,
        )
        for batch, file, sheet, row, layout, live, withdrawn, *values in fetch(connection, query)
    )
