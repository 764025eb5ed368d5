"""Every customer of every system is a party, also one that only other records name."""

from __future__ import annotations

from core.matching.parties import parties, with_customers
from tests.core.controls.books import book


def test_a_party_knows_what_its_contracts_tell() -> None:
    """A contract of Marlin in Ireland, in EUR."""
    tables = book(
        contracts=[
            {
                "ref": "A-1",
                "customer": "register:customer:Marlin",
                "customer_name": "Marlin",
                "country": "Ireland",
                "currency": "EUR",
            }
        ]
    )
    (party,) = parties(tables)
    assert (party.id, party.country, party.currencies) == ("register:customer:Marlin", "ie", frozenset({"EUR"}))


def test_a_public_mailbox_is_no_domain() -> None:
    tables = book(
        customers=[
            {"id": "xero:customer:A", "name": "A", "email": "a@gmail.com"},
            {"id": "xero:customer:B", "name": "B", "email": "b@marlin.example.org"},
        ]
    )
    assert [party.domain for party in parties(tables)] == ["", "marlin.example.org"]


def test_a_name_without_id_is_looked_up_in_its_own_system() -> None:
    tables = with_customers(
        book(
            customers=[
                {"id": "xero:customer:77", "name": "Marlin Ltd"},
                {"id": "hubspot:customer:9", "name": "Marlin Ltd"},
            ],
            invoices=[{"number": "1", "customer_name": "MARLIN LTD"}, {"number": "2", "customer_name": "Other"}],
        )
    )
    assert tables["invoices"]["customer"].tolist() == ["xero:customer:77", "xero:customer:Other"]
