"""Bulk load beside the raw driver: `python -m tests.bench.bench_bulk_load [ROWS]`. Prints CPU seconds and the ratio to sqlite3's executemany.

The yardstick writes the very tuples of one record table by sqlite3.executemany in one transaction, WAL. Then the store's own insert
of the same tuples, and the whole import of a file (frame to stored values, identities, everything about the batch).
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import repeat
from pathlib import Path
from statistics import median

from core.records.schema import TABLES
from core.records.tables import coerce
from core.store import schema
from core.store.book import create_book
from core.store.bulk import insert_rows
from core.store.engine import Lane
from core.store.frames import rows_of
from tests.core.store.reads import AT, file_read, identities, table_read, time_rows

ROUNDS = 3


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process for `work`."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Runs each way several times, in turn, and prints the medians."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    read = file_read("time.csv", table_read("time", time_rows(count)))
    frame = coerce(read.tables[0].frames["time"], TABLES["time"].all_columns)
    own = [column.name for column in TABLES["time"].columns]
    names = ["part", "row", "identity", "external_id", "live", *own]
    ids = frame["external_id"].tolist()
    rows = [
        (*head, *values)
        for head, values in zip(
            zip(repeat(1, count), range(1, count + 1), ids, ids, repeat(1, count), strict=True),
            rows_of(frame, TABLES["time"].columns),
            strict=True,
        )
    ]
    figures: dict[str, list[float]] = {"sqlite3 executemany": [], "store insert": [], "whole import": []}
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(ROUNDS):
            path = Path(scratch) / f"{number}.tieout"
            create_book(path).close()

            def raw(path: Path = path) -> None:
                with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    columns = ", ".join(f'"{name}"' for name in names)
                    marks = ", ".join("?" * len(names))
                    connection.executemany(f"INSERT INTO rec_time ({columns}) VALUES ({marks})", rows)
                    connection.execute("COMMIT")

            def ours(path: Path = path) -> None:
                lane = Lane(path)
                with lane.writing() as connection:
                    insert_rows(connection, schema.records["time"], names, rows)
                lane.close()

            def whole(path: Path = path) -> None:
                with create_book(path) as book:
                    book.add_batch(read, identities, AT)

            figures["sqlite3 executemany"].append(cpu(raw))
            path.unlink()
            create_book(path).close()
            figures["store insert"].append(cpu(ours))
            path.unlink()
            figures["whole import"].append(cpu(whole))
            path.unlink()
    yardstick = median(figures["sqlite3 executemany"])
    print(f"{count} rows of {len(names)} columns, CPU seconds, median of {ROUNDS}")
    for name, seconds in figures.items():
        print(f"{name:22} {median(seconds):7.2f}   {median(seconds) / yardstick:5.2f}x")


if __name__ == "__main__":
    main()
