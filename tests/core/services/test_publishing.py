"""What leaves the book: every output file, the pack and proposals nobody approved."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from core.invoicing.suits import can_draft
from core.services.desk import Desk
from core.services.publishing import PDF, WORKBOOK, WRITEBACK, kpi_views, proposals


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_report_writes_everything_that_the_book_knows(shown: Desk, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    view = shown.report(out)
    assert Path(view.path).read_bytes().startswith(b"%PDF")
    assert (out / PDF, out / WORKBOOK) == (Path(view.path), Path(view.workbook))
    assert view.pages > 3
    live = shown.open_findings()
    written = rows(out / "findings.csv")
    assert sum(Decimal(each["amount"] or 0) for each in written) == Decimal(int(live["amount"].dropna().sum())) / 100
    assert len(rows(out / "links.csv")) == len(shown.session.tables.links)
    (lost,) = rows(out / "quarantine.csv")
    assert lost["file"].startswith("harvest_time")
    assert all(
        int(each["rows_read"]) == int(each["rows_loaded"]) + int(each["rows_quarantined"])
        for each in rows(out / "totals.csv")
    )
    # Nothing was approved, so nothing is sent: drafts are proposals only.
    assert [path.name for path in (out / WRITEBACK).iterdir()] == ["proposed"]
    assert list((out / WRITEBACK / "proposed").rglob("*.csv"))
    assert shown.outbox() == ()


def test_a_proposal_is_made_for_findings_that_a_document_suits_and_no_other(shown: Desk) -> None:
    live = shown.open_findings()
    suited = {key for key, control in zip(live["key"], live["control"], strict=True) if can_draft(control)}
    made = {each.key for each in proposals(shown)}
    assert made
    assert made <= suited


def test_measures_are_shown_with_value_or_reason(shown: Desk) -> None:
    views = kpi_views(shown)
    assert len({each.kpi for each in views}) == len(views) == len(shown.session.measures)
    assert all((each.value != "") != (each.unknown != "") for each in views)
