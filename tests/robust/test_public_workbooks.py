"""Public workbooks from bug reports: every cell that another reading finds is in ours, or the file is refused as it is there."""

from __future__ import annotations

import datetime as dt
import io
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from openpyxl.utils.escape import unescape

from importers.shared.intake import FileRefused, take_in
from importers.shared.parsing import NOT_CALCULATED
from importers.shared.sheets import sheets_of
from importers.shared.workbooks import Grid, grids_of

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = sorted(path for folder in ("xlsx-calamine", "tables-frictionless") for path in (DATA / folder).glob("*.*"))
BOOKS = [path for path in FILES if path.suffix in {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}]
Cells = dict[tuple[int, int], object]

pytestmark = pytest.mark.skipif(not FILES, reason="the public test files are not on this machine")


def plain(value: object) -> object:
    """A cell as both libraries would give it; None for blank."""
    if isinstance(value, str):
        return unescape(value).replace("\r\n", "\n").strip() or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 9)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.replace(microsecond=0)
    return value


def cells(rows: list[list[object]]) -> Cells:
    found = {(row, column): plain(value) for row, line in enumerate(rows) for column, value in enumerate(line)}
    return {place: value for place, value in found.items() if value is not None}


def ours(path: Path) -> dict[str, Grid] | None:
    """What Tieout reads of a workbook; None when it refuses it with a sentence."""
    try:
        return {grid.name: grid for grid in grids_of(take_in(path))}
    except FileRefused as cause:
        refused = cause.sentence
    assert refused.startswith(path.name)
    return None


def by_openpyxl(path: Path) -> dict[str, tuple[Cells, set[tuple[int, int]]]] | None:
    """Cells and joined cells by sheet; None when it cannot read the file, which it also says by giving no sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
        except Exception:  # noqa: BLE001 - it fails in many ways
            return None
        return {
            sheet.title: (
                cells([list(row) for row in sheet.iter_rows(values_only=True)]),
                {
                    (row - 1, column - 1)
                    for one in sheet.merged_cells.ranges
                    for row in range(one.min_row, one.max_row + 1)
                    for column in range(one.min_col, one.max_col + 1)
                },
            )
            for sheet in book.worksheets
        } or None


def by_calamine(path: Path) -> dict[str, Cells] | None:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        return {
            about.name: cells(book.get_sheet_by_name(about.name).to_python(skip_empty_area=False))  # type: ignore[arg-type]
            for about in book.sheets_metadata
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet
        }
    except BaseException:  # noqa: BLE001 - its panics are no Exception
        return None


def told_apart(got: Cells, expected: Cells) -> Iterator[str]:
    for place, value in expected.items():
        if got.get(place) != value:
            yield f"{place}: {value!r} is {got.get(place)!r}"


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_no_cell_is_lost(path: Path) -> None:
    got = ours(path)
    raw = by_calamine(path)
    if got is None:
        assert raw is None  # refused there too
        return
    for name, expected in (raw or {}).items():
        assert not list(told_apart(cells(got[name].rows) if name in got else {}, expected))
    if path.suffix not in {".xlsx", ".xlsm"}:
        return
    for name, (expected, joined) in (by_openpyxl(path) or {}).items():
        found = cells(got[name].rows) if name in got else {}
        assert not list(told_apart(found, expected))
        more = {place: value for place, value in found.items() if place not in expected and value != NOT_CALCULATED}
        assert set(more) <= joined  # a label that belongs to all the cells it is joined over


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_or_refused_in_time(path: Path) -> None:
    began = time.monotonic()
    sentence, sheets = f"{path.name} is read.", []
    try:
        sheets = sheets_of(take_in(path))
    except FileRefused as cause:
        sentence = cause.sentence
    assert sentence.startswith(path.name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert all(isinstance(sheet.rows, list) for sheet in sheets)
    assert time.monotonic() - began < 10
