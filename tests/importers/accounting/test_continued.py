"""Documents whose head stands on their first row only."""

from __future__ import annotations

import re

import pandas as pd

from importers.accounting.continued import Parts, continued_body, numbered
from importers.shared.grids import Row
from importers.shared.sheets import Sheet

PLACES = {"number": 0, "customer": 1, "total": 2, "kind": 3, "description": 4, "amount": 5}
PARTS = Parts(("number", "customer", "total"), ("kind", "description", "amount"), ("kind", re.compile("^note")))
HEAD: Row = ["Number", "Customer", "Total", "Kind", "Text", "Amount"]


def made(*rows: Row) -> tuple[list[Row], list[object], list[object], list[int], list[str]]:
    body = continued_body(Sheet("", [HEAD, *rows], ragged=True, delimiter=","), 0, 6, PLACES, 1, PARTS)
    return body.rows, body.extra["doc"], body.extra["lined"], body.numbers, body.notes


def test_the_head_is_carried() -> None:
    rows, docs, lined, numbers, notes = made(
        ["1", "A", "30", "", "x", "10"],
        ["", "", "", "", "Total of the work", "20"],
        [],
        ["", "B", "5", "", "", ""],
        ["2", "A", "7", "note", "Thank you", ""],
        ["", "", "", "note", "see below", ""],
        ["", "", "", "", "y", "7"],
    )
    assert rows == [
        ["1", "A", "30", "", "x", "10"],
        ["1", "A", "30", "", "Total of the work", "20"],
        ["", "B", "5", "", "", ""],
        ["2", "A", "7", "", "", ""],
        ["2", "A", "7", "", "y", "7"],
    ]
    assert docs == ["1", "1", "2", "3", "3"]
    assert lined == ["x", "x", "", "", "x"]
    assert numbers == [1, 2, 3, 4, 6]
    assert notes == ["2 lines are headings, comments or subtotals of a document and are left out."]


def test_a_row_that_is_cut_off_stays_one() -> None:
    body = continued_body(
        Sheet("", [HEAD, ["1", "A", "30", "", "x", "10"], ["", "", "", "", "y"]], ragged=True, delimiter=","),
        0,
        6,
        PLACES,
        1,
        PARTS,
    )
    assert body.short == {1: 5}


def test_a_first_row_without_a_head_is_a_document_of_its_own() -> None:
    rows, docs, _, _, _ = made(["", "", "", "", "x", "10"], ["1", "A", "", "", "y", "2"])
    assert (len(rows), docs) == (2, ["1", "2"])


def test_lines_keep_the_number_they_have_in_the_file() -> None:
    document = pd.Series(["A", "A", "B"], dtype="object")
    assert numbered(document, pd.Series(["1", "3", "1"], dtype="object")).tolist() == [1, 3, 1]
    assert numbered(document, pd.Series(["1", "1", "1"], dtype="object")).tolist() == [1, 2, 1]
    assert numbered(document, pd.Series(["", "", ""], dtype="object")).tolist() == [1, 2, 1]
