"""Approved changes and documents as the writers get them, with the traps that real texts hold; and golden files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.ports.writing import FieldUpdate, OutFile, Posting, RecordUpdate
from core.records.documents import Document, DocumentLine
from core.records.schema import KINDS

GOLDEN = Path(__file__).parent.parent / "samples" / "writers"


def field(table: str, name: str, label: str, before: object, after: object, text: str = "") -> FieldUpdate:
    """One field with the schema's kind."""
    return FieldUpdate(name, label, KINDS[table, name], before, after, text)


def update(
    entry: int, system: str, table: str, entity: str, key: str, *fields: FieldUpdate, **more: str
) -> RecordUpdate:
    """One record with its changes, prepared by Ade and approved by Bea."""
    made = RecordUpdate(
        entry,
        system,
        table,
        f"{system}:{entity}:{key}",
        key,
        f"Record {key}",
        "",
        "GBP",
        fields,
        "Ade",
        "Bea",
        "as signed",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def crm_updates(system: str) -> list[RecordUpdate]:
    """Deals and customers: every kind of value, a text like a formula, a value to be emptied, a field without a column."""
    return [
        update(1, system, "customers", "customer", "101", field("customers", "tax_id", "Tax id", "GB1", "=1+1")),
        update(
            2,
            system,
            "customers",
            "customer",
            "102",
            field("customers", "name", "Name", "Acme", "Müller, Söhne & Co"),
            field("customers", "terms_days", "Payment terms (days)", 30, 45),
        ),
        update(
            3,
            system,
            "deals",
            "deal",
            "201",
            field("deals", "amount", "Amount", 100_000, 12_345_678),
            field("deals", "method", "Billing method", "capped", "retainer", "Monthly fee"),
            field("deals", "start", "Project start", None, "2026-10-01"),
            field("deals", "po_required", "PO required", None, False),
        ),
        update(
            4,
            system,
            "deals",
            "deal",
            "202",
            field("deals", "method", "Billing method", "", "milestones"),
            field("deals", "close_date", "Close date", "2026-09-30", None),
            field("deals", "customer", "Customer", f"{system}:customer:101", f"{system}:customer:102"),
        ),
    ]


def time_updates(system: str) -> list[RecordUpdate]:
    """A rate, a flag and a text that a spreadsheet would run."""
    return [
        update(
            1,
            system,
            "time",
            "time",
            "t.csv#7",
            field("time", "rate", "Rate per hour", 1_200_000, 1_255_000),
            field("time", "billable", "Billable", True, False),
            title="Ada Finch, 2026-09-01, Alpha",
            place="t.csv#7",
        ),
        update(2, system, "time", "time", "t.csv#9", field("time", "seconds", "Hours", 27_000, 1_200), why="-2+3"),
        update(3, system, "time", "time", "t.csv#11", field("time", "notes", "Notes", "", "@call\nagain")),
    ]


def documents(system: str) -> list[Posting]:
    """A credit note of a line with tax, the invoice in its place, an invoice in euro with a line that no product gives."""
    lines = (
        DocumentLine(
            "Alpha: Ada Finch, July 2026", 75_000, 1_255_000, 94_125, 18_825, "20% (VAT on Income)", "200", "Advice"
        ),
        DocumentLine(
            '-Rebate "as agreed", July', 10_000, -500_000, -5_000, -1_000, "20% (VAT on Income)", "200", "Advice"
        ),
    )
    bill = Document(
        correction="TO-0123456789",
        kind="invoice",
        system=system,
        number="INV-104-R",
        customer=f"{system}:customer:Acme",
        customer_name="Acme, Söhne & Co",
        contract="register:contract:K-1",
        day=date(2026, 9, 30),
        due=date(2026, 10, 30),
        currency="GBP",
        lines=lines,
        net=89_125,
        tax=17_825,
        total=106_950,
        original=f"{system}:invoice:INV-104",
        original_number="INV-104",
        reference="PO 7 / TO-0123456789",
        reason="Credit in full and bill anew",
    )
    credit = replace(
        bill,
        kind="credit_note",
        number="INV-104-CR",
        due=None,
        lines=tuple(
            replace(each, quantity=-each.quantity, amount=-each.amount, tax=-(each.tax or 0)) for each in lines
        ),
        net=-89_125,
        tax=-17_825,
        total=-106_950,
        reference="INV-104 - Billing error, rebilled / TO-0123456789",
    )
    euro = replace(
        bill,
        correction="TO-9876543210",
        number="TO-9876543210",
        currency="EUR",
        lines=(
            DocumentLine("=Beta: Ada Finch", 3_300, 1_000_000, 3_333, 0, "Zero Rated EC Services", "200", "Advice"),
        ),
        net=3_333,
        tax=0,
        total=3_333,
        original="",
        original_number="",
        reference="K-2 / TO-9876543210",
    )
    return [Posting(n, each, "Ade", "Bea") for n, each in enumerate((credit, bill, euro), 11)]


def same_as_golden(files: Sequence[OutFile]) -> bool:
    """True when every file equals its golden copy byte for byte; raises AssertionError that names the first that does not."""
    for file in files:
        kept = (GOLDEN / file.name).read_bytes()
        assert file.content == kept, f"{file.name}:\n{file.content.decode()}\nis not\n{kept.decode()}"
    return True
