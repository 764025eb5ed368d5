"""A small firm's book for tests of matching: three customers, two of them namesakes, four contracts and their threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from core.matching.engine import match
from core.records.tables import Tables
from tests.core.controls.books import book

Rows = Sequence[Mapping[str, Any]]

CUSTOMERS: Rows = [
    {"id": "hubspot:customer:11", "name": "Halyard Foods Limited", "domain": "halyardfoods.co.uk", "city": "Leith"},
    {
        "id": "hubspot:customer:12",
        "name": "Halyard Foods Services Ltd",
        "domain": "halyardservices.co.uk",
        "city": "Perth",
    },
    {
        "id": "hubspot:customer:13",
        "name": "Tern Optics GmbH",
        "domain": "ternoptics.de",
        "country": "Germany",
        "tax_id": "DE123",
    },
    {"id": "harvest:customer:Halyard Foods", "name": "Halyard Foods", "street": "4 Quay Street\nLeith\nEH6 6AA"},
    {
        "id": "harvest:customer:HALYARD FOODS SVCS",
        "name": "HALYARD FOODS SVCS",
        "street": "90 Mill Road\nPerth\nPH1 5AA",
    },
    {"id": "harvest:customer:Ternlight", "name": "Ternlight"},
    {
        "id": "xero:customer:Halyard Foods Ltd",
        "name": "Halyard Foods Ltd",
        "domain": "halyardfoods.co.uk",
        "city": "Leith",
    },
    {"id": "xero:customer:Halyard Foods Services Limited", "name": "Halyard Foods Services Limited", "city": "Perth"},
    {
        "id": "xero:customer:Tern Optics GmbH t/a Ternlight",
        "name": "Tern Optics GmbH t/a Ternlight",
        "tax_id": "DE 123",
    },
    {"id": "xero:customer:Quill Stationers", "name": "Quill Stationers"},
]
_HF, _HS, _TO = (
    f"register:customer:{name}" for name in ("Halyard Foods Ltd.", "Halyard Foods Services Ltd", "Tern Optics GmbH")
)


def _contract(ref: str, customer: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"register:contract:{ref}",
        "ref": ref,
        "customer": customer,
        "customer_name": customer.split(":", 2)[2],
        "title": title,
        "signed": "2026-01-05",
        "start": "2026-02-01",
        "end": "2026-07-31",
        "value": "12000.00",
        "currency": "GBP",
        **more,
    }


CONTRACTS: Rows = [
    _contract("HT-2026-001", _HF, "Cold Store Audit", method="milestones", deal_ref="501"),
    _contract(
        "HT-2026-002", _HF, "Recipe Database - Phase A", method="time_and_materials", value="30000.00", end="2026-12-31"
    ),
    _contract("HT-2026-003", _HS, "Cold Store Audit", method="retainer", monthly_fee="800.00", value="9600.00"),
    _contract(
        "HT-2026-004", _TO, "Lens Planning Model", method="time_and_materials", currency="EUR", po_number="PO-77810"
    ),
]
DEALS: Rows = [
    {
        "id": "hubspot:deal:501",
        "name": "Halyard - Cold store audit",
        "customer": "hubspot:customer:11",
        "amount": "12000.00",
    },
    {"id": "hubspot:deal:502", "name": "Recipe DB Phase A", "customer": "hubspot:customer:11", "amount": "30000.00"},
    {"id": "hubspot:deal:503", "name": "Cold Store Audit", "customer": "hubspot:customer:12", "amount": "9600.00"},
    {
        "id": "hubspot:deal:504",
        "name": "Model for lens planning",
        "customer": "hubspot:customer:13",
        "amount": "12000.00",
    },
]
PROJECTS: Rows = [
    {"id": "harvest:project:HT026001", "code": "HT026001", "name": "Audit cold store", "customer": "harvest:customer:Halyard Foods"},
    {"id": "harvest:project:Recipe data base A", "name": "Recipe data base A", "customer": "harvest:customer:Halyard Foods",
     "end": "2026-12-31", "budget_amount": "30000.00"},
    {"id": "harvest:project:Cold Store Audit", "name": "Cold Store Audit", "customer": "harvest:customer:HALYARD FOODS SVCS"},
    {"id": "harvest:project:Lens plan", "name": "Lens plan", "customer": "harvest:customer:Ternlight", "currency": "EUR",
     "budget_amount": "12000.00"},
]  # fmt: skip
MILESTONES: Rows = [
    {"id": "register:milestone:HT-2026-001|Kick-off", "contract": "register:contract:HT-2026-001", "name": "Kick-off",
     "type": "milestone", "planned": "2026-02-10", "accepted": "2026-02-12", "amount": "4000.00"},
    {"id": "register:milestone:HT-2026-001|Final report", "contract": "register:contract:HT-2026-001", "name": "Final report",
     "type": "milestone", "planned": "2026-06-10", "amount": "8000.00"},
]  # fmt: skip
INVOICES: Rows = [
    {"id": "xero:invoice:INV-3001", "number": "INV-3001", "kind": "invoice", "customer": "xero:customer:Halyard Foods Ltd",
     "day": "2026-02-13", "total": "4800.00", "tax": "800.00", "reference": "HT-2026-001", "status": "paid"},
    {"id": "xero:invoice:INV-3002", "number": "INV-3002", "kind": "invoice", "customer": "xero:customer:Halyard Foods Ltd",
     "day": "2026-03-02", "total": "1800.00", "tax": "300.00", "status": "open"},
    {"id": "xero:invoice:INV-3003", "number": "INV-3003", "kind": "invoice",
     "customer": "xero:customer:Halyard Foods Services Limited", "day": "2026-02-20", "total": "960.00", "tax": "160.00"},
    {"id": "xero:invoice:INV-3004", "number": "INV-3004", "kind": "invoice",
     "customer": "xero:customer:Tern Optics GmbH t/a Ternlight", "day": "2026-03-03", "total": "1500.00", "tax": "0.00",
     "reference": "your PO 77810", "currency": "EUR"},
    {"id": "xero:invoice:INV-3005", "number": "INV-3005", "kind": "invoice", "customer": "xero:customer:Halyard Foods Ltd",
     "day": "2026-03-04", "total": "960.00", "status": "void", "reference": "HT-2026-001"},
]  # fmt: skip
LINES: Rows = [
    {"invoice": "xero:invoice:INV-3001", "line": 1, "description": "Milestone: Kick-off", "amount": "4000.00", "quantity": "1"},
    {"invoice": "xero:invoice:INV-3002", "line": 1, "description": "Ana Reyes - February 2026", "amount": "1500.00",
     "quantity": "10", "unit_price": "150"},
    {"invoice": "xero:invoice:INV-3003", "line": 1, "description": "Retainer March 2026 - Cold Store Audit", "amount": "800.00",
     "quantity": "1", "unit_price": "800"},
    {"invoice": "xero:invoice:INV-3004", "line": 1, "description": "Analyst - February 2026", "amount": "1500.00",
     "quantity": "10", "unit_price": "150", "currency": "EUR"},
]  # fmt: skip
TIME: Rows = [
    {"project": "harvest:project:Recipe data base A", "person_name": "Ana Reyes", "day": f"2026-02-{day:02d}", "seconds": "5",
     "billable": True, "rate": "150"}
    for day in (9, 10)
]  # fmt: skip
PAYMENTS: Rows = [
    {"id": "xero:payment:p1", "kind": "payment", "customer": "xero:customer:Halyard Foods Ltd", "day": "2026-03-10",
     "amount": "4800.00", "number": "BACS 1"},
    {"id": "xero:payment:p2", "kind": "prepayment", "customer": "xero:customer:Halyard Foods Ltd", "day": "2026-04-02",
     "amount": "1800.00", "number": "BACS 2"},
]  # fmt: skip
ALLOCATIONS: Rows = [{"source": "xero:payment:p1", "invoice": "xero:invoice:INV-3001", "amount": "4800.00"}]
BANK: Rows = [
    {"id": "bank:bank_line:b#1", "day": "2026-03-09", "description": "HLYRD FOODS LTD INV-3001", "amount": "4800.00"},
    {
        "id": "bank:bank_line:b#2",
        "day": "2026-04-02",
        "description": "HALYARD FOODS LTD Invoice 3002",
        "amount": "1800.00",
    },
    {"id": "bank:bank_line:b#3", "day": "2026-04-02", "description": "RENT", "amount": "-1800.00"},
]
PEOPLE: Rows = [
    {"id": "roster:person:E1", "name": "Ana Reyes", "email": "ana@firm.example"},
    {"id": "roster:person:E2", "name": "Robert O'Hara"},
    {"id": "harvest:person:Ana Reyes", "name": "Ana Reyes", "system": "harvest"},
    {"id": "harvest:person:Bob O'Hara", "name": "Bob O'Hara", "system": "harvest"},
]


@cache
def base() -> Tables:
    """The small firm's book as it is; shared, never changed."""
    return _firm()


