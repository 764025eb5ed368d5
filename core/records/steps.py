"""A named step of the book's history and the changes it made; append-only, undone only by another step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record set from `before` to `after`.

    table: name of the canonical table ("links" and "findings" for verdicts and waivers); record: its id or key.
    before, after: the canonical value as the table's kind holds it, always JSON-able: int for numbers, bool for flags, ISO text for
    days, str for text, None = unknown.
    """

    table: str
    record: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one person.

    undoes: number of the step that this one takes back; None for an ordinary step. A redo is a step that undoes an undo.
    """

    number: int
    name: str
    who: str
    why: str
    at: datetime
    changes: tuple[Change, ...]
    undoes: int | None = None
