"""The live steps laid over the imported frames: what the book says after correction; the imported frames stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from core.base.errors import TieoutError
from core.changes.history import live
from core.records.schema import KINDS, TABLES, Kind
from core.records.steps import Change, Step

if TYPE_CHECKING:
    import numpy.typing as npt

# Up to so many records a plain scan of the ids is quicker than building an index of them.
_SCAN: Final = 8


class UnknownField(TieoutError):
    """A change names a field that no table declares."""

    code = "CHG-103"
    template = "{table} has no field {field!r}."


def apply(frames: Mapping[str, pd.DataFrame], steps: Sequence[Step]) -> dict[str, pd.DataFrame]:
    """`frames` as the live `steps` leave them; frames without changes are the same objects.

    Steps about other things (links, findings) and records that the frames no longer hold are passed over (see `unplaced`).
    """
    return with_changes(frames, (change for step in live(steps) for change in step.changes))


def with_changes(frames: Mapping[str, pd.DataFrame], changes: Iterable[Change]) -> dict[str, pd.DataFrame]:
    """`frames` with each change's `after` in its place, later changes over earlier ones. Raises UnknownField."""
    final: dict[str, dict[str, dict[str, object]]] = {}
    for change in changes:
        if change.table in TABLES:
            if (change.table, change.field) not in KINDS:
                raise UnknownField(table=change.table, field=change.field)
            final.setdefault(change.table, {}).setdefault(change.field, {})[change.record] = change.after
    out = dict(frames)
    for table, fields in final.items():
        if table in out:
            out[table] = _laid_over(out[table], table, fields)
    return out


def _laid_over(frame: pd.DataFrame, table: str, fields: Mapping[str, Mapping[str, object]]) -> pd.DataFrame:
    """A frame that shares all columns with `frame` but the changed ones."""
    made = frame.copy(deep=False)
    ids = frame["id"].to_numpy(dtype=object)
    for field, values in fields.items():
        records = list(values)
        places = _places(ids, records)
        found = places >= 0
        if not found.any():
            continue
        kind = KINDS[table, field]
        stored = np.empty(int(found.sum()), dtype=object)
        stored[:] = [_stored(values[record], kind) for record, hit in zip(records, found, strict=True) if hit]
        column = frame[field].copy()
        column.iloc[places[found]] = stored
        made[field] = column
    return made


def _places(ids: npt.NDArray[np.object_], records: Sequence[str]) -> npt.NDArray[np.intp]:
    """Row of each record, -1 where there is none."""
    if len(records) > _SCAN:
        wanted: pd.Index[Any] = pd.Index(np.array(records, dtype=object))
        return pd.Index(ids).get_indexer(wanted)
    places = np.full(len(records), -1, dtype=np.intp)
    for number, record in enumerate(records):
        hits = np.flatnonzero(ids == record)
        if hits.size:
            places[number] = hits[0]
    return places


def _stored(value: object, kind: Kind) -> object:
    """A change's value as the column's dtype takes it."""
    if kind is Kind.TEXT:
        return "" if value is None else value
    if kind is Kind.DAY:
        return pd.NaT if value in {None, ""} else pd.Timestamp(str(value))
    return pd.NA if value is None else value


def value_at(frames: Mapping[str, pd.DataFrame], table: str, record: str, field: str) -> object:
    """The value of one field as a Change holds it (int, bool, ISO text, str or None). Raises KeyError for an unknown record."""
    frame = frames[table]
    hits = np.flatnonzero(frame["id"].to_numpy(dtype=object) == record)
    if not hits.size:
        raise KeyError(record)
    return held(frame[field].iloc[int(hits[0])], KINDS[table, field])


def held(value: object, kind: Kind) -> object:
    """A cell of a frame as a Change holds it."""
    if kind is Kind.TEXT:
        return str(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if kind is Kind.DAY:
        return pd.Timestamp(value).date().isoformat()  # type: ignore[arg-type]
    return bool(value) if kind is Kind.FLAG else int(value)  # type: ignore[call-overload]


def unplaced(frames: Mapping[str, pd.DataFrame], steps: Sequence[Step]) -> tuple[Change, ...]:
    """Live changes whose record the frames do not hold, because its import was withdrawn."""
    gone: list[Change] = []
    known: dict[str, frozenset[str]] = {}
    for change in (each for step in live(steps) for each in step.changes if each.table in TABLES):
        if change.table not in known:
            frame = frames.get(change.table)
            known[change.table] = frozenset() if frame is None else frozenset(frame["id"].tolist())
        if change.record not in known[change.table]:
            gone.append(change)
    return tuple(gone)
