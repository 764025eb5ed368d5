from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from core.base.errors import BadUsage
from ui.widgets.asking import Question, ask, why


@pytest.fixture
def host(app: QApplication) -> QWidget:
    made = QWidget()
    made.show()
    app.processEvents()
    return made


def test_answers_come_by_name(host: QWidget) -> None:
    heard: list[dict[str, str]] = []
    dialog = ask(
        host,
        "Waive",
        "Sets it aside.",
        [Question("reason", "Reason", "b", choices={"a": "One", "b": "Two"}), why("as agreed")],
        heard.append,
    )
    field = dialog.fields["why"]
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == [{"reason": "b", "why": "as agreed"}]
    assert not dialog.isVisible()


def test_what_is_needed_is_asked_for_again(host: QWidget) -> None:
    heard: list[dict[str, str]] = []
    dialog = ask(host, "Why?", "", [why()], heard.append)
    dialog.yes.click()
    assert dialog.isVisible()
    assert dialog.problem.text() == "Say in a few words why; it stands in the history."
    field = dialog.fields["why"]
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "x")
    assert dialog.problem.text() == ""
    dialog.no.click()
    assert heard == []


def test_a_check_may_refuse_by_word_or_by_error(host: QWidget) -> None:
    def check(answers: Mapping[str, str]) -> str:
        if answers["by"] == "me":
            raise BadUsage(reason="Not yourself.")
        return "Nobody of that name." if answers["by"] == "nobody" else ""

    heard: list[dict[str, str]] = []
    given_up: list[bool] = []
    dialog = ask(
        host,
        "Approve",
        "",
        [Question("by", "Name")],
        heard.append,
        check=check,
        otherwise=lambda: given_up.append(True),
    )
    field = dialog.fields["by"]
    assert isinstance(field, QLineEdit)
    for text, sentence in (("me", "Not yourself."), ("nobody", "Nobody of that name.")):
        field.setText(text)
        dialog.yes.click()
        assert dialog.problem.text() == sentence
    field.setText("Tom")
    dialog.yes.click()
    assert heard == [{"by": "Tom"}]
    assert given_up == []
