"""The import page on a real book: files mapped, questions answered, rows put right, totals accepted, a folder watched."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QRadioButton

from core.ports.importing import FileRead, Progress
from core.services.desk import Desk
from core.store.shapes import BatchOutcome
from tests.ui.pages.imports.conftest import Office
from ui.pages.wizard.dialog import MappingDialog
from ui.pages.wizard.mappings import MappingsDialog
from ui.pages.wizard.tables import FIELD

TIME = """Date,Client,Project,Task,Notes,Hours,First Name,Last Name
2026-09-01,Acme,Alpha,Work,,7.5,Ada,Lane
2026-09-02,Acme,Alpha,Work,,??,Ada,Lane
2026-09-03,Acme,Alpha,Work,,some,Ada,Lane
"""
ODD = "Zeta;Eta;Theta;Iota\n" + "".join(f"{d:02d}.09.2026;Ada Lane;Alpha;{d % 8},5\n" for d in range(1, 20))
EITHER_WAY = """Date,Client,Project,Task,Notes,Hours,First Name,Last Name
03/09/2026,Acme,Alpha,Work,,7.5,Ada,Lane
04/09/2026,Acme,Alpha,Work,,2.0,Ada,Lane
"""
INVOICES = """Date,Transaction Type,Num,Name,Memo/Description,Due Date,Amount,Open Balance
09/01/2026,Invoice,1001,Acme,Work,10/01/2026,100.00,0.00
09/14/2026,Invoice,1002,Acme,Work,10/14/2026,250.00,250.00
TOTAL,,,,,,375.00,250.00
"""


def wizard(office: Office) -> MappingDialog:
    """The wizard that is open."""
    (found,) = [each for each in office.window.findChildren(MappingDialog) if each.isVisible()]
    return found


def test_an_odd_file_is_mapped_to_time_and_the_next_one_is_read_by_itself(office: Office) -> None:
    office.take(office.written("liste.csv", ODD))
    office.select("liste.csv")
    assert office.page.card.map.isVisible()
    office.do("import.map")
    dialog = wizard(office)
    assert dialog.standing.text() == "waits for your answer"
    assert not dialog.yes.isEnabled()
    dialog.entity.setCurrentIndex(dialog.entity.findData("time"))
    dialog.entity.activated.emit(dialog.entity.currentIndex())
    office.desktop.settle(6)
    for row, target in enumerate(("day", "person_name", "project_name", "seconds")):
        assert dialog.model.setData(dialog.model.index(row, FIELD), target)
        assert not dialog.yes.isEnabled()  # not before it is seen what the answer makes of the file
    office.desktop.settle(8)
    assert dialog.standing.text() == "every row loads"
    assert dialog.yes.text() == "Import 19 rows"
    assert dialog.printed.rows[0] == ("01.09.2026", "Ada Lane", "Alpha", "1,5")
    dialog.yes.click()
    office.desktop.settle()
    (file,) = office.page._files
    assert (file.entity, file.rows_loaded, file.rows_quarantined, file.mapped) == ("time", 19, 0, "person")
    assert not len(office.page.quarantine.model.sheet)
    office.take(office.written("october.csv", ODD.replace(".09.", ".10.")))
    assert [each.rows_loaded for each in office.page._files] == [19, 19]
    office.do("import.mappings")
    (saved,) = office.window.findChildren(MappingsDialog)
    assert saved.model.rows[0][:2] == ("Time entries", "Ann Preparer")
    assert ("Iota", "hours") in saved.columns.rows
    saved.forget.click()
    office.desktop.settle()
    assert office.desk.mappings() == ()
    assert not saved.forget.isEnabled()
    saved.reject()


def test_changed_headings_are_said_in_the_wizard(office: Office) -> None:
    office.take(office.written("liste.csv", ODD))
    office.select("liste.csv")
    office.do("import.map")
    dialog = wizard(office)
    dialog.entity.setCurrentIndex(dialog.entity.findData("time"))
    dialog.entity.activated.emit(dialog.entity.currentIndex())
    office.desktop.settle(6)
    for row, target in enumerate(("day", "person_name", "project_name", "seconds")):
        dialog.model.setData(dialog.model.index(row, FIELD), target)
    office.desktop.settle(8)
    dialog.accept()
    office.desktop.settle()
    office.take(office.written("november.csv", ODD.replace(".09.", ".11.").replace("Iota", "Kappa")))
    office.select("november.csv")
    office.do("import.map")
    warnings = wizard(office).warnings.parentWidget()
    assert warnings is not None
    said = [each.text() for each in warnings.findChildren(QLabel)]
    assert any("The headings differ from those that Ann Preparer mapped" in sentence for sentence in said)
    assert not wizard(office).yes.isEnabled()
    wizard(office).reject()


def test_the_order_of_days_is_asked_and_the_answer_reads_every_row(office: Office) -> None:
    office.take(office.written("time.csv", EITHER_WAY))
    office.select("time.csv")
    office.do("import.map")
    dialog = wizard(office)
    box = dialog.questions.itemAt(0)
    assert box is not None
    widget = box.widget()
    assert widget is not None
    day_first, month_first = widget.findChildren(QRadioButton)
    assert (day_first.text(), month_first.text()) == ("day first: 03 September 2026", "month first: 09 March 2026")
    month_first.click()
    office.desktop.settle(6)
    day_first.click()  # another answer, before it is imported
    office.desktop.settle(6)
    assert dialog.said.choices == {"Date": "dmy"}
    assert dialog.standing.text() == "every row loads"
    dialog.yes.click()
    office.desktop.settle()
    (file,) = office.page._files
    assert (file.system, file.period) == ("harvest", ("2026-09-03", "2026-09-04"))


def test_two_rows_are_corrected_and_the_one_that_is_still_wrong_says_why(office: Office) -> None:
    office.take(office.written("time.csv", TIME))
    page, editor = office.page, office.page.editor
    first, other = page.quarantine.model.sheet.keys
    for key, text in ((first, "3:30"), (other, "lots")):
        assert page.quarantine.view.select_key(key)
        office.desktop.settle()
        assert editor.key == key
        assert editor.model.bad == "Hours"
        place = editor.model.place("Hours")
        assert editor.cells.currentIndex().row() == place
        editor.model.setData(editor.model.index(place, 1), text)
    assert editor.count.text() == "2 rows are corrected and not read yet."
    assert page.quarantine.model.pending[first, "value"] == "3:30"
    office.do("quarantine.again")
    office.desktop.answer(why="asked Ada")
    office.desktop.settle()
    assert page.quarantine.model.sheet.keys == [other]
    assert str(page.quarantine.model.sheet.column("reason")[0]).startswith("Still: 'lots' in Hours")
    assert page.edits == {other: {"Hours": "lots"}}
    assert "1 row is read and in the book; 1 still cannot be" in office.desktop.notice
    assert sorted(office.desk.session.tables["time"]["seconds"].tolist()) == [12_600, 27_000]
    assert [each.rows_loaded for each in page._files] == [1, 1]


def test_a_correction_is_taken_back_before_it_is_read(office: Office) -> None:
    office.take(office.written("time.csv", TIME))
    page, editor = office.page, office.page.editor
    page.quarantine.view.select_place(0)
    office.desktop.settle()
    place = editor.model.place("Hours")
    editor.model.setData(editor.model.index(place, 1), "3")
    office.do("quarantine.printed")
    assert (page.edits, editor.model.text(place)) == ({}, "??")
    assert not office.window.actions_by_id["quarantine.again"].isEnabled()
    assert not page.quarantine.model.pending


def test_rows_are_set_aside_with_a_reason(office: Office) -> None:
    office.take(office.written("time.csv", TIME))
    page = office.page
    page.quarantine.view.select_keys(page.quarantine.model.sheet.keys)
    office.do("quarantine.aside")
    assert office.desktop.answer(why="").problem.text()
    office.desktop.answer(why="test entries")
    office.desktop.settle()
    assert not len(page.quarantine.model.sheet)
    assert not page.editor.isVisible()
    assert len(office.desk.book.batches()) == 1


def test_a_total_that_does_not_tie_is_taken_with_a_reason(office: Office) -> None:
    office.take(office.written("invoices.csv", INVOICES), office.written("photo.csv", "\x89PNG nothing"))
    office.select("invoices.csv")
    assert office.page.card.anyway.isVisible()
    assert not office.page.card.withdraw.isVisible()
    office.do("import.anyway")
    question = office.desktop.dialog()
    assert (
        "375.00 is printed, the rows above add up to 350.00" in question.findChildren(type(question.problem))[1].text()
    )
    office.desktop.answer(why="a void is left out of the list")
    office.desktop.settle()
    files = {file.file: file for file in office.page._files}
    assert (files["invoices.csv"].rows_loaded, files["invoices.csv"].error) == (2, "")
    assert any("a void is left out of the list" in note for note in files["invoices.csv"].notes)
    assert files["photo.csv"].error


def test_new_files_of_a_watched_folder_are_offered_and_never_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = office.folder / "exports"
    folder.mkdir()
    (folder / "time.csv").write_text(TIME, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page = office.page
    assert page.watcher.timer.interval() >= 5000
    assert page.watcher.timer.isActive()
    office.do("watch.folder")
    assert page.offer.isVisible()
    assert page.offer.text.whole() == "1 new file in exports: time.csv"
    assert not office.desk.book.batches()
    page.offer.later.click()
    page.watcher.look()
    office.desktop.settle()
    assert not page.offer.isVisible()
    (folder / "odd.csv").write_text(ODD, encoding="utf-8")
    page.watcher.look()
    office.desktop.settle()
    assert page.offer.text.whole() == "1 new file in exports: odd.csv"
    office.do("watch.import")
    assert [each.file for each in office.desk.book.batches()] == ["odd.csv"]
    assert not page.offer.isVisible()
    office.do("watch.stop")
    assert office.desk.watched() is None
    office.window.go("home")
    assert not page.watcher.timer.isActive()


def test_stopping_an_import_leaves_whole_files_only(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [office.written(f"t{n}.csv", TIME.replace("2026-09", f"2026-0{n}")) for n in range(1, 6)]
    real = Desk.add

    def slow(
        desk: Desk, reads: Sequence[FileRead], progress: Progress
    ) -> Sequence[BatchOutcome]:  # a large file takes its time
        def waiting(what: str, done: int, of: int) -> None:
            for _ in range(20 if done == 2 else 1):
                progress(what, done, of)
                time.sleep(0.05)

        return real(desk, reads, waiting)

    monkeypatch.setattr(Desk, "add", slow)
    office.page.take(paths)
    strip = office.window.working
    office.desktop.until(lambda: strip.isVisible() and strip.what.whole().startswith("Storing t3"))
    strip.stop.click()
    office.desktop.settle()
    assert "2 of 5 files were in the book by then, each of them whole" in office.desktop.notice
    assert [(file.file, file.rows_read) for file in office.page._files] == [("t1.csv", 3), ("t2.csv", 3)]


def test_a_file_whose_place_is_not_known_any_more_is_asked_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    path = office.written("liste.csv", ODD)
    office.take(path)
    moved = Path(path.rename(office.folder / "moved.csv"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    office.select("liste.csv")
    office.do("import.map")
    assert wizard(office).path == moved
    wizard(office).reject()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    office.do("import.map")
    assert not [each for each in office.window.findChildren(MappingDialog) if each.isVisible()]
