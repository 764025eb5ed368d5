"""Figures and ids as a reader of a printed page expects them: grouped amounts, words for codes, short names of records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from core.base.money import exponent
from core.records.schema import Kind

UNKNOWN: Final = "\N{EN DASH}"

CLASSES: Final = {
    "LR": "Lost revenue",
    "DC": "Delayed cash",
    "OB": "Overbilling and refund exposure",
    "MS": "Misstatement",
    "PR": "Process",
}
SEVERITIES: Final = {
    "S1": "blocks the close",
    "S2": "to be resolved or explained",
    "S3": "warning",
}
METHODS: Final = {
    "time_and_materials": "Time and materials",
    "capped": "T&M, capped",
    "milestones": "Milestones",
    "instalments": "Instalments",
    "retainer": "Retainer",
    "prepaid": "Prepaid hours",
}
SYSTEMS: Final = {
    "hubspot": "HubSpot",
    "salesforce": "Salesforce",
    "pipedrive": "Pipedrive",
    "zoho_crm": "Zoho CRM",
    "dynamics": "Dynamics",
    "odoo": "Odoo",
    "harvest": "Harvest",
    "toggl": "Toggl",
    "clockify": "Clockify",
    "kimai": "Kimai",
    "erpnext": "ERPNext",
    "tryton": "Tryton",
    "xero": "Xero",
    "quickbooks": "QuickBooks",
    "freshbooks": "FreshBooks",
    "zoho_books": "Zoho Books",
    "sage": "Sage",
    "creme": "Creme CRM",
    "tempo": "Tempo",
    "quickbooks_time": "QuickBooks Time",
    "bigtime": "BigTime",
    "kantata": "Kantata",
    "everhour": "Everhour",
    "wave": "Wave",
    "myob": "MYOB",
    "datev": "DATEV",
    "gnucash": "GnuCash",
    "einvoice": "E-invoice",
}
# Rows of a file, named by their place in it.
_ROWS: Final = {"time": ("time entry", "time entries"), "expense": ("expense", "expenses")}
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def amount_text(minor: int | None, currency: str) -> str:
    """`1,234.50` with the currency's own places; an en dash when unknown."""
    if minor is None:
        return UNKNOWN
    places = exponent(currency)
    sign, size = ("-", -minor) if minor < 0 else ("", minor)
    if not places:
        return f"{sign}{size:,}"
    whole, part = divmod(size, 10**places)
    return f"{sign}{whole:,}.{part:0{places}d}"


def decimal_text(value: Decimal | None) -> str:
    """A measure with grouped thousands and its own places; an en dash when unknown."""
    return UNKNOWN if value is None else f"{value:,f}"


def day_text(day: date) -> str:
    """`30 September 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_text(year: int, month: int) -> str:
    """`September 2026`."""
    return f"{_MONTHS[month - 1]} {year}"


def cell_text(value: object, kind: Kind, currency: str = "") -> str:
    """One cell as text."""
    if value is None:
        return UNKNOWN if kind is not Kind.TEXT else ""
    if kind is Kind.MONEY and isinstance(value, int):
        return amount_text(value, currency)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 finding`, `12 findings`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def split_id(id: str) -> tuple[str, str, str]:
    """(system, entity, external id), split at the first two colons; ("", "", id) for anything else."""
    parts = id.split(":", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", id)


def record_text(id: str) -> str:
    """`invoice 20783`, `person Jo Doe, 2026-09-14`; the system is said elsewhere."""
    _, entity, name = split_id(id)
    return f"{entity.replace('_', ' ')} {name.replace('|', ', ')}".strip()


def records_text(ids: Sequence[str], most: int = 6) -> str:
    """Related records in few words: one word an entity and the names behind it; rows that have no name of their own are counted."""
    named = [each for each in ids if split_id(each)[1] not in _ROWS]
    shown: dict[str, list[str]] = {}
    for each in named[:most]:
        _, entity, name = split_id(each)
        shown.setdefault(entity.replace("_", " "), []).append(name.replace("|", ", "))
    parts = [f"{entity} {', '.join(names)}".strip() for entity, names in shown.items()]
    if len(named) > most:
        parts.append(f"{len(named) - most} more")
    for entity, (one, many) in _ROWS.items():
        number = sum(split_id(each)[1] == entity for each in ids)
        if number:
            parts.append(counted(number, one, many))
    return "; ".join(parts)


def system_text(system: str) -> str:
    """The product's own spelling of a system's name."""
    return SYSTEMS.get(system, system.replace("_", " "))
