from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.kpi.cycle import invoice_cycle_days, project_setup_days
from tests.core.kpi.books import thread


def test_golden_set_up() -> None:
    """Signed 3 March, ready 11 March 2026: 8 days (CONTROLS.md)."""
    book = thread(
        {
            "contracts": [
                {"id": "r:contract:K", "signed": pd.Timestamp("2026-03-03")},
                {"id": "r:contract:W", "signed": pd.Timestamp("2026-03-03")},
            ],
            "projects": [{"id": "t:project:P", "set_up": pd.Timestamp("2026-03-11")}],
        },
        [{"kind": "contract-project", "left": "r:contract:K", "right": "t:project:P"}],
        "2026-03",
    )
    found = project_setup_days(book)
    assert (found.value, found.excluded) == (Decimal("8.0"), "1 contracts without a project")


def test_golden_invoice_cycle() -> None:
    """Service to 31 March, invoice 9 April = 9 days (CONTROLS.md)."""
    book = thread(
        {
            "contracts": [{"id": "r:contract:K", "method": "time_and_materials"}],
            "people": [{"id": "t:person:Ann Lee", "name": "Ann Lee"}],
            "invoices": [{"id": "x:invoice:1", "system": "x", "number": "1", "kind": "invoice", "day": pd.Timestamp("2026-04-09"), "total": 100, "tax": 0, "currency": "GBP", "status": "open"}],
            "invoice_lines": [{"invoice": "x:invoice:1", "line": 1, "description": "Ann Lee - March 2026", "quantity": 10_000, "unit_price": 10_000, "amount": 100, "currency": "GBP"}],
        },
        [{"kind": "contract-invoice", "left": "r:contract:K", "right": "x:invoice:1"}],
        "2026-04",
    )  # fmt: skip
    assert invoice_cycle_days(book).value == Decimal("9.000")


def test_without_projects_it_is_unknown() -> None:
    assert project_setup_days(thread({})).value is None
    assert invoice_cycle_days(thread({})).value is None
