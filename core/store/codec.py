"""How instants and small structures are written into the book: UTC ISO text and canonical JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any


def stamp(at: datetime) -> str:
    """`at` as UTC ISO text, which sorts as it passes; raises ValueError for an instant without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def instant(text: str) -> datetime:
    """The aware instant that `stamp` wrote."""
    return datetime.fromisoformat(text)


def to_json(value: object) -> str:
    """`value` as canonical JSON: keys sorted, no spaces, letters as they are; raises TypeError for what JSON does not know."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Any:
    """The value that `to_json` wrote."""
    return json.loads(text)
