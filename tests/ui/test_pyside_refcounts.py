"""PySide6 6.12.0 on Python 3.11 drops a reference to None (and True, False) on every call: after some thousands Python aborts."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget

_CALLS = 400


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None, True and False are immortal from Python 3.12 on (PEP 683)"
)
def test_calls_that_return_nothing_or_a_bool_keep_the_references(app: QApplication) -> None:
    widget = QWidget()
    calls = ((widget.update, None), (widget.isVisible, False), (widget.isEnabled, True))
    for call, answer in calls:
        before = sys.getrefcount(answer)
        for _ in range(_CALLS):
            call()
        lost = before - sys.getrefcount(answer)
        assert abs(lost) < _CALLS // 10, f"{call} loses {lost / _CALLS} references to {answer} a call"
    app.processEvents()
