from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core.reports.workbook import write_workbook
from tests.core.reports.books import DIGEST, pack
from tests.core.reports.reckoning import Reckoner

SHEETS = ["Summary", "Findings", "Thread", "Links", "KPIs", "Controls", "Control totals", "Quarantine", "Not evaluated"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlsx") / "reconciliation.xlsx"
    write_workbook(pack(), path)
    return path


@pytest.fixture(scope="module")
def live(written: Path) -> Workbook:
    return load_workbook(written)


@pytest.fixture(scope="module")
def shown(written: Path) -> Workbook:
    return load_workbook(written, data_only=True)


def column(book: Workbook, sheet: str, heading: str) -> list[Any]:
    rows = list(book[sheet].iter_rows(values_only=True))
    head = next(row for row in rows[3:] if heading in row)
    return [row[head.index(heading)] for row in rows[rows.index(head) + 1 :]]


def test_sheets_are_frozen_filtered_and_numbered(live: Workbook) -> None:
    assert live.sheetnames == SHEETS
    for name in ("Findings", "Thread", "KPIs", "Controls", "Control totals", "Quarantine", "Not evaluated"):
        sheet = live[name]
        assert sheet.auto_filter.ref, name
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.oddFooter
        assert sheet.oddFooter.left.text == f"Book digest {DIGEST}"
    assert live["Findings"].auto_filter.ref == "A4:Q8"


def test_every_formula_gives_the_value_beside_it(live: Workbook, shown: Workbook) -> None:
    cells = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in live
        for row in sheet
        for cell in row
        if cell.value is not None
    }
    plain = {key: value for key, value in cells.items() if not _is_formula(live, key)}
    formulas = {key: value for key, value in cells.items() if _is_formula(live, key)}
    reckoner = Reckoner({**{key: _text(value) for key, value in plain.items()}, **formulas})
    assert len(formulas) > 80
    for (sheet, at), formula in formulas.items():
        value, beside = reckoner.value(sheet, at), shown[sheet][at].value
        if isinstance(beside, str):
            assert value == beside, (sheet, at, formula)
        else:
            assert float(value) == pytest.approx(float(beside), abs=1e-9), (sheet, at, formula)


def _is_formula(book: Workbook, key: tuple[str, str]) -> bool:
    return bool(book[key[0]][key[1]].data_type == "f")


def _text(value: Any) -> Any:
    """Text that looks like a formula but is none, so that the reckoner leaves it."""
    return f" {value}" if isinstance(value, str) and value.startswith("=") else value


def test_summary_is_live_and_ties(live: Workbook, shown: Workbook) -> None:
    rows = list(shown["Summary"].iter_rows(values_only=True))
    impact = next(row for row in rows if row[0] == "All findings")
    assert impact[2:] == (1, 2, 1, 4, 2, 4123.45, 123.45, 0, 4000)
    checks = [row for row in rows if row[2] in {"ties", "does not tie"}]
    assert len(checks) == 6
    assert all(row[1] == 0 for row in checks)
    formulas = " ".join(str(cell.value) for row in live["Summary"] for cell in row)
    for name in ("SUMIFS('Findings'!", "COUNTIFS('Findings'!", "SUM('Thread'!", "ROWS('Findings'!"):
        assert name in formulas


def test_differences_of_the_thread_are_formulas(live: Workbook, shown: Workbook) -> None:
    assert column(live, "Thread", "Ledger difference")[0] == "=ROUND(O5-P5,2)"
    assert column(shown, "Thread", "Ledger difference")[:3] == [50, 0, 0]
    assert column(live, "Thread", "Cash difference")[0] == "=ROUND(J5-K5-M5,2)"
    totals = {row[0]: row for row in shown["Thread"].iter_rows(values_only=True) if str(row[0]).startswith("Total ")}
    assert set(totals) == {"Total GBP", "Total EUR"}
    assert live["Thread"]["N3"].value is None
    assert str(live["Thread"]["O3"].value).startswith("=SUBTOTAL(109,")


def test_findings_are_all_there_with_their_state(shown: Workbook) -> None:
    assert column(shown, "Findings", "State") == ["absorbed", "open", "absorbed", "open"]
    assert column(shown, "Findings", "Amount") == [None, 4000, 123.45, 0.99]
    assert column(shown, "Findings", "In GBP") == [None, 4000, 123.45, None]


def test_text_that_looks_like_a_formula_stays_text(live: Workbook) -> None:
    assert "=signed, no project" in column(live, "Findings", "What does not hold")
    assert "=Müller GmbH" in column(live, "Thread", "Customer")
    risky = [
        cell
        for sheet in live
        for row in sheet
        for cell in row
        if isinstance(cell.value, str) and cell.data_type != "f" and cell.value.startswith(("=", "+", "-", "@"))
    ]
    assert len(risky) >= 3
    assert all(cell.quotePrefix for cell in risky)


def test_unknown_is_empty_and_explained(shown: Workbook) -> None:
    values = dict(zip(column(shown, "KPIs", "KPI"), column(shown, "KPIs", "Value"), strict=True))
    assert values == {"ar_open": 720, "utilization": None}
    assert column(shown, "Not evaluated", "Why it was not evaluated") == ["no tax account was read"]


def test_same_pack_same_bytes(written: Path, tmp_path: Path) -> None:
    write_workbook(pack(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == written.read_bytes()


def test_sums_in_the_sheet_are_those_of_the_pack(shown: Workbook) -> None:
    table = pack().section("thread").tables[0]
    assert table.totals
    billed = table.totals[0].sums["billed"]
    row = next(row for row in shown["Thread"].iter_rows(values_only=True) if row[0] == "Total GBP")
    assert billed is not None
    assert Decimal(str(row[6])) == Decimal(billed) / 100
