"""Milliseconds a page of scrolling takes at 100,000 rows, and sort, filter and reload beside it. Prints one JSON line.

usage: QT_QPA_PLATFORM=offscreen uv run python tests/bench/bench_grid.py [--rows 100000]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.services.views import CellKind, Grid, GridColumn
from ui.app import make_app
from ui.grids.panel import GridPanel
from ui.grids.sheet import Order, Sheet
from ui.theme.palettes import Tone


def made(rows: int) -> Grid:
    """An invented grid of sixteen columns."""
    dice = random.Random(5)
    kinds = [CellKind.CODE, CellKind.TEXT, CellKind.MONEY, CellKind.RATE]
    columns = [GridColumn(f"c{at}", f"Column {at}", kinds[at % 4], editable=at % 8 == 3, width=100) for at in range(15)]
    clients = [f"Client {at:05d} LLC" for at in range(5_000)]
    tasks = ["Discovery", "Design", "Build", "Test", "Support"]
    values: list[list[object]] = []
    for at in range(15):
        if at % 4 == 0:
            values.append([dice.choice(tasks) for _ in range(rows)])
        elif at % 4 == 1:
            values.append([dice.choice(clients) for _ in range(rows)])
        else:
            values.append([dice.randrange(10**8) for _ in range(rows)])
    columns.append(GridColumn("currency", "Currency", CellKind.CODE, width=70))
    values.append(["GBP"] * rows)
    return Grid(tuple(columns), [f"k{at}" for at in range(rows)], tuple(values))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the screen's thread."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of all lie."""
    return round(sorted(values)[min(len(values) - 1, int(len(values) * share))], 2)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    app = make_app("light")
    grid = made(rows)
    panel = GridPanel(
        "Bench", tones={"c0": {"Build": Tone.GOOD, "Test": Tone.WARN}}, facets={"c0": "Task", "c1": "Client"}
    )
    panel.resize(1600, 900)
    sheet_ms = timed(lambda: Sheet(grid))
    sheet = Sheet(grid)

    def shown() -> None:
        panel.view.viewport().repaint()
        app.processEvents()

    def first() -> None:
        panel.load(sheet)
        panel.show()
        shown()

    first_ms = timed(first)
    bar = panel.view.verticalScrollBar()

    def scroll(step: int) -> list[float]:
        def frame() -> None:
            bar.setValue((bar.value() + step) % max(1, bar.maximum()))
            app.processEvents()

        return [timed(frame) for _ in range(200)]

    page, jump = scroll(26), scroll(max(1, rows // 7))

    def to_screen(act: Callable[[], None]) -> float:
        def both() -> None:
            act()
            shown()

        return timed(both)

    sort_first = to_screen(lambda: panel.order_by(Order("c1")))
    sort_again = to_screen(lambda: panel.order_by(Order("c1", descending=True)))
    sort_money = to_screen(lambda: panel.order_by(Order("c2", descending=True)))
    filter_first = to_screen(lambda: panel.choose({}, "123"))
    filter_again = to_screen(lambda: panel.choose({}, "1234"))
    panel.choose({})
    new = list(grid.values)
    new[3] = [1 if at == 50 else value for at, value in enumerate(grid.values[3])]
    after = Sheet(Grid(grid.columns, grid.keys, tuple(new)))
    reload_ms = to_screen(lambda: panel.load(after))
    report = {
        "rows": rows, "sheet_ms": round(sheet_ms, 1), "first_paint_ms": round(first_ms, 1),
        "page_ms_p50": percentile(page, 0.5), "page_ms_p99": percentile(page, 0.99),
        "jump_ms_p50": percentile(jump, 0.5), "jump_ms_p99": percentile(jump, 0.99),
        "sort_text_first_ms": round(sort_first, 1), "sort_text_again_ms": round(sort_again, 1), "sort_money_first_ms": round(sort_money, 1),
        "filter_first_ms": round(filter_first, 1), "filter_again_ms": round(filter_again, 1), "reload_one_row_ms": round(reload_ms, 1),
    }  # fmt: skip
    print(json.dumps(report))


if __name__ == "__main__":
    main()
