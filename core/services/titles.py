"""What a record is called on a screen: a short label made of its own fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.records.schema import TABLES
from core.records.tables import Tables

# Fields that together name a record of a table to a person.
_NAMED: Final = {
    "customers": ("name",),
    "deals": ("name",),
    "contracts": ("ref", "title"),
    "projects": ("code", "name"),
    "people": ("name",),
    "milestones": ("contract", "name"),
    "invoices": ("number", "customer_name"),
    "payments": ("number", "customer_name"),
    "bank_lines": ("payee", "description"),
    "accounts": ("code", "name"),
    "time": ("person_name", "notes"),
    "expenses": ("person_name", "notes"),
}
TABLE_OF: Final = {table.entity: name for name, table in TABLES.items()} | {
    "credit_note": "invoices",
    "journal": "journal_lines",
}
_ENTITY_WORDS: Final = {"bank_line": "bank line", "credit_note": "credit note"}


def table_of(record: str) -> str:
    """The table that holds `record` (an id); "" when its entity is unknown."""
    parts = record.split(":", 2)
    return TABLE_OF.get(parts[1], "") if len(parts) == 3 else ""


def plain(record: str) -> str:
    """`xero invoice INV-1` for an id: what can be said without the book."""
    parts = record.split(":", 2)
    if len(parts) != 3:
        return record
    return f"{parts[0]} {_ENTITY_WORDS.get(parts[1], parts[1])} {parts[2]}"


def labels(tables: Tables, records: Iterable[str]) -> dict[str, str]:
    """A label for every id, in one pass a table; `plain` where the book does not hold the record."""
    wanted = dict.fromkeys(records)
    made = {record: plain(record) for record in wanted}
    by_table: dict[str, list[str]] = {}
    for record in wanted:
        by_table.setdefault(table_of(record), []).append(record)
    for name, ids in by_table.items():
        fields = _NAMED.get(name)
        if not fields:
            continue
        frame = tables[name]
        frame = frame[frame["id"].isin(ids)]
        columns = [frame[field].tolist() for field in ("id", *fields)]
        for record, *values in zip(*columns, strict=True):
            said = [v.rsplit(":", 1)[-1] if f == "contract" else v for f, v in zip(fields, values, strict=True)]
            text = " · ".join(dict.fromkeys(each.strip() for each in said if each))
            made[record] = text or made[record]
    return made
