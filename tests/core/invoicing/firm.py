"""An invented firm for tests of correction documents: one contract a billing method, what was billed right and what was not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from core.invoicing.corrections import Drafter, Drafting
from core.records.tables import Tables
from core.thread.thread import Thread
from tests.core.controls.books import book

HOURLY = "register:contract:K-1"
FIXED = "register:contract:K-2"
RETAINER = "register:contract:K-3"


def contract(ref: str, method: str, **more: Any) -> dict[str, Any]:
    """A contract of Acme with 20 % tax and 30 days."""
    return {
        "id": f"register:contract:{ref}",
        "ref": ref,
        "customer": "register:customer:Acme",
        "customer_name": "Acme",
        "title": f"Work {ref}",
        "method": method,
        "tax_treatment": "Standard 20%",
        "terms_days": 30,
        "start": "2026-06-01",
        "end": "2026-12-31",
        "status": "Active",
        **more,
    }


def invoice(number: str, day: str, total: str, tax: str, **more: Any) -> dict[str, Any]:
    """A posted invoice to Acme."""
    return {
        "id": f"xero:invoice:{number}",
        "number": number,
        "kind": "invoice",
        "customer": "xero:customer:Acme Ltd",
        "customer_name": "Acme Ltd",
        "reference": "PO 7",
        "day": day,
        "due": day,
        "total": total,
        "tax": tax,
        "paid": "0.00",
        "open": total,
        "status": "open",
        **more,
    }


def line(
    number: str, place: int, text: str, quantity: str, price: str, amount: str, tax: str, **more: Any
) -> dict[str, Any]:
    """A posted line of that invoice."""
    return {
        "id": f"xero:invoice_line:{number}#{place}",
        "invoice": f"xero:invoice:{number}",
        "line": place,
        "description": text,
        "quantity": quantity,
        "unit_price": price,
        "amount": amount,
        "tax": tax,
        "tax_code": "20% (VAT on Income)",
        "account": "200",
        "item": "Advice",
        **more,
    }


def hours(n: int, day: str, seconds: str, rate: str, **more: Any) -> dict[str, Any]:
    """Approved billable hours of Ada Finch on P1."""
    return {
        "id": f"harvest:time:t.csv#{n}",
        "day": day,
        "project": "harvest:project:P1",
        "project_name": "Alpha",
        "customer": "harvest:customer:Acme",
        "person": "harvest:person:Ada Finch",
        "person_name": "Ada Finch",
        "role": "Advisor",
        "seconds": seconds,
        "rate": rate,
        "billable": True,
        "approved": True,
        "invoiced": False,
        **more,
    }


def tables(**changes: list[dict[str, Any]]) -> Tables:
    """The firm's book; `changes` replaces whole tables."""
    given: dict[str, Any] = {
        "customers": [
            {"id": "register:customer:Acme", "system": "register", "name": "Acme"},
            {"id": "harvest:customer:Acme", "system": "harvest", "name": "Acme"},
            {"id": "xero:customer:Acme Ltd", "system": "xero", "name": "Acme Ltd", "tax_code": "20% (VAT on Income)"},
            {"id": "xero:customer:Bolt Ltd", "system": "xero", "name": "Bolt Ltd"},
        ],
        "contracts": [
            contract("K-1", "time_and_materials", markup=1000),
            contract("K-2", "milestones"),
            contract("K-3", "retainer", monthly_fee="500.00"),
        ],
        "rates": [
            {"contract": HOURLY, "role": "Advisor", "rate": "100.00", "valid_from": "2026-01-01"},
        ],
        "projects": [
            {"id": "harvest:project:P1", "name": "Alpha", "customer": "harvest:customer:Acme", "billable": True},
        ],
        "people": [{"id": "roster:person:1", "system": "roster", "name": "Ada Finch", "role": "Advisor"}],
        "time": [
            hours(1, "2026-07-06", "8", "90.00", invoiced=True),
            hours(2, "2026-07-07", "2", "100.00", invoiced=True, approved=False),
            hours(3, "2026-08-03", "7.5", "100.00"),
            hours(4, "2026-08-04", "0.5", "100.00"),
            hours(5, "2026-09-08", "4", "100.00"),
        ],
        "expenses": [
            {
                "id": "harvest:expense:e.csv#1",
                "system": "harvest",
                "day": "2026-08-05",
                "project": "harvest:project:P1",
                "person_name": "Ada Finch",
                "category": "Travel",
                "merchant": "Northern Rail",
                "amount": "33.33",
                "billable": True,
                "approved": True,
                "invoiced": False,
            },
            {
                "id": "harvest:expense:e.csv#2",
                "system": "harvest",
                "day": "2026-07-09",
                "project": "harvest:project:P1",
                "person_name": "Ada Finch",
                "category": "Travel",
                "merchant": "Night Bus",
                "amount": "20.00",
                "billable": True,
                "approved": True,
                "invoiced": True,
            },
        ],
        "milestones": [
            {
                "id": "register:milestone:K-2|Design",
                "contract": FIXED,
                "name": "Design",
                "type": "milestone",
                "planned": "2026-07-31",
                "accepted": "2026-07-30",
                "amount": "1000.00",
                "status": "Accepted",
            },
            {
                "id": "register:milestone:K-2|Build",
                "contract": FIXED,
                "name": "Build",
                "type": "milestone",
                "planned": "2026-08-31",
                "accepted": "2026-08-28",
                "amount": "2000.00",
                "status": "Accepted",
            },
        ],
        "invoices": [
            invoice("INV-1", "2026-08-03", "1128.00", "188.00"),
            invoice("INV-2", "2026-08-03", "1140.00", "190.00", reference=""),
            invoice("INV-3", "2026-07-01", "600.00", "100.00"),
            invoice("INV-4", "2026-07-02", "600.00", "100.00"),
        ],
        "invoice_lines": [
            line("INV-1", 1, "Alpha: Ada Finch, July 2026", "8", "90.00", "720.00", "144.00"),
            line("INV-1", 2, "Alpha: Ada Finch, July 2026", "2", "100.00", "200.00", "40.00"),
            line("INV-1", 3, "Expenses: Travel, Night Bus, 09/07 (Ada Finch)", "1", "20.00", "20.00", "4.00"),
            line("INV-2", 1, "Milestone: Design - Work K-2", "1", "950.00", "950.00", "190.00"),
            line("INV-3", 1, "Retainer July 2026 - Work K-3", "1", "500.00", "500.00", "100.00"),
            line("INV-4", 1, "Retainer July 2026 - Work K-3", "1", "500.00", "500.00", "100.00"),
        ],
    }
    return book(
        **{**given, **changes},
        links=[
            ("customer", "register:customer:Acme", "xero:customer:Acme Ltd"),
            ("customer", "register:customer:Acme", "harvest:customer:Acme"),
            ("contract-project", HOURLY, "harvest:project:P1"),
            ("contract-invoice", HOURLY, "xero:invoice:INV-1"),
            ("contract-invoice", FIXED, "xero:invoice:INV-2"),
            ("contract-invoice", RETAINER, "xero:invoice:INV-3"),
            ("contract-invoice", RETAINER, "xero:invoice:INV-4"),
            ("milestone-invoice", "register:milestone:K-2|Design", "xero:invoice:INV-2"),
            ("person", "roster:person:1", "harvest:person:Ada Finch"),
        ],
    )


@cache
def _plain() -> Thread:
    return Thread(tables())


def drafter(settings: Drafting | None = None, **changes: list[dict[str, Any]]) -> Drafter:
    """Drafts documents of the firm's book; its plain thread is built once."""
    if not changes:
        return Drafter(_plain(), settings)
    return Drafter(Thread(tables(**changes)), settings)


def finding(
    control: str, subject: str, amount: str | None = None, related: str = "", detail: str = ""
) -> dict[str, Any]:
    """A finding as the controls give it; amount in pounds."""
    return {
        "key": f"{control}|{subject}|{detail}",
        "control": control,
        "amount": pd.NA if amount is None else round(float(amount) * 100),
        "currency": "GBP",
        "subject": subject,
        "related": related,
        "message": "",
    }
