"""Rows in at the driver's own speed, rows out as plain tuples, and ledgers brought up to date by what is different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, select

CHUNK: Final = 20_000
"""Tuples handed to the driver at once: enough to be fast, few enough to keep memory flat."""


def insert_rows(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: Iterable[tuple[object, ...]],
    fixed: Mapping[str, int | str | None] | None = None,
) -> None:
    """Inserts `rows`, tuples of the columns `names`, at the speed of the driver's executemany.

    fixed: what stands alike in all rows of further columns; it costs nothing a row.
    """
    statement = _insert_text(connection, table, names, fixed or {})
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        connection.exec_driver_sql(statement, chunk)


def _insert_text(
    connection: Connection, table: Table, names: Sequence[str], fixed: Mapping[str, int | str | None]
) -> str:
    quote = connection.dialect.identifier_preparer.quote
    said = {name: _literal(value) for name, value in fixed.items() if value is not None}
    columns = ", ".join(quote(name) for name in (*said, *names))
    marks = ", ".join([*said.values(), *[placeholder(connection)] * len(names)])
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 - names are the schema's own


def _literal(value: int | str) -> str:
    """A whole number or the empty text as SQL; other texts are bound, never written out."""
    if value == "":
        return "''"
    if isinstance(value, str):
        raise TypeError("only the empty text may stand in a statement")
    return str(int(value))


def placeholder(connection: Connection) -> str:
    """What stands for a value in the driver's own statements."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


def close_rows(connection: Connection, table: Table, key: str, keys: Iterable[int], **values: object) -> None:
    """Sets the closing columns `values` on the rows whose `key` column is one of `keys`."""
    quote = connection.dialect.identifier_preparer.quote
    mark = placeholder(connection)
    sets = ", ".join(f"{quote(name)} = {mark}" for name in values)
    statement = f"UPDATE {quote(table.name)} SET {sets} WHERE {quote(key)} = {mark}"  # noqa: S608 - the schema's own names
    fixed = tuple(values.values())
    source = ((*fixed, each) for each in keys)
    while chunk := list(islice(source, CHUNK)):
        connection.exec_driver_sql(statement, chunk)


def fetch(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query as the driver's plain tuples, without wrapping each."""
    cursor = connection.execute(query).cursor
    return [] if cursor is None else [tuple(row) if type(row) is not tuple else row for row in cursor.fetchall()]


def restate(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: Iterable[tuple[object, ...]],
    run: str,
    at: str,
) -> tuple[int, int]:
    """Makes the live rows of a ledger say exactly `rows`: (opened, closed) counts, (0, 0) when nothing is different.

    Rows that are gone are closed with `run` and `at`, new ones opened; what is unchanged keeps its first run. Equal rows count as often
    as they come.
    """
    live: dict[tuple[object, ...], list[int]] = {}
    columns = [table.c[name] for name in names]
    query = select(table.c.id, *columns).where(table.c.closed_at.is_(None)).order_by(table.c.id.desc())
    for number, *values in fetch(connection, query):
        live.setdefault(tuple(values), []).append(number)
    opened: list[tuple[object, ...]] = []
    for row in rows:
        left = live.get(row)
        if left:
            left.pop()
        else:
            opened.append((*row, run, at))
    gone = sorted(number for left in live.values() for number in left)
    close_rows(connection, table, "id", gone, closed_run=run, closed_at=at)
    insert_rows(connection, table, [*names, "run", "at"], opened)
    return len(opened), len(gone)


def insert_one(connection: Connection, table: Table, values: Mapping[str, object]) -> int:
    """Inserts one row and gives the number of its key."""
    key = connection.execute(table.insert().values(**values)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"{table.name} gave no key")
    return int(key[0])
