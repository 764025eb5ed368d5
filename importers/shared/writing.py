"""What all writers share: CSV bytes, cells that no spreadsheet runs as a formula, and the change list for a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from core.base.money import exponent, from_minor
from core.base.spreadsheets import neutral, one_line
from core.ports.writing import FieldUpdate, OutFile, Posting, RecordUpdate
from core.records.documents import DocumentLine
from core.records.schema import Kind
from core.records.values import shown

ONE: Final = 10_000


def safe(text: str) -> str:
    """Free text as a cell: what a spreadsheet would run as a formula gets an apostrophe in front; line ends become spaces."""
    return neutral(one_line(text))


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file: UTF-8 without mark, comma, CRLF line ends as RFC 4180 says."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(header)
    out.writerows(rows)
    return text.getvalue().encode()


def value_text(update: FieldUpdate, value: object, currency: str) -> str:
    """A canonical value as a cell; text is made safe."""
    plain = shown(value, update.kind, currency)
    return safe(plain) if update.kind is Kind.TEXT else plain


# --- update files of a CRM -------------------------------------------------------------------------------------------

Headings = Mapping[str, str]
"""Canonical field -> heading, in file order."""


def headings_of(usual: Mapping[str, Headings], seen: Mapping[str, Headings]) -> dict[str, dict[str, str]]:
    """The usual headings by table, with those that the firm's own export used in their place."""
    return {
        table: {name: seen.get(table, {}).get(name, heading) for name, heading in columns.items()}
        for table, columns in usual.items()
    }


