"""What was billed on a contract against what it allows."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, P, found, hourly_book, hours, invoice, line, said

I1, I2 = "xero:invoice:I1", "xero:invoice:I2"


def billed(*lines: tuple[str, str, str], contract: dict[str, Any], **given: Any) -> Thread:
    """The contract's terms and lines of (invoice, text, amount), each invoice linked to the contract."""
    numbers = sorted({number for number, _, _ in lines})
    heads = [invoice(number) for number in numbers]
    return hourly_book(
        contracts=[{"id": C, "currency": "GBP", "start": "2026-07-01", "end": "2026-12-31"} | contract],
        invoices=given.pop("invoices", []) + heads,
        invoice_lines=[line(*each, id=f"xero:invoice_line:{n}") for n, each in enumerate(lines)],
        more_links=[("contract-invoice", C, f"xero:invoice:{n}") for n in numbers] + given.pop("more_links", []),
        **given,
    )


# --- BI-01 ---------------------------------------------------------------------------------------------------------------

CAP: dict[str, Any] = {"method": "capped", "cap": "1000.00"}
JULY = ("I1", "Ann Lee - July 2026", "800.00")


@pytest.mark.parametrize(("waiting", "over"), [("2", None), ("2.01", 100)])
def test_exactly_at_the_cap_is_within_it(waiting: str, over: int | None) -> None:
    book = billed(JULY, contract=CAP, time=[hours("2026-09-01", waiting)])
    assert said("BI-01", book) == ({C: over} if over else {})


def test_only_approved_unbilled_hours_at_the_systems_rate_count() -> None:
    time = [
        hours("2026-09-01", "3", rate="150"),
        hours("2026-09-02", "9", approved=False),
        hours("2026-07-02", "8", invoiced=True),
        hours("2026-09-02", "9", billable=False),
    ]
    rows = found("BI-01", billed(JULY, contract=CAP, time=time))
    assert rows["amount"].tolist() == [25_000]
    assert rows["impact_class"].tolist() == ["LR"]
    assert rows["related"].iloc[0] == f"{P};{I1};harvest:time:1"


def test_time_that_never_says_whether_it_is_billable_fills_the_cap() -> None:
    book = billed(JULY, contract=CAP, time=[hours("2026-09-01", "3", billable=None)])
    assert said("BI-01", book) == {C: 10_000}


def test_a_line_without_an_amount_is_said() -> None:
    lines = [
        line("I1", "Ann Lee - July 2026", "800.00", id="xero:invoice_line:1"),
        line("I1", "Ann Lee - August 2026", "1.00", id="xero:invoice_line:2") | {"amount": None},
        line("I1", "With thanks", "1.00", id="xero:invoice_line:3")
        | {"amount": None, "quantity": None, "unit_price": None},
    ]
    terms = [{"id": C, "currency": "GBP", "start": "2026-07-01", "end": "2026-12-31", **CAP}]
    tied = [("contract-invoice", C, I1)]
    given: dict[str, Any] = {"contracts": terms, "invoices": [invoice("I1")], "more_links": tied}
    below = found("BI-01", hourly_book(invoice_lines=lines, time=[], **given))
    assert (below["severity"].tolist(), below["amount"].isna().tolist()) == (["S3"], [True])
    assert (
        below["message"]
        .iloc[0]
        .endswith("the cap of 1,000.00 GBP is passed cannot be told. Not counted: 1 billed line without an amount.")
    )
    above = found("BI-01", hourly_book(invoice_lines=lines, time=[hours("2026-09-01", "3")], **given))
    assert (above["severity"].tolist(), above["amount"].tolist()) == (["S1"], [10_000])
    assert above["message"].iloc[0].endswith("Not counted: 1 billed line without an amount.")
    text = hourly_book(invoice_lines=[lines[0], lines[2]], time=[], **given)
    assert said("BI-01", text) == {}


