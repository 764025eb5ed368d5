"""What a control says of a tiny book, as plain values, and the contract, project and people that most of them need."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import CONTROLS
from core.controls.run import AREAS
from core.thread.thread import Thread
from tests.core.controls.books import thread

assert AREAS  # importing them registers the controls

C, P = "register:contract:C1", "harvest:project:P1"
ANN = "harvest:person:Ann Lee"


def found(id: str, book: Thread, policy: Policy | None = None) -> pd.DataFrame:
    """The findings of control `id`; asserts that it can be evaluated."""
    rule = CONTROLS[id]
    assert not [name for name in rule.needs if name not in book.tables.loaded]
    assert not (rule.unless and rule.unless(book))
    return rule.run(book, policy or Policy())


def said(id: str, book: Thread, policy: Policy | None = None) -> dict[str, int | None]:
    """Subject -> amount in minor units (None = not priced) of each finding of control `id`."""
    out = found(id, book, policy)
    return {s: None if pd.isna(a) else int(a) for s, a in zip(out["subject"], out["amount"], strict=True)}


def hourly_book(**given: Any) -> Thread:
    """A contract by the hour (analysts 100, Ann 120 from June), its project and Ann; `given` tables replace or add."""
    tables: dict[str, Any] = {
        "contracts": [
            {"id": C, "method": "time_and_materials", "currency": "GBP", "terms_days": 30, "start": "2026-01-01"}
        ],
        "projects": [{"id": P, "name": "Review", "start": "2026-01-01", "end": "2026-12-31"}],
        "people": [{"id": "roster:person:E1", "name": "Ann Lee", "role": "Analyst", "weekly_capacity": "40"}],
        "rates": [{"contract": C, "role": "Analyst", "rate": "100", "currency": "GBP"}],
        "invoices": [],
        "invoice_lines": [],
        "links": [("contract-project", C, P), ("person", "roster:person:E1", ANN)],
    }
    extra = given.pop("more_links", [])
    tables |= given
    tables["links"] = [*tables["links"], *extra]
    return thread(**tables)


def hours(day: str, length: str, **more: Any) -> dict[str, Any]:
    """A billable, approved, unbilled entry of Ann on the project at 100 an hour."""
    return {
        "day": day,
        "seconds": length,
        "project": P,
        "project_name": "Review",
        "person": ANN,
        "person_name": "Ann Lee",
        "task": "Analysis",
        "billable": True,
        "approved": True,
        "invoiced": False,
        "rate": "100",
    } | more


def invoice(number: str, day: str = "2026-09-02", **more: Any) -> dict[str, Any]:
    """An open invoice of the customer Oak."""
    return {
        "id": f"xero:invoice:{number}",
        "number": number,
        "kind": "invoice",
        "customer": "xero:customer:Oak",
        "customer_name": "Oak",
        "day": day,
        "status": "open",
    } | more


def line(number: str, text: str, amount: str, **more: Any) -> dict[str, Any]:
    """A line of an invoice; one piece at its amount."""
    return {
        "id": more.pop("id", f"xero:invoice_line:{number}/{text}"),
        "invoice": f"xero:invoice:{number}",
        "description": text,
        "amount": amount,
        "quantity": "1",
        "unit_price": amount,
    } | more
