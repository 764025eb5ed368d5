"""Which fields of which tables a person may correct, declared once; everything else is the source system's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.records.schema import METHODS, TABLES, Kind


@dataclass(frozen=True, slots=True)
class EditableField:
    """One field that may be corrected.

    kind: the schema's. blank: may be emptied. least, most: limits in stored units. choices: the only texts accepted.
    refers: table whose ids are accepted (records of the same system). after: a day field of the record that it may not precede.
    """

    table: str
    name: str
    label: str
    kind: Kind
    blank: bool = True
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    refers: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    blank: bool = True
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    refers: str = ""
    after: str = ""


_TERMS: Final = _Rule("Payment terms (days)", least=0, most=365)
_AMOUNT: Final = _Rule("Amount", blank=False, least=0)
_METHOD: Final = _Rule("Billing method", choices=METHODS)
_PO: Final = _Rule("PO number")

_RULES: Final[Mapping[str, Mapping[str, _Rule]]] = {
    "customers": {
        "name": _Rule("Name", blank=False),
        "legal_name": _Rule("Legal name"),
        "tax_id": _Rule("Tax id"),
        "terms_days": _TERMS,
        "tax_code": _Rule("Tax code"),
        "currency": _Rule("Currency"),
        "domain": _Rule("Web domain"),
        "email": _Rule("E-mail"),
        "street": _Rule("Street"),
        "city": _Rule("City"),
        "region": _Rule("Region"),
        "postcode": _Rule("Postcode"),
        "country": _Rule("Country"),
        "parent": _Rule("Parent customer", refers="customers"),
        "owner": _Rule("Owner"),
    },
    "deals": {
        "name": _Rule("Deal name", blank=False),
        "customer": _Rule("Customer", refers="customers"),
        "stage": _Rule("Stage", blank=False),
        "amount": _Rule("Amount", least=0),
        "currency": _Rule("Currency"),
        "probability": _Rule("Probability", least=0, most=10_000),
        "close_date": _Rule("Close date"),
        "method": _METHOD,
        "service_line": _Rule("Service line"),
        "terms_days": _TERMS,
        "start": _Rule("Project start"),
        "po_required": _Rule("PO required"),
        "owner": _Rule("Owner"),
    },
    "contracts": {
        "deal_ref": _Rule("CRM deal"),
        "customer": _Rule("Customer", refers="customers"),
        "title": _Rule("Title", blank=False),
        "service_line": _Rule("Service line"),
        "method": _METHOD,
        "currency": _Rule("Currency", blank=False),
        "value": _Rule("Contract value", least=0),
        "cap": _Rule("Cap", least=0),
        "monthly_fee": _Rule("Monthly fee", least=0),
        "prepaid_rate": _Rule("Prepaid rate", least=0),
        "signed": _Rule("Signed"),
        "start": _Rule("Start"),
        "end": _Rule("End", after="start"),
        "terms_days": _TERMS,
        "po_required": _Rule("PO required"),
        "po_number": _PO,
        "po_expiry": _Rule("PO expiry"),
        "tax_treatment": _Rule("Tax treatment"),
        "markup": _Rule("Expense mark-up", least=0, most=100_000),
        "expenses_excluded": _Rule("Expenses excluded"),
        "acceptance_required": _Rule("Acceptance required"),
        "status": _Rule("Status"),
        "project_code": _Rule("Project code"),
    },
    "change_orders": {
        "signed": _Rule("Signed"),
        "amount": _Rule("Amount"),
        "cap_change": _Rule("Cap change"),
        "new_end": _Rule("New end"),
        "status": _Rule("Status", blank=False, choices=("signed", "draft")),
    },
    "rates": {
        "role": _Rule("Role"),
        "person": _Rule("Person"),
        "rate": _Rule("Rate per hour", blank=False, least=0),
        "valid_from": _Rule("Valid from"),
        "valid_to": _Rule("Valid to", after="valid_from"),
    },
    "milestones": {
        "planned": _Rule("Planned"),
        "accepted": _Rule("Accepted"),
        "amount": _AMOUNT,
        "status": _Rule("Status"),
    },
    "projects": {
        "code": _Rule("Project code"),
        "customer": _Rule("Customer", refers="customers"),
        "active": _Rule("Active"),
        "billable": _Rule("Billable"),
        "method": _METHOD,
        "start": _Rule("Start"),
        "end": _Rule("End", after="start"),
        "manager": _Rule("Manager"),
        "budget_amount": _Rule("Budget", least=0),
        "budget_seconds": _Rule("Budget hours", least=0),
    },
    "people": {
        "email": _Rule("E-mail"),
        "role": _Rule("Role"),
        "weekly_capacity": _Rule("Weekly capacity", least=0, most=168 * 3600),
        "cost_rate": _Rule("Cost rate", least=0),
        "bill_rate": _Rule("Standard rate", least=0),
        "end": _Rule("End", after="start"),
    },
    "time": {
        "day": _Rule("Day", blank=False),
        "project": _Rule("Project", blank=False, refers="projects"),
        "task": _Rule("Task"),
        "notes": _Rule("Notes"),
        "seconds": _Rule("Hours", blank=False, least=0, most=24 * 3600),
        "billable": _Rule("Billable", blank=False),
        "approved": _Rule("Approved"),
        "rate": _Rule("Rate per hour", least=0),
    },
    "expenses": {
        "project": _Rule("Project", blank=False, refers="projects"),
        "category": _Rule("Category"),
        "notes": _Rule("Notes"),
        "billable": _Rule("Billable", blank=False),
        "approved": _Rule("Approved"),
    },
    "invoices": {
        "reference": _Rule("Reference"),
        "po_number": _PO,
        "due": _Rule("Due date", after="day"),
        "sent": _Rule("Sent"),
    },
}


def _declared() -> dict[tuple[str, str], EditableField]:
    made: dict[tuple[str, str], EditableField] = {}
    for table, rules in _RULES.items():
        kinds = {column.name: column.kind for column in TABLES[table].columns}
        for name, rule in rules.items():
            made[table, name] = EditableField(
                table,
                name,
                rule.label,
                kinds[name],
                rule.blank,
                rule.least,
                rule.most,
                rule.choices,
                rule.refers,
                rule.after,
            )
    return made


EDITABLE: Final[Mapping[tuple[str, str], EditableField]] = _declared()
"""(table, field) -> what may be corrected and within which limits."""

POSTED: Final = frozenset({"invoice_lines", "payments", "allocations", "bank_lines", "journal_lines", "accounts"})
"""Tables of posted documents: no field of them is ever corrected in place."""


def editable_fields(table: str) -> tuple[EditableField, ...]:
    """The fields of `table` that may be corrected, in the order a form shows them."""
    return tuple(field for (owner, _), field in EDITABLE.items() if owner == table)
