"""A table of unknown layout is loaded whole or set aside whole, and what a person says of it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.ports.importing import Answers, SavedMapping, TableRead
from importers.anytable.fingerprints import fingerprint_of
from importers.anytable.proposal import LOADS
from importers.anytable.reader import DRIFTED, UNKNOWN, UNSURE, BadAnswer, Grid, helped, read_table
from importers.people.register.reader import Contracts
from importers.shared.cells import Source
from importers.shared.sheets import Sheet
from tests.importers.samples import problems, rows, totals

SOURCE = Source("list.csv", "")
LOG: tuple[list[object], ...] = (
    ["Consultant", "Engagement", "Worked on", "Hrs", "What"],
    ["Ann Carter", "Alpha", "13.01.2026", "7,5", "Review"],
    ["Bob Dale", "Alpha", "14.01.2026", "six", "Review"],
    ["Bob Dale", "", "15.01.2026", "1,25", "Calls"],
    ["Bob Dale", "Beta", "16.01.2026", "8,00", "Calls"],
    ["Ann Carter", "Beta", "19.01.2026", "8,00", "Calls"],
)
ODD: tuple[list[object], ...] = (
    ["Ref", "Who", "When", "How much", "Note"],
    ["1", "Ann Carter", "13/01/2026", "10.00", "Train"],
    ["2", "Bob Dale", "14/01/2026", "12.50", "Lunch"],
)
SAID = Answers(
    entity="expense",
    columns={"Ref": "", "Who": "person_name", "When": "day", "How much": "amount", "Note": "category"},
)


def grid(*lines: Sequence[object], headless: bool = False) -> Grid:
    sheet = Sheet("", [list(line) for line in lines], ragged=True, delimiter=",")
    made = Grid.of(sheet, None if headless else 0, headless=headless)
    assert made is not None
    return made


def read(*lines: Sequence[object], answers: Answers | None = None, saved: tuple[SavedMapping, ...] = ()) -> TableRead:
    table = read_table(grid(*lines), SOURCE, answers, saved)
    assert table.rows_read == table.rows_loaded + len(table.problems)
    return table


def saved(*lines: Sequence[object], answers: Answers = SAID) -> SavedMapping:
    headings = tuple(str(cell) for cell in lines[0])
    return SavedMapping(fingerprint_of(headings), headings, answers, "Ann", datetime(2026, 1, 31, tzinfo=UTC))


def test_a_sure_proposal_is_loaded_row_by_row() -> None:
    table = read(*LOG)
    assert (table.system, table.entity, table.layout, table.proposed) == ("generic", "time", "generic.time", True)
    assert table.confidence >= LOADS
    assert rows(table, "time", "person_name", "project_name", "day", "seconds", "external_id") == [
        ("Ann Carter", "Alpha", "2026-01-13", 27_000, "list.csv#1"),
        ("Bob Dale", "", "2026-01-15", 4_500, "list.csv#3"),
        ("Bob Dale", "Beta", "2026-01-16", 28_800, "list.csv#4"),
        ("Ann Carter", "Beta", "2026-01-19", 28_800, "list.csv#5"),
    ]
    assert problems(table) == [(2, "IMP-202")]
    assert totals(table) == {("Hrs", ""): ("24.75", 4)}
    assert "1 of 5 rows have nothing in Engagement (project name of the time)." in table.notes
    assert "1 column is left unread: What." in table.notes
    assert table.fingerprint == fingerprint_of([str(cell) for cell in LOG[0]])


def test_what_is_not_sure_waits_whole_and_names_the_columns_in_doubt() -> None:
    table = read(*ODD, answers=Answers(entity="expense"))
    assert (table.rows_loaded, table.frames) == (0, {})
    assert problems(table) == [(1, UNSURE), (2, UNSURE)]
    assert "no column for" in table.problems[0].reason
    assert table.problems[0].cells[1] == ("Who", "Ann Carter")


def test_what_no_book_holds_waits_whole() -> None:
    table = read(["T", "Cp"], ["5.00", "0.42"], ["6.00", "0.43"])
    assert (table.entity, problems(table)) == ("", [(1, UNKNOWN), (2, UNKNOWN)])
    assert table.confidence < LOADS


def test_a_persons_answers_load_it() -> None:
    table = read(*ODD, answers=replace(SAID, system="register"))
    assert (table.system, table.entity, table.proposed, table.confidence) == ("register", "expense", False, 1.0)
    assert rows(table, "expenses", "person_name", "day", "amount", "category")[0] == (
        "Ann Carter",
        "2026-01-13",
        1000,
        "Train",
    )
    assert [use.target for use in table.columns] == ["", "person_name", "day", "amount", "category"]


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        (Answers(columns={"Hours": "seconds"}), "no column 'Hours'"),
        (Answers(choices={"Day": "dmy"}), "no column 'Day'"),
        (Answers(entity="planet"), "no entity 'planet'"),
        (Answers(entity="time", columns={"What": "colour"}), "cannot be 'colour'"),
        (Answers(entity="time", columns={"What": "task", "Hrs": "task"}), "cannot both be task"),
    ],
)
def test_answers_that_do_not_fit_are_refused_with_a_sentence(answers: Answers, word: str) -> None:
    with pytest.raises(BadAnswer, match=word):
        read(*LOG, answers=answers)


def test_an_answer_settles_the_order_of_days() -> None:
    lines = (ODD[0], ["1", "Ann", "03/04/2026", "10.00", "Train"], ["2", "Bob", "05/04/2026", "12.50", "Lunch"])
    assert problems(read(*lines, answers=SAID)) == [(1, "IMP-206"), (2, "IMP-206")]
    table = read(*lines, answers=replace(SAID, choices={"When": "mdy"}))
    assert [row[0] for row in rows(table, "expenses", "day")] == ["2026-03-04", "2026-05-04"]


def test_a_saved_mapping_is_used_again() -> None:
    table = read(*ODD, saved=(saved(*ODD),))
    assert (table.entity, table.rows_loaded, table.proposed) == ("expense", 2, False)
    assert not [note for note in table.notes if "differ" in note]


def test_a_drifted_heading_is_said_and_never_mapped_by_resemblance() -> None:
    drifted: tuple[list[object], ...] = (["Ref", "Who", "When", "How much net", "Note"], *ODD[1:])
    table = read(*drifted, saved=(saved(*ODD),))
    assert problems(table) == [(1, DRIFTED), (2, DRIFTED)]
    assert "How much is gone" in table.problems[0].reason
    assert table.notes == (
        (
            "The headings differ from those that Ann mapped on 2026-01-31; gone: How much (amount); "
            "new and left unread: How much net."
        ),
    )
    assert [use.target for use in table.columns] == ["", "person_name", "day", "", "category"]


def test_a_column_that_is_only_new_is_said_and_left_unread() -> None:
    wider = tuple([*line, str(extra)] for line, extra in zip(ODD, ("Amount", "1.00", "2.00"), strict=True))
    table = read(*wider, saved=(saved(*ODD),))
    assert table.rows_loaded == 2
    assert totals(table) == {("How much", ""): ("22.50", 2)}
    assert "new and left unread: Amount" in table.notes[0]


def test_answers_go_over_what_was_saved() -> None:
    table = read(*ODD, saved=(saved(*ODD),), answers=Answers(columns={"Note": "merchant"}))
    assert rows(table, "expenses", "merchant")[0] == ("Train",)


def test_hours_of_the_whole_are_not_added_up_on_each_of_its_rows() -> None:
    lines: list[list[object]] = [["Task no", "Project", "Person", "Hours", "Own hours"]]
    for task, parts in enumerate(((7, 3), (1, 2), (4, 4), (2, 5)), 1):
        lines += [
            [str(task), "Alpha", ("Ann Carter", "Bob Dale")[place], str(sum(parts)), str(part)]
            for place, part in enumerate(parts)
        ]
    table = read(*lines)
    assert totals(table) == {("Own hours", ""): ("28.00", 8)}
    assert "Hours repeats the figure of the whole" in table.notes[0]


def test_a_table_without_headings_gets_names_for_its_columns() -> None:
    lines: list[list[object]] = [["2026-01-13", "10.00", "Ann"], ["2026-01-14", "12.50", "Bob"]]
    bare = grid(*lines, headless=True)
    assert bare.names == ("column 1", "column 2", "column 3")
    said = Answers(entity="payment", columns={"column 1": "day", "column 2": "amount", "column 3": "customer_name"})
    table = read_table(bare, SOURCE, said)
    assert (table.header_row, table.rows_read) == (0, 2)
    assert [(row[0], row[1]) for row in rows(table, "payments", "day", "amount")] == [
        ("2026-01-13", 1000),
        ("2026-01-14", 1250),
    ]


def test_columns_of_one_name_are_told_apart_and_blank_headings_named() -> None:
    assert grid(["A", "A", "", "B "], ["1", "2", "3", "4"]).names == ("A", "A (2)", "column 3", "B")


def test_unreadable_cells_that_do_not_matter_are_listed_and_words_for_nothing_are_blank() -> None:
    lines = (
        ["Invoice no", "Date", "Due date", "Customer", "Total"],
        ["1", "2026-01-13", "soon", "Harlow Ltd", "€ 1.000,50"],
        ["2", "2026-01-14", "N/A", "Harlow Ltd", "20’503.90 €"],
        ["3", "2026-01-15", "2026-02-15", "N/A", "€ 7,00"],
    )
    table = read(*lines)
    assert (table.entity, table.rows_loaded) == ("invoice", 2)
    assert "1 cells of Due date cannot be read and are left unknown: row 1, the first reads 'soon'." in table.notes
    assert table.problems[0].column == "Total"


def test_the_currency_of_a_heading_or_of_the_signs() -> None:
    lines = (["Invoice no", "Date", "Customer", "Total EUR"], ["1", "2026-01-13", "Harlow Ltd", "1.50"])
    assert totals(read(*lines)) == {("Total EUR", "EUR"): ("1.50", 1)}
    signed = (["Invoice no", "Date", "Customer", "Total"], ["1", "2026-01-13", "Harlow Ltd", "£1.50"])
    (total,) = read(*signed).totals
    assert (total.currency, total.amount) == ("GBP", Decimal("1.50"))


def test_a_total_in_any_column_is_no_row() -> None:
    table = read(*LOG[:2], *LOG[4:], ["", "", "Total", "23,5", ""])
    assert totals(table) == {("Hrs", ""): ("23.50", 3)}
    assert problems(table) == [(4, "IMP-203")]
    leading = read(*LOG[:2], *LOG[4:], ["", "Total", "", "23,5", ""])
    assert leading.rows_read == 3
    assert "1 printed totals agree with the rows above them." in leading.notes


def test_a_register_is_read_by_the_meaning_of_headings_it_does_not_know() -> None:
    lines = (
        ["SOW #", "Client", "Fee basis", "Fee total", "Ccy", "Commencement", "Until"],
        ["S-1", "Harlow Ltd", "T&M", "12,000.00", "GBP", "2026-01-05", "2026-06-30"],
        ["S-2", "Quill GmbH", "Retainer", "8,500.50", "EUR", "2026-02-01", "2026-09-30"],
    )
    known = Contracts()
    reader, told = helped(known, grid(*lines), 0)
    assert told == {"Fee total": "value"}
    table = reader.read(grid(*lines).sheet, 0, SOURCE)
    assert table.layout == known.layout
    assert [row[0] for row in rows(table, "contracts", "value")] == [1_200_000, 850_050]
    plain = tuple(line[:3] + line[4:] for line in lines)
    assert helped(known, grid(*plain), 0) == (known, {})
