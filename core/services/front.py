"""The front door as the screens see it: one method a use case, answers in core.services.views.

`core.services.desk.Desk` is the real one; a screen never reaches behind it. All methods are called from the book's own lane
(one worker thread), never from the screen's thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from core.ports.importing import Answers, Progress
from core.services.views import (
    FindingView,
    Grid,
    HomeView,
    ImportView,
    MappingView,
    MatchView,
    OutboxView,
    PreviewView,
    ReportView,
    RereadView,
    StepView,
    Touched,
)


class Front(Protocol):
    """What a person can do with an open book."""

    who: str  # the preparer's name, set by the screen

    def home(self) -> HomeView:
        """The month at a glance."""
        ...

    def import_files(self, paths: Sequence[Path], progress: Progress, accept_untied: str = "") -> ImportView:
        """Reads files or folders into the book, one transaction a file; refused files are in the answer with a sentence.

        accept_untied: why files are taken whose printed totals do not tie; "" = they are refused.
        """
        ...

    def preview(self, path: Path, answers: Answers | None = None) -> PreviewView:
        """How a file would be read with these answers; nothing is kept."""
        ...

    def import_mapped(
        self,
        path: Path,
        answers: Answers,
        *,
        remember: bool,
        progress: Progress,
        accept_untied: str = "",
    ) -> ImportView:
        """Imports one file as a person said it is to be read, in place of an earlier import of the same bytes.

        remember: the next file with the same headings is read so by itself.
        """
        ...

    def mappings(self) -> tuple[MappingView, ...]:
        """The saved mappings, oldest first."""
        ...

    def forget_mapping(self, fingerprint: str) -> Touched:
        """Offers a saved mapping no longer."""
        ...

    def watched(self) -> Path | None:
        """The folder whose new files are offered for import, None when none is watched."""
        ...

    def watch(self, folder: Path | None) -> None:
        """Watches a folder, or no folder for None."""
        ...

    def waiting_files(self) -> tuple[Path, ...]:
        """Files of the watched folder that no import that counts has read yet."""
        ...

    def imports(self) -> ImportView:
        """What was imported so far."""
        ...

    def quarantined(self, key: str) -> tuple[tuple[str, str], ...]:
        """The cells of one quarantined row as they were read, heading and text. key: of the quarantine grid."""
        ...

    def read_again(self, edits: Mapping[str, Mapping[str, str]], why: str) -> RereadView:
        """Reads quarantined rows again with some cells changed: those that can be read enter the book as one import, the others stay.

        edits: key of the quarantine grid -> heading -> new text.
        """
        ...

    def set_aside(self, keys: Sequence[str], why: str) -> Touched:
        """Takes quarantined rows out of what waits, with a reason; they stay unread and on record."""
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
