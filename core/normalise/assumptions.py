"""What is taken as given where an export does not say it, or says it twice: sentences for whoever reads the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from core.normalise.assemble import record_keys
from core.normalise.currencies import Currencies
from core.records.schema import KINDS, Kind

_PRICES: Final = frozenset({Kind.MONEY, Kind.RATE})
_DECISIVE: Final = frozenset({Kind.MONEY, Kind.DAY})
# A ledger is kept in the firm's own currency: its journal says nothing that is missing.
_OWN: Final = frozenset({"accounts", "journal_lines", "customers"})
_SHOWN: Final = 3


def assumed_currency(frames: Mapping[str, pd.DataFrame], lookup: Currencies) -> str:
    """How many rows of a source table hold amounts whose currency nothing tells, and what they are taken for; "" without any.

    frames: canonical table -> draft rows of one source table, before their currencies are filled.
    """
    rows: set[int] = set()
    for name, frame in frames.items():
        if name not in _OWN and "row" in frame and len(frame):
            rows |= set(frame.loc[lookup.untold(name, frame) & _any_of(name, frame, _PRICES), "row"].tolist())
    if not rows:
        return ""
    taken = lookup.base or "the firm's own currency, unless another file tells it"
    return f"{len(rows):,} {'row prints' if len(rows) == 1 else 'rows print'} no currency and {'is' if len(rows) == 1 else 'are'} taken as {taken}."


def conflicts(frames: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """A sentence a canonical table on records that stand in a source table several times with other amounts or dates.

    `assemble` keeps the first of such rows.
    """
    said = []
    for name, frame in frames.items():
        keys = record_keys(name, frame) if len(frame) else pd.Series(dtype="object")
        again = keys.duplicated(keep=False)
        columns = [column for column in frame.columns if KINDS.get((name, column)) in _DECISIVE]
        if not again.any() or not columns:
            continue
        values = frame.loc[again, columns].groupby(keys[again], sort=False)
        differ = (values.max() != values.min()).fillna(value=False).any(axis=1)
        ids = frame["external_id"].groupby(keys, sort=False).first()[differ.index[differ]].tolist()
        if ids:
            shown = ", ".join(ids[:_SHOWN]) + (f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")
            what = name.replace("_", " ")
            said.append(
                f"{what.capitalize()} {shown}: several rows of one id differ in an amount or a date; the first is taken."
            )
    return tuple(said)


def _any_of(name: str, frame: pd.DataFrame, kinds: frozenset[Kind]) -> pd.Series[bool]:
    columns = [column for column in frame.columns if KINDS.get((name, column)) in kinds]
    return frame[columns].notna().any(axis=1)
