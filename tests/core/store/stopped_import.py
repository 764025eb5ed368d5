"""A program that imports files into a book, for a test to kill at any moment.

Reads one path a line; forks a child that makes the book if need be and adds all files to it; prints the child's number, and `ended`
when it is gone. Forking spares each child the start of an interpreter.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence

from core.ports.importing import FileRead
from core.store.book import open_or_create
from tests.core.store.reads import AT, file_read, identities, table_read, time_rows

FILES = 3
ROWS = 400


def reads() -> list[FileRead]:
    """The files: each holds a fifth of the rows of the one before, changed, beside its own."""
    out = []
    for number in range(FILES):
        rows = time_rows(ROWS, start=number * ROWS * 4 // 5)
        changed = [{**row, "notes": f"{row['notes']} ({number})"} for row in rows]
        out.append(file_read(f"time-{number}.csv", table_read("time", changed), content=f"stopped {number}"))
    return out


def run(path: str, files: Sequence[FileRead]) -> None:
    """The whole import."""
    with open_or_create(path) as book:
        book.add_batches(files, identities, AT)


def main() -> None:
    """Serves one path after another, warm from an import of its own."""
    files = reads()
    with tempfile.TemporaryDirectory() as scratch:
        run(f"{scratch}/warm.tieout", files)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(line.strip(), files)
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
