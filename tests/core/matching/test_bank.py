"""Bank lines bring payments: amount, day and payer together, fees and shared receipts included."""

from __future__ import annotations

from core.matching.engine import match
from tests.core.matching.firm import BANK, PAYMENTS, firm, ties, verdicts

KIND = "bank-payment"


def test_a_whole_firm() -> None:
    assert ties(firm(), KIND, status="confirmed") == {("b#1", "p1"), ("b#2", "p2")}


def test_a_transfer_short_by_the_banks_fee() -> None:
    bank = [{**BANK[0], "amount": "4786.50"}, *BANK[1:]]
    links = match(firm(bank_lines=bank))
    found = links[(links["kind"] == KIND) & (links["left"] == "bank:bank_line:b#1")]
    assert found["amount"].tolist() == [480_000]  # the payment's, not what arrived
    assert "short by 13.50" in found["reason"].iloc[0]


def test_one_line_for_three_payments_of_one_receipt() -> None:
    parts = [
        {**PAYMENTS[0], "id": f"xero:payment:{n}", "number": "BACS 9", "amount": amount}
        for n, amount in enumerate(("4000.00", "500.00", "300.00"))
    ]
    assert ties(firm(payments=parts, allocations=[]), KIND, status="confirmed") == {
        ("b#1", "0"),
        ("b#1", "1"),
        ("b#1", "2"),
    }


def test_one_line_for_receipts_of_several_numbers() -> None:
    parts = [
        {**PAYMENTS[0], "id": f"xero:payment:{n}", "number": f"R{n}", "amount": amount}
        for n, amount in enumerate(("4000.00", "800.00"))
    ]
    found = ties(firm(payments=parts, allocations=[]), KIND)
    assert found == {("b#1", "0"), ("b#1", "1")}


def test_the_amount_alone_is_never_proof() -> None:
    """Same amount, same day, but a line that says nothing of the payer."""
    bank = [{**BANK[0], "description": "1988123", "day": "2026-03-10"}]
    assert ties(firm(bank_lines=bank, allocations=[]), KIND, status="confirmed") == set()
    assert ties(firm(bank_lines=bank, allocations=[]), KIND) == {("b#1", "p1")}


def test_a_payment_booked_on_the_wrong_customer_is_shown_beside_its_money() -> None:
    bank = [{**BANK[0], "description": "TERN OPTICS GMBH"}]
    assert ties(firm(bank_lines=bank), KIND, status="suggested") == {("b#1", "p1")}


def test_money_of_another_month_is_left_alone() -> None:
    bank = [{**BANK[0], "day": "2026-04-10", "description": "HALYARD FOODS LTD"}]
    assert ties(firm(bank_lines=bank), KIND) == set()


def test_of_a_receipt_entered_twice_the_applied_one_is_real() -> None:
    twice = [*PAYMENTS, {**PAYMENTS[0], "id": "xero:payment:p9", "number": "BACS 99", "day": "2026-03-11"}]
    assert ("b#1", "p1") in ties(firm(payments=twice), KIND, status="confirmed")
    assert not any(payment == "p9" for _, payment in ties(firm(payments=twice), KIND))


def test_salaries_and_rent_are_not_payments() -> None:
    assert not any(line == "b#3" for line, _ in ties(firm(), KIND))


def test_people_overrule() -> None:
    said = verdicts(
        (KIND, "bank:bank_line:b#1", "xero:payment:p1", "rejected"),
        (KIND, "xero:payment:p2", "bank:bank_line:b#1", "confirmed"),
    )
    assert ties(firm(), KIND, verdicts=said) == {("b#1", "p2")}
