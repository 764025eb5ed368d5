"""The front door as the screens see it: one method a use case, answers in core.services.views.

`core.services.desk.Desk` is the real one; a screen never reaches behind it. All methods are called from the book's own lane
(one worker thread), never from the screen's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from core.ports.importing import Progress
from core.services.views import (
    FindingView,
    Grid,
    HomeView,
    ImportView,
    MatchView,
    OutboxView,
    ReportView,
    StepView,
    Touched,
)


class Front(Protocol):
    """What a person can do with an open book."""

    who: str  # the preparer's name, set by the screen

    def home(self) -> HomeView:
        """The month at a glance."""
        ...

    def import_files(self, paths: Sequence[Path], progress: Progress) -> ImportView:
        """Reads files or folders into the book, one transaction a file; refused files are in the answer with a sentence."""
        ...

    def imports(self) -> ImportView:
        """What was imported so far."""
        ...

    def undo_batch(self, batch: int, why: str) -> Touched:
        """Withdraws one import."""
        ...

    def run(self, progress: Progress) -> Touched:
        """Matches, checks and measures the whole book again."""
        ...

    def matches(self) -> Grid:
        """All links: columns kind, status, confidence, left, right, amount, currency, reason (keys: link keys)."""
        ...

    def match(self, key: str) -> MatchView:
        """One link side by side."""
        ...

    def decide(self, keys: Sequence[str], verdict: str, why: str) -> Touched:
        """Accepts ('confirmed') or rejects ('rejected') links; findings that depend on them are restated."""
        ...

    def repoint(self, key: str, right: str, why: str) -> Touched:
        """Rejects a link and confirms the left record's link to `right` instead."""
        ...

    def exceptions(self) -> Grid:
        """All findings: columns control, severity, impact_class, amount, currency, customer, owner, subject, message, suggestion,
        state (open, waived, absorbed), plus for rate findings rate (editable), contract, project.
        """
        ...

    def finding(self, key: str) -> FindingView:
        """One finding in full."""
        ...

    def edit(self, table: str, record: str, field: str, value: object, why: str) -> Touched:
        """Sets one field of one record as a step; affected findings are restated before it returns."""
        ...

    def edit_findings(self, keys: Sequence[str], column: str, value: object, why: str) -> Touched:
        """Bulk apply: the same correction to the records behind several findings, as one step."""
        ...

    def waive(self, keys: Sequence[str], reason: str, expires: str, why: str) -> Touched:
        """Waives findings with a reason code and an expiry day (ISO)."""
        ...

    def undo(self) -> Touched:
        """Undoes the newest live step; step None when there is none."""
        ...

    def redo(self) -> Touched:
        """Redoes the newest undone step; step None when there is none."""
        ...

    def steps(self) -> tuple[StepView, ...]:
        """The history, newest first."""
        ...

    def prepare(self, key: str) -> Touched:
        """Drafts the credit and re-bill pair or the missing invoice for a finding and puts it, unapproved, into the outbox."""
        ...

    def outbox(self) -> tuple[OutboxView, ...]:
        """What is prepared, approved and written."""
        ...

    def queue_changes(self) -> Touched:
        """Puts the corrections not yet queued into the outbox."""
        ...

    def approve(self, numbers: Sequence[int], by: str) -> Touched:
        """Approves outbox entries in the name of a second person; refuses the preparer's own name."""
        ...

    def write_outbox(self, folder: Path) -> tuple[Path, ...]:
        """Writes the files of approved entries with a numbered manifest."""
        ...

    def report(self, folder: Path, progress: Progress) -> ReportView:
        """Prints the reconciliation pack (PDF and workbook) and the output files into `folder`."""
        ...

    def close(self) -> None:
        """Closes the book."""
        ...
