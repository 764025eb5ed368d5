"""Cells that no spreadsheet runs, numbers that no ledger rounds otherwise, lists that hold everything."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.documents import DocumentLine
from importers.shared.writing import (
    POSTING_HEADINGS,
    amount_text,
    change_list,
    csv_bytes,
    decimal_text,
    headings_of,
    leftovers,
    numbered,
    portions,
    posting_list,
    quantity_and_price,
    safe,
    sums_of,
    update_rows,
)
from tests.importers.postings import crm_updates, documents, time_updates


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@home", "\tx", "\r=1", " =1", "\n=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert safe(text).lstrip(" ").startswith("'")


@pytest.mark.parametrize("text", ["Acme", "a=b", "", "O'Neil", "Müller"])
def test_plain_text_stays(text: str) -> None:
    assert safe(text) == text


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_no_cell_of_free_text_is_run_and_none_breaks_its_row(rows: list[list[str]]) -> None:
    content = csv_bytes(["a", "b"], [[safe(cell) for cell in row] for row in rows])
    back = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert len(back) == len(rows) + 1
    for row in back[1:]:
        risky = [cell for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert all(re.fullmatch(r"[+-]?[0-9][0-9.,']*%?", cell) for cell in risky)  # a plain number stays one


def test_amounts_and_quantities() -> None:
    assert [amount_text(minor, "GBP") for minor in (None, 0, -5, 123_450)] == ["", "0.00", "-0.05", "1234.50"]
    assert amount_text(100, "JPY") == "100"
    assert [decimal_text(n) for n in (75_000, 10_000, 1)] == ["7.5", "1", "0.0001"]
    assert decimal_text(1_250_000, 2) == "125.00"


def test_a_line_that_no_product_gives_is_one_piece() -> None:
    line = DocumentLine("Work", 3_300, 1_000_000, 3_333)
    assert quantity_and_price(line, "GBP") == ("Work (0.33 x 100.00)", "1", "33.33")


def test_what_an_update_file_cannot_carry_is_left_over() -> None:
    headings = {"customers": {"tax_id": "VAT"}, "deals": {"close_date": "Close", "method": "Method"}}
    updates = crm_updates("hubspot")
    header, rows = update_rows([u for u in updates if u.table == "customers"], "Id", headings["customers"])
    assert (header, rows) == (["Id", "VAT"], [["101", "'=1+1"]])
    left = {(u.entry, f.field) for u in leftovers(updates, headings) for f in u.fields}
    assert left == {
        (2, "name"),
        (2, "terms_days"),
        (3, "amount"),
        (3, "start"),
        (3, "po_required"),
        (4, "close_date"),  # to be emptied: a blank cell would leave it
        (4, "customer"),
    }


def test_the_firms_own_headings_stand_in() -> None:
    assert headings_of(
        {"deals": {"amount": "Amount", "start": "Start"}}, {"deals": {"start": "Kick-off", "x": "y"}}
    ) == {"deals": {"amount": "Amount", "start": "Kick-off"}}


def test_lists_hold_every_entry_and_nothing_gives_no_file() -> None:
    assert change_list("x", [], "") == ()
    assert posting_list("x", "x.y", [], "") == ()
    (changes,) = change_list("x", time_updates("x"), "by hand")
    assert (changes.entries, changes.records, changes.by_hand) == ((1, 2, 3), 3, True)
    (postings,) = posting_list("x", "x.y", documents("x"), "by hand")
    assert postings.entries == (11, 12, 13)
    assert postings.sums == sums_of(documents("x")) == (("EUR", 3_333), ("GBP", 0))
    rows = list(csv.DictReader(io.StringIO(postings.content.decode())))
    assert tuple(rows[0]) == POSTING_HEADINGS
    assert [row["Net"] for row in rows] == ["941.25", "-50.00", "941.25", "-50.00", "33.33"]


def test_large_sets_are_split() -> None:
    assert [len(part) for part in portions(documents("x") * 2, 4)] == [4, 2]
    assert [numbered("a", n) for n in (1, 2)] == ["a.csv", "a-2.csv"]
