"""Questions show what each answer would mean."""

from __future__ import annotations

from core.ports.importing import RowProblem, TableRead
from importers.questions import questions_of


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
