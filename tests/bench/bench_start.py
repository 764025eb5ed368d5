"""Start-up of the desktop as whole processes: first frame and filled pages, for the demo and for an existing book.

usage: python tests/bench/bench_start.py [--runs 3] ; prints one line a case (seconds of wall time, median), beside an empty Qt window.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
EMPTY = (
    "import time; from PySide6.QtWidgets import QApplication, QMainWindow;"
    "a = QApplication([]); w = QMainWindow(); w.resize(1280, 800); w.show(); a.processEvents(); w.grab();"
    "print('painted', time.time())"
)
DESK = """
import sys, time
sys.path.insert(0, {root!r})
import ui.app, main
real = ui.app.run
def run(*args, **kwargs):
    def painted(window):
        heavy = {{"pandas", "scipy", "openpyxl", "reportlab"}} & set(sys.modules)
        print("painted", time.time(), sorted(heavy), flush=True)
    def opened(window):
        print("opened", time.time(), flush=True)
        from PySide6.QtWidgets import QApplication
        QApplication.quit()
    return real(*args, **kwargs, painted=painted, opened=opened)
ui.app.run = run
main.main({arguments!r})
"""


def once(code: str) -> dict[str, float]:
    """Seconds from the start of the process to each word it prints."""
    import time

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    start = time.time()
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout
    times = {}
    for line in out.splitlines():
        word, at, *rest = line.split(maxsplit=2)
        if word in {"painted", "opened"}:
            times[word] = float(at) - start
            if rest and rest[0] != "[]":
                print("imported before the first frame:", rest[0])
    return times


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        keep = str(Path(folder) / "kept")
        cases = {
            "empty window": [EMPTY],
            "demo, made on the spot": [
                DESK.format(root=str(ROOT), arguments=["demo", "--keep", f"{folder}/{n}"]) for n in range(runs)
            ],
            "demo again, existing book": [DESK.format(root=str(ROOT), arguments=["demo", "--keep", keep])],
        }
        once(cases["demo again, existing book"][0])
        for name, codes in cases.items():
            taken = [once(codes[n % len(codes)]) for n in range(runs)]
            print(name, {word: round(statistics.median(t[word] for t in taken), 2) for word in taken[0]})


if __name__ == "__main__":
    main()