@cache
def base_links() -> pd.DataFrame:
    """What `match` ties in it."""
    return match(base())


def firm(**changed: Rows) -> Tables:
    """The small firm's book, with whole tables replaced by `changed`."""
    return _firm(**changed) if changed else base()


def _firm(**changed: Rows) -> Tables:
    deals = [{"is_won": True, "close_date": "2026-01-02", "start": "2026-02-01", **row} for row in DEALS]
    deals[3]["currency"] = "EUR"
    projects = [
        {"billable": True, "start": "2026-02-01", "end": "2026-07-31", "set_up": "2026-01-08", **row}
        for row in PROJECTS
    ]
    whole: dict[str, Any] = {
        "customers": CUSTOMERS,
        "contracts": CONTRACTS,
        "deals": deals,
        "projects": projects,
        "milestones": MILESTONES,
        "invoices": INVOICES,
        "invoice_lines": LINES,
        "time": TIME,
        "payments": PAYMENTS,
        "allocations": ALLOCATIONS,
        "bank_lines": BANK,
        "people": PEOPLE,
        **changed,
    }
    return book(**whole)


def ties(tables: Tables, kind: str, *, status: str = "", **given: Any) -> set[tuple[str, str]]:
    """What `match` ties, without the systems in front of the ids: (left, right) of `kind`, of one `status` if named."""
    links = base_links() if tables is base() and not given else match(tables, **given)
    found = links[(links["kind"] == kind) & (links["status"].isin([status] if status else ["confirmed", "suggested"]))]
    short: Callable[[str], str] = lambda record: record.split(":", 2)[2]  # noqa: E731 - reads as a word here
    return {(short(one), short(other)) for one, other in zip(found["left"], found["right"], strict=True)}


def verdicts(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """A frame of verdicts: kind, left, right, verdict."""
    return pd.DataFrame(list(rows), columns=["kind", "left", "right", "verdict"])
