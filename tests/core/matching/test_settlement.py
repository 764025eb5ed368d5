"""Payments pay what the ledger says, unless the money itself proves another invoice."""

from __future__ import annotations

from typing import Any

from core.matching.engine import match
from core.records.tables import Tables
from tests.core.matching.firm import ALLOCATIONS, BANK, INVOICES, PAYMENTS, firm, ties, verdicts

KIND = "payment-invoice"


def _amounts(tables: Tables, **given: Any) -> dict[tuple[str, str], int]:
    links = match(tables, **given)
    found = links[links["kind"] == KIND]
    return {
        (left.split(":", 2)[2], right.split(":", 2)[2]): int(amount)
        for left, right, amount in zip(found["left"], found["right"], found["amount"], strict=True)
    }


def test_the_ledgers_word_stands() -> None:
    assert ("p1", "INV-3001") in ties(firm(), KIND, status="confirmed")


def test_an_unapplied_receipt_whose_text_names_the_invoice() -> None:
    assert ("p2", "INV-3002") in ties(firm(), KIND, status="confirmed")
    assert _amounts(firm())["p2", "INV-3002"] == 180_000


def test_a_receipt_on_the_wrong_customer_goes_to_the_invoice_it_names() -> None:
    """
    Payment  960.00  booked on INV-3002 of Halyard Foods
    bank     960.00  HALYARD FOODS SERVICES LTD INV-3003
    """
    payments = [{**PAYMENTS[0], "amount": "960.00"}]
    bank = [{**BANK[0], "amount": "960.00", "description": "HALYARD FOODS SERVICES LTD INV-3003"}]
    wrong = [{"source": "xero:payment:p1", "invoice": "xero:invoice:INV-3002", "amount": "960.00"}]
    assert _amounts(firm(payments=payments, bank_lines=bank, allocations=wrong)) == {("p1", "INV-3003"): 96_000}


def test_the_surplus_on_one_invoice_belongs_to_the_other_it_names() -> None:
    payments = [{**PAYMENTS[0], "amount": "6600.00"}]
    bank = [{**BANK[0], "amount": "6600.00", "description": "HALYARD FOODS LTD INV3001+3002"}]
    over = [{**ALLOCATIONS[0], "amount": "6600.00"}]
    found = _amounts(firm(payments=payments, bank_lines=bank, allocations=over))
    assert found == {("p1", "INV-3001"): 480_000, ("p1", "INV-3002"): 180_000}


def test_without_a_word_the_only_sum_is_taken() -> None:
    """1,800.00 of Halyard Foods leaves INV-3002 exactly; the line in the bank shows that the money came."""
    bank = [BANK[0], {**BANK[1], "description": "HALYARD FOODS LTD"}]
    assert ("p2", "INV-3002") in ties(firm(bank_lines=bank), KIND, status="confirmed")


def test_two_invoices_of_one_amount_only_suggest() -> None:
    twin = {**INVOICES[1], "id": "xero:invoice:INV-3008", "number": "INV-3008"}
    bank = [BANK[0], {**BANK[1], "description": "HALYARD FOODS LTD"}]
    found = ties(firm(invoices=[*INVOICES, twin], bank_lines=bank), KIND, status="suggested")
    assert len(found) == 1
    assert found < {("p2", "INV-3002"), ("p2", "INV-3008")}


def test_of_several_named_invoices_the_one_that_fits() -> None:
    """One receipt of two payments: each pays the invoice of its amount, though the line names both."""
    payments = [{**PAYMENTS[0], "number": "B"}, {**PAYMENTS[1], "day": "2026-03-10", "number": "B"}]
    bank = [{**BANK[0], "amount": "6600.00", "description": "HALYARD FOODS LTD INV3001 INV3002"}]
    found = ties(firm(payments=payments, bank_lines=bank, allocations=[]), KIND, status="confirmed")
    assert found == {("p1", "INV-3001"), ("p2", "INV-3002")}


def test_a_receipt_entered_twice_pays_nothing() -> None:
    twin = {**PAYMENTS[0], "id": "xero:payment:p9", "number": "BACS 9", "day": "2026-03-12"}
    assert not any(payment == "p9" for payment, _ in _amounts(firm(payments=[*PAYMENTS, twin])))


def test_credit_allocations_are_no_payments() -> None:
    credit = [*ALLOCATIONS, {"source": "xero:credit_note:CN-1", "invoice": "xero:invoice:INV-3002", "amount": "100.00"}]
    assert not any(left.startswith("CN") for left, _ in _amounts(firm(allocations=credit)))


def test_people_overrule() -> None:
    said = verdicts(
        (KIND, "xero:payment:p1", "xero:invoice:INV-3001", "rejected"),
        (KIND, "xero:invoice:INV-3003", "xero:payment:p2", "confirmed"),
    )
    found = _amounts(firm(), verdicts=said)
    assert ("p1", "INV-3001") not in found
    assert found["p2", "INV-3003"] == 96_000
