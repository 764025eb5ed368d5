"""The headless month end: one folder in, every output file out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.errors import TieoutError
from core.ports.importing import FileRead, Progress, Refused
from core.services.importing import tied

if TYPE_CHECKING:
    from core.services.desk import Desk


class NothingToClose(TieoutError):
    """The folder holds no file that a reader takes."""

    code = "SRV-201"
    template = "There is nothing to close in {folder}: it holds no export file that Tieout knows. Put the month's exports there and run again."


@dataclass(frozen=True, slots=True)
class CloseSummary:
    """What a close came to. findings: severity -> open count; links: status -> count; notes: files passed over, with the reason, and what was
    taken as given in the others.
    """

    period: str
    out: str
    files: int
    new: int
    changed: int
    quarantined: int
    links: dict[str, int]
    findings: dict[str, int]
    not_evaluated: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    digest: str
    gate_open: bool

    def as_json(self) -> str:
        """The summary as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def as_text(self) -> str:
        """The summary in a few lines."""
        lines = [
            f"{self.period}: {self.files} files, {self.new} new and {self.changed} changed records, {self.quarantined} rows in quarantine",
            "links: " + ", ".join(f"{count} {status}" for status, count in sorted(self.links.items())),
            "open findings: "
            + (", ".join(f"{count} {severity}" for severity, count in sorted(self.findings.items())) or "none"),
            *(f"not evaluated: {control}, {reason}" for control, reason in self.not_evaluated),
            *(f"note: {note}" for note in self.notes),
            f"written to {self.out}",
            "the close gate is open" if self.gate_open else "the close gate is shut: S1 findings are open",
        ]
        return "\n".join(lines)


class FileNotRead(TieoutError):
    """A damaged or foreign file stands among the exports."""

    code = "SRV-202"
    template = "{sentence}"


def refuse_bad_files(outcomes: Sequence[FileRead | Refused], *, also_harmless: bool = True) -> list[FileRead]:
    """The reads; raises FileNotRead for the first refusal, so that nothing of a set with a bad file is stored."""
    for outcome in outcomes:
        if isinstance(outcome, Refused) and (also_harmless or not outcome.harmless):
            raise FileNotRead(sentence=outcome.sentence)
    return [outcome for outcome in outcomes if isinstance(outcome, FileRead)]


def close_month(
    desk: Desk, folder: Path, out: Path, progress: Progress, *, show: bool, accept: str = ""
) -> CloseSummary:
    """Imports `folder` into the desk's book, matches, checks, measures and writes everything into `out`.

    show: also make what the screens show, for a book that will be opened again. accept: why files whose totals do not tie are taken.
    Raises the reader's own sentence for a damaged file, and NothingToClose when there is no export; nothing is stored then.
    """
    outcomes = tied(desk.read([folder], progress), accept, desk.who)
    passed_over = [outcome.sentence for outcome in outcomes if isinstance(outcome, Refused)]
    reads = refuse_bad_files(outcomes, also_harmless=False)
    if not reads:
        raise NothingToClose(folder=folder)
    added = desk.add(reads, progress)
    desk.run(progress, show=show)
    desk.report(out, progress)
    session = desk.session
    live = desk.open_findings()
    return CloseSummary(
        period=str(desk.period),
        out=str(out),
        files=len(reads),
        new=sum(each.new for each in added),
        changed=sum(each.changed for each in added),
        quarantined=len(desk.book.quarantine()),
        links={str(k): int(v) for k, v in session.tables.links["status"].value_counts().items()},
        findings={str(k): int(v) for k, v in live["severity"].value_counts().items()},
        not_evaluated=session.result.not_evaluated,
        notes=(*passed_over, *(f"{one.file}: {note}" for one in reads for note in one.notes)),
        digest=desk.digest(),
        gate_open=gate_is_open(desk),
    )


def gate_is_open(desk: Desk) -> bool:
    """True when no open S1 stands in the way of the close."""
    return not (desk.open_findings()["severity"] == "S1").any()
