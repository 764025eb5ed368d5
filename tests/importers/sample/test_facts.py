"""The invented firm is the same every time, and the mistakes planted in it are exactly what a close finds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from core.base.periods import Period
from core.store.book import open_or_create
from importers.sample.facts import ROLE_RATES, Contract, Facts, cents, invent
from tests.core.services.desks import PERIOD

VAT = Decimal("0.20")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return invent(PERIOD)


def planted(facts: Facts) -> Iterator[tuple[str, Decimal]]:
    """Control and price of every mistake that the firm's own facts show."""
    hourly = [entry for entry in facts.time if entry.contract is not None and entry.contract.method.startswith("Time")]
    past = [entry for entry in hourly if Period.of(entry.day) < PERIOD and not entry.invoiced]
    low = [entry for entry in hourly if entry.rate < ROLE_RATES[entry.person.role]]
    yield "TE-01", sum((entry.hours * (ROLE_RATES[entry.person.role] - entry.rate) for entry in low), Decimal(0))
    yield "TE-03", sum((entry.hours * entry.rate for entry in past if entry.approved), Decimal(0))
    yield "TE-04", sum((entry.hours * entry.rate for entry in past if not entry.approved), Decimal(0))
    seen: set[tuple[object, ...]] = set()
    for entry in hourly:
        print_of = (
            entry.day,
            entry.person,
            entry.contract and entry.contract.ref,
            entry.task,
            entry.notes,
            entry.hours,
        )
        if print_of in seen:
            yield "TE-08", entry.hours * entry.rate
        seen.add(print_of)
    for claim in facts.expenses:
        if not claim.invoiced and Period.of(claim.day) < PERIOD.shift(-1):
            yield "EX-03", cents(claim.cost * (100 + (claim.contract.markup or 0)) / 100)
    for invoice in facts.invoices:
        if not invoice.taxed:
            yield "BI-09", sum((cents(net * VAT) for net in invoice.nets), Decimal(0))
        if not invoice.posted:
            yield "GL-01", invoice.total
            yield "GL-02", invoice.total
        if invoice.contract.po_required and invoice.reference == "As agreed":
            yield "HO-13", invoice.total
        if 0 < invoice.paid < invoice.total:
            yield "CA-03", invoice.total - invoice.paid
    for receipt in facts.receipts:
        if receipt.invoice is None:
            yield "CA-01", receipt.amount
        if not receipt.in_ledger:
            yield "CA-07", receipt.amount
    yield "HO-01", facts.lone_deal[3]
    for contract in facts.contracts:
        yield from unbilled(facts, contract)


def unbilled(facts: Facts, contract: Contract) -> Iterator[tuple[str, Decimal]]:
    """What a contract's own schedule says and no invoice bills."""
    billed = [line[0] for invoice in facts.invoices if invoice.contract is contract for line in invoice.lines]
    if not contract.has_project:
        yield "HO-02", sum((m[1] for m in contract.milestones if m[2] <= PERIOD.last), Decimal(0))
    for name, amount, _, accepted in contract.milestones:
        if accepted and accepted <= PERIOD.last and not any(name in text for text in billed):
            yield "MS-01", amount
    if contract.fee is not None:
        months = [PERIOD.shift(-back) for back in range(6) if contract.start <= PERIOD.shift(-back).last]
        for month in months:
            if not any(f"{month.first:%B %Y}" in text for text in billed):
                yield "BI-04", contract.fee


def test_the_mistakes_planted_are_exactly_the_findings_of_a_close(facts: Facts, sample_book: Path) -> None:
    book = open_or_create(sample_book)
    try:
        found = book.findings()
    finally:
        book.close()
    live = found[found["absorbed_by"] == ""]
    amounts = [None if pd.isna(each) else Decimal(int(each)) / 100 for each in live["amount"]]
    said = list(zip(live["control"], amounts, strict=True))
    # The export files add three more: a customer kept twice, terms typed wrong, a deal nobody moved on.
    in_files = {"MD-02", "MD-08", "FC-02"}
    assert sorted(each for each in said if each[0] not in in_files) == sorted(planted(facts))
    assert sorted(control for control, _ in said if control in in_files) == sorted(in_files)


def test_the_same_month_gives_the_same_firm(facts: Facts) -> None:
    assert invent(PERIOD) == facts
    other = invent(PERIOD.shift(1))
    assert other.period == PERIOD.shift(1)
    assert max(entry.day for entry in other.time) > PERIOD.last


def test_no_receipt_is_more_than_its_invoice_and_no_day_has_too_many_hours(facts: Facts) -> None:
    assert all(0 <= invoice.paid <= invoice.total for invoice in facts.invoices)
    assert len({invoice.number for invoice in facts.invoices}) == len(facts.invoices)
    hours: dict[tuple[str, object], Decimal] = {}
    for entry in facts.time:
        place = (entry.person.id, entry.day)
        hours[place] = hours.get(place, Decimal(0)) + entry.hours
    # Only the entry that was typed twice makes a day longer than its seven and a half hours.
    assert sum(each > Decimal("7.5") for each in hours.values()) == 1


def test_cents_are_rounded_half_up() -> None:
    assert [cents(Decimal(text)) for text in ("0.005", "-0.005", "1.2349")] == [
        Decimal("0.01"),
        Decimal("-0.01"),
        Decimal("1.23"),
    ]
