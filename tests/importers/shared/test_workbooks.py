"""Cells as a spreadsheet shows them: errors, dates, durations, merges; what cannot be read is a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from importers.registry import read
from importers.shared import workbooks
from importers.shared.intake import DamagedWorkbook, Intake, PasswordProtected, take_in
from importers.shared.parsing import NOT_CALCULATED
from importers.shared.sheets import sheets_of
from importers.shared.workbooks import Grid, grids_of
from tests.importers.packages import ods, packed, sheet, xlsx
from tests.importers.samples import problems, workbook

EVENING = dt.datetime(2026, 2, 28, 17, 30)  # noqa: DTZ001
HEADINGS = ["Date", "Client", "Project", "Project Code", "Task", "Notes", "Hours", "First Name", "Last Name"]


def grid(path: Path) -> Grid:
    (one,) = grids_of(take_in(path))
    return one


def saved(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    change(book)
    book.save(path)
    return path


def test_errors_and_formulas_without_a_result_stay_visible(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="D3"><f>SUM(A1:A2)</f></c></row>'
    )
    one = grid(xlsx(tmp_path / "a.xlsx", sheet(rows)))
    assert one.rows == [["x", "#DIV/0!", "", ""], ["", "", "", ""], ["", "", "", NOT_CALCULATED]]
    assert "1 formulas" in one.notes[0]


def test_an_error_in_an_amount_is_a_problem_and_never_nothing(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        page.append(HEADINGS)
        for hours in (1.5, "#VALUE!", 2):
            page.append([dt.date(2026, 1, 5), "Abbot", "Audit", "A1", "Work", "", hours, "Ann", "Day"])
        page["G3"].data_type = "e"

    (table,) = read(saved(tmp_path / "a.xlsx", fill)).tables
    assert problems(table) == [(2, "IMP-202")]
    assert "error of the spreadsheet" in table.problems[0].reason
    assert str(table.totals[0].amount) == "3.50"


def test_an_error_where_a_name_has_to_stand_is_a_problem(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        page.append(["Client Name", "Address"])
        for name in ("Abbot", "#N/A", "Cole", "#REF!"):
            page.append([name, "1 High Street"])
        page["A3"].data_type = page["A5"].data_type = "e"

    (table,) = read(saved(tmp_path / "clients.xlsx", fill)).tables
    assert problems(table) == [(2, "IMP-216"), (4, "IMP-216")]
    assert (table.rows_read, table.rows_loaded) == (4, 2)


@pytest.mark.parametrize("first_year", [1900, 1904])
def test_dates_times_and_durations(tmp_path: Path, first_year: int) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        if first_year == 1904:
            book.epoch = CALENDAR_MAC_1904
        page = book.worksheets[0]
        page.append(
            [
                dt.date(2026, 2, 28),
                EVENING,
                dt.time(9, 15),
                dt.timedelta(hours=37, minutes=30),
                True,
            ]
        )
        page["D1"].number_format = "[h]:mm"

    assert grid(saved(tmp_path / "a.xlsx", fill)).rows == [
        [
            dt.date(2026, 2, 28),
            EVENING,
            dt.time(9, 15),
            dt.timedelta(hours=37, minutes=30),
            True,
        ]
    ]


def test_joined_labels_belong_to_all_their_cells_and_amounts_do_not(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        for row in (
            ["Hours of the year", "", "", ""],
            ["Client", "Hours", "", "Fee"],
            ["", "Plan", "Actual", ""],
            ["Abbot", 1, 2, 300],
            ["", 3, 4, ""],
            ["", "", "", ""],
            ["Total", "", "", 300],
        ):
            page.append([cell or None for cell in row])
        for span in ("A1:D1", "A2:A3", "B2:C2", "D2:D3", "A4:A6", "D4:D5", "A7:C7"):
            page.merge_cells(span)

    assert grid(saved(tmp_path / "a.xlsx", fill)).rows == [
        ["Hours of the year", "", "", ""],
        ["Client", "Hours", "Hours", "Fee"],
        ["Client", "Plan", "Actual", "Fee"],
        ["Abbot", 1.0, 2.0, 300.0],
        ["Abbot", 3.0, 4.0, ""],
        ["", "", "", ""],
        ["Total", "", "", 300.0],
    ]


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        page.append(["a", 1])
        page.append(["b", 2])
        page.row_dimensions[2].hidden = True
        other = book.create_sheet("Old")
        other.append(["c", 3])
        other.sheet_state = "hidden"

    one, two = grids_of(take_in(saved(tmp_path / "a.xlsx", fill)))
    assert one.rows == [["a", 1.0], ["b", 2.0]]
    assert "1 rows of sheet 'Sheet' are hidden" in one.notes[0]
    assert "'Old' is hidden" in two.notes[0]


def test_macros_are_said_and_not_touched(tmp_path: Path) -> None:
    one = grid(
        xlsx(tmp_path / "a.xlsm", sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), more={"xl/vbaProject.bin": b"junk"})
    )
    assert one.notes == ("The workbook holds macros; they are not run.",)


def test_what_is_said_of_a_sheet_reaches_the_person(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        for row in (["Client Name", "Address"], ["Abbot", "1 High Street"], ["Cole", "2 Mill Lane"]):
            page.append(row)
        page.row_dimensions[3].hidden = True

    one = read(saved(tmp_path / "clients.xlsx", fill))
    assert one.tables[0].rows_loaded == 2
    assert any("1 rows of sheet 'Sheet' are hidden" in note for note in one.notes)


def test_several_tables_in_a_sheet_have_names_of_their_own(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Date", "Hours"], [dt.date(2026, 1, 5), 1.5], [None], ["Person", "Rate"], ["Ann", 120]]
    one, two = sheets_of(take_in(workbook(tmp_path / "a.xlsx", Data=rows)))
    assert (one.name, one.first_row, len(one.rows)) == ("Data", 0, 3)
    assert one.notes == ("Sheet 'Data' holds 2 tables; they begin in rows 1, 4.",)
    assert (two.name, two.first_row, two.rows[0]) == ("Data (2)", 3, ["Person", "Rate"])


def test_where_calamine_gives_up_the_other_library_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", One=[["a", 1, None, dt.datetime(2026, 1, 5)], [None, True]])  # noqa: DTZ001

    class Panic(BaseException):
        pass

    def panicking(_: bytes) -> NoReturn:
        raise Panic("called `Option::unwrap()` on a `None` value")

    expected = grid(path).rows
    monkeypatch.setattr(workbooks, "_by_calamine", panicking)
    assert grid(path).rows == expected == [["a", 1.0, "", dt.date(2026, 1, 5)], ["", True, "", ""]]
    monkeypatch.setattr(workbooks, "_by_openpyxl", panicking)
    with pytest.raises(DamagedWorkbook, match="broken inside"):
        grids_of(take_in(path))


def test_sheets_that_come_out_empty_are_read_the_other_way_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", One=[["a", 1]], Two=[["b", 2]])
    monkeypatch.setattr(workbooks, "_by_calamine", lambda _: [("One", [["a", 1.0]], []), ("Two", [], [])])
    assert [one.rows for one in grids_of(take_in(path))] == [[["a", 1.0]], [["b", 2.0]]]
    monkeypatch.setattr(workbooks, "_by_openpyxl", lambda _: [])
    monkeypatch.setattr(workbooks, "_by_calamine", lambda _: [])
    with pytest.raises(DamagedWorkbook, match="none of its sheets"):
        grids_of(take_in(path))


def test_an_ods_with_errors_and_a_password(tmp_path: Path) -> None:
    cells = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>'
    )
    assert grid(ods(tmp_path / "a.ods", cells)).rows == [["x", "#N/A"]]
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    locked = packed(
        tmp_path / "b.ods",
        {"mimetype": kind, "content.xml": b"\x01\x02", "META-INF/manifest.xml": "<encryption-data/>"},
    )
    with pytest.raises(PasswordProtected):
        grids_of(take_in(locked))


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04xl/workbook.xml" + bytes(900), bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000)]
)
def test_what_is_broken_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DamagedWorkbook):
        grids_of(Intake(tmp_path / "a.xlsx", "", "workbook", data, "", None))
