"""Questions show what each answer would mean."""

from __future__ import annotations

import pytest

from core.base.errors import BadUsage
from core.ports.importing import Answers, ColumnUse, RowProblem, TableRead
from importers.questions import answers_of, questions_of


def test_one_question_a_column() -> None:
    problems = tuple(
        RowProblem("a.csv", "", row, column, value, code, "x.")
        for row, column, value, code in (
            (1, "Hours", "1,125", "IMP-207"),
            (2, "Hours", "2,500", "IMP-207"),
            (3, "Date", "31/02/2026", "IMP-203"),
            (4, "Date", "03/04/2026", "IMP-206"),
        )
    )
    table = TableRead("x", "time", "x.y", "", 1, (), {}, 4, 0, problems, ())
    hours, day = questions_of(table)
    assert hours.question == "Which sign marks the decimals in Hours? 2 rows wait, the first reads 1,125."
    assert hours.choices == ("point: 1,125", "comma: 1.125")
    assert day.choices == ("day first: 03 April 2026", "month first: 04 March 2026")


def waiting(code: str, entity: str, *columns: ColumnUse) -> TableRead:
    problem = RowProblem("a.csv", "", 1, "", "", code, "x.")
    return TableRead("generic", entity, "generic.x", "", 1, columns, {}, 1, 0, (problem,), ())


def test_a_table_that_waits_asks_what_it_is_or_which_column_is_which() -> None:
    (what,) = questions_of(waiting("IMP-211", "", ColumnUse("A", "")))
    assert (what.column, what.question) == ("", "What is this a list of?")
    assert {"invoice", "time"} <= set(what.choices)
    uses = (ColumnUse("Who", "person_name", 0.9), ColumnUse("Sum", "amount", 0.6), ColumnUse("When", ""))
    amount, day = questions_of(waiting("IMP-210", "expense", *uses))
    assert (amount.question, amount.choices) == ("Is Sum the amount?", ("amount", "day", "leave unread"))
    assert (day.question, day.choices) == ("What is in When?", ("day", "leave unread"))


def test_the_answers_to_these_questions() -> None:
    asked = [
        {"column": "", "answer": "expense"},
        {"column": "When", "answer": "day"},
        {"column": "Sum", "answer": "leave unread"},
    ]
    said = answers_of({"questions": asked})
    assert (said.entity, said.columns, said.choices) == ("expense", {"When": "day", "Sum": ""}, {})


PRINTED: dict[str, object] = {
    "file": "a.csv",
    "encoding": None,
    "delimiter": ";",
    "sheet": None,
    "header_row": 3,
    "system": "generic",
    "entity": "time",
    "confidence": 0.5,
    "columns": [{"source": "Hrs", "target": "seconds", "confidence": 0.5}, {"source": "Who", "target": None}],
    "rows": 0,
    "quarantined": 9,
    "totals": {},
    "questions": [
        {"column": "Day", "question": "?", "choices": [], "answer": "day first: 3 April 2026"},
        {"column": "Hrs", "question": "?", "choices": []},
    ],
}


def test_what_read_prints_can_be_corrected_and_given_back() -> None:
    assert answers_of(PRINTED) == Answers(
        delimiter=";",
        header_row=3,
        system="generic",
        entity="time",
        columns={"Hrs": "seconds", "Who": ""},
        choices={"Day": "dmy"},
    )
    short = answers_of({"columns": {"Hrs": "seconds"}, "choices": {"Hrs": ","}, "quote": ""})
    assert (short.columns, short.choices, short.quote) == ({"Hrs": "seconds"}, {"Hrs": ","}, "")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ([], "one JSON object"),
        ({"colunms": []}, "'colunms'"),
        ({"system": "abacus"}, "no system 'abacus'"),
        ({"entity": 3}, "entity"),
        ({"delimiter": "ab"}, "one character"),
        ({"header_row": -1}, "1-based row"),
        ({"header_row": True}, "1-based row"),
        ({"columns": "Hrs"}, "columns"),
        ({"columns": [{"target": "seconds"}]}, "names no column"),
        ({"columns": {"Hrs": 3}}, "field's name"),
        ({"choices": {"Day": "sideways"}}, "'sideways'"),
        ({"questions": [{"column": "Day", "answer": 3}]}, "has to be a text"),
    ],
)
def test_each_bad_answer_is_refused_with_a_sentence(said: object, word: str) -> None:
    with pytest.raises(BadUsage, match=word):
        answers_of(said)