def test_signed_changes_raise_the_cap_and_expenses_do_not_fill_it() -> None:
    lines = (JULY, ("I2", "Ann Lee - August 2026", "300.00"), ("I2", "Expenses: Taxi, Cab, 01/08 (Ann Lee)", "90.00"))
    assert found("BI-01", billed(*lines, contract=CAP, time=[]))["impact_class"].tolist() == ["OB"]
    order = {"contract": C, "amount": "100.00", "signed": "2026-08-01", "status": "signed"}
    assert said("BI-01", billed(*lines, contract=CAP, time=[], change_orders=[order])) == {}
    draft = [order | {"status": "draft", "signed": None}]
    assert said("BI-01", billed(*lines, contract=CAP, time=[], change_orders=draft)) == {C: 10_000}


def test_what_was_credited_for_an_error_is_not_billed() -> None:
    note = invoice("N1", kind="credit_note", id="xero:credit_note:N1", total="-300.00", reference="I1: wrong hours")
    lines = (("I1", "Ann Lee - July 2026", "1300.00"),)
    book = billed(*lines, contract=CAP, time=[], invoices=[note])
    heads = book.tables["invoices"].copy()
    heads.loc[heads["number"] == "I1", ["total", "tax"]] = [130_000, 0]
    assert said("BI-01", Thread(book.tables.with_frame("invoices", heads))) == {}


# --- BI-04 ---------------------------------------------------------------------------------------------------------------

FEE: dict[str, Any] = {"method": "retainer", "monthly_fee": "500.00"}


def retainers(*months: str, **contract: Any) -> Thread:
    rows = [(f"I{n}", f"Retainer {month} - Desk", "500.00") for n, month in enumerate(months, 1)]
    return billed(*rows, contract=FEE | contract)


def test_each_month_of_the_term_once() -> None:
    assert said("BI-04", retainers("July 2026", "August 2026", "September 2026")) == {}
    ahead = retainers("July 2026", "August 2026", "September 2026", "October 2026")
    assert said("BI-04", ahead) == {}


def test_a_month_missing_and_a_month_twice() -> None:
    rows = found("BI-04", retainers("July 2026", "September 2026", "September 2026"))
    assert rows["key"].tolist() == [f"BI-04|{C}|2026-08", f"BI-04|{C}|2026-09"]
    assert rows["amount"].tolist() == [50_000, 50_000]
    assert rows["impact_class"].tolist() == ["DC", "OB"]
    assert rows["related"].tolist() == [P, f"{I2};xero:invoice:I3;{P}"]


def test_a_fee_in_two_parts_is_one_month_and_two_fees_on_one_invoice_are_two() -> None:
    parts = [("I1", "Retainer September 2026", "200.00"), ("I2", "Retainer September 2026", "300.00")]
    assert said("BI-04", billed(*parts, contract=FEE | {"start": "2026-09-01"})) == {}
    double = [("I1", "Retainer September 2026", "500.00"), ("I1", "Retainer September 2026", "500.00")]
    assert said("BI-04", billed(*double, contract=FEE | {"start": "2026-09-01"})) == {C: 50_000}


def test_the_term_ends_with_the_latest_signed_change() -> None:
    assert said("BI-04", retainers("July 2026", "August 2026", end="2026-08-31")) == {}
    longer = [{"contract": C, "amount": "0.00", "signed": "2026-08-01", "status": "signed", "new_end": "2026-12-31"}]
    book = billed(("I1", "Retainer July 2026", "500.00"), contract=FEE | {"end": "2026-07-31"}, change_orders=longer)
    assert found("BI-04", book)["key"].str.split("|").str[2].tolist() == ["2026-08", "2026-09"]


def test_a_retainer_that_names_no_month_takes_the_usual_one() -> None:
    """Named ones are billed in the month they name; the plain one of September is September's."""
    book = billed(
        ("I1", "Retainer September 2026", "500.00"),
        ("I2", "Monthly retainer", "500.00"),
        contract=FEE | {"start": "2026-08-01"},
    )
    heads = book.tables["invoices"].copy()
    heads.loc[heads["number"] == "I2", "day"] = "2026-08-02"
    assert said("BI-04", Thread(book.tables.with_frame("invoices", heads))) == {}


# --- BI-06 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "over"), [("400.01", None), ("400.02", 2), ("700.00", 30_000)])
def test_more_than_the_fixed_price(second: str, over: int | None) -> None:
    lines = (("I1", "Milestone: A", "600.00"), ("I2", "Final balance", second))
    book = billed(*lines, contract={"method": "milestones", "value": "1000.00"})
    assert said("BI-06", book) == ({C: over} if over else {})


