"""Workbooks: the cells of every sheet as a spreadsheet shows them, with what would get lost on the way put back or said.

Read by calamine, all sheets once; by openpyxl where calamine gives up. What neither reads is refused, never read as empty.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from importers.shared.binaries import scan_xls, scan_xlsb
from importers.shared.guards import checked, unpacked
from importers.shared.intake import DamagedWorkbook, FileRefused, Intake, PasswordProtected
from importers.shared.parsing import NOT_CALCULATED
from importers.shared.scans import Scan, Span, parts_of, scan_ods, scan_xlsx

Row = list[object]
_SLOW: Final = 2_000_000  # cells that openpyxl is given at most
_FIGURE: Final = re.compile(r"[\s\d.,()+\-%$£€¥']*")
_MOST_SPREAD: Final = 2_000_000


@dataclass(frozen=True)
class Grid:
    """One sheet of a workbook: rows of equal length from cell A1 on, "" for blank. notes: what a person should know of it."""

    name: str
    rows: list[Row]
    notes: tuple[str, ...] = ()


def grids_of(intake: Intake) -> list[Grid]:
    """All worksheets that have any cell; raises a FileRefused for one that is damaged, protected, unsafe or too large."""
    file, data = intake.name, intake.data
    scans, packed = _scans(data, file)
    known = {scan.name: scan for scan in scans}
    macros = packed is not None and any(path.endswith("vbaproject.bin") for path in parts_of(packed))
    said = ("The workbook holds macros; they are not run.",) if macros else ()
    found: list[Grid] = []
    for name, rows, merges in _sheets(data, file, scans, openable=packed is not None):
        scan = known.get(name, Scan(name))
        if not _any_cell(rows) and scan.valued > len(scan.marks):
            raise DamagedWorkbook(file=file, reason=f"sheet {name!r} holds {scan.valued} cells that cannot be read")
        _mark(rows, scan)
        _spread(rows, merges or scan.merges)
        if rows:
            found.append(Grid(name, rows, (*said, *_notes(name, scan))))
            said = ()
    return found


def _scans(data: bytes, file: str) -> tuple[list[Scan], zipfile.ZipFile | None]:
    if not data.startswith(b"PK"):
        return scan_xls(data, file), None
    packed = checked(data, file, workbook=True)
    parts = parts_of(packed)
    if "content.xml" in parts:
        manifest = parts.get("meta-inf/manifest.xml")
        if manifest and b"encryption-data" in unpacked(packed, manifest, file, workbook=True):
            raise PasswordProtected(file=file)
        return scan_ods(packed, file), packed
    if "xl/workbook.bin" in parts:
        return scan_xlsb(packed, file), packed
    return scan_xlsx(packed, file), packed


def _notes(name: str, scan: Scan) -> Iterator[str]:
    if scan.hidden:
        yield f"Sheet {name!r} is hidden and is read like the others."
    if scan.hidden_rows:
        yield f"{scan.hidden_rows} rows of sheet {name!r} are hidden and are read like the others."
    open_ones = sum(1 for mark in scan.marks.values() if mark == NOT_CALCULATED)
    if open_ones:
        yield f"{open_ones} formulas of sheet {name!r} have no result. Open and save the workbook in a spreadsheet to have them calculated."


# --- the two libraries -----------------------------------------------------------------------------------------------


def _sheets(
    data: bytes, file: str, scans: Sequence[Scan], *, openable: bool
) -> list[tuple[str, list[Row], list[Span]]]:
    """Name, rows and merges of every worksheet."""
    try:
        with _told(file):
            found = _by_calamine(data)
    except DamagedWorkbook:
        if not openable or not scans or sum(scan.filled for scan in scans) > _SLOW:
            raise
        found = []
    names = {name for name, _, _ in found}
    lost = [
        scan
        for scan in scans
        if scan.valued > len(scan.marks) and not any(name == scan.name and _any_cell(rows) for name, rows, _ in found)
    ]
    if openable and (not found or lost) and sum(scan.filled for scan in scans) <= _SLOW:
        with _told(file):
            other = {name: (rows, merges) for name, rows, merges in _by_openpyxl(data)}
        if not found and not any(rows for rows, _ in other.values()):
            raise DamagedWorkbook(file=file, reason="none of its sheets can be read")
        for scan in lost:
            if scan.name not in other and scan.name not in names:
                raise DamagedWorkbook(file=file, reason=f"sheet {scan.name!r} cannot be read")
            if scan.name in other:
                scan.valued = 0  # read another way: what is empty now is empty
        keep = [one for one in found if one[0] not in {scan.name for scan in lost}]
        found = keep + [(name, *other[name]) for name in other if name not in {one[0] for one in keep}]
    return found


def _any_cell(rows: Sequence[Row]) -> bool:
    return any(cell != "" for row in rows for cell in row)


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Turns whatever a library does with a broken workbook into a sentence: a panic of calamine is not even an Exception."""
    import python_calamine

    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, FileRefused):
        raise
    except python_calamine.PasswordError as cause:
        raise PasswordProtected(file=file) from cause
    except MemoryError as cause:
        raise DamagedWorkbook(file=file, reason="it needs more memory than there is") from cause
    except BaseException as cause:
        lines = str(cause).strip().splitlines()
        reason = lines[0][:160].rstrip(". ") if lines and isinstance(cause, Exception) else "it is broken inside"
        raise DamagedWorkbook(file=file, reason=reason or "it is broken inside") from cause


