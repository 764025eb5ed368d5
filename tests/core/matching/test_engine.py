"""The whole of matching: deterministic, pure, deaf to row order, obedient to people, silent where nothing is."""

from __future__ import annotations

import random
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.periods import Period
from core.matching.engine import explain, match
from core.records.schema import LINK_COLUMNS, LINK_KINDS, TABLES
from core.records.tables import DTYPES, Tables, empty, links_frame
from tests.core.matching.firm import base_links, firm, verdicts

LINKS = base_links()
SLOW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_links_have_their_declared_shape() -> None:
    assert list(LINKS.columns) == [column.name for column in LINK_COLUMNS]
    assert [str(kind) for kind in LINKS.dtypes] == [DTYPES[column.kind] for column in LINK_COLUMNS]
    assert set(LINKS["kind"]) == set(LINK_KINDS)
    assert LINKS["confidence"].between(1, 9_999).all()
    assert (LINKS["reason"] != "").all()
    assert not LINKS.duplicated(["kind", "left", "right"]).any()
    ordered = LINKS.sort_values(["kind", "left", "right"], kind="stable").reset_index(drop=True)
    pd.testing.assert_frame_equal(LINKS, ordered)


def test_nothing_gives_nothing() -> None:
    bare = Tables({}, links_frame(), "GBP", Period.of(date(2026, 9, 30)))
    assert not len(match(bare))


@pytest.mark.parametrize("name", sorted(firm().frames))
def test_a_table_without_rows_stops_nothing(name: str) -> None:
    whole = firm()
    assert len(match(whole.with_frame(name, empty(TABLES[name])))) < len(LINKS) or name in {
        "customers",
        "time",
        "allocations",
    }


def test_only_contracts_and_invoices_are_enough_to_work() -> None:
    whole = firm()
    few = Tables({name: whole[name] for name in ("contracts", "invoices")}, whole.links, "GBP", whole.period)
    assert {"customer", "contract-invoice"} <= set(match(few)["kind"])


@given(st.integers(0, 1_000))
@SLOW
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    tables = firm()
    for name, frame in firm().frames.items():
        order = list(range(len(frame)))
        random.Random(seed).shuffle(order)
        tables = tables.with_frame(name, frame.iloc[order].reset_index(drop=True))
    pd.testing.assert_frame_equal(match(tables), LINKS)


def test_matching_again_changes_nothing_and_spoils_nothing() -> None:
    tables = firm()
    before = {name: frame.copy(deep=True) for name, frame in tables.frames.items()}
    pd.testing.assert_frame_equal(match(tables.with_links(match(tables))), LINKS)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(tables[name], frame)


@given(st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_rejected_pair_never_appears_and_a_confirmed_one_always_does(data: st.DataObject) -> None:
    row = LINKS.iloc[data.draw(st.integers(0, len(LINKS) - 1))]
    other = LINKS.iloc[data.draw(st.integers(0, len(LINKS) - 1))]
    if (row["kind"], row["left"], row["right"]) == (other["kind"], other["left"], other["right"]):
        return
    said = verdicts(
        (row["kind"], row["right"], row["left"], "rejected"),
        (other["kind"], other["left"], other["right"], "confirmed"),
    )
    found = match(firm(), verdicts=said)
    pairs = {
        (kind, frozenset((one, two))): status
        for kind, one, two, status in found[["kind", "left", "right", "status"]].to_numpy()
    }
    assert (row["kind"], frozenset((row["left"], row["right"]))) not in pairs
    assert pairs[other["kind"], frozenset((other["left"], other["right"]))] == "confirmed"


def test_what_a_tie_rests_on() -> None:
    told = explain(LINKS, "xero:invoice:INV-3001", "register:contract:HT-2026-001")
    assert told[0].text == "contract ref in the reference"
    assert told[0].weight == 8.0
    assert explain(LINKS, "xero:invoice:INV-3001", "register:contract:HT-2026-002") == []


def test_no_tie_is_confirmed_on_an_amount_alone() -> None:
    """Each confirmed tie of money has a reason beside amounts and days."""
    plain = ("amount", "days apart", "most ", "nothing else", "leaves open", "whole invoice", "receipt")
    money = LINKS[
        (LINKS["status"] == "confirmed") & LINKS["kind"].isin(["bank-payment", "payment-invoice", "milestone-invoice"])
    ]
    for left, right in money[["left", "right"]].itertuples(index=False):
        told = [each for each in explain(LINKS, left, right) if each.weight > 0]
        assert any(not any(word in each.text for word in plain) for each in told), (left, right)
