"""One small dialog for everything a person is asked: a lead sentence, a few fields, and a sentence when an answer cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.base.errors import TieoutError
from ui.theme.spacing import L, M, S
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import label, retone

Answers = dict[str, str]
Check = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class Question:
    """One field. choices: value -> what it is called (a list to choose from); needed: must not be blank, `needed` says why."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    choices: Mapping[str, str] | None = None
    needed: str = ""


class Ask(QDialog):
    """Asks `questions`; `answered` carries them by name. check: a sentence when the answers cannot be taken, else ""."""

    answered = Signal(dict)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lead: str,
        questions: Sequence[Question],
        *,
        yes: str = "OK",
        check: Check | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._check = check
        self._questions = tuple(questions)
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(label(title, "heading"))
        if lead:
            layout.addWidget(label(lead, "muted", wrap=True))
        form = QFormLayout()
        form.setSpacing(S)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for each in questions:
            made = self._field(each)
            made.setAccessibleName(each.label)
            self.fields[each.name] = made
            form.addRow(each.label, made)
        layout.addLayout(form)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        row = QHBoxLayout()
        row.addStretch(1)
        self.no = QPushButton("Cancel")
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(yes)
        self.yes.setProperty("role", "primary")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        layout.addLayout(row)
        if self.fields:
            first = next(iter(self.fields.values()))
            first.setFocus()
            if isinstance(first, QLineEdit):
                first.selectAll()

    def _field(self, question: Question) -> QLineEdit | QComboBox:
        if question.choices is not None:
            box = ChoiceBox()
            for value, name in question.choices.items():
                box.addItem(name, value)
            box.setCurrentIndex(max(0, box.findData(question.value)))
            return box
        line = QLineEdit(question.value)
        line.setPlaceholderText(question.placeholder)
        line.textEdited.connect(lambda _: self._say(""))
        return line

    def answers(self) -> Answers:
        """What stands in the fields."""
        made = {}
        for name, each in self.fields.items():
            made[name] = each.text().strip() if isinstance(each, QLineEdit) else str(each.currentData() or "")
        return made

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def accept(self) -> None:
        """Closes when every answer can be taken, else says what is wrong."""
        answers = self.answers()
        for each in self._questions:
            if each.needed and not answers[each.name]:
                self._say(each.needed)
                retone(self.fields[each.name], "true", "bad")
                self.fields[each.name].setFocus()
                return
        if self._check is not None:
            try:
                sentence = self._check(answers)
            except TieoutError as error:
                sentence = error.sentence
            if sentence:
                self._say(sentence)
                return
        super().accept()
        self.answered.emit(answers)
        self.deleteLater()

    def reject(self) -> None:
        """Closes without an answer."""
        super().reject()
        self.deleteLater()


def ask(
    parent: QWidget,
    title: str,
    lead: str,
    questions: Sequence[Question],
    then: Callable[[Answers], None],
    *,
    yes: str = "OK",
    check: Check | None = None,
    otherwise: Callable[[], None] | None = None,
) -> Ask:
    """Opens the dialog without holding up the window; `then(answers)` or `otherwise()` follows."""
    dialog = Ask(parent, title, lead, questions, yes=yes, check=check)
    dialog.answered.connect(then)
    if otherwise is not None:
        dialog.rejected.connect(otherwise)
    dialog.open()
    return dialog


def why(value: str = "") -> Question:
    """The question every edit ends with."""
    return Question(
        "why", "Why", value, "What shows that this is right", needed="Say in a few words why; it stands in the history."
    )
