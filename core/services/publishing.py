"""Everything that leaves the book for readers: output files, the printed pack, the workbook, and proposals ready for the systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.controls.registry import CONTROLS
from core.invoicing.corrections import AlreadyReversed, Correction, Drafter, NotDraftable, UnknownDocument
from core.invoicing.preparing import prepare
from core.invoicing.suits import can_draft
from core.ports.importing import Progress, RowProblem
from core.reports.outputs import write_outputs
from core.reports.pack import build_pack
from core.reports.pdf import print_pack
from core.reports.sources import FileTotal
from core.reports.workbook import write_workbook
from core.services.home import open_findings
from core.services.views import KpiView, ReportView
from core.writeback.outbox import APPROVED, documents_to_entries
from core.writeback.sending import preview, propose, write

if TYPE_CHECKING:
    from core.services.desk import Desk

PDF, WORKBOOK, WRITEBACK = "reconciliation.pdf", "reconciliation.xlsx", "writeback"


def publish(desk: Desk, folder: Path, progress: Progress) -> ReportView:
    """Writes the output files, the pack, the workbook and the files for the systems into `folder`, made when it is not there."""
    session = desk.session
    folder.mkdir(parents=True, exist_ok=True)
    totals = tuple(
        FileTotal(
            part.system,
            part.entity,
            batch.file,
            part.sheet,
            part.rows_read,
            part.rows_loaded,
            part.rows_quarantined,
            part.totals,
        )
        for batch in desk.book.batches()
        if batch.withdrawn_at is None
        for part in batch.tables
    )
    quarantine = tuple(
        RowProblem(q.file, q.sheet, q.row, q.column, q.value, q.code, q.reason, q.cells) for q in desk.book.quarantine()
    )
    result, measures = session.result, session.measures
    progress("Writing the output files", 0, 4)
    write_outputs(
        folder,
        links=session.tables.links,
        findings=result.findings,
        measures=measures,
        totals=totals,
        quarantine=quarantine,
    )
    progress("Laying out the pack", 1, 4)
    pack = build_pack(
        session.tables,
        findings=result.findings,
        measures=measures,
        totals=totals,
        quarantine=quarantine,
        not_evaluated=result.not_evaluated,
        controls={name: rule.title for name, rule in CONTROLS.items()},
        digest=desk.digest(),
        firm=desk.firm,
        prepared_by=desk.who,
        waived=session.waivers(),
        joined=session.thread,
    )
    progress("Printing", 2, 4)
    pages = print_pack(pack, folder / PDF)
    write_workbook(pack, folder / WORKBOOK)
    progress("Files for the systems", 3, 4)
    write_back(desk, folder / WRITEBACK)
    progress("Done", 4, 4)
    return ReportView(str(folder / PDF), pages, str(folder / WORKBOOK), kpi_views(desk))


def kpi_views(desk: Desk) -> tuple[KpiView, ...]:
    """The measures as the screens show them."""
    return tuple(
        KpiView(m.kpi, m.title, m.period, "" if m.value is None else f"{m.value:,f}", m.unit, m.excluded, m.unknown)
        for m in desk.session.measures
    )


def write_back(desk: Desk, folder: Path) -> None:
    """Approved entries of the outbox as the next numbered set, and drafts for the open findings as proposals nobody approved yet."""
    session = desk.session
    folder.mkdir(parents=True, exist_ok=True)
    writers = desk.writers(session.tables.base_currency)
    entries = desk.book.outbox()
    if any(entry.status == APPROVED for entry in entries):
        written = write(entries, folder, writers, desk.imported())
        receipt = written.folder.name if written.folder else "written before"
        for entry in written.entries:
            desk.book.mark(entry.number, entry.status, desk.clock.now(), receipt)
    drafts = documents_to_entries(
        proposals(desk), desk.imported(), (), who=desk.who, at=desk.clock.now(), leave_out=True
    )
    propose(preview(drafts, writers), folder / "proposed")


def proposals(desk: Desk) -> tuple[Correction, ...]:
    """A correction for every open finding that a document suits; a finding whose correction cannot be told is left to a person."""
    drafter = Drafter(desk.session.whole)
    made = []
    for row in open_findings(desk.session).to_dict("records"):
        if not can_draft(str(row["control"])):
            continue
        try:
            made.append(prepare(drafter, {str(name): value for name, value in row.items()}))
        except (NotDraftable, AlreadyReversed, UnknownDocument):
            continue  # the exceptions page says why when the person asks for this one
    return tuple(made)
