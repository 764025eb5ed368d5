"""Writes the change list for Harvest, whose imports cannot update what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.ports.writing import OutFile, Posting, RecordUpdate
from importers.shared.writing import change_list


@dataclass(frozen=True, slots=True)
class HarvestWriter:
    """One list: record, field, before, after, who, why."""

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """See core.ports.writing.Writer; Harvest takes no ledger documents, so `postings` gives no file."""
        del postings
        return change_list(
            "harvest",
            updates,
            "Harvest's import only adds time, it never changes it. Change these by hand; unlock invoiced time first.",
        )
