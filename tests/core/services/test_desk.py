from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.access.rules import SamePerson
from core.base.errors import TieoutError
from core.changes.editing import NotAllowed
from core.records.values import BadValue
from core.services.desk import Desk, NothingToSet, UnknownKey
from core.services.views import Grid
from tests.core.services.desks import PERIOD, desk_on


def column(grid: Grid, name: str) -> dict[str, object]:
    at = next(i for i, each in enumerate(grid.columns) if each.name == name)
    return dict(zip(grid.keys, grid.values[at], strict=True))


def key_of(desk: Desk, control: str) -> str:
    return next(key for key in desk.exceptions().keys if key.startswith(f"{control}|"))


def test_home_says_what_waits_and_what_it_costs(desk: Desk) -> None:
    home = desk.home()
    assert home.firm == "Fenwick & Lowe Consulting Ltd"
    assert not home.gate_open
    assert [task.page for task in home.tasks][:2] == ["imports", "exceptions"]
    assert {figure.name for figure in home.impact} == {"LR", "DC", "OB", "MS", "PR"}


def test_an_existing_book_shows_without_pandas(sample_book: Path) -> None:
    """Opening and showing home and both grids imports no pandas."""
    code = (
        "import sys; from pathlib import Path; from core.base.periods import Period; import main;"
        f"d = main._desk(Path({str(sample_book)!r}), Period(2026, 9), main.SystemClock());"
        "assert d.home().tasks and len(d.exceptions()) and len(d.matches()); d.close();"
        "assert not {'pandas', 'scipy', 'openpyxl', 'reportlab'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_a_rate_corrected_in_the_grid_settles_its_finding_and_undo_brings_it_back(desk: Desk) -> None:
    key = key_of(desk, "TE-01")
    before = desk.digest()
    shown = column(desk.exceptions(), "value")[key]
    assert shown == "105.00"
    touched = desk.edit_findings([key], "value", "115.00", "card rate")
    assert key in touched.gone
    assert key not in desk.exceptions().keys
    assert desk.digest() != before
    back = desk.undo()
    assert key in back.findings
    assert column(desk.exceptions(), "value")[key] == "105.00"
    again = desk.redo()
    assert key in again.gone


def test_undo_on_an_untouched_book_changes_nothing(desk: Desk) -> None:
    assert desk.undo().step is None
    assert desk.redo().step is None


def test_an_edit_equals_a_full_run(desk: Desk) -> None:
    desk.edit_findings([key_of(desk, "TE-01")], "value", "100.00", "another rate")
    restated = desk.session.result.findings
    desk._session = None
    desk.run()
    full = desk.session.result.findings
    assert restated.reset_index(drop=True).equals(full.reset_index(drop=True))


def test_bad_values_and_posted_invoices_are_refused_with_a_sentence(desk: Desk) -> None:
    key = key_of(desk, "TE-01")
    with pytest.raises(BadValue):
        desk.edit_findings([key], "value", "a lot", "typo")
    invoice = next(iter(desk.session.tables["invoices"]["id"]))
    with pytest.raises(NotAllowed, match="credit"):
        desk.edit("invoices", invoice, "total", "1.00", "no")
    with pytest.raises(NothingToSet):
        desk.edit_findings([key_of(desk, "GL-02")], "value", "1", "no")
    assert desk.steps() == ()


def test_a_waiver_closes_a_finding_until_it_expires(desk: Desk) -> None:
    key = key_of(desk, "CA-03")
    desk.waive([key], "bank fee", "2026-12-31", "agreed with the partner")
    assert column(desk.exceptions(), "state")[key] == "waived"
    assert any("bank fee" in line for line in desk.finding(key).history)
    desk.undo()
    assert column(desk.exceptions(), "state")[key] == "open"
    desk.waive([key], "bank fee", "2026-08-31", "already expired")
    assert column(desk.exceptions(), "state")[key] == "open"


def test_a_rejected_link_stays_rejected_through_the_next_run(desk: Desk) -> None:
    key = next(k for k in desk.matches().keys if k.startswith("contract-project\t"))
    touched = desk.decide([key], "rejected", "another contract")
    assert touched.findings
    desk.run()
    assert column(desk.matches(), "status")[key] == "rejected"
    assert "rejected by Ann Preparer" in str(column(desk.matches(), "reason")[key])
    desk.undo()
    assert column(desk.matches(), "status")[key] == "confirmed"


def test_a_link_shows_both_sides_and_the_evidence(desk: Desk) -> None:
    key = next(k for k in desk.matches().keys if k.startswith("payment-invoice\t"))
    view = desk.match(key)
    assert view.evidence
    assert {field.label for field in view.fields} >= {"Customer", "Amount"}
    with pytest.raises(UnknownKey):
        desk.match("person\tno:person:one\tno:person:two")


def test_a_finding_shows_the_thread_of_its_record(desk: Desk) -> None:
    view = desk.finding(key_of(desk, "TE-01"))
    assert [station.station for station in view.thread] == [
        "Deal",
        "Contract",
        "Project",
        "Time",
        "Invoices",
        "Payments",
        "Bank",
        "Ledger",
    ]
    assert view.editable
    assert view.can_draft == "credit_rebill"


def test_a_draft_is_approved_by_a_second_person_and_written_once(desk: Desk, tmp_path: Path) -> None:
    desk.prepare(key_of(desk, "MS-01"))
    entry = desk.outbox()[0]
    assert (entry.system, entry.action, entry.status) == ("xero", "create", "prepared")
    with pytest.raises(SamePerson):
        desk.approve([entry.number], "  ann   PREPARER ")
    desk.approve([entry.number], "Bea Reviewer")
    files = desk.write_outbox(tmp_path / "out")
    assert any(path.name == "manifest.csv" for path in files)
    assert desk.outbox()[0].status == "written"
    assert desk.write_outbox(tmp_path / "out") == ()


def test_corrections_are_queued_for_their_system(desk: Desk) -> None:
    desk.edit_findings([key_of(desk, "TE-01")], "value", "115.00", "card rate")
    desk.queue_changes()
    assert {entry.system for entry in desk.outbox()} == {"harvest"}


def test_the_same_files_again_change_nothing(desk: Desk, sample_book: Path) -> None:
    before = desk.digest()
    view = desk.import_files([sample_book.parent / "exports"])
    assert sum(each.new + each.changed for each in view.files if each.batch) > 0
    desk.run()
    assert desk.digest() == before


def test_a_refused_file_is_shown_with_its_sentence_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "photo.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    before = desk.digest()
    view = desk.import_files([bad])
    assert "photo.csv" in view.files[0].error
    assert desk.digest() == before


def test_withdrawing_an_import_takes_its_records_out(desk: Desk) -> None:
    batch = next(each.batch for each in desk.imports().files if each.entity == "bank_line")
    assert batch is not None
    desk.undo_batch(batch, "wrong month")
    assert desk.session.tables["bank_lines"].empty
    assert ("CA-07" in {control for control, _ in desk.home().not_evaluated}) or not any(
        k.startswith("CA-07|bank") for k in desk.exceptions().keys
    )


def test_a_desk_on_a_new_book_is_empty_and_says_so(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "new.tieout")
    home = desk.home()
    assert (home.period, home.figures, len(desk.exceptions()), len(desk.matches())) == (str(PERIOD), (), 0, 0)
    desk.close()


def test_errors_of_the_desk_have_sentences() -> None:
    assert issubclass(NothingToSet, TieoutError)
    assert "put right in their own system" in NothingToSet(control="GL-02").sentence


def test_a_book_remembers_the_month_it_was_run_for(desk: Desk, tmp_path: Path) -> None:
    desk.run()
    desk.close()
    again = Desk.open(tmp_path / "copy.tieout", None, desk.clock, desk.importer, desk.writers)
    assert again.period == PERIOD
    assert again.home().tasks
    again.close()
