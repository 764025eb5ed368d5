"""Both sides of a mismatch, and the thread of a contract with its money."""

from __future__ import annotations

import pytest

from core.services.desk import Desk
from core.services.details import compare, other_side, record_values, remedies, thread_of


@pytest.mark.parametrize(
    ("subject", "related", "other"),
    [
        ("hubspot:deal:1", "hubspot:customer:2;register:contract:K", "register:contract:K"),
        ("xero:invoice:1", "xero:invoice:1;register:contract:K", "register:contract:K"),
        ("xero:account:610", "xero:invoice:9", "xero:invoice:9"),
        ("odd", "a:b:c", "a:b:c"),
        ("xero:invoice:1", "", ""),
    ],
)
def test_the_other_side_is_what_the_subject_disagrees_with(subject: str, related: str, other: str) -> None:
    assert other_side(subject, related) == other


def test_a_broken_promise_is_lit_and_an_equal_field_is_not(shown: Desk) -> None:
    tables = shown.session.tables
    found = shown.session.result.findings
    row = found[found["control"] == "HO-13"].iloc[0]
    contract = other_side(row["subject"], row["related"])
    fields = {field.label: field for field in compare(tables, row["subject"], contract)}
    purchase = fields["PO number"]
    assert purchase.differs
    assert (purchase.left, purchase.right) == ("", record_values(tables, contract)["po_number"])
    assert not fields["Currency"].differs
    assert fields["Currency"].left == fields["Currency"].right == "GBP"


def test_a_record_that_is_not_there_has_no_values(shown: Desk) -> None:
    tables = shown.session.tables
    assert record_values(tables, "xero:invoice:none") == {}
    assert record_values(tables, "odd") == {}
    assert compare(tables, "odd", "xero:invoice:none") == ()


def test_one_rate_for_all_entries_behind_a_finding(shown: Desk) -> None:
    found = shown.session.result.findings
    row = found[found["control"] == "TE-01"].iloc[0]
    (field,) = remedies(shown.session.tables, "TE-01", row["subject"], row["related"])
    assert (field.table, field.field, field.value) == ("time", "rate", 1_050_000)
    assert field.label == f"Rate of {len(field.record.split(';'))} records"
    assert remedies(shown.session.tables, "GL-02", row["subject"], row["related"]) == ()


def test_the_money_of_the_stations_is_the_money_of_their_records(shown: Desk) -> None:
    thread = shown.session.thread
    invoices = thread.invoices
    for contract in invoices["contract"].unique()[:3]:
        stations = {each.station: each for each in thread_of(thread, contract)}
        mine = invoices[(invoices["contract"] == contract) & invoices["live"]]
        assert stations["Invoices"].amount == int(mine["net"].sum())
        assert {record for record, _ in stations["Invoices"].records} == set(mine["id"])
        assert (stations["Payments"].amount or 0) <= int(mine["total"].sum())


def test_a_finding_without_contract_shows_its_own_records(shown: Desk) -> None:
    (only,) = thread_of(shown.session.thread, "", ("xero:account:610",))
    assert only.unknown == "not tied to a contract"
    assert only.records[0][0] == "xero:account:610"
    (gone,) = thread_of(shown.session.thread, "register:contract:none")
    assert gone.unknown == "the contract is not in the book"
