"""Tiny books for tests of the controls: canonical tables from short dict rows.

A row names only what matters. `id` is `system:entity:external id`; without one, the row's number is its external id.
Numbers may be written as a person writes them: "1200.00" for money, "150" for a rate, "7.5" for hours, "10" for per cent;
a plain int is taken as stored units. Days are ISO texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from core.base.money import exponent
from core.base.periods import Period
from core.records.schema import LINK_COLUMNS, TABLES, Column, Kind
from core.records.tables import Tables, coerce
from core.thread.thread import Thread

Row = Mapping[str, Any]

_SCALES = {Kind.RATE: 10_000, Kind.QUANTITY: 10_000, Kind.FX: 1_000_000, Kind.SECONDS: 3_600, Kind.BASIS: 100}
_SYSTEMS = {
    "deals": "hubspot",
    "projects": "harvest",
    "time": "harvest",
    "expenses": "harvest",
    "people": "roster",
    "leave": "roster",
    "holidays": "roster",
    "invoices": "xero",
    "invoice_lines": "xero",
    "payments": "xero",
    "allocations": "xero",
    "journal_lines": "xero",
    "accounts": "xero",
    "bank_lines": "bank",
}


def _stored(value: object, column: Column, currency: str) -> object:
    if not isinstance(value, str) or column.kind in (Kind.TEXT, Kind.DAY):
        return value
    if column.kind is Kind.MONEY:
        return int(Decimal(value).scaleb(exponent(currency)))
    return int(Decimal(value) * _SCALES.get(column.kind, 1))


def frame(table: str, rows: Sequence[Row], base: str = "GBP") -> pd.DataFrame:
    """A canonical frame of `table` from short rows; raises KeyError for a column that is not declared."""
    declared = {column.name: column for column in TABLES[table].all_columns}
    made = []
    for number, row in enumerate(rows, 1):
        entity = TABLES[table].entity
        out: dict[str, object] = {"currency": base} if "currency" in declared else {}
        out |= {name: _stored(value, declared[name], str(row.get("currency", base))) for name, value in row.items()}
        key = str(row.get("id", f"{row.get('system', _SYSTEMS.get(table, 'register'))}:{entity}:{number}"))
        out["id"], out["system"], out["external_id"] = key, key.split(":", 2)[0], key.split(":", 2)[2]
        out.setdefault("row", number)
        made.append(out)
    return coerce(pd.DataFrame(made), TABLES[table].all_columns)


def book(
    *,
    period: str = "2026-09",
    base: str = "GBP",
    links: Sequence[tuple[Any, ...]] = (),
    loaded: Sequence[str] = (),
    **tables: Sequence[Row],
) -> Tables:
    """A book of the given tables (rows as in `frame`); every table named counts as loaded, and those in `loaded`.

    links: (kind, left, right) or (kind, left, right, amount), all confirmed.
    """
    rows = [
        {
            "kind": kind,
            "left": left,
            "right": right,
            "amount": int(Decimal(rest[0]) * 100) if rest else pd.NA,
            "currency": base,
            "status": "confirmed",
            "confidence": 10_000,
        }
        for kind, left, right, *rest in links
    ]
    return Tables(
        frames={name: frame(name, given, base) for name, given in tables.items()},
        links=coerce(pd.DataFrame(rows), LINK_COLUMNS),
        base_currency=base,
        period=Period.parse(period),
        loaded=frozenset(tables) | frozenset(loaded),
    )


def thread(**given: Any) -> Thread:
    """The thread of `book(**given)`."""
    return Thread(book(**given))
