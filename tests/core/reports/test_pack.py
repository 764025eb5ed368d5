from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from core.base.periods import Period
from core.records.schema import Kind
from core.records.tables import Tables, findings_frame, links_frame
from core.reports.pack import build_pack
from core.reports.shapes import Pack
from core.reports.wording import cell_text
from tests.core.reports.books import CONTROLS, pack

COVER = """\
net       Net impact of open findings  4,000.00 GBP  gross 4,123.45
open      Open findings                2             1 S1, 1 S2, 0 S3
ar_open   Open receivables             720.00 GBP
thread    Contracts tied out           2             1 with a difference
links     Ties confirmed               6             0 suggested, not yet decided
rows      Rows read                    17            3 files, 1 row in quarantine
"""


def cover(book: Pack) -> str:
    lines = []
    for each in book.headline:
        value = f"{cell_text(each.value, each.kind, each.unit)} {each.unit}".strip()
        lines.append(f"{each.name:<10}{each.title:<29}{value:<14}{each.note}".rstrip())
    return "\n".join(lines) + "\n"


def test_cover() -> None:
    book = pack()
    assert cover(book) == COVER
    assert not book.gate.met
    assert [section.title for section in book.sections] == [
        "Impact",
        "Measures",
        "Thread tie-out",
        "Findings",
        "Controls",
        "Sources and control totals",
        "Ties between the systems",
    ]


def test_every_figure_carries_its_records() -> None:
    by = {each.name: each for each in pack().headline}
    assert by["ar_open"].records == ("xero:invoice:INV-2",)
    assert len(by["open"].records) == 2
    assert by["thread"].records == ("register:contract:K-1", "register:contract:K-2")
    for table in pack().tables():
        assert len(table.records) in {0, len(table.rows)}


def test_unknown_measure_says_why_and_is_not_zero() -> None:
    table = pack().section("kpis").tables[0]
    at = table.column("kpi").index("utilization")
    assert table.column("value")[at] is None
    assert table.column("excluded")[at] == "Unknown: no staff list was imported."
    assert "1 unknown" in pack().section("kpis").lead


def test_largest_open_findings_are_open() -> None:
    table = pack().section("summary").tables[1]
    assert table.column("control") == ["HO-02"]
    assert table.column("base") == [400_000]


def test_same_inputs_equal_pack() -> None:
    assert pack() == pack()


def test_every_column_of_amounts_has_a_currency() -> None:
    for table in pack().tables():
        for heading in table.headings:
            if heading.kind is Kind.MONEY:
                assert heading.currency or table.currency, (table.name, heading.name)


def test_importing_reports_prints_nothing_and_loads_no_printer() -> None:
    code = (
        "import sys, core.reports.pack, core.reports.pdf, core.reports.workbook, core.reports.outputs, core.reports.preview;"
        "print([m for m in ('reportlab', 'openpyxl', 'pypdfium2', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_book_without_files_still_makes_a_pack() -> None:
    book = Tables({}, links_frame(), "GBP", Period(2026, 9))
    made = build_pack(
        book,
        findings=findings_frame(),
        measures=(),
        totals=(),
        quarantine=(),
        not_evaluated=[("HO-02", "no contracts were read")],
        controls=CONTROLS,
        digest="0" * 64,
        firm="",
        prepared_by="",
    )
    assert made.gate.met
    assert made.section("thread").tables[0].name == "bridge_ledger"
    assert made.section("controls").tables[1].rows == (("HO-02", "Contract without project", "no contracts were read"),)


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """The print and the workbook do not depend on the order of sets."""
    code = (
        "import sys; from pathlib import Path; from core.reports.pdf import print_pack; from core.reports.workbook import write_workbook;"
        "from tests.core.reports.books import pack; here = Path(sys.argv[1]); print_pack(pack(), here / 'p.pdf');"
        "write_workbook(pack(), here / 'p.xlsx')"
    )
    seen = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=environment)
        seen.append([(folder / name).read_bytes() for name in ("p.pdf", "p.xlsx")])
    assert seen[0] == seen[1]
