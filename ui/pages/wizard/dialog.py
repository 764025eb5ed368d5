"""The mapping wizard: what each column of one file is, with a live preview of what would load; nothing is kept until Import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.ports.importing import Answers
from core.services.front import Front
from core.services.views import PreviewView
from ui.door import Door
from ui.pages.wizard import presenter
from ui.pages.wizard.presenter import Asked
from ui.pages.wizard.tables import ColumnsModel, ColumnsView, TextModel, TextTable
from ui.theme.palettes import Tone
from ui.theme.spacing import XS, L, M, S
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import Card, CutLabel, chip, clear_layout, label, retone

_PAUSE: Final = 120  # ms without another change before the file is read again
_PATIENCE: Final = 200  # ms before it is said that the file is being read
_SIZE: Final = (1140, 700)
_MARGIN: Final = 48


class MappingDialog(QDialog):
    """Maps the file at `path`. chosen: (the Answers, whether they are kept for files with these headings)."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget, door: Door, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("Map columns")
        self.door = door
        self.path = path
        self.said = Answers()
        self.view: PreviewView | None = None
        self.first: PreviewView | None = None
        self._asked: dict[str, Asked] = {}
        self._over = False
        self._question = 0
        host = parent.window()
        self.resize(min(_SIZE[0], host.width() - _MARGIN), min(_SIZE[1], host.height() - _MARGIN))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(partial(self._stand, "reading …", Tone.QUIET))
        self._make_shape()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, M)
        layout.setSpacing(M)
        layout.addLayout(self._made_head())
        layout.addLayout(self.shape)
        layout.addWidget(self._made_middle(), 1)
        layout.addLayout(self._made_foot())
        self.columns.setFocus()
        self._ask()

    # --- what stands where -------------------------------------------------------------------------------------------

    def _made_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(label("Map columns", "heading"))
        self.name = CutLabel(self.path.name, "muted")
        head.addWidget(self.name, 1)
        self.standing = chip("reading …", Tone.QUIET)
        self.standing.setAccessibleName("What would become of the file")
        head.addWidget(self.standing)
        return head

    def _make_shape(self) -> None:
        """The line of what the table is and how it is cut."""
        self.entity = self._box("What the table holds", self._entity_said)
        self.system = self._box("The system it comes from", self._system_said)
        for value, name in presenter.SYSTEMS.items():
            self.system.addItem(name, value)
        self.sheet = self._box("Sheet", self._sheet_said)
        self.header = QLineEdit()
        self.header.setValidator(QIntValidator(0, 9_999_999, self.header))
        self.header.setToolTip("The row in which the headings stand, counted from 1; 0 when there are none")
        self.header.setAccessibleName("Row of the headings, 0 for none")
        self.header.setFixedWidth(76)
        self.header.editingFinished.connect(self._header_said)
        self.encoding = self._box("Encoding", self._text_said)
        self.delimiter = self._box("Sign between the columns", self._text_said)
        self.shape = QHBoxLayout()
        self.shape.setSpacing(M)
        self._shapes: dict[QWidget, QWidget] = {}
        for name, field, width in (
            ("Holds", self.entity, 180),
            ("From", self.system, 180),
            ("Sheet", self.sheet, 150),
            ("Headings in row", self.header, 76),
            ("Encoding", self.encoding, 150),
            ("Columns cut by", self.delimiter, 120),
        ):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            caption = label(name, "small")
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
            if isinstance(field, ChoiceBox):
                field.setFixedWidth(width)
            self._shapes[field] = holder
            self.shape.addWidget(holder)
        self.shape.addStretch(1)

    @staticmethod
    def _box(name: str, said: Callable[[], None]) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.activated.connect(lambda _: said())
        return box

    def _made_middle(self) -> QWidget:
        self.model = ColumnsModel()
        self.model.said.connect(self._target_said)
        self.columns = ColumnsView(self.model)
        self.printed = TextModel()
        self.rows = TextTable(self.printed, "First rows as printed")
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(_titled("Columns", "Enter or a click chooses what a column feeds", self.columns))
        left.addWidget(_titled("First rows as printed", "columns that are not read are grey", self.rows))
        left.setSizes([300, 190])
        self.told = QVBoxLayout()
        self.told.setSpacing(XS)
        inner = QWidget()
        inner.setObjectName("content")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, S, 0)
        inside.setSpacing(S)
        self.questions = QVBoxLayout()
        self.questions.setSpacing(XS)
        self.warnings = QVBoxLayout()
        self.warnings.setSpacing(XS)
        for each in (self.warnings, self.questions, self.told):
            inside.addLayout(each)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card("What would load")
        card.body.addWidget(scroll, 1)
        self.waiting = TextModel()
        self.problems = TextTable(self.waiting, "Rows that would wait in quarantine", (56, 130))
        self.below = _titled("Rows that would wait", "", self.problems)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(card)
        right.addWidget(self.below)
        right.setSizes([310, 180])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setSizes([700, 392])
        return split

    def _made_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(S)
        self.remember = QCheckBox("Remember for files with these headings")
        self.remember.setToolTip("The next file with the same headings is then read in the same way by itself")
        self.remember.setChecked(True)
        foot.addWidget(self.remember)
        foot.addStretch(1)
        self.no = QPushButton("Cancel")
        self.no.setAutoDefault(False)
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton("Import")
        self.yes.setProperty("role", "primary")
        self.yes.setAutoDefault(False)
        self.yes.setEnabled(False)
        self.yes.clicked.connect(self.accept)
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        return foot

    # --- what a person says ------------------------------------------------------------------------------------------

    def _entity_said(self) -> None:
        self._say(presenter.with_entity(self.said, str(self.entity.currentData() or "")))

    def _system_said(self) -> None:
        self._say(replace(self.said, system=str(self.system.currentData())))

    def _sheet_said(self) -> None:
        self._asked.clear()
        self.first = None
        self._say(presenter.with_sheet(self.said, str(self.sheet.currentData())))

    def _header_said(self) -> None:
        text = self.header.text().strip()
        row = int(text) if text else None
        now = self.view.header_row if self.view is not None else None
        if row not in {self.said.header_row, now} or (row is None and self.said.header_row is not None):
            self._asked.clear()
            self._say(presenter.with_header(self.said, row))

    def _text_said(self) -> None:
        view = self.view
        encoding, delimiter = str(self.encoding.currentData()), str(self.delimiter.currentData())
        if view is not None and (encoding, delimiter) != (view.encoding, view.delimiter):
            self._asked.clear()
            self._say(
                presenter.with_text(
                    self.said,
                    encoding if encoding != view.encoding else self.said.encoding,
                    delimiter if delimiter != view.delimiter else self.said.delimiter,
                )
            )

    def _target_said(self, heading: str, target: str) -> None:
        self._say(presenter.with_target(self.said, self.model.columns, heading, target))

    def _way_said(self, column: str, way: str, on: bool) -> None:
        if on and self.said.choices.get(column) != way:
            self._say(presenter.with_choice(self.said, column, way))

    def _say(self, answers: Answers) -> None:
        """Something was said: the file is read again once nothing more follows; until then nothing can be imported."""
        self.said = answers
        self._question += 1
        self.yes.setEnabled(False)
        self._patience.start(_PATIENCE)
        self._pause.start(_PAUSE)

    # --- the preview -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        answers, path, number = self.said, self.path, self._question

        def question(front: Front) -> PreviewView:
            return front.preview(path, answers)

        self.door.ask(
            question,
            lambda view: self._arrived(number, view),
            failed=lambda error: self._failed(number, error),
            slot="wizard",
        )

    def _arrived(self, number: int, view: PreviewView) -> None:
        """An answer; one to a question that is not the newest says nothing any more."""
        if self._over or number != self._question:
            return
        self.first = self.first or view
        taken = presenter.adopted(view, self.said)
        if taken is not None:
            self._show(view)
            self._say(taken)
            self._pause.start(0)
            return
        self._patience.stop()
        self._show(view)

    def _failed(self, number: int, error: BaseException) -> None:
        if self._over or number != self._question:
            return
        self._patience.stop()
        self._stand("cannot be read so", Tone.DANGER)
        clear_layout(self.warnings)
        self.warnings.addWidget(label(self.door.sentence(error), "danger", wrap=True))

    def _show(self, view: PreviewView) -> None:
        before, self.view = self.view, view
        self._stand(*presenter.standing(view))
        self._show_shape(view)
        columns = view.columns
        if view.error and before is not None and [c.heading for c in columns] == [c.heading for c in before.columns]:
            columns = before.columns  # what was understood is not forgotten over an answer that does not fit
        self.model.show(columns, presenter.fields(view), self.said)
        quiet = [place for place, each in enumerate(columns) if not each.target]
        self.printed.show([each.heading for each in columns], view.rows, quiet)
        rows = presenter.problems(view)
        self.waiting.show(("Row", "Cell", "Reason"), rows)
        self.below.setVisible(bool(rows))
        self._show_questions(view)
        self._show_told(view)
        self.yes.setEnabled(not view.error and view.loads)
        self.yes.setText(f"Import {view.rows_loaded:,} rows" if view.loads else "Import")

    def _stand(self, text: str, tone: Tone) -> None:
        self.standing.setText(text)
        retone(self.standing, str(tone))

    def _show_shape(self, view: PreviewView) -> None:
        entity = view.entity or self.said.entity or ""
        choices = {"": "Choose …"} if not entity else {}
        choices |= {each: presenter.ENTITIES.get(each, each.replace("_", " ")) for each in view.entities}
        _fill(self.entity, choices, entity)
        system = view.system or self.said.system or "generic"
        if self.system.findData(system) < 0:
            self.system.addItem(system, system)
        self.system.setCurrentIndex(self.system.findData(system))
        _fill(self.sheet, {each: each for each in view.sheets}, view.sheet or self.said.sheet or "")
        self._shapes[self.sheet].setVisible(len(view.sheets) > 1)
        if not self.header.hasFocus() or not self.header.isModified():
            self.header.setText(str(view.header_row) if view.columns else "")
        _fill(self.encoding, presenter.ENCODINGS, view.encoding)
        _fill(self.delimiter, presenter.DELIMITERS, view.delimiter)
        for field, text in ((self.encoding, view.encoding), (self.delimiter, view.delimiter)):
            if not view.error:
                self._shapes[field].setVisible(bool(text))

    def _show_questions(self, view: PreviewView) -> None:
        """Open questions, and those answered here, so that an answer can be changed."""
        had = dict(self._asked)
        for each in presenter.ways(view.questions):
            self._asked[each.column] = each
        if had == self._asked and self.questions.count():
            return
        clear_layout(self.questions)
        for each in self._asked.values():
            self.questions.addWidget(self._made_question(each))

    def _made_question(self, asked: Asked) -> QWidget:
        """One question with its choices; a widget of its own, so that its choices exclude each other."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, S)
        column.setSpacing(XS)
        column.addWidget(label(asked.question, wrap=True))
        for way, shown in asked.choices:
            button = QRadioButton(shown)
            button.setAccessibleName(f"{asked.column}, {shown}")
            button.setChecked(self.said.choices.get(asked.column) == way)
            button.toggled.connect(partial(self._way_said, asked.column, way))
            column.addWidget(button)
        return box

    def _show_told(self, view: PreviewView) -> None:
        clear_layout(self.warnings)
        for sentence in presenter.warnings(view, self.first):
            self.warnings.addWidget(label(sentence, "danger", wrap=True))
        entity = presenter.to_confirm(view)
        if entity:
            name = presenter.ENTITIES.get(entity, entity.replace("_", " "))
            confirm = QPushButton(f"It holds {name[0].lower()}{name[1:]}: take the columns as shown")
            confirm.setAutoDefault(False)
            confirm.clicked.connect(lambda: self._say(presenter.with_entity(self.said, entity)))
            self.warnings.addWidget(confirm)
        clear_layout(self.told)
        if view.error:
            return
        self.told.addWidget(label(presenter.rows_said(view), wrap=True))
        for name, text in presenter.totals(view):
            self.told.addWidget(label(f"Sum of {name}: {text}", wrap=True))
        for note in presenter.remarks(view):
            self.told.addWidget(label(note, "small", wrap=True))

    # --- the end -----------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Hands the answers on, when what they make of the file has been seen."""
        if not self.yes.isEnabled():
            return
        answers, remember = self.said, self.remember.isChecked()
        super().accept()
        self.chosen.emit(answers, remember)

    def done(self, result: int) -> None:
        """No answer is wanted any more."""
        self._over = True
        self._pause.stop()
        self._patience.stop()
        super().done(result)
        self.deleteLater()


def _fill(box: ChoiceBox, choices: Mapping[str, str], value: str) -> None:
    """Puts the choices into a box that does not have them, and the value in sight."""
    wanted = dict(choices)
    if value and value not in wanted:
        wanted[value] = value
    held = {str(box.itemData(at)): box.itemText(at) for at in range(box.count())}
    if held != wanted:
        box.clear()
        for each, name in wanted.items():
            box.addItem(name, each)
    box.setCurrentIndex(max(0, box.findData(value)))


def _titled(title: str, hint: str, widget: QWidget) -> QWidget:
    """A widget under its title."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(XS)
    line = QHBoxLayout()
    line.setSpacing(S)
    caption: QLabel = label(title, "heading")
    caption.setBuddy(widget)
    line.addWidget(caption)
    line.addWidget(label(hint, "small"))
    line.addStretch(1)
    column.addLayout(line)
    column.addWidget(widget, 1)
    return made
