"""Customers are tied on evidence, relatives are kept apart, and clusters contradict nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from core.matching.customers import compare_parties, match_customers
from core.matching.parties import parties
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts
from tests.core.controls.books import Row, book
from tests.core.matching.firm import firm, ties, verdicts


def _ties(*rows: Row, votes: Counter[tuple[str, str]] | None = None) -> dict[tuple[str, str], str]:
    found = match_customers(parties(book(customers=rows)), votes or Counter(), MatchPolicy(), Verdicts())
    return {(str(row["left"]), str(row["right"])): str(row["status"]) for row in found.links}


def test_a_whole_firm() -> None:
    found = ties(firm(), "customer", status="confirmed")
    assert ("11", "Halyard Foods Ltd.") in found
    assert ("Ternlight", "Tern Optics GmbH t/a Ternlight") in found
    assert ("Ternlight", "13") in found  # neither name tells it: both tie to the ledger's record
    assert not any("Quill" in one + other for one, other in found)
    relatives = {"12", "HALYARD FOODS SVCS", "Halyard Foods Services Ltd", "Halyard Foods Services Limited"}
    assert all((one in relatives) == (other in relatives) for one, other in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Marlin Works Ltd", "country": "UK"}, {"name": "Marlin Works DAC", "country": "Ireland"}),
        ({"name": "Marlin Works"}, {"name": "Marlin Works Group"}),
        (
            {"name": "Marlin Works Ltd", "currency": "USD", "country": "US"},
            {"name": "Marlin Works Ltd", "currency": "CAD", "country": "CA"},
        ),
        ({"name": "Marlin Works", "domain": "marlin.com"}, {"name": "Teal Works", "domain": "teal.com"}),
    ],
)
def test_relatives_and_strangers_stay_apart(one: Row, other: Row) -> None:
    assert not _ties({"id": "hubspot:customer:1", **one}, {"id": "xero:customer:2", **other})


def test_a_slip_backed_by_the_domain_is_proof() -> None:
    one = {"id": "hubspot:customer:1", "name": "Marlni Werks", "domain": "marlin.com"}
    other = {"id": "xero:customer:2", "name": "Marlin Works", "domain": "marlin.com"}
    assert _ties(one, other) == {("hubspot:customer:1", "xero:customer:2"): "confirmed"}


def test_two_words_of_their_own_are_no_slip() -> None:
    rows = [
        {"id": f"{system}:customer:{name}", "name": name}
        for system in ("hubspot", "xero")
        for name in ("Summit Dental", "Summit Rental")
    ]
    assert set(_ties(*rows)) == {
        (f"hubspot:customer:{name}", f"xero:customer:{name}") for name in ("Summit Dental", "Summit Rental")
    }


def test_a_namesake_without_form_is_not_confirmed() -> None:
    """
    Harvest  Marlin                  which of the two?
    xero     Marlin Ltd, Marlin LLC
    """
    found = _ties(
        {"id": "harvest:customer:Marlin", "name": "Marlin"},
        {"id": "xero:customer:Marlin Ltd", "name": "Marlin Ltd"},
        {"id": "xero:customer:Marlin LLC", "name": "Marlin LLC"},
    )
    assert list(found.values()) == ["suggested"]


def test_the_threads_settle_between_namesakes() -> None:
    votes = Counter({("harvest:customer:Marlin", "xero:customer:Marlin LLC"): 4})
    found = _ties(
        {"id": "harvest:customer:Marlin", "name": "Marlin"},
        {"id": "xero:customer:Marlin Ltd", "name": "Marlin Ltd"},
        {"id": "xero:customer:Marlin LLC", "name": "Marlin LLC"},
        votes=votes,
    )
    assert found == {("harvest:customer:Marlin", "xero:customer:Marlin LLC"): "confirmed"}


def test_orphans_that_only_their_threads_tie_are_suggested() -> None:
    votes = Counter({("harvest:customer:Bluefin", "register:customer:Marlin Ltd"): 3})
    rows = [
        {"id": "harvest:customer:Bluefin", "name": "Bluefin"},
        {"id": "register:customer:Marlin Ltd", "name": "Marlin Ltd"},
    ]
    assert _ties(*rows, votes=votes) == {("harvest:customer:Bluefin", "register:customer:Marlin Ltd"): "suggested"}


def test_both_records_of_a_duplicate_are_tied_and_not_to_each_other() -> None:
    found = _ties(
        {"id": "hubspot:customer:1", "name": "Marlin Works Ltd", "domain": "marlin.com"},
        {"id": "hubspot:customer:2", "name": "Marlin Works Limited", "domain": "marlin.com"},
        {"id": "xero:customer:M", "name": "Marlin Works Ltd", "domain": "marlin.com"},
    )
    assert set(found) == {("hubspot:customer:1", "xero:customer:M"), ("hubspot:customer:2", "xero:customer:M")}


def test_a_rejected_pair_keeps_whole_clusters_apart() -> None:
    said = verdicts(("customer", "hubspot:customer:11", "xero:customer:Halyard Foods Ltd", "rejected"))
    found = ties(firm(), "customer", verdicts=said)
    assert ("11", "Halyard Foods Ltd") not in found


def test_tax_ids_one_character_apart_are_a_slip() -> None:
    one, other, third = parties(
        book(
            customers=[
                {"id": "a:customer:1", "name": "Marlin", "tax_id": "GB100200300"},
                {"id": "b:customer:2", "name": "Marlin", "tax_id": "GB100200800"},
                {"id": "c:customer:3", "name": "Marlin", "tax_id": "GB999888777"},
            ]
        )
    )
    assert compare_parties(one, other).weight > compare_parties(one, third).weight
