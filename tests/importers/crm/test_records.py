"""What CRM readers share: outcomes, currencies, continuation rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from importers.crm.records import (
    continued,
    currency_code,
    decided,
    first_of,
    ids_or,
    order_status,
    texts_of,
    told,
)
from importers.shared.bodies import Body
from tests.importers.samples import only, rows, shown, text_file


@pytest.mark.parametrize(
    ("stage", "won", "closed"),
    [
        ("Closed Won", True, True),
        ("closed_lost", False, True),
        ("Gewonnen", True, True),
        ("Perdue", False, True),
        ("Gagnée", True, True),
        ("Cancelled", False, True),
        ("converted", True, True),
        ("Proposal", None, None),
        ("Wonderland tender", None, None),
        ("", None, None),
    ],
)
def test_outcomes(stage: str, won: object, closed: object) -> None:
    found = pd.DataFrame(dict(zip(("won", "closed"), told(pd.Series([stage])), strict=True)))
    assert shown(found, "won", "closed") == [(won, closed)]


def test_a_status_that_always_tells() -> None:
    won, closed = decided(pd.Series(["Open", "Won", "Lost", " "]))
    assert won.tolist()[:3] == [False, True, False]
    assert closed.tolist()[:3] == [False, True, True]
    assert won.isna().tolist() == closed.isna().tolist() == [False, False, False, True]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Euro", "EUR"),
        ("eur", "EUR"),
        ("US Dollar", "USD"),
        ("£", "GBP"),
        ("Pound Sterling", "GBP"),
        ("Credits", ""),
        ("", ""),
    ],
)
def test_currencies(text: str, code: str) -> None:
    assert currency_code(text) == code


def test_small_columns() -> None:
    days = pd.Series([pd.Timestamp("2026-01-05"), pd.NaT])
    others = pd.Series([pd.Timestamp("2026-02-05"), pd.Timestamp("2026-03-05")])
    assert first_of(days, others).dt.strftime("%m").tolist() == ["01", "03"]
    assert ids_or(pd.Series(["1", ""]), pd.Series(["a", "b"])).tolist() == ["1", "b"]
    assert texts_of(pd.Series(["a", "b", "a"]), str.upper).tolist() == ["A", "B", "A"]
    assert texts_of(pd.Series([], dtype="object"), str.upper).empty
    assert order_status(
        pd.Series(["Quotation Sent", "Sales Order", "CANCEL"]), ("quotation sent",), ("cancel",)
    ).tolist() == [
        "draft",
        "Sales Order",
        "cancelled",
    ]


def test_a_row_without_a_head_belongs_to_the_one_above() -> None:
    body = Body(rows=[["1", "Order", "10"], ["", "", "3"], ["2", "", "5"], ["", " ", "1"]], numbers=[1, 2, 3, 4])
    found = continued(body, {"id": 0, "name": 1, "amount": 2}, ("id", "name"), ("id",))
    assert [list(row) for row in found.rows] == [["1", "Order", "10"], ["1", "", "3"], ["2", "", "5"], ["2", " ", "1"]]
    assert found.extra["part_of_record"] == ["", "more", "", "more"]
    assert found.notes == ["2 rows hold further lines of the record above them and are no records of their own."]


def test_a_first_row_without_a_head_is_a_record() -> None:
    body = continued(Body(rows=[["", "3"], ["1", "5"]], numbers=[1, 2]), {"id": 0}, ("id",), ("id",))
    assert body.extra["part_of_record"] == ["", ""]
    assert body.notes == []


def test_headings_of_another_system_rule_a_layout_out(tmp_path: Path) -> None:
    zoho = only(
        text_file(
            tmp_path / "x.csv",
            "Record Id,Deal Name,Amount,Closing Date,Stage",
            "zcrm_4876876000000111,A,5.00,2026-01-05,Qualification",
        )
    )
    assert zoho.system == "zoho_crm"
    assert rows(zoho, "deals", "external_id") == [("4876876000000111",)]
