"""Receipts, what they settle, and the bank."""

from __future__ import annotations

from typing import Any

import pytest

from core.controls.cash import invoice_numbers, named_invoices
from core.thread.thread import Thread
from tests.core.controls.asking import C, found, invoice, line, said
from tests.core.controls.books import thread

I1, I2, Y1, Y2 = "xero:invoice:INV-1001", "xero:invoice:INV-1002", "xero:payment:Y1", "xero:payment:Y2"
OAK, ASH = "xero:customer:Oak", "xero:customer:Ash"


def bill(number: str = "INV-1001", **more: Any) -> dict[str, Any]:
    """An invoice of 1,000.00 to Oak of 3 August."""
    return invoice(number, "2026-08-03", total="1000.00", tax="0.00") | more


def receipt(id: str = Y1, **more: Any) -> dict[str, Any]:
    """1,000.00 from Oak on 1 September."""
    return {
        "id": id,
        "kind": "payment",
        "customer": OAK,
        "customer_name": "Oak",
        "day": "2026-09-01",
        "amount": "1000.00",
        "number": id[-2:],
    } | more


def applied(amount: str = "1000.00", source: str = Y1, to: str = I1) -> dict[str, Any]:
    """What `source` settles of an invoice."""
    return {
        "id": f"xero:allocation:{source}|{to}",
        "source": source,
        "invoice": to,
        "amount": amount,
        "day": "2026-09-01",
    }


def at_bank(amount: str = "1000.00", day: str = "2026-09-01", **more: Any) -> dict[str, Any]:
    """A line of the bank statement."""
    return {"amount": amount, "day": day, "payee": "OAK", "account": "gbp"} | more


def book(**given: Any) -> Thread:
    """One invoice, one receipt that settles it, and the bank's line; `given` tables replace them."""
    tables: dict[str, Any] = {
        "invoices": [bill()],
        "invoice_lines": [],
        "payments": [receipt()],
        "allocations": [applied()],
        "bank_lines": [at_bank()],
    }
    return thread(**(tables | given))


@pytest.mark.parametrize("control", ["CA-01", "CA-02", "CA-03", "CA-05", "CA-07", "CA-08", "CA-09", "CA-10"])
def test_an_ordinary_receipt_is_clean(control: str) -> None:
    assert said(control, book()) == {}


@pytest.mark.parametrize(("day", "late"), [("2026-09-19", True), ("2026-09-20", False)])
def test_a_receipt_that_settles_nothing(day: str, late: bool) -> None:
    paid = [receipt(day=day)]
    assert said("CA-01", book(payments=paid, allocations=[applied("400.00")])) == ({Y1: 60_000} if late else {})
    assert said("CA-01", book(payments=[receipt(status="VOIDED")], allocations=[applied("400.00")])) == {}


def test_more_applied_than_invoiced() -> None:
    assert said("CA-02", book(allocations=[applied(), applied("0.01", Y2)])) == {}
    over = book(payments=[receipt(amount="1500.00")], allocations=[applied("1500.00")])
    assert said("CA-02", over) == {I1: 50_000}
    assert Y1 in found("CA-02", over)["related"].iloc[0]
    assert said("CA-02", book(payments=[receipt(amount="900.00")])) == {Y1: 10_000}
    assert said("CA-02", book(invoices=[bill(status="void")], allocations=[applied("1500.00")], payments=[])) == {}


@pytest.mark.parametrize(("paid", "short"), [("950.00", 5_000), ("949.99", None), ("999.99", 1), ("1000.00", None)])
def test_a_small_rest(paid: str, short: int | None) -> None:
    got = said("CA-03", book(payments=[receipt(amount=paid)], allocations=[applied(paid)]))
    assert got == ({} if short is None else {I1: short})


def test_the_limit_of_a_rest_is_in_base_currency() -> None:
    rate = [{"month": "2026-08", "currency": "JPY", "base": "GBP", "rate": "0.5"}]
    coin = {"currency": "JPY"}
    small = book(
        invoices=[bill(total="1000", **coin)],
        payments=[receipt(amount="900", **coin)],
        allocations=[applied("900") | coin],
        fx_rates=rate,
    )
    assert said("CA-03", small) == {I1: 100}


def test_a_credit_note_that_leaves_a_rest_is_no_short_payment() -> None:
    note = "xero:credit_note:CN1"
    assert said("CA-03", book(payments=[], allocations=[applied("990.00", note)])) == {}


