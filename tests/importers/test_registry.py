"""The reader is chosen by the file's headings; every row is accounted for; folders are read whole."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.base.errors import Cancelled
from core.base.periods import Period
from core.ports.importing import Answers, FileRead, SavedMapping
from core.records.schema import TABLES
from importers.anytable.reader import BadAnswer
from importers.registry import READERS, Refusal, by_layout, drafts_of, read, read_files, read_folder, rows_as_printed
from importers.sample.files import write_sample
from importers.shared.columns import Headings
from importers.shared.intake import EmptyFile
from tests.importers.samples import text_file, workbook


def test_layouts_are_known_by_one_name_and_declare_what_they_need() -> None:
    assert len({reader.layout for reader in READERS}) == len(READERS)
    for reader in READERS:
        names = [name for need in reader.must for name in ((need,) if isinstance(need, str) else need)]
        assert set(names) <= set(reader.columns), reader.layout
        assert reader.anchor in reader.columns, reader.layout


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.layout)
def test_each_reader_is_surest_of_its_own_headings(reader: object) -> None:
    own = next(one for one in READERS if one is reader)
    headings = Headings.of([field.headings[0].replace("*", "GBP") for field in own.columns.values()])
    surest = max(READERS, key=lambda one: one.sure(headings))
    assert surest.layout == own.layout


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    path = text_file(tmp_path / "harvest_time_report.csv", "Client Name,Address", "Acme,Leeds")
    assert read(path).tables[0].layout == "harvest.clients"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[FileRead]:
    return read_folder(write_sample(tmp_path_factory.mktemp("sample"), Period(2026, 9)))


def test_every_file_of_the_sample_firm_is_read_and_tied(sample: list[FileRead]) -> None:
    assert len(sample) >= 12
    for one in sample:
        for table in one.tables:
            assert table.rows_read == table.rows_loaded + len(table.problems), (one.file, table.layout)
            assert not [note for note in table.notes if "does not agree" in note], (one.file, table.notes)
            for name, frame in table.frames.items():
                assert {"external_id", "row", "system", "file", "sheet"} <= set(frame.columns) | {"row"}
                assert set(frame.columns) <= set(TABLES[name].column_names), (
                    name,
                    set(frame.columns) - set(TABLES[name].column_names),
                )


def test_drafts_carry_their_layout(sample: list[FileRead]) -> None:
    drafts = drafts_of(sample)
    assert set(drafts["people"]["facet"]) >= {"roster.people", "harvest.time_report"}
    assert sum(len(frame) for frame in drafts.values()) == sum(
        len(frame) for one in sample for table in one.tables for frame in table.frames.values()
    )
    assert len(by_layout(sample)["harvest.time_report"]) == 1


def test_reading_is_the_same_every_time(tmp_path: Path, sample: list[FileRead]) -> None:
    again = read_folder(write_sample(tmp_path / "again", Period(2026, 9)))
    for one, other in zip(sample, again, strict=True):
        assert [table.totals for table in one.tables] == [table.totals for table in other.tables]


def test_a_refused_file_does_not_stop_the_others_when_asked(tmp_path: Path) -> None:
    good = text_file(tmp_path / "c.csv", "Client Name,Address", "Acme,Leeds")
    twin = text_file(tmp_path / "c2.csv", "Client Name,Address", "Acme,Leeds")
    bad = tmp_path / "x.csv"
    bad.write_bytes(b"")
    refused: list[Refusal] = []
    assert [one.file for one in read_files([bad, good, twin], refused=refused)] == ["c.csv"]
    assert [(one.path.name, one.code) for one in refused] == [("x.csv", "IMP-102")]
    with pytest.raises(EmptyFile):
        read_files([bad, good])


def test_hidden_files_are_no_exports_and_work_can_be_stopped(tmp_path: Path) -> None:
    text_file(tmp_path / "c.csv", "Client Name,Address", "Acme,Leeds")
    text_file(tmp_path / ".DS_Store", "x")
    text_file(tmp_path / "~$c.xlsx", "x")
    seen: list[tuple[int, int]] = []

    def watch(what: str, done: int, of: int) -> None:
        seen.append((done, of))

    read_folder(tmp_path, watch)
    assert seen == [(0, 1), (1, 1)]

    def stop(what: str, done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_folder(tmp_path, stop)


def test_a_known_layout_goes_before_a_guess_unless_a_person_maps_it(tmp_path: Path) -> None:
    path = text_file(tmp_path / "c.csv", "Client Name,Address", "Acme,Leeds", "Quill,York")
    (known,) = read(path).tables
    assert (known.layout, known.proposed) == ("harvest.clients", False)
    said = Answers(entity="customer", columns={"Client Name": "name", "Address": "city"})
    (mapped,) = read(path, said).tables
    assert (mapped.system, mapped.layout, mapped.fingerprint) == ("harvest", "generic.customer", known.fingerprint)
    assert list(mapped.frames["customers"]["city"]) == ["Leeds", "York"]


def test_a_saved_mapping_of_the_same_headings_goes_before_a_known_layout(tmp_path: Path) -> None:
    path = text_file(tmp_path / "c.csv", "Client Name,Address", "Acme,Leeds", "Quill,York")
    (known,) = read(path).tables
    said = Answers(entity="customer", columns={"Client Name": "name", "Address": "city"})
    saved = SavedMapping(known.fingerprint, ("Client Name", "Address"), said, "Ann", datetime(2026, 1, 31, tzinfo=UTC))
    assert read(path, saved=[saved]).tables[0].layout == "generic.customer"
    wider = text_file(tmp_path / "d.csv", "Client Name,Address,Town", "Acme,Leeds,x", "Quill,York,y")
    assert read(wider, saved=[saved]).tables[0].layout == "harvest.clients"


def test_an_unknown_table_is_set_aside_whole_and_a_letter_is_refused(tmp_path: Path) -> None:
    odd = text_file(tmp_path / "odd.csv", "Colour,Weight", "red,5", "blue,6")
    letter = text_file(tmp_path / "README.txt", "Please find attached", "the exports of this month, all of them.")
    refused: list[Refusal] = []
    (one,) = read_files([odd, letter], refused=refused)
    (table,) = one.tables
    assert (table.entity, table.rows_read, table.rows_loaded, len(table.problems)) == ("", 2, 0, 2)
    assert [(each.path.name, each.code) for each in refused] == [("README.txt", "IMP-107")]


def test_a_sheet_that_is_no_list_is_said_beside_one_that_is(tmp_path: Path) -> None:
    cover = [["Prepared", "Ann"], ["Checked", "Bob"], ["Colour", "red"]]
    path = workbook(tmp_path / "a.xlsx", Clients=[["Client Name", "Address"], ["Acme", "Leeds"]], Cover=cover)
    one = read(path)
    assert [table.layout for table in one.tables] == ["harvest.clients"]
    assert any("'Cover'" in note for note in one.notes)


def test_the_rows_as_printed_are_those_of_the_largest_table(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "Report", "", "No;Sum", "1;2,50", "2;3,50", "", "Printed on Monday")
    assert rows_as_printed(path) == (["No", "Sum"], [["1", "2,50"], ["2", "3,50"]])
    assert rows_as_printed(path, Answers(delimiter=",", header_row=0)) is not None


def test_what_a_known_layout_says_itself_can_be_said_again(tmp_path: Path) -> None:
    path = text_file(tmp_path / "c.csv", "Client Name,Address", "Acme,Leeds", "Quill,York")
    (known,) = read(path).tables
    said = Answers(entity="customer", columns={use.source: use.target for use in known.columns})
    assert read(path, said).tables[0].layout == "harvest.clients"


def test_answers_are_for_the_member_of_an_archive_that_has_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("clients.csv", "Client Name,Address\nAcme,Leeds\nQuill,York\n")
        packed.writestr("claims.csv", "Ref,Who,When,How much\n1,Ann,2026-01-13,5\n2,Bob,2026-01-14,6\n")
    columns = {"Who": "person_name", "When": "day", "How much": "amount"}
    found = [table.layout for table in read(path, Answers(entity="expense", columns=columns)).tables]
    assert sorted(found) == ["generic.expense", "harvest.clients"]
    with pytest.raises(BadAnswer, match="Whom"):
        read(path, Answers(columns={"Whom": "person_name"}))


def test_the_dialect_of_a_text_is_told(tmp_path: Path) -> None:
    one = read(text_file(tmp_path / "a.csv", "Colour;Weight", "'a;b';5", "'c';6"))
    assert (one.delimiter, one.quote) == (";", "'")
    assert read(workbook(tmp_path / "b.xlsx", A=[["Client Name", "Address"], ["Acme", "Leeds"]])).quote is None


def test_answers_are_for_the_table_that_has_the_columns(tmp_path: Path) -> None:
    claims: list[list[object]] = [
        ["Ref", "Who", "When", "How much"],
        ["1", "Ann", "2026-01-13", 5],
        ["2", "Bob", "2026-01-14", 6],
    ]
    path = workbook(tmp_path / "a.xlsx", Clients=[["Client Name", "Address"], ["Acme", "Leeds"]], Claims=claims)
    columns = {"Who": "person_name", "When": "day", "How much": "amount"}
    found = {table.sheet: table for table in read(path, Answers(entity="expense", columns=columns)).tables}
    assert (found["Clients"].layout, found["Claims"].layout) == ("harvest.clients", "generic.expense")
    with pytest.raises(BadAnswer, match="which is meant"):
        read(path, Answers(entity="expense"))
    with pytest.raises(BadAnswer, match="Whom"):
        read(path, Answers(columns={"Whom": "person_name"}))


def test_several_tables_of_a_sheet_say_where_they_stand(tmp_path: Path) -> None:
    rates: list[list[object]] = [
        ["SOW", "Role", "Rate", "Currency"],
        ["S-1", "Lead", 150, "GBP"],
        ["S-1", "Any", 90, "GBP"],
    ]
    claims: list[list[object]] = [
        ["Claims of the month"],
        ["Claimant", "Expense date", "Category", "Amount"],
        ["Ann Carter", "2026-01-13", "Travel", 5.5],
        ["Bob Dale", "2026-01-14", "Meals", 6.5],
    ]
    path = workbook(tmp_path / "a.xlsx", Both=[*rates, [], [], *claims])
    found = {table.layout: table for table in read(path).tables}
    assert {layout: table.header_row for layout, table in found.items()} == {
        "register.rates": 1,
        "generic.expense": 7,
    }
    assert [str(total.amount) for total in found["generic.expense"].totals] == ["12.00"]