# --- BI-10 ---------------------------------------------------------------------------------------------------------------


def support(text: str, **given: Any) -> Thread:
    tables: dict[str, Any] = {"time": [hours("2026-07-02", "8", invoiced=True)], "expenses": [], "milestones": []}
    return billed(("I1", text, "600.00"), contract={"method": "time_and_materials"}, **(tables | given))


@pytest.mark.parametrize("text", ["Ann Lee - July 2026", "Review: Analyst, July 2026", "Consulting July 2026"])
def test_hours_that_somebody_wrote_support_their_line(text: str) -> None:
    assert said("BI-10", support(text)) == {}


@pytest.mark.parametrize(
    "text", ["Additional services as discussed", "Ann Lee - June 2026", "Expenses: Taxi, Cab, 01/07 (Ann Lee)"]
)
def test_lines_with_nothing_behind_them(text: str) -> None:
    assert said("BI-10", support(text)) == {I1: 60_000}


def test_an_invoiced_expense_that_no_line_took_may_be_behind_an_expense_line() -> None:
    claim = {
        "day": "2026-08-20",
        "project": P,
        "category": "Meals",
        "merchant": "Diner",
        "amount": "55.00",
        "invoiced": True,
        "billable": True,
    }
    assert said("BI-10", support("Travel", expenses=[claim])) == {I1: 60_000}
    assert said("BI-10", support("Expenses: travel in August", expenses=[claim])) == {}


def test_a_fixed_line_stands_on_its_schedule() -> None:
    terms = {"method": "milestones", "value": "600.00"}
    stage = [{"id": "register:milestone:C1|Pilot", "contract": C, "name": "Pilot", "amount": "600.00"}]
    assert said("BI-10", billed(("I1", "Pilot reached", "600.00"), contract=terms, milestones=stage)) == {}
    assert said("BI-10", billed(("I1", "Final balance", "600.00"), contract=terms, milestones=stage)) == {I1: 60_000}


# --- BI-20 ---------------------------------------------------------------------------------------------------------------


def parties(**more: Any) -> Thread:
    """Contract with Elm; its invoice went to Oak. Both are known in CRM and ledger unless `more` says otherwise."""
    customers = [
        {"id": "register:customer:Elm", "name": "Elm"},
        {"id": "hubspot:customer:1", "name": "Elm"},
        {"id": "hubspot:customer:2", "name": "Oak"},
        {"id": "xero:customer:Elm", "name": "Elm"},
        {"id": "xero:customer:Oak", "name": "Oak"},
    ]
    same = [
        ("customer", "hubspot:customer:1", "register:customer:Elm"),
        ("customer", "hubspot:customer:1", "xero:customer:Elm"),
        ("customer", "hubspot:customer:2", "xero:customer:Oak"),
    ]
    given = {"customers": customers, "more_links": same} | more
    return billed(
        ("I1", "Ann Lee - July 2026", "600.00"),
        contract={"method": "time_and_materials", "customer": "register:customer:Elm"},
        **given,
    )


def test_an_invoice_to_somebody_elses_customer() -> None:
    book = parties()
    rows = found("BI-20", book)
    assert rows["subject"].tolist() == [I1]
    assert {C, "xero:customer:Oak", "xero:customer:Elm"} <= set(rows["related"].iloc[0].split(";"))


def test_customers_that_are_not_matched_yet_prove_nothing() -> None:
    base = parties()
    links = base.tables.links
    for lost in ("xero:customer:Elm", "xero:customer:Oak"):
        fewer = links[links["right"] != lost].reset_index(drop=True)
        assert said("BI-20", Thread(base.tables.with_links(fewer))) == {}
    right = parties(invoices=[])
    heads = right.tables["invoices"].assign(customer="xero:customer:Elm", customer_name="Elm")
    assert said("BI-20", Thread(right.tables.with_frame("invoices", heads))) == {}


def test_two_records_of_one_name_are_not_two_customers() -> None:
    twin = parties()
    heads = twin.tables["invoices"].assign(customer_name="ELM.")
    assert said("BI-20", Thread(twin.tables.with_frame("invoices", heads))) == {}
