"""The small steps that the kinds share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.matching.customers import CustomerMatch
from core.matching.evidence import Pairs
from core.matching.joins import (
    cluster_of,
    customer_weight,
    days_after,
    days_apart,
    days_between,
    either,
    number,
    party_words,
    proven_customers,
    rows_of,
    stands,
    title_weight,
    titles,
    told,
    true,
)
from core.matching.parties import parties
from core.matching.policy import MatchPolicy
from tests.core.controls.books import book

CUSTOMERS = CustomerMatch({"a": 1, "b": 1, "c": 2}, [], frozenset({("a", "b")}))


def test_clusters_and_proof() -> None:
    assert cluster_of(pd.Series(["a", "z"]), CUSTOMERS).tolist() == [1, pd.NA]
    assert proven_customers(pd.Series(["b", "a", "c"]), pd.Series(["a", "c", "c"]), CUSTOMERS).tolist() == [
        True,
        False,
        True,
    ]
    assert CUSTOMERS.same("a", "b")
    assert not CUSTOMERS.same("a", "c")


def test_days_and_their_words() -> None:
    one, other = (
        pd.Series([pd.Timestamp(2026, 9, 1), pd.NaT]),
        pd.Series(pd.to_datetime(["2026-09-05", "2026-09-05"])),
    )
    gap = days_between(one, other)
    assert gap[0] == 4
    assert np.isnan(gap[1])
    assert days_apart(gap, "start").tolist() == ["start 4 days apart", ""]
    assert days_apart(np.array([0.0]), "start").tolist() == ["same start day"]
    assert days_after(gap, "signed").tolist() == ["signed 4 days later", ""]


def test_columns_that_may_be_silent() -> None:
    agree, differ = told(pd.Series(["x", "x", ""]), pd.Series(["x", "y", "y"]))
    assert (agree.tolist(), differ.tolist()) == ([True, False, False], [False, True, False])
    assert true(pd.array([True, pd.NA, False], dtype="boolean")).tolist() == [True, False, False]
    assert np.isnan(number(pd.Series([1, pd.NA], dtype="Int64"))[1])
    assert either(np.array([True, False]), "yes", "no").tolist() == ["yes", "no"]


def test_customers_that_are_not_tied_yet_contradict_less() -> None:
    pairs = Pairs(np.arange(3), np.arange(3))
    same = customer_weight(pairs, pd.Series([1, 2, 1], dtype="Int64"), pd.Series([1, 3, 4], dtype="Int64"))
    assert same.tolist() == [True, False, False]
    assert pairs.total.tolist() == [1.0, -1.0, -3.0]


def test_titles_and_their_weight() -> None:
    everyone = parties(book(customers=[{"id": "x:customer:Marlin", "name": "Marlin Ltd"}]))
    words = party_words(everyone, CustomerMatch({"x:customer:Marlin": 1}, [], frozenset()))
    made = titles(pd.Series(["Marlin - Audit", "Audit Wave 1", "Audit Wave 2"]), pd.Series([1, 1, pd.NA]), words)
    found, weight = title_weight(made[[0, 1]], made[[0, 2]])
    assert found[0] == 1.0
    assert weight[0] > 3
    assert weight[1] < 0


def test_rows_and_what_stands() -> None:
    pairs = Pairs(np.array(["a", "b"], dtype=object), np.array(["x", "y"], dtype=object))
    pairs.add(np.array([4.0, 1.0]), "same day")
    policy = MatchPolicy()
    sure = stands(pairs.total, np.array([9.0, 9.0]), np.array([True, True]), np.array([False, False]), policy)
    assert sure.tolist() == [True, False]
    rows = rows_of("person", pairs, [0], sure, pairs.total, pd.Series([5, 6]), pd.Series(["EUR", "EUR"]))
    assert rows == [
        {"kind": "person", "left": "a", "right": "x", "amount": 5, "currency": "EUR", "status": "confirmed", "confidence": 9_820,
         "reason": "same day (+4.0)"}
    ]  # fmt: skip
