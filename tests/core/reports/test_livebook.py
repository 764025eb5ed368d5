from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.records.schema import Kind
from core.reports.livebook import Live, LiveBook, money_style, number_of


def saved(path: Path) -> Path:
    book = LiveBook()
    sheet = book.sheet("S")
    book.put(sheet, 1, 1, Decimal("1.10"), "money2")
    book.put(sheet, 2, 1, Live("A1*2", Decimal("2.20")), "money2")
    book.put(sheet, 3, 1, Live('IF(A1>0,"a & b","")', "a & b"))
    book.put(sheet, 4, 1, Live("SUM(B1:B9)", None))
    for row, text in enumerate(("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "plain\x01text", "x" * 40_000), 5):
        book.put(sheet, row, 1, text)
    book.save(path, as_of=date(2026, 9, 30), title="T", author="Жанна")
    return path


def test_formulas_carry_their_values(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx")
    live, shown = (load_workbook(path, data_only=data)["S"] for data in (False, True))
    assert [live[f"A{row}"].value for row in (2, 3, 4)] == ["=A1*2", '=IF(A1>0,"a & b","")', "=SUM(B1:B9)"]
    assert [shown[f"A{row}"].value for row in (2, 3, 4)] == [2.2, "a & b", None]


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    sheet = load_workbook(saved(tmp_path / "a.xlsx"))["S"]
    for row in (5, 6, 7, 8):
        assert sheet[f"A{row}"].data_type != "f"
        assert sheet[f"A{row}"].quotePrefix
    assert sheet["A5"].value == "=cmd|' /C calc'!A0"
    assert sheet["A9"].value == "plain text"
    assert len(str(sheet["A10"].value)) == 32_001


def test_same_bytes_and_fixed_times(tmp_path: Path) -> None:
    one, two = saved(tmp_path / "a.xlsx"), saved(tmp_path / "b.xlsx")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert b"2026-09-30T12:00:00Z" in archive.read("docProps/core.xml")
    assert sorted(tmp_path.iterdir()) == [one, two]


@pytest.mark.parametrize(
    ("currency", "style"), [("GBP", "money2"), ("JPY", "money0"), ("KWD", "money3"), ("CLF", "money4")]
)
def test_style_follows_the_currency(currency: str, style: str) -> None:
    assert money_style(currency) == style


def test_cells_in_major_units() -> None:
    assert number_of(-5, Kind.MONEY, "GBP") == Decimal("-0.05")
    assert number_of(7, Kind.MONEY, "JPY") == 7
    assert number_of(6_500, Kind.BASIS) == Decimal("0.65")
    assert number_of(None, Kind.MONEY) is None
    assert number_of(3, Kind.COUNT) == 3
