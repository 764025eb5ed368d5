"""From the won deal to the purchase order on the invoice."""

from __future__ import annotations

from typing import Any

import pytest

from core.thread.thread import Thread
from tests.core.controls.asking import C, P, found, hourly_book, hours, invoice, said
from tests.core.controls.books import thread

D = "hubspot:deal:D1"


def won(**more: Any) -> dict[str, Any]:
    """A deal of 10,000.00 won on 3 August with every field of the hand-off."""
    return {
        "id": D,
        "name": "Review",
        "customer": "hubspot:customer:7",
        "amount": "10000.00",
        "close_date": "2026-08-03",
        "is_won": True,
        "is_closed": True,
        "has_handoff": True,
        "method": "time_and_materials",
        "method_text": "T&M",
        "service_line": "Change",
        "terms_days": 30,
        "start": "2026-08-10",
        "po_required": False,
    } | more


def signed(**more: Any) -> dict[str, Any]:
    """A contract of 10,000.00 by the hour, signed and started in July."""
    return {
        "id": C,
        "ref": "C1",
        "method": "time_and_materials",
        "value": "10000.00",
        "status": "Active",
        "signed": "2026-07-01",
        "start": "2026-07-06",
        "end": "2026-12-31",
    } | more


OTHER = [signed(id="register:contract:C0", signed="2026-01-05", start="2026-01-05")]
TIES = [("deal-contract", "hubspot:deal:D0", "register:contract:C0")]


@pytest.mark.parametrize(("day", "late"), [("2026-09-23", True), ("2026-09-24", False)])
def test_won_without_contract_after_five_business_days(day: str, late: bool) -> None:
    """23 September 2026 is a Wednesday: the fifth business day after it is the 30th."""
    book = thread(deals=[won(close_date=day)], contracts=OTHER, links=TIES)
    assert said("HO-01", book) == ({D: 1_000_000} if late else {})
    holiday = thread(deals=[won(close_date=day)], contracts=OTHER, links=TIES, holidays=[{"day": "2026-09-25"}])
    assert said("HO-01", holiday) == {}


def test_deals_that_need_no_contract() -> None:
    tied = [("deal-contract", D, C)]
    assert said("HO-01", thread(deals=[won()], contracts=[signed()], links=tied)) == {}
    assert said("HO-01", thread(deals=[won(close_date="2025-12-01")], contracts=OTHER, links=TIES)) == {}
    assert said("HO-01", thread(deals=[won(is_won=False)], contracts=OTHER, links=TIES)) == {}


def test_a_contract_of_the_customer_without_deal_may_be_the_one() -> None:
    customers = [{"id": "hubspot:customer:7"}, {"id": "register:customer:Oak"}]
    same = ("customer", "hubspot:customer:7", "register:customer:Oak")
    for day, loose in (("2026-08-14", True), ("2027-01-14", False)):
        book = thread(
            deals=[won()],
            customers=customers,
            contracts=[*OTHER, signed(customer="register:customer:Oak", signed=day)],
            links=[*TIES, same],
        )
        assert (said("HO-01", book) == {}) is loose


def test_nothing_is_said_of_ties_before_matching() -> None:
    from core.controls.registry import CONTROLS

    unless = CONTROLS["HO-01"].unless
    assert unless
    assert "matched" in unless(thread(deals=[won()], contracts=[signed()]))


def test_a_contract_without_project() -> None:
    rows = [
        {"id": "register:milestone:C1|1", "contract": C, "amount": "400.00", "planned": "2026-09-30", "status": "Due"},
        {
            "id": "register:milestone:C1|2",
            "contract": C,
            "amount": "500.00",
            "planned": "2026-08-01",
            "status": "Cancelled",
        },
        {"id": "register:milestone:C1|3", "contract": C, "amount": "600.00", "planned": "2026-10-31", "status": "Due"},
    ]
    links = [*TIES, ("deal-contract", D, C)]

    def book(schedule: list[dict[str, Any]] | None = None, **terms: Any) -> Thread:
        return thread(contracts=[signed(**terms)], projects=[], milestones=schedule or [], links=links)

    assert said("HO-02", book(rows)) == {C: 40_000}
    assert D in found("HO-02", book(rows))["related"].iloc[0]
    assert said("HO-02", book(monthly_fee="100.00", method="retainer")) == {C: 30_000}
    assert said("HO-02", book(status="Draft")) == {}
    assert said("HO-02", book(start="2026-09-24")) == {}
    assert said("HO-02", book(start="2026-09-23")) == {C: 0}


