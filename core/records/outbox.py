"""One thing approved, or waiting to be approved, to be sent to a system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One record to be changed or made in an outside system.

    record: id in the form system:entity:external id. action: update, create or credit (core.writeback.outbox).
    payload: JSON text, canonical, never changed after it is prepared. approved_by: "" until a second person approved.
    status: prepared, approved, blocked, written, confirmed or withdrawn. at: when it was prepared, aware.
    """

    number: int
    system: str
    entity: str
    record: str
    action: str
    payload: str
    status: str
    prepared_by: str
    approved_by: str
    at: datetime
