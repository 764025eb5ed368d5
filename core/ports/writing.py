"""What a writer promises: the files, as bytes, by which one system takes approved changes and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.records.documents import Document
from core.records.schema import Kind


@dataclass(frozen=True, slots=True)
class FieldUpdate:
    """One field to be changed. before, after: canonical values as a Change holds them.

    text: the system's own wording of `after` where the canonical value is a code ("" = none was seen).
    """

    field: str
    label: str
    kind: Kind
    before: object
    after: object
    text: str = ""


@dataclass(frozen=True, slots=True)
class RecordUpdate:
    """One approved change of one record.

    entry: number in the outbox. key: the system's own id of the record. title: what a person calls it. place: `file#row`, or "".
    """

    entry: int
    system: str
    table: str
    record: str
    key: str
    title: str
    place: str
    currency: str
    fields: tuple[FieldUpdate, ...]
    prepared_by: str
    approved_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Posting:
    """One approved document to be made in the ledger."""

    entry: int
    document: Document
    prepared_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class OutFile:
    """One file of a set, ready to be written.

    layout: what it is, e.g. "xero.sales_invoice_import"; by_hand: true for a list that a person works off, false for an import file.
    records: how many records or documents; sums: totals with tax by currency, minor units, () where nothing is summed.
    note: what to choose in the import, one sentence or more.
    """

    name: str
    layout: str
    content: bytes
    entries: tuple[int, ...]
    records: int
    by_hand: bool
    sums: tuple[tuple[str, int], ...] = ()
    note: str = ""


class Writer(Protocol):
    """Makes the files of one system; the same input gives the same bytes."""

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """Files that together hold every update and posting at least once."""
        ...