def test_a_loose_project_of_the_customer_is_said_once() -> None:
    customers = [{"id": "harvest:customer:Oak"}, {"id": "register:customer:Oak"}]
    book = hourly_book(
        customers=customers,
        contracts=[signed(customer="register:customer:Oak")],
        projects=[{"id": P, "name": "Review", "customer": "harvest:customer:Oak", "start": "2026-07-06"}],
        time=[hours("2026-09-03", "2")],
        links=[("customer", *[c["id"] for c in customers])],
    )
    assert said("HO-02", book) == {}
    assert said("HO-03", book) == {P: 20_000}


def test_work_without_contract() -> None:
    links = [("contract-project", C, "harvest:project:P0")]

    def book(**given: Any) -> Thread:
        return hourly_book(
            **({"links": links, "time": [hours("2026-09-03", "2"), hours("2026-09-04", "1", billable=False)]} | given)
        )

    assert said("HO-03", book()) == {P: 20_000}
    assert said("HO-03", book(projects=[{"id": P, "billable": False}])) == {}
    assert said("HO-03", book(time=[])) == {}
    assert said("HO-03", book(time=[hours("2026-09-03", "2", rate=None)])) == {P: None}
    spent = [{"project": P, "amount": "50.00", "billable": True, "day": "2026-09-04"}]
    assert said("HO-03", book(time=[], expenses=spent)) == {P: 5_000}


@pytest.mark.parametrize("field", ["method", "start", "terms_days", "po_required", "service_line", "amount"])
def test_a_field_missing_on_a_won_deal(field: str) -> None:
    blank = {field: "" if field in ("method", "service_line") else None}
    full = [won(id=f"hubspot:deal:{n}") for n in range(2)]
    words = {"method_text": ""} if field == "method" else {}
    assert said("HO-04", thread(deals=[*full, won(**blank, **words)])) == {D: None}
    assert said("HO-04", thread(deals=[*full, won(**blank, **words, has_handoff=False)])) == {}
    # A field that the system does not carry is not asked for.
    assert said("HO-04", thread(deals=[won(id=f"hubspot:deal:{n}", **blank, **words) for n in range(3)])) == {}


def test_a_method_in_unknown_words_is_not_missing() -> None:
    assert said("HO-04", thread(deals=[won(), won(id="hubspot:deal:2", method="", method_text="By phase")])) == {}


@pytest.mark.parametrize(
    ("value", "gap"), [("10000.00", None), ("10050.00", None), ("10050.01", 5_001), ("9900.00", 10_000)]
)
def test_deal_against_contract(value: str, gap: int | None) -> None:
    """Half a per cent of 10,000.00 is 50.00; the change order counts once it is signed."""
    orders = [
        {"contract": C, "amount": "1000.00", "status": "signed", "signed": "2026-08-01"},
        {"contract": C, "amount": "700.00", "status": "draft"},
    ]
    contract = signed(value=f"{float(value) - 1000:.2f}")
    book = thread(deals=[won()], contracts=[contract], change_orders=orders, links=[("deal-contract", D, C)])
    assert said("HO-05", book) == ({} if gap is None else {D: gap})


def test_deals_in_another_currency_are_not_compared() -> None:
    book = thread(deals=[won(currency="EUR")], contracts=[signed(value="5.00")], links=[("deal-contract", D, C)])
    assert said("HO-05", book) == {}


@pytest.mark.parametrize(
    ("method", "budget", "gap"),
    [
        ("milestones", "10000.00", None),
        ("milestones", "9999.00", 100),
        ("capped", "8000.00", None),
        ("capped", "12000.00", None),
        ("capped", "12000.02", 2),
        ("time_and_materials", "10500.00", None),
        ("time_and_materials", "10500.01", 50_001),
        ("time_and_materials", "9499.99", 50_001),
        ("retainer", "1.00", None),
    ],
)
def test_budget_against_contract(method: str, budget: str, gap: int | None) -> None:
    """Value 10,000.00, cap 12,000.00; two projects of which one carries 1,000.00."""
    rest = f"{float(budget) - 1000:.2f}" if method != "retainer" else "0.00"
    book = thread(
        contracts=[signed(method=method, cap="12000.00")],
        projects=[{"id": P, "budget_amount": rest}, {"id": P + "2", "budget_amount": "1000.00"}],
        links=[("contract-project", C, P), ("contract-project", C, P + "2")],
    )
    assert said("HO-06", book) == ({} if gap is None else {C: gap})


