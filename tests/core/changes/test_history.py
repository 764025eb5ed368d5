"""Undo and redo as steps: any sequence of edits, undos and redos keeps the book a function of the live steps."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.changes import history
from core.changes.overlay import apply, value_at
from core.records.schema import TABLES
from core.records.steps import Change, Step
from core.records.tables import coerce

AT = datetime(2026, 9, 30, 12, tzinfo=UTC)
RECORDS = ("harvest:time:a#1", "harvest:time:a#2", "harvest:time:a#3")


def frames() -> dict[str, pd.DataFrame]:
    rows = [
        {"id": each, "system": "harvest", "rate": 1_000_000, "seconds": 3600, "day": "2026-09-01"} for each in RECORDS
    ]
    return {"time": coerce(pd.DataFrame(rows), TABLES["time"].all_columns)}


def digest(book: dict[str, pd.DataFrame]) -> str:
    return book["time"].to_csv(index=False)


class AnyEditing(RuleBasedStateMachine):
    """A model in plain lists beside the pure history."""

    def __init__(self) -> None:
        super().__init__()
        self.base = frames()
        self.untouched = digest(self.base)
        self.steps: tuple[Step, ...] = ()
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def book(self) -> dict[str, pd.DataFrame]:
        return apply(self.base, self.steps)

    @rule(
        edits=st.dictionaries(st.sampled_from(RECORDS), st.integers(0, 10**9) | st.none(), min_size=1),
        field=st.sampled_from(["rate", "seconds"]),
    )
    def edit(self, edits: dict[str, int | None], field: str) -> None:
        book = self.book()
        changes = tuple(
            Change("time", each, field, value_at(book, "time", each, field), value) for each, value in edits.items()
        )
        step = Step(len(self.steps) + 1, "Correct", "Ade", "", AT, changes)
        self.steps += (step,)
        self.done.append(step)
        self.undone.clear()

    @precondition(lambda self: bool(self.done))
    @rule()
    def undo(self) -> None:
        self.steps += (history.undo(self.steps, "Ade", "", AT),)
        self.undone.append(self.done.pop())

    @precondition(lambda self: bool(self.undone))
    @rule()
    def redo(self) -> None:
        self.steps += (history.redo(self.steps, "Ade", "", AT),)
        self.done.append(self.undone.pop())

    @precondition(lambda self: bool(self.done))
    @rule()
    def undo_and_redo_leave_no_trace(self) -> None:
        before = digest(self.book())
        self.steps += (history.undo(self.steps, "Ade", "", AT),)
        self.steps += (history.redo(self.steps, "Ade", "", AT),)
        assert digest(self.book()) == before

    @precondition(lambda self: bool(self.undone))
    @rule()
    def redo_and_undo_leave_no_trace(self) -> None:
        before = digest(self.book())
        self.steps += (history.redo(self.steps, "Ade", "", AT),)
        self.steps += (history.undo(self.steps, "Ade", "", AT),)
        assert digest(self.book()) == before

    @invariant()
    def the_history_says_what_the_model_says(self) -> None:
        assert history.live(self.steps) == tuple(self.done)
        assert history.undoable(self.steps) == (self.done[-1] if self.done else None)
        assert history.redoable(self.steps) == (self.undone[-1] if self.undone else None)

    @invariant()
    def the_imported_frames_stay_as_they_are(self) -> None:
        assert digest(self.base) == self.untouched

    @invariant()
    def without_live_steps_the_book_is_the_import(self) -> None:
        if not self.done:
            assert digest(self.book()) == self.untouched


TestAnyEditing = AnyEditing.TestCase
TestAnyEditing.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_nothing_to_undo_or_redo_says_so() -> None:
    with pytest.raises(history.NothingToUndo) as undo:
        history.undo((), "Ade", "", AT)
    assert undo.value.code == "CHG-107"
    with pytest.raises(history.NothingToRedo) as redo:
        history.redo((Step(1, "Correct", "Ade", "", AT, ()),), "Ade", "", AT)
    assert redo.value.code == "CHG-108"


def test_an_undo_is_a_step_with_the_reverse_changes() -> None:
    done = Step(4, "Correct rate", "Ade", "card", AT, (Change("time", RECORDS[0], "rate", 1, 2),))
    step = history.undo((done,), "Bea", "mistake", AT)
    assert step == Step(5, "Undo: Correct rate", "Bea", "mistake", AT, (Change("time", RECORDS[0], "rate", 2, 1),), 4)
