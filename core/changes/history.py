"""Which steps of the history are live: an undo takes a step back, a redo takes the undo back; nothing is ever removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.base.errors import TieoutError
from core.records.steps import Change, Step


class NothingToUndo(TieoutError):
    """There is no live step left."""

    code = "CHG-107"
    template = "There is nothing left to undo."


class NothingToRedo(TieoutError):
    """The newest act was not an undo."""

    code = "CHG-108"
    template = "There is nothing to redo. Only what was undone last, before any newer correction, can be redone."


def _effective(steps: Sequence[Step]) -> list[Step]:
    """Steps, undos included, that no effective later step takes back; oldest first."""
    taken: set[int] = set()
    kept: list[Step] = []
    for step in sorted(steps, key=lambda each: each.number, reverse=True):
        if step.number in taken:
            continue
        kept.append(step)
        if step.undoes is not None:
            taken.add(step.undoes)
    return kept[::-1]


def live(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The ordinary steps whose changes count now, oldest first."""
    return tuple(step for step in _effective(steps) if step.undoes is None)


def undoable(steps: Sequence[Step]) -> Step | None:
    """The step that undo would take back: the newest live one."""
    alive = live(steps)
    return alive[-1] if alive else None


def redoable(steps: Sequence[Step]) -> Step | None:
    """The ordinary step that redo would bring back: what was undone last, unless an ordinary step came after."""
    undo = _open_undo(steps)
    return next((step for step in steps if undo is not None and step.number == undo.undoes), None)


def _open_undo(steps: Sequence[Step]) -> Step | None:
    """The effective undo that redo would take back."""
    ordinary = {step.number for step in steps if step.undoes is None}
    newest = max(ordinary, default=0)
    undos = [step for step in _effective(steps) if step.undoes in ordinary and step.number > newest]
    return undos[-1] if undos else None


def undo(steps: Sequence[Step], who: str, why: str, at: datetime) -> Step:
    """The next step: takes back the newest live one; its changes are the reverse, for the trail. Raises NothingToUndo."""
    target = undoable(steps)
    if target is None:
        raise NothingToUndo
    back = tuple(Change(c.table, c.record, c.field, c.after, c.before) for c in reversed(target.changes))
    return Step(_next(steps), f"Undo: {target.name}", who, why, at, back, target.number)


def redo(steps: Sequence[Step], who: str, why: str, at: datetime) -> Step:
    """The next step: takes back the newest undo that no ordinary step followed. Raises NothingToRedo."""
    open_undo, target = _open_undo(steps), redoable(steps)
    if open_undo is None or target is None:
        raise NothingToRedo
    return Step(_next(steps), f"Redo: {target.name}", who, why, at, target.changes, open_undo.number)


def _next(steps: Sequence[Step]) -> int:
    return max((step.number for step in steps), default=0) + 1
