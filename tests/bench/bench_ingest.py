"""A large time export from file to book, beside the raw driver: `python -m tests.bench.bench_ingest [--rows 1000000]`.

The file is a Kimai export of 12 columns with an id a row. The yardstick writes the same rows, typed, by sqlite3.executemany in one
transaction, WAL, its reading of the file not counted. Ours is everything: read, told apart, typed, made into records, identities,
stored with file, row and version. Each in a process of its own; prints CPU and wall seconds, peak memory and the ratio of CPU.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import datetime as dt
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEADINGS = (
    "id",
    "Date",
    "Duration",
    "Hourly price",
    "Price",
    "Internal price",
    "Name",
    "Customer",
    "Project",
    "Activity",
    "Description",
    "Billable",
)
WORK = ("Discovery", "Design", "Build", "Test", "Deploy", "Support", "Training", "Audit", "Migration", "Review")


def make(path: Path, count: int) -> None:
    """Writes the export."""
    first = dt.date(2025, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for i in range(count):
            hours, rate, work = (i % 37) / 4 + 0.25, (i % 9) * 25 + 95, WORK[i % 10]
            day = first + dt.timedelta(i % 365)
            money = (f"{rate}", f"{hours * rate:.2f}", f"{rate}")
            names = (f"Emp {i % 211}", f"Client {i % 977}, LLC", f"P{i % 3001:05d}", work)
            out.writerow((i + 1, day, hours, *money, *names, f'Worked on "{work}" item {i}', "Yes" if i % 5 else "No"))


def told(work: str, seconds: tuple[float, float], **more: object) -> None:
    """Prints the figures of this process as JSON."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"work": work, "cpu": seconds[0], "wall": seconds[1], "peak": peak, **more}))


def typed(path: Path) -> Iterator[tuple[object, ...]]:
    """The rows as a driver takes them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for number, day, hours, rate, price, cost, *names, billable in rows:
            cents = (round(float(each) * 100) for each in (hours, rate, price, cost))
            yield (int(number), day, *cents, *names, billable == "Yes")


def raw(path: Path, book: Path) -> None:
    """The yardstick."""
    rows = list(typed(path))
    columns = "id integer primary key, day text, hours integer, rate integer, price integer, cost integer, "
    columns += "person text, customer text, project text, task text, notes text, billable integer"
    with contextlib.closing(sqlite3.connect(book)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma cache_size = -65536")
        connection.execute(f"create table t ({columns})")
        cpu, wall = time.process_time(), time.perf_counter()
        connection.executemany(f"insert into t values ({','.join('?' * 12)})", rows)
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")
    told("raw executemany", (time.process_time() - cpu, time.perf_counter() - wall), rows=len(rows))


def ours(path: Path, book: Path) -> None:
    """From file to book."""
    from core.base.clock import FixedClock
    from core.normalise.identity import identities
    from core.store.book import create_book
    from importers.registry import read

    cpu, wall = time.process_time(), time.perf_counter()
    with create_book(book) as opened:
        taken = read(path)
        parted = time.process_time() - cpu
        outcome = opened.add_batch(taken, identities, FixedClock.on(dt.date(2026, 1, 1)).now())
    rows = sum(table.rows_loaded for table in taken.tables)
    seconds = time.process_time() - cpu, time.perf_counter() - wall
    told("file to book", seconds, rows=rows, new=outcome.new, read=parted, layout=taken.tables[0].layout)


def main() -> None:
    """Runs both, in processes of their own, and prints the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("raw", "ours"))
    parser.add_argument("--file", type=Path)
    parser.add_argument("--book", type=Path)
    given = parser.parse_args()
    if given.only:
        (raw if given.only == "raw" else ours)(given.file, given.book)
        return
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "time.csv"
        make(path, given.rows)
        print(f"{given.rows} rows of 12 columns, {path.stat().st_size / 2**20:.0f} MiB")
        found = []
        for only in ("raw", "ours"):
            book = Path(scratch) / f"{only}.tieout"
            command = ["-m", "tests.bench.bench_ingest", "--only", only, "--file", str(path), "--book", str(book)]
            done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True, text=True)
            found.append(json.loads(done.stdout))
            print(
                ", ".join(
                    f"{name} {value:.2f}" if isinstance(value, float) else f"{name} {value}"
                    for name, value in found[-1].items()
                )
            )
        print(f"ratio of CPU {found[1]['cpu'] / found[0]['cpu']:.2f}x, peak {found[1]['peak']} MiB")


if __name__ == "__main__":
    main()
