"""The screens' way to the front door: questions, acts and long work go through the book's lane, answers come back here.

Pages never hold the front itself; they ask here, hear `touched` when an act changed something, and `said` when a sentence is due.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from core.base.errors import Cancelled
from core.ports.importing import Progress
from core.services.front import Front
from core.services.views import Touched
from ui import crash
from ui.jobs import Job, Jobs
from ui.theme.palettes import Tone

T = TypeVar("T")


def merged(parts: Sequence[Touched], what: str) -> Touched:
    """Several answers as one: the last step's number and everything any of them touched."""

    def union(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for part in parts for key in getattr(part, name)))

    steps = [part.step for part in parts if part.step is not None]
    return Touched(
        steps[-1] if steps else None, what, union("records"), union("findings"), union("gone"), union("links")
    )


class Door(QObject):
    """One open book as the screens reach it.

    opened: the front has arrived. touched: an act changed what a Touched names. said: (sentence, tone, can be undone).
    navigate: (page, what to show there). whose: the preparer's name changed. reloaded: ask everything anew.
    summarised: the HomeView has arrived.
    """

    opened = Signal()
    refused = Signal(str)
    touched = Signal(object)
    said = Signal(str, str, bool)
    navigate = Signal(str, dict)
    whose = Signal(str)
    reloaded = Signal()
    summarised = Signal(object)

    def __init__(self, parent: QObject | None = None, crash_folder: Path | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self.crash_folder = crash_folder
        self.can_undo = False
        self.last_reason = ""
        self._front: Front | None = None
        self._slots: dict[str, Job] = {}

    @property
    def is_open(self) -> bool:
        """True once the front has arrived."""
        return self._front is not None

    @property
    def who(self) -> str:
        """The preparer's name; "" while nobody said it or the book is not open."""
        return self._front.who if self._front is not None else ""

    def open(self, open_front: Callable[[], Front]) -> None:
        """Opens the book in its lane; `opened` or `refused` follows."""
        self.jobs.run(lambda _: open_front(), self._arrive, lambda error: self.refused.emit(self.sentence(error)))

    def adopt(self, front: Front) -> None:
        """Takes a front that is open already."""
        self._arrive(front)

    def _arrive(self, front: Front) -> None:
        self._front = front
        self.opened.emit()
        self.whose.emit(front.who)

    def sentence(self, error: BaseException) -> str:
        """What a person is told about a failure."""
        return crash.sentence(error, self.crash_folder)

    def complain(self, error: BaseException) -> None:
        """Shows a failure as a notice."""
        self.said.emit(self.sentence(error), str(Tone.QUIET if isinstance(error, Cancelled) else Tone.DANGER), False)

    def ask(
        self,
        question: Callable[[Front], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
        slot: str = "",
    ) -> None:
        """Asks the front in the book's lane. slot: a newer question in the same slot makes the older one's answer unwanted."""
        front = self._front
        if front is None:
            return
        if slot and slot in self._slots:
            self._slots[slot].drop()
        job = self.jobs.run(lambda _: question(front), then, failed or self.complain)
        if slot:
            self._slots[slot] = job

    def act(
        self,
        act: Callable[[Front], Touched],
        then: Callable[[Touched], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """An act that changes the book: `touched` is sent, a notice offers Undo, then `then` is called.

        failed: called beside the notice, to put the screen back. quiet: no notice on success.
        """
        self._change(lambda front, _: act(front), then, failed, title="", visible=False, quiet=quiet)

    def work(
        self,
        title: str,
        work: Callable[[Front, Progress], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job | None:
        """Long work with progress and a way to stop it; everything is asked anew afterwards."""
        front = self._front
        if front is None:
            return None

        def done(answer: T) -> None:
            then(answer)
            self.reloaded.emit()

        def over(error: BaseException) -> None:
            self.complain(error)
            if failed is not None:
                failed(error)
            self.reloaded.emit()

        return self.jobs.run(lambda progress: work(front, progress), done, over, title=title, visible=True)

    def long_act(self, title: str, act: Callable[[Front, Progress], Touched]) -> None:
        """Long work that answers with what it touched."""

        def then(touched: Touched) -> None:
            self.can_undo = self.can_undo or touched.step is not None
            self.said.emit(touched.what or f"{title}: done.", str(Tone.GOOD), False)

        self.work(title, act, then)

    def _change(
        self,
        act: Callable[[Front, Progress], Touched],
        then: Callable[[Touched], None] | None,
        failed: Callable[[BaseException], None] | None,
        *,
        title: str,
        visible: bool,
        quiet: bool,
    ) -> None:
        front = self._front
        if front is None:
            return

        def done(touched: Touched) -> None:
            if touched.step is not None:
                self.can_undo = True
            self.touched.emit(touched)
            if not quiet and touched.what:
                self.said.emit(touched.what, str(Tone.GOOD), touched.step is not None)
            if then is not None:
                then(touched)

        def over(error: BaseException) -> None:
            self.complain(error)
            if failed is not None:
                failed(error)

        self.jobs.run(lambda progress: act(front, progress), done, over, title=title, visible=visible)

    def free(
        self, work: Callable[[], T], then: Callable[[T], None], *, failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Work that needs no book, in a free lane."""
        self.jobs.run(lambda _: work(), then, failed or self.complain, book=False)

    def undo(self) -> None:
        """Takes back the newest live step."""
        self._step(lambda front: front.undo(), "Nothing to undo.")

    def redo(self) -> None:
        """Does the newest undone step again."""
        self._step(lambda front: front.redo(), "Nothing to redo.")

    def _step(self, act: Callable[[Front], Touched], nothing: str) -> None:
        def then(touched: Touched) -> None:
            if touched.step is None:
                self.said.emit(nothing, str(Tone.QUIET), False)
            else:
                self.said.emit(touched.what, str(Tone.QUIET), False)

        self.act(act, then, quiet=True)

    def set_who(self, name: str) -> None:
        """Says who prepares from now on."""

        def name_it(front: Front) -> str:
            front.who = name
            return name

        self.ask(name_it, self.whose.emit)

    def close(self) -> None:
        """Stops the work and closes the book."""
        front, self._front = self._front, None
        if front is None:
            self.jobs.close()
            return
        error = self.jobs.close_after(front.close)
        if error is not None:
            crash.write_report(error, self.crash_folder)

    def settle(self, process: Callable[[], Any], timeout: float = 60.0) -> None:
        """Waits until every answer has been delivered; `process` lets the screen's events run. Raises TimeoutError."""
        import time

        until = time.monotonic() + timeout
        while not self.jobs.idle:
            process()
            if time.monotonic() > until:
                raise TimeoutError("The work did not end in time.")
            time.sleep(0.002)
        process()
