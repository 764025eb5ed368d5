"""Pages per CPU second of the printed pack: a table of --rows rows and 8 columns, beside reportlab's own LongTable in the same run.

usage: python tests/bench/bench_reports.py [--rows 10000] [--peer]; prints one JSON line an engine.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.base.periods import Period
from core.records.schema import Kind
from core.reports.pdf import print_pack
from core.reports.shapes import Gate, Heading, Pack, Section, Table, total

HEADINGS = (
    Heading("invoice", "Invoice", width=62, strong=True),
    Heading("customer", "Customer", width=120),
    Heading("project", "Project", width=70),
    Heading("day", "Date", width=52),
    Heading("crm", "CRM", Kind.MONEY, width=64, total=True),
    Heading("accounting", "Accounting", Kind.MONEY, width=64, total=True),
    Heading("difference", "Difference", Kind.MONEY, width=58, total=True, check=True),
    Heading("status", "Status", width=48),
)


def rows(count: int) -> tuple[tuple[str | int, ...], ...]:
    """The rows that the peers' benchmark prints."""
    return tuple(
        (
            f"INV-{i:06d}",
            f"Client {i % 977:04d} Partners LLP",
            f"P{i % 311:04d}-SOW",
            f"2026-{i % 12 + 1:02d}-{i % 28 + 1:02d}",
            i * 7919 % 9999999,
            i * 7907 % 9999999,
            i * 31 % 99999,
            "OPEN" if i % 3 else "TIED",
        )
        for i in range(count)
    )


def tieout_pages(path: Path, count: int) -> int:
    """Tieout's pages with wrapped text allowed, embedded Unicode font, sums carried, digest and page count."""
    table = Table("thread-x", "Invoices", HEADINGS, rows(count), currency="USD", carried=True)
    table = Table(**{name: getattr(table, name) for name in table.__slots__} | {"totals": (total(table, "Total USD"),)})
    gate = Gate(True, (), "Nothing is open.")
    sections = (Section("thread", "Thread", tables=(table,)),)
    pack = Pack("Bench", Period(2026, 9), date(2026, 9, 30), "USD", "0" * 64, "", "", gate, (), sections)
    return print_pack(pack, path)


def long_table_pages(path: Path, count: int) -> int:
    """Reportlab's LongTable, fixed widths and heights, base-14 font."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import LongTable, SimpleDocTemplate

    document = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=28, rightMargin=28, topMargin=36, bottomMargin=36)
    shown = [[f"{each / 100:,.2f}" if isinstance(each, int) else each for each in row] for row in rows(count)]
    head = [each.title for each in HEADINGS]
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 7.5),
        ("ALIGN", (4, 0), (6, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey),
    ]
    widths = [each.width for each in HEADINGS]
    document.build([LongTable([head, *shown], widths, rowHeights=15, repeatRows=1, style=style)])
    return int(document.page)


def measured(engine: str, pages: Callable[[Path, int], int], count: int) -> None:
    """Runs one engine and prints its line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.pdf"
        start = time.process_time()
        made = pages(path, count)
        cpu = time.process_time() - start
        size = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = {
        "engine": engine,
        "rows": count,
        "pages": made,
        "cpu_s": round(cpu, 3),
        "pages_per_cpu_s": round(made / cpu, 1),
    }
    print(json.dumps(line | {"size_mb": round(size / 2**20, 2), "peak_mib": round(peak)}))


def main() -> None:
    """Parses the arguments and measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--peer", action="store_true")
    given = parser.parse_args()
    measured("tieout", tieout_pages, given.rows)
    if given.peer:
        measured("reportlab LongTable", long_table_pages, given.rows)


if __name__ == "__main__":
    main()
