"""Between reading files and keeping them: printed totals that do not tie, and quarantined rows put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from core.base.errors import Cancelled, TieoutError
from core.ports.importing import Answers, Refused
from core.services.closing import FileNotRead, close_month
from core.services.desk import Desk, UnknownKey
from core.services.importing import UNTIED, NoSuchColumn, StillUnreadable, StoppedBetween, tied
from core.store.errors import NameMissing, UnknownProblem
from tests.core.services.desks import desk_on

TIME = """Date,Client,Project,Task,Notes,Hours,First Name,Last Name
2026-09-01,Acme,Alpha,Work,,7.5,Ada,Lane
2026-09-02,Acme,Alpha,Work,,??,Ada,Lane
2026-09-03,Acme,Alpha,Work,,2.0,Ada,Lane
"""
INVOICES = """Date,Transaction Type,Num,Name,Memo/Description,Due Date,Amount,Open Balance
09/01/2026,Invoice,1001,Acme,Work,10/01/2026,100.00,0.00
09/14/2026,Invoice,1002,Acme,Work,10/14/2026,250.00,250.00
TOTAL,,,,,,{},250.00
"""


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    return desk_on(tmp_path / "firm.tieout")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_whose_total_does_not_tie_is_blocked_with_both_figures(bare: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "invoices.csv", INVOICES.format("375.00"))
    view = bare.import_files([path])
    (file,) = view.files
    assert "375.00 is printed, the rows above add up to 350.00" in file.error
    assert not bare.book.batches()
    (outcome,) = tied(bare.read([path]), "", "Ann Lee")
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.untied, outcome.harmless) == (UNTIED, True, False)


def test_it_is_taken_with_a_reason_that_stays_on_record(bare: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "invoices.csv", INVOICES.format("375.00"))
    bare.import_files([path], accept_untied="the report leaves out a void")
    (batch,) = bare.book.batches()
    assert any("Ann Preparer" in note and "the report leaves out a void" in note for note in batch.notes)


def test_a_total_that_ties_blocks_nothing(bare: Desk, tmp_path: Path) -> None:
    bare.import_files([written(tmp_path, "invoices.csv", INVOICES.format("350.00"))])
    assert len(bare.book.batches()) == 1


def test_a_headless_close_stops_before_anything_is_kept(bare: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    written(folder, "time.csv", TIME)
    written(folder, "invoices.csv", INVOICES.format("375.00"))
    with pytest.raises(FileNotRead, match=r"375\.00 is printed"):
        close_month(bare, folder, tmp_path / "out", lambda *_: None, show=False)
    assert not bare.book.batches()


def test_a_quarantined_row_is_corrected_in_place_and_joins_the_figures(bare: Desk, tmp_path: Path) -> None:
    view = bare.import_files([written(tmp_path, "time.csv", TIME)])
    (key,) = view.quarantine.keys
    assert dict(bare.quarantined(key))["Hours"] == "??"
    bare.correct_rows({key: {"Hours": "3:30"}}, "asked Ada")
    assert not bare.imports().quarantine.keys
    time = bare.session.tables["time"]
    assert sorted(time["seconds"].tolist()) == [7200, 12_600, 27_000]
    (total,) = [each for each in bare.book.totals() if each.column == "Hours"]
    assert (total.rows_read, total.rows_loaded, total.rows_quarantined, str(total.amount)) == (3, 3, 0, "13.00")
    bare.undo_batch(2, "it was another day")
    assert bare.imports().quarantine.keys == [key]


def test_a_correction_that_does_not_help_changes_nothing(bare: Desk, tmp_path: Path) -> None:
    (key,) = bare.import_files([written(tmp_path, "time.csv", TIME)]).quarantine.keys
    with pytest.raises(StillUnreadable, match="'lots' in Hours"):
        bare.correct_rows({key: {"Hours": "lots"}}, "guess")
    with pytest.raises(NoSuchColumn, match="Its columns are Date"):
        bare.correct_rows({key: {"Minutes": "5"}}, "guess")
    with pytest.raises(NameMissing):
        bare.correct_rows({key: {"Hours": "5"}}, " ")
    assert bare.imports().quarantine.keys == [key]
    assert len(bare.book.batches()) == 1


def test_a_row_is_set_aside_once(bare: Desk, tmp_path: Path) -> None:
    (key,) = bare.import_files([written(tmp_path, "time.csv", TIME)]).quarantine.keys
    bare.set_aside([key], "a test entry")
    assert not bare.imports().quarantine.keys
    with pytest.raises(UnknownProblem):
        bare.set_aside([key], "again")
    with pytest.raises(UnknownKey):
        bare.quarantined(key)
    with pytest.raises(UnknownKey):
        bare.quarantined("nonsense")


def test_errors_say_what_to_do() -> None:
    for error in (StillUnreadable, NoSuchColumn):
        assert issubclass(error, TieoutError)


ODD = "Zeta;Eta;Theta;Iota\n" + "".join(f"{d:02d}.09.2026;Ada Lane;Alpha;{d % 8},5\n" for d in range(1, 20))
MAPPED = Answers(
    entity="time", columns={"Zeta": "day", "Eta": "person_name", "Theta": "project_name", "Iota": "seconds"}
)


def test_a_person_maps_a_file_and_the_next_one_is_read_so_by_itself(bare: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "september.csv", ODD)
    seen = bare.preview(path, MAPPED)
    assert (seen.entity, seen.rows_loaded, seen.loads, seen.error) == ("time", 19, True, "")
    assert next((each.heading, each.target) for each in seen.columns) == ("Zeta", "day")
    view = bare.import_mapped(path, MAPPED, remember=True)
    assert [(each.entity, each.rows_loaded) for each in view.files] == [("time", 19)]
    (mapping,) = bare.mappings()
    assert (mapping.by, dict(mapping.columns)["Iota"]) == ("Ann Preparer", "seconds")
    october = written(tmp_path, "october.csv", ODD.replace(".09.", ".10."))
    assert [each.rows_loaded for each in bare.import_files([october]).files] == [19, 19]
    bare.forget_mapping(mapping.fingerprint)
    assert not bare.mappings()


def test_nothing_is_kept_by_looking(bare: Desk, tmp_path: Path) -> None:
    assert bare.preview(written(tmp_path, "photo.csv", "\x89PNG nothing")).error
    assert not bare.book.batches()


def test_a_watched_folder_offers_what_no_import_has_read(bare: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    path = written(folder, "time.csv", TIME)
    assert bare.waiting_files() == ()
    bare.watch(folder)
    assert bare.watched() == folder
    assert bare.waiting_files() == (path,)
    bare.import_files([path])
    assert bare.waiting_files() == ()
    changed = written(folder, "time.csv", TIME + "2026-09-04,Acme,Alpha,Work,,1.0,Ada,Lane\n")
    assert bare.waiting_files() == (changed,)
    bare.watch(None)
    assert bare.watched() is None


HARVEST = """Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Currency
03/09/2026,Acme,Alpha,A-1,Work,,7.5,Yes,Ada,Lane,100.00,British Pound - GBP
04/09/2026,Acme,Alpha,A-1,Work,,2.0,Yes,Ada,Lane,100.00,British Pound - GBP
"""


def test_a_file_that_waits_in_quarantine_is_mapped_and_makes_way_for_itself(bare: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "september.csv", ODD)
    (waiting,) = bare.import_files([path]).files
    assert (waiting.rows_loaded, waiting.mapped, waiting.mappable, waiting.path) == (0, "proposal", True, str(path))
    view = bare.import_mapped(path, MAPPED, remember=False)
    assert [(each.rows_loaded, each.mapped) for each in view.files] == [(19, "person")]
    assert not view.quarantine.keys
    assert [batch.withdrawn_by for batch in bare.book.batches()] == ["Ann Preparer", ""]


def test_of_a_known_layout_only_the_answered_questions_are_remembered(bare: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "time.csv", HARVEST)
    bare.import_files([path])
    view = bare.import_mapped(path, Answers(choices={"Date": "dmy"}), remember=True)
    assert [(each.system, each.rows_loaded, each.mapped) for each in view.files] == [("harvest", 2, "")]
    october = written(tmp_path, "october.csv", HARVEST.replace("/09/", "/10/"))
    *_, newest = bare.import_files([october]).files
    assert (newest.rows_loaded, newest.period, newest.error) == (2, ("2026-10-03", "2026-10-04"), "")


def test_other_refused_files_stay_in_sight_while_one_is_dealt_with(bare: Desk, tmp_path: Path) -> None:
    untied = written(tmp_path, "invoices.csv", INVOICES.format("375.00"))
    photo = written(tmp_path, "photo.csv", "\x89PNG nothing")
    assert [each.untied for each in bare.import_files([untied, photo]).files] == [True, False]
    view = bare.import_files([untied], accept_untied="a void is left out")
    assert [(each.file, bool(each.error)) for each in view.files] == [("photo.csv", True), ("invoices.csv", False)]


def test_a_mapped_file_whose_total_does_not_tie_is_taken_with_a_reason(bare: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "invoices.csv", INVOICES.format("375.00"))
    answers = Answers(choices={"Date": "mdy"})
    assert bare.preview(path, answers).untied
    (file,) = bare.import_mapped(path, answers, remember=False).files
    assert (file.untied, file.path) == (True, str(path))
    (file,) = bare.import_mapped(path, answers, remember=False, accept_untied="a void is left out").files
    assert file.rows_loaded == 2
    assert any("a void is left out" in note for note in file.notes)


def test_rows_that_can_be_read_go_in_and_the_others_say_why_they_stay(bare: Desk, tmp_path: Path) -> None:
    text = TIME + "2026-09-04,Acme,Alpha,Work,,some,Ada,Lane\n2026-09-05,Acme,Alpha,Work,,1,Ada,Lane\n"
    one, other = bare.import_files([written(tmp_path, "time.csv", text)]).quarantine.keys
    answer = bare.read_again({one: {"Hours": "3:30"}, other: {"Hours": "lots"}}, "asked Ada")
    assert [key for key, _ in answer.refused] == [other]
    assert "'lots'" in answer.refused[0][1]
    assert answer.touched.what == "1 quarantined rows corrected"
    assert bare.imports().quarantine.keys == [other]
    none = bare.read_again({other: {"Hours": "many"}}, "asked again")
    assert (none.touched.what, len(none.refused)) == ("", 1)


def test_stopping_between_two_files_says_what_is_in_the_book(bare: Desk, tmp_path: Path) -> None:
    paths = [written(tmp_path, "a.csv", TIME), written(tmp_path, "b.csv", TIME.replace("2026-09", "2026-08"))]

    def stop(what: str, done: int, of: int) -> None:
        if what == "Storing b.csv":
            raise Cancelled
        assert done <= of

    with pytest.raises(StoppedBetween, match="1 of 2 files were in the book"):
        bare.import_files(paths, stop)
    assert [(each.file, each.rows_read) for each in bare.imports().files] == [("a.csv", 3)]
    assert len(bare.session.tables["time"]) == 2

    def at_once(what: str, done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled, match="Nothing was changed"):
        bare.import_files(paths, at_once)


def test_a_corrected_row_of_a_statement_keeps_its_currency(bare: Desk, tmp_path: Path) -> None:
    rows = "".join(f"2026-09-{day:02d},Receipt {day},{day}0.50,{day}00.00\n" for day in range(1, 9))
    text = f"Date,Description,Amount,Balance\n{rows}2026-09-09,Receipt 9,??,900.00\n"
    view = bare.import_files([written(tmp_path, "bank-EUR-september.csv", text)])
    (key,) = view.quarantine.keys
    bare.correct_rows({key: {"Amount": "90.50"}}, "as printed on the statement")
    assert set(bare.session.tables["bank_lines"]["currency"]) == {"EUR"}


def test_mapping_one_sheet_leaves_the_other_sheets_of_its_file_in_the_book(bare: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for name, mark, month, days in (("One", "", "09", range(1, 9)), ("Two", "x", "08", range(1, 5))):
        sheet = book.create_sheet(name)
        sheet.append([f"{heading}{mark}" for heading in MAPPED.columns])
        for day in days:
            sheet.append([f"{day:02d}.{month}.2026", "Ada", "Alpha", day % 8 + 0.5])
    del book["Sheet"]
    path = tmp_path / "hours.xlsx"
    book.save(path)
    assert [each.rows_read for each in bare.import_files([path]).files] == [8, 4]
    columns = dict(MAPPED.columns)
    one = Answers(sheet="One", entity="time", columns=columns)
    two = Answers(sheet="Two", entity="time", columns={f"{heading}x": target for heading, target in columns.items()})
    view = bare.import_mapped(path, one, remember=False)
    assert {each.sheet: (each.rows_loaded, each.rows_quarantined) for each in view.files} == {
        "One": (8, 0),
        "Two": (0, 4),
    }
    view = bare.import_mapped(path, two, remember=False)
    assert {each.sheet: (each.rows_loaded, each.rows_quarantined) for each in view.files} == {
        "One": (8, 0),
        "Two": (4, 0),
    }
    assert len(bare.session.tables["time"]) == 12


def test_next_months_file_of_the_same_name_adds_its_rows(bare: Desk, tmp_path: Path) -> None:
    bare.import_files([written(tmp_path, "time.csv", TIME.replace("??", "1"))])
    bare.import_files([written(tmp_path, "time.csv", TIME.replace("??", "2").replace("-09-", "-10-"))])
    assert sorted(bare.session.tables["time"]["seconds"].tolist()) == [3600, 7200, 7200, 7200, 27_000, 27_000]
