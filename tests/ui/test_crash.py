from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.base.errors import BadUsage
from ui import crash


def broken() -> ValueError:
    try:
        int("a cause")
    except ValueError as error:
        return error
    raise AssertionError


def test_a_fault_is_one_sentence_and_a_report(tmp_path: Path) -> None:
    said = crash.sentence(broken(), tmp_path)
    reports = list(tmp_path.iterdir())
    assert len(reports) == 1
    assert (
        said
        == f"This did not work because of a fault of Tieout's own; the book is as it was before. Report: {reports[0]}"
    )
    text = reports[0].read_text(encoding="utf-8")
    assert "ValueError: invalid literal for int() with base 10: 'a cause'" in text
    assert "Traceback" in text


def test_an_expected_failure_is_its_own_sentence(tmp_path: Path) -> None:
    assert crash.sentence(BadUsage(reason="Say which month."), tmp_path) == "Say which month."
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_caught_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    said: list[str] = []
    crash.install(said.append, tmp_path)
    error = broken()
    sys.excepthook(type(error), error, error.__traceback__)
    assert said[0].startswith("This did not work because of a fault")
