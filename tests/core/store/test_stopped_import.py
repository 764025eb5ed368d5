"""An import killed at a random moment leaves the book whole, with each file in it or not at all, and a second run completes it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from core.store.book import open_book, open_or_create
from tests.core.store import stopped_import
from tests.core.store.reads import AT, identities

TIMES = 20
FROM_NOTHING = 3
"""So many of the runs also have the book to make."""


@pytest.fixture(scope="module")
def importer() -> Iterator[subprocess.Popen[str]]:
    """The program, waiting for its first path."""
    root = Path(__file__).parents[3]
    command = [sys.executable, "-m", "tests.core.store.stopped_import"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def ask(process: subprocess.Popen[str], path: Path) -> tuple[int, IO[str]]:
    """Starts one import and gives its process number and the line on which its end is told."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    return int(process.stdout.readline()), process.stdout


def whole(path: Path) -> int:
    """How many files are in the book; asserts that it is sound and that each of them is there with every row."""
    if not path.exists():
        return 0
    with contextlib.closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = raw.execute("SELECT name FROM sqlite_master").fetchall()
        if not names:
            return 0
        parts = raw.execute("SELECT part, batch, rows_loaded, new + changed + unchanged FROM parts").fetchall()
        assert [batch for (batch,) in raw.execute("SELECT batch FROM batches")] == [batch for _, batch, *_ in parts]
        for part, _, loaded, counted in parts:
            rows = raw.execute("SELECT count(*) FROM rec_time WHERE part = ?", (part,)).fetchone()[0]
            assert (rows, counted) == (loaded, stopped_import.ROWS)
        return len(parts)


def test_an_import_killed_at_any_moment_leaves_no_half_file(
    importer: subprocess.Popen[str], blank: Path, tmp_path: Path
) -> None:
    reads = stopped_import.reads()

    def start(name: str, number: int) -> Path:
        path = tmp_path / f"{name}-{number}.tieout"
        return path if number < FROM_NOTHING else Path(shutil.copy(blank, path))

    took = {}
    for number in (0, FROM_NOTHING):  # how long a whole run takes, with and without making the book
        began = time.monotonic()
        path = start("whole", number)
        _, answer = ask(importer, path)
        assert answer.readline() == "ended\n"
        took[number] = time.monotonic() - began
        assert whole(path) == stopped_import.FILES
    with open_book(path) as book:
        expected = book.digest()

    moments = random.Random(20260930)
    found = []
    for number in range(TIMES):
        path = start("killed", number)
        child, answer = ask(importer, path)
        time.sleep(moments.uniform(0.02, 0.95) * took[0 if number < FROM_NOTHING else FROM_NOTHING])
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        assert answer.readline() == "ended\n"
        found.append(whole(path))
        with open_or_create(path) as book:
            outcomes = book.add_batches(reads, identities, AT)
            assert [each.already for each in outcomes] == [place < found[-1] for place in range(len(reads))]
            assert book.digest() == expected
    assert len(set(found)) > 1, "the kills fell on different moments"
