"""The month end of both packs as cold processes, and one rate edited on an open book.

usage: python -m tests.bench.bench_month [--runs 3]; needs ../shared/packs; prints wall and CPU seconds (median), beside the bare imports
of pandas in the same run, by which a loaded machine can be told.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.base.clock import FixedClock
from core.base.periods import Period
from core.services.desk import Desk
from importers.files import Files
from importers.writers import Writers

ROOT = Path(__file__).parents[2]
PACKS = ROOT.parent / "shared" / "packs"
PERIOD = Period(2026, 9)


def process(*command: str) -> tuple[float, float]:
    """Wall and CPU seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name: str, taken: list[tuple[float, float]]) -> None:
    """One line: medians."""
    wall, cpu = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{name}: wall {wall:.2f} s, cpu {cpu:.2f} s")


def edits(pack: str, folder: Path) -> list[tuple[float, float]]:
    """Edits of one rate in the exceptions grid of an open book, with the grid made anew each time."""
    desk = Desk.open(folder / f"{pack}.tieout", PERIOD, FixedClock.on(PERIOD.last), Files(), Writers, who="bench")
    desk.import_files([PACKS / pack / "exports"])
    desk.run()
    key = next(each for each in desk.exceptions().keys if each.startswith("TE-01|"))
    taken = []
    for number in range(6):
        start, cpu = time.perf_counter(), time.process_time()
        desk.edit_findings([key], "value", f"{150 + number}", "bench")
        desk.exceptions()
        taken.append((time.perf_counter() - start, time.process_time() - cpu))
    desk.close()
    return taken[1:]


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    show("import pandas", [process("-c", "import pandas") for _ in range(runs)])
    with tempfile.TemporaryDirectory() as folder:
        for pack in ("brightwater", "northlake"):
            command = (
                "main.py",
                "close",
                str(PACKS / pack / "exports"),
                "--period",
                str(PERIOD),
                "--out",
                f"{folder}/{pack}",
            )
            show(f"close {pack}", [process(*command) for _ in range(runs)])
        show("edit one rate, northlake", edits("northlake", Path(folder)))


if __name__ == "__main__":
    main()
