from __future__ import annotations

import pytest

from core.changes import history
from core.records.steps import Change, Step
from core.store.book import Book
from core.store.errors import HistoryMoved, NameMissing
from core.store.steps import effective
from tests.core.store.reads import AT, LATER

CHANGES = (
    Change("rates", "register:rate:1", "rate", 1_000_000, 1_250_000),
    Change("contracts", "register:contract:C1", "start", None, "2026-09-01"),
    Change("time", "harvest:time:1", "approved", False, True),
    Change("contracts", "register:contract:C1", "po_number", "", "PÖ 17"),
)


def step(number: int, undoes: int | None = None) -> Step:
    return Step(number, f"Step {number}", "Ann Lee", "as signed", AT, CHANGES, undoes)


def test_a_step_comes_back_as_it_was_taken(book: Book) -> None:
    assert book.append_step(step(0)) == 1
    assert book.append_step(step(2)) == 2
    first, second = book.steps()
    assert (first.number, second.number) == (1, 2)
    assert second == step(2)
    assert [type(change.after) for change in second.changes] == [int, str, bool, str]


def test_undo_and_redo_are_steps_of_their_own(book: Book) -> None:
    book.append_step(step(1))
    book.append_step(history.undo(book.steps(), "Bo Orr", "wrong", LATER))
    assert history.live(book.steps()) == ()
    book.append_step(history.redo(book.steps(), "Bo Orr", "right after all", LATER))
    assert [each.number for each in history.live(book.steps())] == [1]
    assert [each.undoes for each in book.steps()] == [None, 1, 2]


def test_a_step_on_a_history_that_has_grown_is_refused(book: Book) -> None:
    book.append_step(step(1))
    with pytest.raises(HistoryMoved, match="the next step is 2"):
        book.append_step(step(1))
    with pytest.raises(HistoryMoved, match="Step 9 cannot be undone"):
        book.append_step(step(2, undoes=9))
    book.append_step(step(2, undoes=1))
    with pytest.raises(HistoryMoved, match="Step 1 cannot be undone"):
        book.append_step(step(3, undoes=1))
    assert len(book.steps()) == 2


def test_a_step_needs_a_person(book: Book) -> None:
    with pytest.raises(NameMissing, match="who takes it"):
        book.append_step(Step(1, "Correct", " ", "", AT, CHANGES))


def test_what_stands_is_what_the_history_says() -> None:
    steps = [step(1), step(2), step(3, undoes=2), step(4, undoes=3), step(5, undoes=1)]
    assert [each.number for each in effective(steps)] == [2, 4, 5]
    assert tuple(each for each in effective(steps) if each.undoes is None) == history.live(steps)