def test_a_budget_is_not_judged_while_a_part_is_unknown() -> None:
    links = [("contract-project", C, P), ("contract-project", C, P + "2")]
    parts = [{"id": P, "budget_amount": "10.00"}, {"id": P + "2"}]
    assert said("HO-06", thread(contracts=[signed(method="milestones")], projects=parts, links=links)) == {}
    waiting = [
        {"id": P, "budget_amount": "10.00", "customer": "x"},
        {"id": P + "2", "customer": "x", "budget_amount": "1.00"},
    ]
    loose = thread(contracts=[signed(method="milestones", customer="x")], projects=waiting, links=links[:1])
    assert said("HO-06", loose) == {}


def test_project_dates_and_work_outside_the_contract() -> None:
    def book(**project: Any) -> Thread:
        entries = [
            hours("2026-09-01", "1"),
            hours("2026-08-31", "2", invoiced=True),
            hours("2026-09-02", "1", billable=False),
        ]
        return hourly_book(
            contracts=[signed(end="2026-08-31")],
            projects=[{"id": P, "start": "2026-07-06", "end": "2026-08-31"} | project],
            time=entries,
        )

    assert said("HO-07", book()) == {}
    assert said("HO-07", book(end="2026-12-31")) == {C: 10_000}
    assert said("HO-07", book(start="2026-07-01")) == {C: 10_000}
    assert said("HO-15", book()) == {C: 10_000}


def test_an_amendment_moves_the_end() -> None:
    longer = [{"contract": C, "status": "signed", "signed": "2026-08-01", "new_end": "2026-10-31"}]
    book = hourly_book(contracts=[signed(end="2026-08-31")], change_orders=longer, time=[hours("2026-09-01", "1")])
    assert said("HO-15", book) == {}


@pytest.mark.parametrize(
    ("method", "text", "differs"),
    [
        ("time_and_materials", "Hourly", False),
        ("milestones", "Fixed fee, milestones", True),
        ("", "Something", False),
        ("capped", "Hourly, capped", True),
    ],
)
def test_billing_method(method: str, text: str, differs: bool) -> None:
    book = thread(
        contracts=[signed()],
        projects=[{"id": P, "method": method, "method_text": text}],
        links=[("contract-project", C, P)],
    )
    assert said("HO-08", book) == ({C: None} if differs else {})


def test_a_system_that_only_says_fixed_fee_agrees_with_each_kind() -> None:
    def book(text: str) -> Thread:
        project = {"id": P, "method": "milestones", "method_text": text}
        return thread(contracts=[signed(method="instalments")], projects=[project], links=[("contract-project", C, P)])

    assert said("HO-08", book("Fixed fee")) == {}
    assert said("HO-08", book("Fixed fee, milestones")) == {C: None}


@pytest.mark.parametrize(("last", "gap"), [("6000.00", None), ("6000.01", None), ("6000.02", 2), ("5000.00", 100_000)])
def test_schedule_against_price(last: str, gap: int | None) -> None:
    rows = [
        {"id": "register:milestone:C1|A", "contract": C, "amount": "4000.00", "status": "Accepted"},
        {"id": "register:milestone:C1|B", "contract": C, "amount": last, "status": "Planned"},
        {"id": "register:milestone:C1|C", "contract": C, "amount": "9.00", "status": "Cancelled"},
    ]
    book = thread(contracts=[signed(method="milestones")], milestones=rows, loaded=["projects"])
    assert said("HO-12", book) == ({} if gap is None else {C: gap})
    assert said("HO-12", thread(contracts=[signed(method="retainer")], milestones=rows)) == {}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"po_number": "PO-77 120"}, False),
        ({"reference": "your PO 77120"}, False),
        ({"reference": "PO77120"}, False),
        ({"reference": "77-120 / Review"}, False),
        ({"reference": "Review"}, True),
        ({"reference": "As agreed"}, True),
        ({"po_number": "77120", "day": "2026-09-11"}, True),
        ({"status": "void"}, False),
    ],
)
def test_purchase_order(given: dict[str, Any], wrong: bool) -> None:
    """The order 77120 ends on 10 September; the invoice is of the 10th unless said otherwise."""
    bill = invoice("I1", "2026-09-10", total="1200.00") | given
    contract = signed(po_required=True, po_number="77120", po_expiry="2026-09-10")
    book = thread(contracts=[contract], invoices=[bill], links=[("contract-invoice", C, bill["id"])])
    assert said("HO-13", book) == ({"xero:invoice:I1": 120_000} if wrong else {})
    free = thread(contracts=[signed()], invoices=[bill], links=[("contract-invoice", C, bill["id"])])
    assert said("HO-13", free) == {}