def update_rows(
    updates: Sequence[RecordUpdate], key: str, headings: Headings, texts: Mapping[Kind, tuple[str, str]] | None = None
) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a file that updates records by `key`: one column a changed field, one row a record, blank = unchanged.

    headings: field -> heading, in file order; fields without one, and values to be emptied, are left out (see `leftovers`).
    texts: for a kind, the words for (true, false) of FLAG.
    """
    used = [
        name
        for name in headings
        if any(field.field == name and can_update(field, headings) for u in updates for field in u.fields)
    ]
    header = [key, *(headings[name] for name in used)]
    rows: list[list[str]] = []
    for update in updates:
        cells = {field.field: field for field in update.fields if can_update(field, headings)}
        if cells:
            rows.append([update.key, *(_cell(cells.get(name), update.currency, texts or {}) for name in used)])
    return header, rows


def can_update(field: FieldUpdate, headings: Headings) -> bool:
    """True when an update file can carry the change: the field has a column and the new value is not empty (blank = unchanged)."""
    return field.field in headings and field.after is not None and field.after != ""


def leftovers(updates: Sequence[RecordUpdate], headings: Mapping[str, Headings]) -> tuple[RecordUpdate, ...]:
    """What the update files cannot carry, as updates for a person; headings by table."""
    left = []
    for update in updates:
        rest = tuple(field for field in update.fields if not can_update(field, headings.get(update.table, {})))
        if rest:
            left.append(replace(update, fields=rest))
    return tuple(left)


def _cell(field: FieldUpdate | None, currency: str, texts: Mapping[Kind, tuple[str, str]]) -> str:
    if field is None:
        return ""
    if field.text:
        return safe(field.text)
    if field.kind is Kind.FLAG and Kind.FLAG in texts:
        return texts[Kind.FLAG][0 if field.after else 1]
    if field.field == "terms_days":
        return f"Net {field.after}"
    if field.field == "method":
        return METHOD_LABELS.get(str(field.after), str(field.after))
    return value_text(field, field.after, currency)


METHOD_LABELS: Final[Mapping[str, str]] = {
    "time_and_materials": "Time & materials",
    "capped": "Time & materials, capped",
    "milestones": "Fixed fee, milestones",
    "instalments": "Fixed fee, instalments",
    "retainer": "Monthly retainer",
    "prepaid": "Prepaid hours",
}
"""Words for a billing method where the system printed none of its own."""

# --- the change list -------------------------------------------------------------------------------------------------

CHANGE_HEADINGS: Final = (
    "Entry",
    "Table",
    "Record",
    "Title",
    "Where",
    "Field",
    "Before",
    "After",
    "Prepared by",
    "Approved by",
    "Why",
)


def change_list(system: str, updates: Sequence[RecordUpdate], why_by_hand: str) -> tuple[OutFile, ...]:
    """One list a system of what a person has to change there, one row a field; () when there is nothing."""
    if not updates:
        return ()
    rows = [
        [
            str(update.entry),
            update.table,
            safe(update.key),
            safe(update.title),
            safe(update.place),
            field.label,
            value_text(field, field.before, update.currency),
            safe(field.text) if field.text else value_text(field, field.after, update.currency),
            safe(update.prepared_by),
            safe(update.approved_by),
            safe(update.why),
        ]
        for update in updates
        for field in update.fields
    ]
    entries = tuple(dict.fromkeys(update.entry for update in updates))
    content = csv_bytes(CHANGE_HEADINGS, rows)
    return (
        OutFile(
            f"{system}-changes.csv", f"{system}.change_list", content, entries, len(entries), True, (), why_by_hand
        ),
    )


# --- documents -------------------------------------------------------------------------------------------------------


def quantity_and_price(line: DocumentLine, currency: str) -> tuple[str, str, str]:
    """(description, quantity, unit price) as cells; where their product is not the amount, one piece at the amount, hours in the text."""
    if line.exact(currency):
        return safe(line.description), decimal_text(line.quantity), decimal_text(line.unit_price, 2)
    text = f"{line.description} ({decimal_text(line.quantity)} x {decimal_text(line.unit_price, 2)})"
    return safe(text), "1", amount_text(line.amount, currency)


def decimal_text(ten_thousandths: int, places: int = 0) -> str:
    """A quantity or price with up to four decimals, at least `places`."""
    whole, _, part = f"{Decimal(ten_thousandths) / ONE:f}".partition(".")
    part = part.rstrip("0").ljust(places, "0")
    return f"{whole}.{part}" if part else whole


def amount_text(minor: int | None, currency: str) -> str:
    """Minor units as a plain decimal; "" for unknown."""
    return "" if minor is None else f"{from_minor(minor, currency):.{exponent(currency)}f}"


def sums_of(postings: Sequence[Posting]) -> tuple[tuple[str, int], ...]:
    """Totals with tax by currency; a document of unknown tax counts with its net."""
    made: dict[str, int] = {}
    for posting in postings:
        document = posting.document
        made[document.currency] = made.get(document.currency, 0) + (
            document.net if document.total is None else document.total
        )
    return tuple(sorted(made.items()))


def portions(postings: Sequence[Posting], size: int) -> tuple[tuple[Posting, ...], ...]:
    """The postings in files of at most `size` documents."""
    return tuple(tuple(postings[start : start + size]) for start in range(0, len(postings), size))


def numbered(name: str, turn: int) -> str:
    """`name.csv` for the first file, `name-2.csv` for the second."""
    return f"{name}.csv" if turn == 1 else f"{name}-{turn}.csv"


POSTING_HEADINGS: Final = (
    "Entry",
    "Kind",
    "Number",
    "Customer",
    "Date",
    "Due",
    "Reference",
    "Original invoice",
    "Currency",
    "Line",
    "Description",
    "Quantity",
    "Unit price",
    "Account",
    "Item",
    "Tax code",
    "Net",
    "Tax",
    "Document net",
    "Document tax",
    "Document total",
    "Reason",
    "Correction",
    "Prepared by",
    "Approved by",
)


def posting_list(name: str, layout: str, postings: Sequence[Posting], note: str) -> tuple[OutFile, ...]:
    """Documents for a person to post, one row a line; a credit note's amounts are what it credits, positive; () when there are none."""
    if not postings:
        return ()
    content = csv_bytes(POSTING_HEADINGS, [row for posting in postings for row in _posting_rows(posting)])
    entries = tuple(posting.entry for posting in postings)
    return (OutFile(f"{name}.csv", layout, content, entries, len(postings), True, sums_of(postings), note),)


def _posting_rows(posting: Posting) -> list[list[str]]:
    document = posting.document
    credit = document.kind == "credit_note"

    def amount(minor: int | None) -> str:
        return amount_text(-minor if credit and minor is not None else minor, document.currency)

    return [
        [
            str(posting.entry),
            "credit note" if credit else "invoice",
            safe(document.number),
            safe(document.customer_name),
            document.day.isoformat(),
            document.due.isoformat() if document.due else "",
            safe(document.reference),
            safe(document.original_number),
            document.currency,
            str(number),
            safe(line.description),
            decimal_text(-line.quantity if credit else line.quantity),
            decimal_text(line.unit_price, 2),
            safe(line.account),
            safe(line.item),
            safe(line.tax_code),
            amount(line.amount),
            amount(line.tax),
            amount(document.net),
            amount(document.tax),
            amount(document.total),
            safe(document.reason),
            document.correction,
            safe(posting.prepared_by),
            safe(posting.approved_by),
        ]
        for number, line in enumerate(document.lines, 1)
    ]
