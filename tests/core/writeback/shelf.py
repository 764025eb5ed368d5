"""A small book, its corrections and a writer in plain text, for tests of the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from core.changes.editing import Edit, corrections
from core.changes.overlay import apply
from core.ports.writing import OutFile, Posting, RecordUpdate
from core.records.outbox import OutboxEntry
from core.records.steps import Step
from core.records.tables import Tables
from tests.core.controls.books import frame
from tests.core.invoicing.firm import tables as firm_tables

AT = datetime(2026, 9, 30, 12, tzinfo=UTC)
DEAL = "hubspot:deal:7"
TIME = "harvest:time:t.csv#3"


@cache
def _firm() -> Tables:
    return firm_tables()


def book(**deal: Any) -> Tables:
    """The invented firm with one deal of 1,000.00 and 30 days; `deal` changes what the latest import says of it."""
    given: Mapping[str, Any] = {
        "id": DEAL,
        "name": "Alpha",
        "amount": "1000.00",
        "terms_days": 30,
        "method": "capped",
        "method_text": "NTE",
        **deal,
    }
    more = {
        "id": "hubspot:deal:8",
        "name": "Beta",
        "amount": "5.00",
        "method": "retainer",
        "method_text": "Monthly fee",
    }
    return _firm().with_frame("deals", frame("deals", [given, more]))


def step(number: int, steps: Sequence[Step], imported: Tables, *edits: Edit, why: str = "as signed") -> Step:
    """The next step: `edits` on the book as corrected so far."""
    frames = apply(imported.frames, steps)
    return Step(number, "Correct", "Ade", why, AT, corrections(frames, edits))


def merged(entries: Sequence[OutboxEntry], news: Sequence[OutboxEntry]) -> tuple[OutboxEntry, ...]:
    """The outbox after `news` is stored."""
    made = {entry.number: entry for entry in (*entries, *news)}
    return tuple(made[number] for number in sorted(made))


def standing(entries: Sequence[OutboxEntry], status: str) -> tuple[OutboxEntry, ...]:
    """The entries as if all had reached `status`."""
    return tuple(replace(entry, status=status, approved_by="Bea") for entry in entries)


@dataclass(frozen=True)
class PlainWriter:
    """Every entry on one line; keeps back those in `loses`."""

    name: str
    loses: frozenset[int] = frozenset()

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """One file."""
        numbers = [each.entry for each in updates] + [each.entry for each in postings]
        entries = tuple(number for number in numbers if number not in self.loses)
        text = "".join(f"{each.key} {[(f.field, f.before, f.after) for f in each.fields]}\n" for each in updates)
        text += "".join(f"{each.document.number} {each.document.total}\n" for each in postings)
        sums = (("GBP", sum(each.document.total or 0 for each in postings)),) if postings else ()
        return (OutFile(f"{self.name}.txt", f"{self.name}.plain", text.encode(), entries, len(entries), False, sums),)


WRITERS = {name: PlainWriter(name) for name in ("hubspot", "harvest", "xero")}