def twins(**second: Any) -> dict[str, Any]:
    """Oak's receipt, and another of the same amount two days later that settles nothing."""
    return {"payments": [receipt(), receipt(Y2, day="2026-09-03") | second], "allocations": [applied()]}


def test_one_receipt_entered_twice() -> None:
    got = found("CA-05", book(**twins()))
    assert (got["subject"].tolist(), got["amount"].tolist()) == ([Y2], [100_000])
    assert Y1 in got["related"].iloc[0]
    assert said("CA-05", book(**twins(day="2026-09-05"))) == {}
    assert said("CA-05", book(**twins(amount="1000.01"))) == {}
    assert said("CA-05", book(**twins(customer=ASH))) == {}
    # The bank shows both: two months of one retainer.
    assert said("CA-05", book(**twins(), bank_lines=[at_bank(), at_bank(day="2026-09-03")])) == {}


def test_without_the_bank_a_double_needs_the_same_reference() -> None:
    memo = {"memo": "Invoice 1001"}
    same = {"payments": [receipt(**memo), receipt(Y2, **memo)], "allocations": [applied()]}
    assert said("CA-05", book(**same, bank_lines=[])) == {Y2: 100_000}
    assert said("CA-05", book(**twins(), bank_lines=[])) == {}
    assert said("CA-05", book(**{**same, "allocations": [applied(), applied(source=Y2, to=I2)]}, bank_lines=[])) == {}


def test_the_bank_without_the_ledger_and_the_other_way_round() -> None:
    lost = book(bank_lines=[at_bank(), at_bank("70.00", "2026-09-02", id="bank:bank_line:B2")])
    assert said("CA-07", lost) == {"bank:bank_line:B2": 7_000}
    never = book(
        payments=[receipt(), receipt(Y2, amount="70.00", day="2026-09-02")],
        bank_lines=[at_bank(), at_bank("5.00", "2026-09-28")],
    )
    assert said("CA-07", never) == {Y2: 7_000}


@pytest.mark.parametrize(("day", "late"), [("2026-09-24", True), ("2026-09-25", False)])
def test_what_is_in_transit_at_the_end_is_left_alone(day: str, late: bool) -> None:
    in_bank = book(bank_lines=[at_bank(), at_bank("70.00", day, id="bank:bank_line:B2")])
    assert said("CA-07", in_bank) == ({"bank:bank_line:B2": 7_000} if late else {})


def test_salaries_match_ledger_postings() -> None:
    bank = {"account": "xero:account:090", "account_code": "090"}
    wages = [
        {
            "journal": "xero:journal:S1",
            "day": "2026-09-10",
            "document": "S1",
            "credit": "800.00",
            "debit": "0.00",
            **bank,
        },
        {
            "journal": "xero:journal:O1",
            "day": "2026-09-01",
            "document": "O1",
            "debit": "50.00",
            "description": "Opening balance",
            **bank,
        },
    ]
    accounts = [{"id": bank["account"], "code": "090", "name": "Bank", "role": "bank"}]

    def against(amount: str) -> dict[str, int | None]:
        lines = [at_bank(), at_bank(amount, "2026-09-10", id="bank:bank_line:W", payee="WAGES")]
        return said("CA-07", book(journal_lines=wages, accounts=accounts, bank_lines=lines))

    assert against("-800.00") == {}
    assert against("-799.00") == {"bank:bank_line:W": 79_900, "xero:journal:S1": 80_000}


def crossed(text: str, **given: Any) -> Thread:
    """Oak's 1,000.00 is applied to Oak's invoice while the bank says `text`; Ash has an invoice of the same amount open."""
    tables: dict[str, Any] = {
        "invoices": [bill(), bill("INV-1002", customer=ASH, customer_name="Ash Timber")],
        "bank_lines": [at_bank(payee=text, id="bank:bank_line:B1")],
        "links": [("bank-payment", "bank:bank_line:B1", Y1)],
    }
    return book(**(tables | given))


def test_a_receipt_on_the_wrong_customer() -> None:
    got = found("CA-08", crossed("ASH TIMBER Invoice 1002"))
    assert (got["subject"].tolist(), got["amount"].tolist()) == ([Y1], [100_000])
    assert {I1, I2, OAK, ASH, "bank:bank_line:B1"} <= set(got["related"].iloc[0].split(";"))
    assert said("CA-08", crossed("OAK Invoice 1001")) == {}
    assert said("CA-08", crossed("OAK INV-1001 INV-1002")) == {}
    assert said("CA-08", crossed("OAK ref 771002")) == {}
    # Another firm's number and neither its amount nor its name: a misprint.
    other = [bill(), bill("INV-1002", customer=ASH, customer_name="Ash Timber", total="70.00")]
    assert said("CA-08", crossed("OAK INV-1002", invoices=other)) == {}
    assert said("CA-08", crossed("ASH TIMBER INV-1002", invoices=other)) == {Y1: 100_000}


