"""Ids that a spreadsheet has taken for numbers are mended where that is certain, and said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.shared.eaten import CUT, is_cut, mended, names_an_id
from importers.shared.grids import Coded
from tests.importers.samples import only, text_file, workbook


def test_a_point_and_nought_are_taken_off() -> None:
    found = mended("ID", ["2960623488.0", "17", "", "5.0"])
    assert found.cells == ["2960623488", "17", "", "5"]
    assert found.notes == ("Ids in ID were printed as numbers (2960623488.0); they are read without the .0.",)


@pytest.mark.parametrize("other", ["1.5", "v1.0", "A-1", "1.0.0"])
def test_a_column_that_is_no_column_of_whole_numbers_stays(other: str) -> None:
    assert mended("Code", ["1.0", other]).cells == ["1.0", other]


def test_columns_kept_by_value() -> None:
    found = mended("ID", Coded(np.array([0, 1, 0]), ["7.0", "8"]))
    assert list(found.cells) == ["7", "8", "7"]


def test_a_number_in_powers_of_ten_is_lost_and_said() -> None:
    found = mended("ID", ["1.57107E11", "1.6E+11", "12"])
    assert found.cells == ["1.57107E11", "1.6E+11", "12"]
    assert found.notes == (
        "2 different ids in ID were cut to their first digits by a spreadsheet, such as 1.57107E11.",
    )


@pytest.mark.parametrize(
    ("text", "cut"), [("1.57107E+11", True), ("2E+10", True), ("1E5", False), ("12E3", False), ("E11", False)]
)
def test_what_is_cut(text: str, cut: bool) -> None:
    assert is_cut(text) is cut


def test_noughts_in_front_may_be_eaten() -> None:
    found = mended("Code", ["00123", "00124", "125"])
    assert found.cells == ["00123", "00124", "125"]
    assert "1 different ids in Code have fewer than the 5 digits of the others, such as 125" in found.notes[0]
    assert not mended("Code", ["00123", "10124"]).notes


def test_which_columns_hold_ids() -> None:
    assert names_an_id("id")
    assert names_an_id("invoice_number")
    assert not names_an_id("paid")
    assert not names_an_id("numbers")


@given(st.lists(st.text("0123456789.E+A-", max_size=8), max_size=12))
def test_only_a_point_and_noughts_are_ever_taken_away(texts: list[str]) -> None:
    found = mended("ID", texts)
    for before, after in zip(texts, found.cells, strict=True):
        assert after in (before, before.strip().rstrip("0").removesuffix("."))
        assert after == before or found.notes


def test_a_needed_id_that_was_cut_waits_in_quarantine(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "invoices.csv",
        "Issue Date,Last Payment Date,ID,PO Number,Client,Subject,Invoice Amount,Paid Amount,Balance,Subtotal,Discount,Tax,Tax2,Currency,Currency Symbol,Document Type",
        "2026-04-01,,1001.0,,Acme,,100.00,0.00,100.00,100.00,0,0,0,US Dollar - USD,$,Invoice",
        "2026-04-01,,1.57107E+11,,Acme,,200.00,0.00,200.00,200.00,0,0,0,US Dollar - USD,$,Invoice",
    )
    table = only(path)
    assert table.layout == "harvest.invoices"
    assert [(problem.row, problem.code, problem.value) for problem in table.problems] == [(2, CUT, "1.57107E+11")]
    assert table.rows_loaded == 1
    assert table.frames["invoices"]["external_id"].tolist() == ["1001"]
    assert any("read without the .0" in note for note in table.notes)


def test_numbers_stored_as_text_in_a_workbook_are_read_and_said(tmp_path: Path) -> None:
    heads = ["Date", "Client", "Project", "Task", "Notes", "Hours", "First Name", "Last Name", "Billable?"]
    rows = [["2026-04-01", "Acme", "Web", "Build", "", hours, "Ann", "Lee", "Yes"] for hours in (1.5, "2.25", 3.0)]
    table = only(workbook(tmp_path / "time.xlsx", Time=[heads, *rows]))
    assert table.frames["time"]["seconds"].tolist() == [5400, 8100, 10800]
    assert "1 cells of Hours hold numbers stored as text; they are read as numbers." in table.notes
