"""Which field puts a finding right from the grid: control -> the records behind it and the field to set, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd


@dataclass(frozen=True, slots=True)
class Remedy:
    """Field `field` of the records of `table` that the finding names. entity: the entity word of their ids."""

    table: str
    entity: str
    field: str


REMEDIES: Final[Mapping[str, Remedy]] = {
    "MD-04": Remedy("customers", "customer", "tax_id"),
    "MD-08": Remedy("customers", "customer", "terms_days"),
    "HO-04": Remedy("deals", "deal", "terms_days"),
    "HO-05": Remedy("deals", "deal", "amount"),
    "HO-06": Remedy("projects", "project", "budget_amount"),
    "HO-07": Remedy("projects", "project", "end"),
    "HO-08": Remedy("projects", "project", "method"),
    "HO-12": Remedy("milestones", "milestone", "amount"),
    "HO-13": Remedy("invoices", "invoice", "po_number"),
    "HO-15": Remedy("contracts", "contract", "end"),
    "TE-01": Remedy("time", "time", "rate"),
    "TE-03": Remedy("time", "time", "billable"),
    "TE-04": Remedy("time", "time", "approved"),
    "TE-05": Remedy("time", "time", "approved"),
    "TE-08": Remedy("time", "time", "billable"),
    "EX-02": Remedy("expenses", "expense", "billable"),
    "EX-03": Remedy("expenses", "expense", "billable"),
    "EX-06": Remedy("expenses", "expense", "billable"),
    "MS-01": Remedy("milestones", "milestone", "accepted"),
    "MS-02": Remedy("milestones", "milestone", "accepted"),
    "BI-01": Remedy("contracts", "contract", "cap"),
    "BI-18": Remedy("invoices", "invoice", "due"),
    "FC-01": Remedy("deals", "deal", "probability"),
    "FC-02": Remedy("deals", "deal", "close_date"),
}


def split_ids(text: str) -> tuple[str, ...]:
    """The ids of a `;`-joined text."""
    return tuple(each for each in text.split(";") if each)


def named_records(subject: str, related: str, entity: str) -> tuple[str, ...]:
    """Ids of `entity` among the subject and the related records, subject first."""
    ids = dict.fromkeys((subject, *split_ids(related)))
    return tuple(each for each in ids if each.count(":") >= 2 and each.split(":", 2)[1] == entity)


def records_behind(control: str, subject: str, related: str) -> tuple[str, ...]:
    """The records that the control's remedy would change; () when it has none."""
    remedy = REMEDIES.get(control)
    if remedy is None:
        return ()
    found = named_records(subject, related, remedy.entity)
    # A duplicate is put right by changing one of the two.
    return found[:1] if control in {"EX-06", "TE-08"} else found


def plain_value(value: object) -> object:
    """A cell of a frame as JSON-able Python: int, bool, str, ISO day, or None when unknown."""
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):  # type: ignore[call-overload]  # a cell, not a column
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def common_value(frame: pd.DataFrame, ids: tuple[str, ...], field: str) -> object:
    """The one value that all `ids` hold in `field`, as `plain_value`; None when they differ or are unknown."""
    values = frame.loc[frame["id"].isin(ids), field].drop_duplicates()
    return plain_value(values.iloc[0]) if len(values) == 1 else None
