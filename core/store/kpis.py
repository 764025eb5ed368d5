"""The measures of each period, restated in place of the ones before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, select

from core.store import schema
from core.store.bulk import restate
from core.store.codec import from_json, stamp, to_json
from core.store.shapes import KpiRow, Measured

_NAMES: Final = (
    "position",
    "kpi",
    "title",
    "period",
    "value",
    "unit",
    "numerator",
    "denominator",
    "excluded",
    "records",
    "unknown",
)


def save(connection: Connection, measures: Iterable[Measured], run: str, at: datetime) -> tuple[int, int]:
    """Makes `measures` the live ones of their periods, other periods standing: (opened, closed); writes nothing when they are the same."""
    new = list(measures)
    periods = {each.period for each in new}
    others = [row for row in _rows(connection) if row[3] not in periods]
    rows = [
        (
            position,
            each.kpi,
            each.title,
            each.period,
            _text(each.value),
            each.unit,
            _text(each.numerator),
            _text(each.denominator),
            each.excluded,
            to_json(list(each.records)),
            each.unknown,
        )
        for position, each in enumerate(new)
    ]
    return restate(connection, schema.kpis, _NAMES, [*others, *rows], run, stamp(at))


def kpis(connection: Connection, period: str = "") -> tuple[KpiRow, ...]:
    """The live measures of a period (of all for ""), by period and in the order they were given."""
    return tuple(
        KpiRow(
            kpi,
            title,
            month,
            _number(value),
            unit,
            _number(above),
            _number(below),
            excluded,
            tuple(from_json(records)),
            unknown,
        )
        for _, kpi, title, month, value, unit, above, below, excluded, records, unknown in _rows(connection)
        if period in {"", month}
    )


def _rows(connection: Connection) -> list[tuple[Any, ...]]:
    k = schema.kpis.c
    query = select(*(k[name] for name in _NAMES)).where(k.closed_at.is_(None)).order_by(k.period, k.position, k.id)
    return [tuple(row) for row in connection.execute(query)]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
