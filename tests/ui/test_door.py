from __future__ import annotations

import threading

import pytest

from core.services.views import Touched
from tests.ui.conftest import Desktop, Opener
from tests.ui.front_fake import BookLocked, FakeFront
from ui.door import merged


def test_several_answers_become_one() -> None:
    parts = [
        Touched(3, "a", findings=("x", "y"), links=("l",)),
        Touched(None, "b", findings=("y", "z")),
        Touched(4, "c", records=("r",)),
    ]
    assert merged(parts, "all") == Touched(4, "all", records=("r",), findings=("x", "y", "z"), links=("l",))


def test_the_front_is_only_ever_called_from_one_thread(open_desktop: Opener) -> None:
    class Watching(FakeFront):
        threads: set[str]

        def _note(self, method: str, *arguments: object) -> None:
            self.__dict__.setdefault("threads", set()).add(threading.current_thread().name)
            super()._note(method, *arguments)

    front = Watching()
    desktop = open_desktop(front)
    for page in ("imports", "matches", "exceptions", "sending", "reports", "home"):
        desktop.window.go(page)
        desktop.settle()
    desktop.window.close()
    assert front.called("close") == [()]
    assert len(front.threads) == 1
    assert threading.current_thread().name not in front.threads


def test_a_newer_question_drops_the_older(desktop: Desktop) -> None:
    answers: list[str] = []
    for word in ("first", "second", "third"):
        desktop.door.ask(lambda _, word=word: word, answers.append, slot="same")  # type: ignore[misc]
    desktop.settle()
    assert answers == ["third"]


def test_an_error_in_a_job_shows_a_sentence(desktop: Desktop) -> None:
    desktop.front.fail = BookLocked()
    desktop.door.undo()
    desktop.settle()
    assert desktop.notice == "August is locked. Reopen the month, or date the correction in September."
    assert desktop.window.notices.isVisible()
    assert not desktop.window.notices.back.isVisible()
    desktop.front.fail = None


def test_a_fault_of_our_own_names_its_report(desktop: Desktop) -> None:
    desktop.front.fail = KeyError("inner")
    desktop.door.redo()
    desktop.settle()
    folder = desktop.door.crash_folder
    assert folder is not None
    reports = list(folder.iterdir())
    assert len(reports) >= 1
    assert str(reports[-1]) in desktop.notice or "Report:" in desktop.notice
    desktop.front.fail = None


def test_undo_with_nothing_to_undo_says_so(desktop: Desktop) -> None:
    desktop.window.actions_by_id["edit.undo"].trigger()
    desktop.settle()
    assert desktop.notice == "Nothing to undo."
    desktop.window.actions_by_id["edit.redo"].trigger()
    desktop.settle()
    assert desktop.notice == "Nothing to redo."


def test_waiting_for_ever_is_an_error(desktop: Desktop) -> None:
    gate = threading.Event()
    desktop.door.ask(lambda _: gate.wait(5), lambda _: None)
    with pytest.raises(TimeoutError):
        desktop.door.settle(desktop.app.processEvents, timeout=0.05)
    gate.set()
    desktop.settle()