def test_the_ledger_itself_says_another_payer() -> None:
    assert said("CA-08", book(payments=[receipt(customer=ASH)])) == {Y1: 100_000}
    group = [{"id": ASH}, {"id": OAK, "parent": ASH}]
    assert said("CA-08", book(payments=[receipt(customer=ASH)], customers=group)) == {}
    one = {"customers": [{"id": ASH}, {"id": OAK}], "links": [("customer", OAK, ASH)]}
    assert said("CA-08", book(payments=[receipt(customer=ASH)], **one)) == {}


def test_invoice_numbers_in_free_text() -> None:
    whole, tails = invoice_numbers(book(invoices=[bill(), bill("INV-1002"), bill("A/1002")]))
    assert named_invoices("inv 1001, INV1002", whole, tails) == (I1, I2)
    assert named_invoices("1002", whole, tails) == ()  # two invoices end so
    assert named_invoices("Rechnung A-1002", whole, tails) == ("xero:invoice:A/1002",)
    assert named_invoices("nothing", whole, tails) == ()


def note(number: str = "CN1", **more: Any) -> dict[str, Any]:
    """A credit note of 300.00 of 5 August."""
    return (
        invoice(number, "2026-08-05", kind="credit_note", total="-300.00", open="-300.00")
        | {"id": f"xero:credit_note:{number}"}
        | more
    )


@pytest.mark.parametrize(("day", "late"), [("2026-09-19", True), ("2026-09-20", False)])
def test_a_credit_left_open(day: str, late: bool) -> None:
    assert said("CA-09", book(invoices=[bill(), note(day=day)])) == ({"xero:credit_note:CN1": 30_000} if late else {})
    assert said("CA-09", book(invoices=[bill(), note(open="0.00")])) == {}
    assert said("CA-09", book(invoices=[bill(), note(status="void")])) == {}


def test_the_open_rest_of_a_credit_is_worked_out_where_the_ledger_does_not_say() -> None:
    half = [applied("200.00", "xero:credit_note:CN1")]
    assert said("CA-09", book(invoices=[bill(), note(open=None)], allocations=half)) == {"xero:credit_note:CN1": 10_000}


def test_a_credit_larger_than_its_invoice() -> None:
    against = {"reference": "INV-1001 goodwill"}
    assert said("CA-10", book(invoices=[bill(), note(total="-1000.01", **against)])) == {}
    assert said("CA-10", book(invoices=[bill(), note(total="-1000.02", **against)])) == {"xero:credit_note:CN1": 2}
    two = [bill(), note(total="-700.00", **against), note("CN2", total="-700.00", day="2026-08-07", **against)]
    assert said("CA-10", book(invoices=two)) == {"xero:credit_note:CN2": 40_000}


def test_a_credit_over_two_invoices_is_measured_against_both() -> None:
    spread = [applied("1000.00", "xero:credit_note:CN1"), applied("900.00", "xero:credit_note:CN1", I2)]
    heads = [bill(), bill("INV-1002"), note(total="-1900.00")]
    assert said("CA-10", book(invoices=heads, allocations=spread, payments=[])) == {}


@pytest.mark.parametrize(
    ("day", "again", "missing"),
    [("2026-08-05", False, True), ("2026-09-20", False, False), ("2026-08-05", True, False)],
)
def test_credited_for_rebill(day: str, again: bool, missing: bool) -> None:
    heads = [bill(), note(total="-1000.00", open="0.00", day=day, reference="INV-1001 billing error, to be rebilled")]
    heads += [bill("INV-1002", day="2026-08-10")] if again else []
    texts = [line(n, "Review: Analyst, July 2026", "1000.00") for n in ("INV-1001", "INV-1002")]
    ties = [("contract-invoice", C, I1), ("contract-invoice", C, I2)]
    terms = [{"id": C, "method": "time_and_materials"}]
    got = said("CA-10", book(invoices=heads, invoice_lines=texts, contracts=terms, links=ties))
    assert got == ({"xero:credit_note:CN1": 100_000} if missing else {})
    # Without a contract the same customer and total tell.
    assert said("CA-10", book(invoices=heads)) == ({"xero:credit_note:CN1": 100_000} if missing else {})
