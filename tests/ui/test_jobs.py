from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from core.base.errors import Cancelled
from core.ports.importing import Progress
from ui.jobs import Job, Jobs


def unwanted(what: object) -> None:
    raise AssertionError(what)


@pytest.fixture
def jobs(app: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    app.processEvents()


def wait(app: QApplication, holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < until
        app.processEvents()
        time.sleep(0.002)


def test_answers_come_home_in_order(app: QApplication, jobs: Jobs) -> None:
    """The book has one lane: what is asked first is answered first, on the screen's thread."""
    answers: list[int] = []
    threads: set[str] = set()
    homes: set[int] = set()

    def ask(number: int) -> None:
        def work(_: Progress) -> int:
            threads.add(threading.current_thread().name)
            return number

        def then(answer: int) -> None:
            homes.add(threading.get_ident())
            answers.append(answer)

        jobs.run(work, then, unwanted)

    for number in range(50):
        ask(number)
    wait(app, lambda: jobs.idle)
    assert answers == list(range(50))
    assert len(threads) == 1
    assert threading.current_thread().name not in threads
    assert homes == {threading.get_ident()}


def test_a_failure_comes_home(app: QApplication, jobs: Jobs) -> None:
    failures: list[BaseException] = []
    jobs.run(lambda _: 1 / 0, unwanted, failures.append)
    wait(app, lambda: jobs.idle)
    assert [type(each) for each in failures] == [ZeroDivisionError]


def test_a_running_job_stops_at_its_next_progress(app: QApplication, jobs: Jobs) -> None:
    failures: list[BaseException] = []
    shown: list[object] = []
    jobs.started.connect(lambda job: shown.append(("started", job)))
    jobs.ended.connect(lambda job: shown.append(("ended", job)))

    def work(progress: Progress) -> None:
        for done in range(10_000):
            progress("Reading", done, 10_000)
            time.sleep(0.001)

    job = jobs.run(work, unwanted, failures.append, visible=True)
    wait(app, lambda: job.future is not None and job.future.running())
    job.cancel()
    wait(app, lambda: jobs.idle)
    assert [type(each) for each in failures] == [Cancelled]
    assert shown == [("started", job), ("ended", job)]


def test_work_not_begun_never_begins(app: QApplication, jobs: Jobs) -> None:
    gate = threading.Event()
    begun: list[str] = []
    failures: list[BaseException] = []
    jobs.run(lambda _: gate.wait(5), lambda _: None, unwanted)
    second = jobs.run(lambda _: begun.append("second"), unwanted, failures.append)
    third = jobs.run(lambda _: begun.append("third"), unwanted, unwanted)
    second.cancel()
    third.drop()
    gate.set()
    wait(app, lambda: jobs.idle)
    assert begun == []
    assert [type(each) for each in failures] == [Cancelled]


def test_progress_arrives_but_not_every_call(app: QApplication, jobs: Jobs) -> None:
    heard: list[tuple[str, int, int]] = []
    jobs.progressed.connect(lambda _job, what, done, of: heard.append((what, done, of)))

    def work(progress: Progress) -> None:
        for done in range(5_000):
            progress("Checking", done, 5_000)
        progress("Checking", 5_000, 5_000)

    jobs.run(work, lambda _: None, unwanted, visible=True)
    wait(app, lambda: jobs.idle)
    assert heard[-1] == ("Checking", 5_000, 5_000)
    assert len(heard) < 500


def test_free_lanes_do_not_wait_for_the_book(app: QApplication, jobs: Jobs) -> None:
    gate = threading.Event()
    done: list[str] = []
    jobs.run(lambda _: gate.wait(5), lambda _: done.append("book"), unwanted)
    jobs.run(lambda _: None, lambda _: done.append("free"), unwanted, book=False)
    wait(app, lambda: done == ["free"])
    gate.set()
    wait(app, lambda: jobs.idle)


def test_closing_ends_every_thread(app: QApplication) -> None:
    made = Jobs()
    last: list[str] = []
    jobs_threads = threading.active_count()
    made.run(lambda _: None, unwanted, unwanted)
    assert made.close_after(lambda: last.append("closed")) is None
    app.processEvents()
    assert last == ["closed"]
    assert threading.active_count() <= jobs_threads
    assert made.run(lambda _: None, unwanted, unwanted).future is None


def test_a_job_without_a_future_can_be_told_to_stop() -> None:
    job = Job("", visible=False, then=unwanted, failed=unwanted)
    job.cancel()
    assert job.stopping
