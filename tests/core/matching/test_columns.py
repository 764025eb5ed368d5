"""Columns are paired by what they are called, abbreviated or not, and by the values they share."""

from __future__ import annotations

import pandas as pd
import pytest

from core.matching.columns import alike, canonical, kind_of, propose_columns


def pairs(left: dict[str, list[str]], right: dict[str, list[str]]) -> set[tuple[str, str]]:
    return {(p.left, p.right) for p in propose_columns(pd.DataFrame(left), pd.DataFrame(right))}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("invoice", "date"), ("date", "invoice")),
        (("postal", "code"), ("po", "co")),
        (("credit", "rating"), ("cr", "rat")),
        (("marital", "status"), ("mrtlstts",)),
        (("agency", "id"), ("gncd",)),
        (("income",), ("inc",)),
    ],
)
def test_headings_that_read_as_one_name(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert alike(left, right) >= 0.8


@pytest.mark.parametrize(
    ("left", "right"),
    [(("number", "cars"), ("number", "credit", "cards")), (("first", "name"), ("city",)), (("net",), ("total",))],
)
def test_headings_that_do_not(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert alike(left, right) < 0.75


def test_a_word_before_every_heading_of_a_table_says_nothing() -> None:
    left = {"Name": ["Ann", "Bob"], "Town": ["Leeds", "York"]}
    assert pairs(left, {"client_name": ["Cy", "Di"], "client_town": ["Bath", "Hull"]}) == {
        ("Name", "client_name"),
        ("Town", "client_town"),
    }


def test_shared_values_pair_columns_whose_headings_do_not_match() -> None:
    numbers = [f"INV-{n}" for n in range(20)]
    assert pairs({"Invoice": numbers}, {"Number": numbers[5:] + ["INV-90"] * 5}) == {("Invoice", "Number")}


def test_codes_of_one_letter_pair_nothing() -> None:
    assert pairs({"Initial": list("SMWDSMWD")}, {"Rating": list("SMWDUMWD")}) == set()


def test_columns_of_different_kinds_are_no_pair_unless_their_headings_are_the_same() -> None:
    days, words = ["2026-01-05", "2026-02-05"], ["soon", "later"]
    assert pairs({"Due": days}, {"When": words}) == set()
    assert pairs({"Due": days}, {"due": words}) == {("Due", "due")}


def test_each_column_is_paired_once_and_the_best_come_first() -> None:
    left = pd.DataFrame({"Total": ["10.00", "20.00"], "Tax total": ["1.00", "2.00"]})
    found = propose_columns(left, pd.DataFrame({"total": ["10.00", "20.00"], "total_tax": ["3.00", "4.00"]}))
    assert [(p.left, p.right) for p in found] == [("Total", "total"), ("Tax total", "total_tax")]
    assert [p.confidence for p in found] == sorted((p.confidence for p in found), reverse=True)
    assert propose_columns(left.head(0), left) == ()


def test_kinds_and_what_cells_are_compared_by() -> None:
    assert kind_of(pd.Series(["1,000.50", "(3)"])) == "number"
    assert kind_of(pd.Series(["2026-01-05", "05/01/2026"])) == "day"
    assert kind_of(pd.Series(["007", "x"])) == "text"
    assert canonical(pd.Series(["1,000.50", "(3)"]), "number").tolist() == ["1000.5", "-3"]
    assert canonical(pd.Series(["Café  LTD."]), "text").tolist() == ["cafe ltd"]
