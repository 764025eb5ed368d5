from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.kpi.billing import billing_accuracy, revenue_leakage, write_off_rate
from core.thread.thread import Thread
from tests.core.kpi.books import thread


def worked(rate: int, *, invoiced: bool = True, known: bool = True) -> Thread:
    """One hour of August at `rate` against a card rate of 100.00, billed on one invoice; known: the time system tells its rate."""
    day = pd.Timestamp("2026-08-05")
    return thread(
        {
            "contracts": [{"id": "r:contract:K", "method": "time_and_materials", "currency": "GBP", "value": 1_000_00}],
            "rates": [{"contract": "r:contract:K", "role": "Consultant", "rate": 100_0000, "currency": "GBP"}],
            "time": [{"id": "t:time:1", "day": day, "project": "t:project:P", "person_name": "Ann", "role": "Consultant", "seconds": 3600, "billable": True, "invoiced": invoiced, "approved": True, "rate": rate if known else None, "currency": "GBP"}],
            "invoices": [{"id": "x:invoice:1", "system": "x", "number": "1", "kind": "invoice", "day": pd.Timestamp("2026-09-01"), "total": rate // 100, "tax": 0, "currency": "GBP", "status": "open"}],
            "invoice_lines": [{"invoice": "x:invoice:1", "line": 1, "description": "Consultant - August 2026", "quantity": 10_000, "unit_price": rate, "amount": rate // 100, "currency": "GBP"}],
        },
        [{"kind": "contract-project", "left": "r:contract:K", "right": "t:project:P"}, {"kind": "contract-invoice", "left": "r:contract:K", "right": "x:invoice:1"}],
    )  # fmt: skip


def test_golden_write_off() -> None:
    """Standard 100, billed 92: 8 % (CONTROLS.md)."""
    assert write_off_rate(worked(92_0000)).value == Decimal("8.0000")


def test_leakage_is_what_was_earned_and_not_billed() -> None:
    assert revenue_leakage(worked(100_0000)).value == Decimal("0.0000")
    assert revenue_leakage(worked(100_0000, invoiced=False)).value == Decimal("100.0000")


def test_hours_billed_at_an_unknown_rate_are_left_out() -> None:
    unsaid = worked(92_0000, known=False)
    assert write_off_rate(unsaid).unknown
    assert revenue_leakage(unsaid).unknown


def test_golden_billing_accuracy() -> None:
    """4 wrong of 200: 98.0 % (CONTROLS.md)."""
    heads = [
        {
            "id": f"x:invoice:{n}",
            "system": "x",
            "number": str(n),
            "kind": "invoice",
            "day": pd.Timestamp("2026-08-01"),
            "total": 10,
            "tax": 0,
            "currency": "GBP",
            "status": "void" if n < 4 else "paid",
        }
        for n in range(200)
    ]
    assert billing_accuracy(thread({"invoices": heads})).value == Decimal("98.000")


def test_nothing_billed_is_unknown() -> None:
    assert write_off_rate(thread({})).unknown
    assert billing_accuracy(thread({})).unknown
    assert revenue_leakage(thread({})).unknown
