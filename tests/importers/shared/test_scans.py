"""Sheets are measured before a library reads them; errors and formulas without a result are found where they stand."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from importers.shared.intake import DamagedWorkbook, TooMuch
from importers.shared.parsing import NOT_CALCULATED
from importers.shared.scans import Scan, bounded, scan_ods, scan_xlsx
from tests.importers.packages import ods, sheet, xlsx

ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="AB1"><v>1</v></c></row>'
    '<row r="3" hidden="1"><c r="B3" t="e"><v>#DIV/0!</v></c><c r="C3"><f>1+1</f></c><c r="D3" t="str"><f>A1</f><v></v></c>'
    '<c r="E3" s="1"/></row>'
)
PREFIXED = ROWS.replace("<", "<x:").replace("<x:/", "</x:")


def scanned(path: Path) -> list[Scan]:
    return scan_xlsx(zipfile.ZipFile(path), path.name)


@pytest.mark.parametrize(
    "xml",
    [
        sheet(ROWS),
        sheet(ROWS.replace('"', "'")),
        sheet(ROWS).replace("<c r=", "<c\n r="),
        f'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>{PREFIXED}</x:sheetData></x:worksheet>',
        sheet(ROWS).replace('<c r="B3" t="e">', '<c t="e" r="B3">'),
    ],
    ids=["usual", "other quotes", "line ends in tags", "prefixes", "other order"],
)
def test_a_sheet_measures_the_same_however_it_is_written(tmp_path: Path, xml: str) -> None:
    (scan,) = scanned(xlsx(tmp_path / "a.xlsx", xml))
    assert (scan.name, scan.rows, scan.columns, scan.filled, scan.hidden_rows) == ("S1", 3, 28, 6, 1)
    assert scan.marks == {(2, 1): "#DIV/0!", (2, 2): NOT_CALCULATED}


def test_cells_without_a_reference_are_counted_on(tmp_path: Path) -> None:
    (scan,) = scanned(
        xlsx(tmp_path / "a.xlsx", sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c t='e'><v>#N/A</v></c></row>"))
    )
    assert (scan.rows, scan.columns, scan.marks) == (2, 2, {(1, 0): "#N/A"})


def test_a_large_sheet_is_measured_in_pieces(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in ("A", "B", "AA")) + "</row>"
        for r in range(1, 80_001)
    )
    (scan,) = scanned(
        xlsx(tmp_path / "a.xlsx", sheet(rows + '<row r="80001"><c r="A80001" t="e"><v>#REF!</v></c></row>'))
    )
    assert (scan.rows, scan.columns, scan.filled, scan.valued) == (80_001, 27, 240_001, 240_001)
    assert scan.marks == {(80_000, 0): "#REF!"}


def test_hidden_sheets_and_sheets_that_are_missing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", sheet(ROWS), sheet(""), hidden=1)
    assert [(scan.name, scan.hidden, scan.filled) for scan in scanned(path)] == [("S1", False, 6), ("S2", True, 0)]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
    ],
)
def test_a_sheet_of_two_cells_far_apart_is_refused(tmp_path: Path, cells: str) -> None:
    with pytest.raises(TooMuch, match="S1"):
        scanned(xlsx(tmp_path / "a.xlsx", sheet(cells)))


def test_a_sheet_the_workbook_does_not_name_is_measured(tmp_path: Path) -> None:
    far = sheet('<row r="1"><c r="A1"/></row><row r="900000"><c r="XFD900000"/></row>')
    with pytest.raises(TooMuch):
        scanned(xlsx(tmp_path / "a.xlsx", sheet(ROWS), more={"xl/worksheets/sheet9.xml": far}))


def test_limits() -> None:
    assert bounded(Scan("S", 200_001, 40, 8_000_000), "a").rows == 200_001
    assert bounded(Scan("S", 1_048_576, 9, 2_000_000), "a").columns == 9
    with pytest.raises(TooMuch, match="30,000,000 cells"):
        bounded(Scan("S", 1_000_000, 30, 30_000_000), "a")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, part: str, encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode(encoding)
    with pytest.raises(DamagedWorkbook, match="entities"):
        scanned(xlsx(tmp_path / "a.xlsx", sheet(ROWS), more={part: bomb}))


def test_tables_of_an_ods(tmp_path: Path) -> None:
    rows = (
        '<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="3">'
        "<text:p>Client</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    style = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    path = ods(tmp_path / "a.ods", rows, style=style)
    (scan,) = scan_ods(zipfile.ZipFile(path), "a.ods")
    assert (scan.rows, scan.columns, scan.filled, scan.hidden, scan.hidden_rows) == (3, 4, 3, True, 2)
    assert scan.marks == {(1, 3): "#DIV/0!", (2, 3): "#DIV/0!"}
    assert scan.merges == [((0, 0), (2, 1))]


def test_an_ods_that_repeats_a_cell_without_end(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with pytest.raises(TooMuch):
        scan_ods(zipfile.ZipFile(ods(tmp_path / "a.ods", row)), "a.ods")


def test_many_cells_without_a_reference_are_counted(tmp_path: Path) -> None:
    rows = "<row>" + "<c><v>1</v></c>" * 3 + "</row>"
    (scan,) = scanned(xlsx(tmp_path / "a.xlsx", sheet(rows * 60_000 + "<row><c t='e'><v>#N/A</v></c></row>")))
    assert (scan.rows, scan.columns, scan.filled, scan.valued) == (60_001, 3, 180_001, 180_001)
    (scan,) = scanned(xlsx(tmp_path / "b.xlsx", sheet(rows * 60_000)))
    assert (scan.rows, scan.columns, scan.filled, scan.valued) == (60_000, 3, 180_000, 180_000)


@pytest.mark.parametrize("claim", ['count="4294967295"', 'count="9" uniqueCount="999999999999"'])
def test_claims_of_endless_texts(tmp_path: Path, claim: str) -> None:
    texts = f"<sst {claim}><si><t>a</t></si></sst>"
    with pytest.raises(DamagedWorkbook, match="more texts"):
        scanned(xlsx(tmp_path / "a.xlsx", sheet(ROWS), more={"xl/sharedStrings.xml": texts}))


@pytest.mark.parametrize("place", ["I999999999999999999990", "A", "1", "A1:B2"])
def test_a_cell_that_stands_nowhere(tmp_path: Path, place: str) -> None:
    with pytest.raises(DamagedWorkbook):
        scanned(xlsx(tmp_path / "a.xlsx", sheet(f'<row r="1"><c r="A1"><v>1</v></c><c r="{place}"><v>1</v></c></row>')))


def test_a_row_past_the_end(tmp_path: Path) -> None:
    with pytest.raises(TooMuch):
        scanned(xlsx(tmp_path / "a.xlsx", sheet('<row r="4294967295"><c><v>1</v></c></row>')))
