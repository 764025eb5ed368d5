"""The same customer, terms, tax id, currency and rates everywhere."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from core.controls.policy import Policy
from core.thread.thread import Thread
from tests.core.controls.asking import ANN, C, P, found, hourly_book, hours, invoice, line, said
from tests.core.controls.books import thread

CRM, PSA, BOOKS, REG = "hubspot:customer:7", "harvest:customer:Oak", "xero:customer:Oak", "register:customer:Oak Ltd"


def known(*, ledger: bool, **given: Any) -> Thread:
    """Oak in CRM, time system and register, with unbilled work of 7.5 h and 100.00 of expenses; in the ledger or not."""
    names = [CRM, PSA, REG, *([BOOKS] if ledger else [])]
    tables: dict[str, Any] = {
        "customers": [{"id": each, "name": "Oak Ltd"} for each in names],
        "deals": [{"id": "hubspot:deal:1", "customer": CRM, "is_won": True}],
        "contracts": [{"id": C, "customer": REG, "method": "time_and_materials", "status": "Active", "markup": "10"}],
        "projects": [{"id": P, "name": "Review", "customer": PSA}],
        "time": [hours("2026-09-03", "7.5", customer=PSA), hours("2026-08-03", "2", customer=PSA, invoiced=True)],
        "expenses": [
            {
                "day": "2026-09-04",
                "project": P,
                "customer": PSA,
                "amount": "100.00",
                "billable": True,
                "invoiced": False,
            }
        ],
        "invoices": [invoice("I0", "2026-01-05", customer="xero:customer:Ash", total="10.00")],
        "more_links": [("customer", CRM, each) for each in names[1:]],
    }
    return hourly_book(**(tables | given))


def test_a_customer_without_a_ledger_record() -> None:
    assert said("MD-01", known(ledger=True)) == {}
    out = found("MD-01", known(ledger=False))
    assert (out["subject"].tolist(), out["amount"].tolist()) == ([CRM], [75_000 + 11_000])
    assert {PSA, REG, C, P} <= set(out["related"].iloc[0].split(";"))


def test_an_invoiced_contract_proves_the_customer() -> None:
    billed = known(
        ledger=False,
        more_links=[("customer", CRM, PSA), ("customer", CRM, REG), ("contract-invoice", C, "xero:invoice:I0")],
    )
    assert said("MD-01", billed) == {}


def test_work_in_two_currencies_is_said_in_base() -> None:
    dollars = {
        "day": "2026-09-04",
        "project": P,
        "customer": PSA,
        "amount": "100.00",
        "currency": "USD",
        "billable": True,
    }
    rate = [{"month": "2026-09", "currency": "USD", "base": "GBP", "rate": "0.75"}]
    out = found("MD-01", known(ledger=False, expenses=[dollars], fx_rates=rate))
    assert (out["amount"].iloc[0], out["currency"].iloc[0]) == (75_000 + 8_250, "GBP")
    assert pd.isna(found("MD-01", known(ledger=False, expenses=[dollars]))["amount"].iloc[0])


def pair(left: dict[str, Any], right: dict[str, Any], **more: Any) -> Thread:
    """Two ledger customers A and B."""
    return thread(
        customers=[
            {"id": "xero:customer:A", "name": "Oak Ltd"} | left,
            {"id": "xero:customer:B", "name": "Oak Limited"} | right,
        ],
        **more,
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"tax_id": "GB1"}, {"tax_id": "GB 1"}),
        ({"domain": "oak.com"}, {"domain": "oak.com"}),
        ({"postcode": "M2 5DB"}, {"postcode": "m25db"}),
        ({"email": "ann@oak.com"}, {"email": "Ann@oak.com", "tax_id": "GB1"}),
    ],
)
def test_two_records_of_one_customer(left: dict[str, Any], right: dict[str, Any]) -> None:
    out = found("MD-02", pair(left, right))
    assert out[["subject", "related"]].to_numpy().tolist() == [["xero:customer:B", "xero:customer:A"]]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {}),
        ({"domain": "oak.com", "tax_id": "GB1"}, {"domain": "oak.com", "tax_id": "GB2"}),
        ({"domain": "oak.com", "country": "Ireland"}, {"domain": "oak.com", "country": "Spain"}),
        ({"domain": "oak.com"}, {"domain": "oak.com", "name": "Oak Trading Ltd"}),
        ({"domain": "oak.com"}, {"domain": "oak.com", "name": "Oak BV"}),
        ({"domain": "oak.com", "parent": "xero:customer:B"}, {"domain": "oak.com"}),
        ({"domain": "oak.com"}, {"domain": "oak.com", "derived": True}),
    ],
)
def test_namesakes_and_relatives_are_no_duplicates(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert said("MD-02", pair(left, right)) == {}


def test_a_duplicate_costs_the_smaller_open_balance() -> None:
    bills = [
        invoice("I1", customer="xero:customer:A", total="100.00", open="100.00"),
        invoice("I2", customer="xero:customer:B", total="70.00", open="70.00"),
    ]
    same = {"domain": "oak.com"}
    assert said("MD-02", pair(same, same, invoices=bills)) == {"xero:customer:B": 7_000}
    assert said("MD-02", pair(same, same, invoices=bills[:1])) == {"xero:customer:B": 0}


def taxed(left: str, right: str, treatment: str = "Standard", **more: Any) -> Thread:
    """Oak with tax id `left` in the ledger and `right` in the CRM, a contract, and invoices of September: 100 net."""
    return hourly_book(
        customers=[
            {"id": CRM, "name": "Oak", "tax_id": right},
            {"id": BOOKS, "name": "Oak", "tax_id": left},
            {"id": REG, "name": "Oak"},
        ],
        contracts=[{"id": C, "customer": REG, "method": "time_and_materials", "tax_treatment": treatment}],
        invoices=[
            invoice("I1", customer=BOOKS, total="100.00", tax="0.00"),
            invoice("I2", customer="xero:customer:Ash", total="120.00", tax="20.00"),
        ],
        invoice_lines=[line("I1", "Work", "100.00"), line("I2", "Work", "100.00")],
        more_links=[("customer", CRM, BOOKS), ("customer", CRM, REG)],
        **more,
    )


def test_tax_ids_that_differ() -> None:
    assert said("MD-04", taxed("GB980780684", "GB 980 7806 84")) == {}
    assert said("MD-04", taxed("GB980780684", "980780684")) == {}
    assert said("MD-04", taxed("81-1", "81-2")) == {BOOKS: 0}
    out = found("MD-04", taxed("81-1", "81-2", "Reverse charge"))
    assert (out["amount"].iloc[0], out["related"].iloc[0]) == (2_000, CRM)
    assert (
        found("MD-04", taxed("81-1", "81-2", "Reverse charge"), Policy(standard_tax_basis=1_000))["amount"].iloc[0]
        == 1_000
    )


def test_check_digits_count_where_the_book_holds_them() -> None:
    """One GB number in five is off: a typing error; two of two are off: this book does not hold check digits."""

    def ids(*numbers: str) -> Thread:
        rows = [{"id": f"xero:customer:{n}", "name": f"Firm {n}", "tax_id": number} for n, number in enumerate(numbers)]
        return thread(customers=rows, loaded=["invoices"])

    assert said("MD-04", ids(*["GB980780684"] * 4, "GB980780685")) == {"xero:customer:4": 0}
    assert said("MD-04", ids("GB980780685", "GB980780683")) == {}


@pytest.mark.parametrize(("days", "cost"), [(30, {}), (31, {BOOKS: 22}), (60, {BOOKS: 658})])
def test_terms_of_no_contract(days: int, cost: dict[str, int]) -> None:
    """1,000.00 invoiced; 8 % a year on the days between the contract's 30 and the ledger's; a void invoice counts nothing."""
    book = hourly_book(
        customers=[{"id": REG, "name": "Oak"}, {"id": BOOKS, "name": "Oak", "terms_days": days}],
        contracts=[{"id": C, "customer": REG, "terms_days": 30, "method": "time_and_materials"}],
        invoices=[invoice("I1", total="1000.00"), invoice("I2", total="500.00", status="void")],
        more_links=[("customer", BOOKS, REG)],
    )
    assert said("MD-08", book) == cost


@pytest.mark.parametrize(("due", "count", "found"), [("2026-10-02", 3, 0), ("2026-11-01", 3, 1), ("2026-11-01", 2, 0)])
def test_terms_that_only_the_invoices_show(due: str, count: int, found: int) -> None:
    book = hourly_book(
        customers=[{"id": REG, "name": "Oak"}, {"id": BOOKS, "name": "Oak"}],
        contracts=[{"id": C, "customer": REG, "terms_days": 30}],
        invoices=[invoice(f"I{n}", total="1000.00", due=due) for n in range(count)],
        more_links=[("customer", BOOKS, REG)],
    )
    assert len(said("MD-08", book)) == found


def test_terms_of_one_of_several_contracts_are_right() -> None:
    book = hourly_book(
        customers=[{"id": REG, "name": "Oak"}, {"id": BOOKS, "name": "Oak", "terms_days": 45}],
        contracts=[{"id": C, "customer": REG, "terms_days": 30}, {"id": C + "2", "customer": REG, "terms_days": 45}],
        invoices=[invoice("I1", total="1000.00")],
        more_links=[("customer", BOOKS, REG)],
    )
    assert said("MD-08", book) == {}


@pytest.mark.parametrize(("currency", "cost"), [("GBP", {}), ("EUR", {"xero:invoice:I1": 15_000})])
def test_an_invoice_in_another_currency(currency: str, cost: dict[str, int]) -> None:
    book = hourly_book(
        invoices=[invoice("I1", total="1000.00", currency=currency)],
        fx_rates=[{"month": "2026-09", "currency": "EUR", "base": "GBP", "rate": "0.85"}],
        more_links=[("contract-invoice", C, "xero:invoice:I1")],
    )
    assert said("MD-09", book) == cost
    if cost:
        assert P in found("MD-09", book)["related"].iloc[0]


def test_an_unknown_rate_of_exchange_is_not_a_price() -> None:
    book = hourly_book(
        invoices=[invoice("I1", total="1000.00", currency="EUR")],
        more_links=[("contract-invoice", C, "xero:invoice:I1")],
    )
    assert said("MD-09", book) == {"xero:invoice:I1": None}


def test_hours_of_somebody_the_card_does_not_know() -> None:
    people = [
        {"id": "roster:person:E1", "name": "Ann Lee", "role": "Partner", "bill_rate": "200", "email": "a@firm.com"}
    ]
    known_role = hourly_book(time=[hours("2026-09-03", "2")])
    assert said("MD-12", known_role) == {}
    out = found(
        "MD-12", hourly_book(people=people, time=[hours("2026-09-03", "2"), hours("2026-09-04", "1", billable=False)])
    )
    assert (out["subject"].tolist(), out["amount"].tolist()) == ([ANN], [40_000])
    assert {"roster:person:E1", C, P} <= set(out["related"].iloc[0].split(";"))
    twice = [people[0] | {"role": "Analyst"}, people[0] | {"id": "roster:person:E2", "email": "A@firm.com"}]
    assert said("MD-12", hourly_book(people=twice, time=[])) == {"roster:person:E1": None}


def test_a_contract_without_any_card_is_one_finding() -> None:
    other = [{"contract": "register:contract:C9", "role": "Analyst", "rate": "100"}]
    book = hourly_book(
        rates=other, time=[hours("2026-09-03", "2"), hours("2026-09-04", "1", person="harvest:person:Bo")]
    )
    assert said("MD-12", book) == {C: 30_000}
