"""Work off the screen's thread: one lane for the book, other lanes for the rest; progress, cancel, and answers at home.

The book has one worker, so that what is asked first is answered first and nothing meets in the middle of a step. Answers, failures and
progress arrive on the screen's thread because they travel by a signal of an object that lives there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.base.errors import Cancelled
from core.ports.importing import Progress

Work = Callable[[Progress], Any]
Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]

_EVERY: Final = 0.04  # seconds between two progress messages of one job
_FREE_LANES: Final = 2


class Job:
    """One piece of work in a lane. visible: shown with progress and a way to stop it."""

    def __init__(self, title: str, visible: bool, then: Then, failed: Failed) -> None:
        self.title = title
        self.visible = visible
        self.then = then
        self.failed = failed
        self.dropped = False
        self.future: Future[Any] | None = None
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next progress call; work that has not begun never begins."""
        self._stop.set()
        if self.future is not None:
            self.future.cancel()

    def drop(self) -> None:
        """Its answer is no longer wanted: nothing is delivered, and it does not begin if it has not."""
        self.dropped = True
        if self.future is not None:
            self.future.cancel()

    @property
    def stopping(self) -> bool:
        """True once someone asked it to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """The lanes. started, ended: a visible job; progressed: (job, what is being done, done, of how many)."""

    started = Signal(object)
    ended = Signal(object)
    progressed = Signal(object, str, int, int)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = ThreadPoolExecutor(1, thread_name_prefix="book")
        self._free = ThreadPoolExecutor(_FREE_LANES, thread_name_prefix="free")
        self._running: set[Job] = set()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """True when no work waits, runs, or has an answer still on its way."""
        return not self._running

    @property
    def visible(self) -> tuple[Job, ...]:
        """The jobs a person is shown."""
        return tuple(job for job in self._running if job.visible)

    def run(
        self, work: Work, then: Then, failed: Failed, *, title: str = "", book: bool = True, visible: bool = False
    ) -> Job:
        """Puts `work` into a lane; `then(answer)` or `failed(error)` is called on the screen's thread."""
        job = Job(title, visible, then, failed)
        if self._closed:
            return job
        self._running.add(job)
        lane = self._book if book else self._free
        job.future = lane.submit(work, self._progress_of(job))
        if visible:
            self.started.emit(job)
        job.future.add_done_callback(lambda _: self._arrived.emit(job))
        return job

    def _progress_of(self, job: Job) -> Progress:
        last = 0.0

        def progress(what: str, done: int, of: int) -> None:
            nonlocal last
            if job.stopping:
                raise Cancelled
            now = time.monotonic()
            if now - last >= _EVERY or done >= of:
                last = now
                self.progressed.emit(job, what, done, of)

        return progress

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        self._running.discard(job)
        if self._closed or job.future is None:
            return
        if job.visible:
            self.ended.emit(job)
        if job.dropped:
            return
        try:
            error = job.future.exception()
        except CancelledError:
            error = Cancelled()
        if error is None:
            job.then(job.future.result())
        else:
            job.failed(error)

    def close(self) -> None:
        """Stops what can be stopped and waits for the rest; answers are no longer delivered."""
        if self._closed:
            return
        self._closed = True
        for job in list(self._running):
            job.cancel()
        self._free.shutdown(wait=True, cancel_futures=True)
        self._book.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def close_after(self, last: Callable[[], None]) -> BaseException | None:
        """As `close`, with `last` (closing the book) as the book lane's last work; returns what went wrong in it."""
        if self._closed:
            return None
        for job in list(self._running):
            job.cancel()
        error = self._book.submit(last).exception()  # waits
        self.close()
        return error
