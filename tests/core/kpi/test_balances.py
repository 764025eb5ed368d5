from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.kpi.balances import backlog, deferred_revenue, unbilled_wip
from tests.core.kpi.books import thread


def test_deferred_revenue_is_the_credit_balance() -> None:
    book = thread(
        {
            "accounts": [{"id": "x:account:850", "role": "deferred", "opening": -100_00}],
            "journal_lines": [
                {"account": "x:account:850", "day": pd.Timestamp("2026-09-01"), "debit": 0, "credit": 50_00},
                {"account": "x:account:850", "day": pd.Timestamp("2026-09-30"), "debit": 20_00, "credit": 0},
                {"account": "x:account:850", "day": pd.Timestamp("2026-10-01"), "debit": 20_00, "credit": 0},
            ],
        }
    )
    assert deferred_revenue(book).value == Decimal("130.00")
    assert deferred_revenue(thread({})).unknown


def test_deferred_revenue_without_what_stood_before_is_unknown() -> None:
    day = pd.Timestamp("2026-09-30")
    lines = [{"account": "x:account:850", "day": day, "debit": 20_00, "credit": 0}]
    accounts = [{"id": "x:account:850", "role": "deferred"}]
    invoices = [{"id": "x:invoice:1", "day": pd.Timestamp("2026-01-15")}]
    measure = deferred_revenue(thread({"accounts": accounts, "journal_lines": lines, "invoices": invoices}))
    assert measure.value is None
    assert "2026-09-30" in measure.unknown


def test_wip_takes_the_card_and_leaves_unapproved_time_out() -> None:
    day = pd.Timestamp("2026-09-10")
    row = {
        "day": day,
        "project": "t:project:P",
        "role": "Analyst",
        "seconds": 3600,
        "billable": True,
        "invoiced": False,
        "rate": 50_0000,
        "currency": "GBP",
    }
    book = thread(
        {
            "contracts": [{"id": "r:contract:K", "method": "time_and_materials", "currency": "GBP", "markup": 1000}],
            "rates": [{"contract": "r:contract:K", "role": "Analyst", "rate": 60_0000, "currency": "GBP"}],
            "time": [{**row, "id": "t:time:1", "approved": True}, {**row, "id": "t:time:2", "approved": False}],
            "expenses": [
                {
                    "id": "t:expense:1",
                    "day": day,
                    "project": "t:project:P",
                    "amount": 10_00,
                    "currency": "GBP",
                    "billable": True,
                    "invoiced": False,
                }
            ],
            "milestones": [
                {
                    "id": "r:milestone:M",
                    "contract": "r:contract:K",
                    "type": "milestone",
                    "accepted": day,
                    "amount": 500_00,
                    "currency": "GBP",
                }
            ],
        },
        [{"kind": "contract-project", "left": "r:contract:K", "right": "t:project:P"}],
    )
    assert unbilled_wip(book).value == Decimal("571.00")


def test_backlog_by_method() -> None:
    """
    Retainer    12 months from July at 100: 3 elapsed, 900 left
    milestones  1,000, 400 accepted: 600 left
    instalments 2 of 300 each covering 6 months from July: 3 of 12 elapsed, 450 left
    """
    july, last = pd.Timestamp("2026-07-01"), pd.Timestamp("2027-06-30")
    common = {"currency": "GBP", "signed": pd.Timestamp("2026-06-01"), "start": july, "end": last}
    book = thread(
        {
            "contracts": [
                {"id": "r:contract:R", "method": "retainer", "value": 1200_00, "monthly_fee": 100_00, **common},
                {"id": "r:contract:M", "method": "milestones", "value": 1000_00, **common},
                {"id": "r:contract:I", "method": "instalments", "value": 600_00, **common},
            ],
            "milestones": [
                {
                    "id": "1",
                    "contract": "r:contract:M",
                    "type": "milestone",
                    "accepted": pd.Timestamp("2026-08-01"),
                    "amount": 400_00,
                },
                {"id": "2", "contract": "r:contract:I", "type": "instalment", "planned": july, "amount": 300_00},
                {
                    "id": "3",
                    "contract": "r:contract:I",
                    "type": "instalment",
                    "planned": pd.Timestamp("2027-01-01"),
                    "amount": 300_00,
                },
            ],
        }
    )
    assert backlog(book).value == Decimal("1950.00")
    assert backlog(thread({})).unknown


def test_backlog_leaves_a_contract_out_whose_work_has_no_rate_or_amount() -> None:
    """A: 1,000 less 2 hours at 50 and one at the card's 60 = 840. B has an hour without a rate, M a milestone without an amount."""
    day = pd.Timestamp("2026-09-10")
    terms = {"value": 1000_00, "currency": "GBP", "signed": day, "start": day, "end": pd.Timestamp("2027-06-30")}
    work = {"day": day, "project": "t:project:A", "role": "Analyst", "billable": True, "currency": "GBP"}
    book = thread(
        {
            "contracts": [
                {"id": "r:contract:A", "method": "time_and_materials", **terms},
                {"id": "r:contract:B", "method": "time_and_materials", **terms},
                {"id": "r:contract:M", "method": "milestones", **terms},
            ],
            "rates": [{"contract": "r:contract:A", "role": "Analyst", "rate": 60_0000, "currency": "GBP"}],
            "time": [
                {**work, "id": "t:time:1", "seconds": 7200, "rate": 50_0000},
                {**work, "id": "t:time:2", "seconds": 3600},
                {**work, "id": "t:time:3", "seconds": 3600, "project": "t:project:B"},
            ],
            "milestones": [{"id": "1", "contract": "r:contract:M", "type": "milestone", "accepted": day}],
        },
        [{"kind": "contract-project", "left": f"r:contract:{x}", "right": f"t:project:{x}"} for x in "AB"],
    )
    found = backlog(book)
    assert (found.value, found.records) == (Decimal("840.00"), ("r:contract:A",))
    assert found.excluded == "2 contracts with work whose rate or amount is unknown"


def test_elapsed_months_are_rounded_half_up() -> None:
    """2 of 3 months of 1.00 are 0.67: 0.33 is left."""
    start, end = pd.Timestamp("2026-08-01"), pd.Timestamp("2026-10-31")
    contract = {"id": "r:contract:R", "method": "retainer", "value": 1_00, "currency": "GBP"}
    book = thread({"contracts": [contract | {"signed": start, "start": start, "end": end}]})
    assert backlog(book).value == Decimal("0.33")