def _by_calamine(data: bytes) -> list[tuple[str, list[Row], list[Span]]]:
    import python_calamine

    found: list[tuple[str, list[Row], list[Span]]] = []
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows: list[Any] = sheet.to_python(skip_empty_area=False)
            found.append((about.name, rows, sheet.merged_cell_ranges or []))
    return found


def _by_openpyxl(data: bytes) -> list[tuple[str, list[Row], list[Span]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found: list[tuple[str, list[Row], list[Span]]] = []
    for sheet in book.worksheets:
        rows: list[Row] = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        while rows and not any(cell != "" for cell in rows[-1]):
            rows.pop()
        merges = [
            ((one.min_row - 1, one.min_col - 1), (one.max_row - 1, one.max_col - 1))
            for one in sheet.merged_cells.ranges
        ]
        found.append((sheet.title, rows, merges))
    return found


def _plain(cell: object) -> object:
    """A cell of openpyxl as calamine gives it."""
    if cell is None:
        return ""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell


# --- what the libraries leave out ------------------------------------------------------------------------------------


def _mark(rows: list[Row], scan: Scan) -> None:
    """Writes the text of each error, and of each formula without a result, into its cell."""
    if not scan.marks:
        return
    height = max(row for row, _ in scan.marks) + 1
    width = max(max(column for _, column in scan.marks) + 1, len(rows[0]) if rows else 0)
    if rows and width > len(rows[0]):
        for row in rows:
            row.extend([""] * (width - len(row)))
    while len(rows) < height:
        rows.append([""] * width)
    for (place, column), text in scan.marks.items():
        if rows[place][column] == "":
            rows[place][column] = text


def _spread(rows: list[Row], merges: Sequence[Span]) -> None:
    """Gives a joined label to all the cells it covers: down over rows that have cells of their own, right over sub-headings.

    Figures stay where they stand: an amount joined over three rows is one amount. A title over the whole width stays one cell.
    """
    if not merges or not rows:
        return
    own: dict[int, bool] = {}
    texts: dict[int, bool] = {}
    height, width = len(rows), len(rows[0])
    for row in {row for (top, _), (bottom, _) in merges for row in range(top, min(bottom + 1, height))}:
        filled = [cell for cell in rows[row] if cell != ""]
        own[row] = bool(filled)
        texts[row] = len(filled) > 1 and all(isinstance(cell, str) for cell in filled)
    left = _MOST_SPREAD
    for (top, first), (bottom, last) in merges:
        if top >= height or first >= width or left < 0:
            continue
        label = rows[top][first]
        if not (isinstance(label, (date, datetime)) or (isinstance(label, str) and not _FIGURE.fullmatch(label))):
            continue
        below = rows[top + 1] if top + 1 < height else []
        end = min(last, width - 1)
        under = any(isinstance(cell, str) and cell for cell in below[first : end + 1])
        if texts[top] and bottom == top and under and any(below[first + 1 : end + 1]):
            for column in range(first + 1, end + 1):
                if rows[top][column] == "":
                    rows[top][column] = label
        for row in range(top + 1, min(bottom + 1, height)):
            if own[row] and rows[row][first] == "":
                rows[row][first] = label
        left -= bottom - top + last - first
