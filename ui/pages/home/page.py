"""Home on screen: impact tiles, the task list, figures, controls that could not be evaluated, the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.services.views import FileView, HomeView, StepView
from ui.door import Door
from ui.grids.model import GridModel
from ui.grids.sheet import Sheet
from ui.grids.view import GridView
from ui.pages.home import presenter
from ui.theme.palettes import Tone
from ui.theme.spacing import XS, L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Card, CutLabel, chip, clear_layout, label, retone, rule
from ui.widgets.page import Page
from ui.widgets.picture import Picture

_BEGIN = (
    "Begin with your exports",
    "Drop the export files of your CRM, time system, ledger and bank on the Import page. Tieout recognises them by their content.",
    "Import files …",
)
SEVERITY_TONES = {"S1": Tone.DANGER, "S2": Tone.WARN, "S3": Tone.INFO}


class TileCard(QFrame):
    """One impact class; pressing it shows its findings."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title = label("", "small")
        self.value = label("–", "figure")
        self.unit = label("", "small")
        self.detail = CutLabel("", "small")
        self.gross = CutLabel("", "small")
        line = QHBoxLayout()
        line.setSpacing(XS)
        line.addWidget(self.value)
        line.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, S, M, S)
        layout.setSpacing(2)
        layout.addWidget(self.title)
        layout.addLayout(line)
        layout.addWidget(self.detail)
        layout.addWidget(self.gross)

    def show_tile(self, tile: presenter.Tile) -> None:
        """Takes the texts."""
        self.title.setText(tile.title)
        self.value.setText(tile.value)
        self.unit.setText(tile.currency)
        self.detail.say(tile.detail)
        self.gross.say(tile.gross)
        self.setAccessibleName(f"{tile.title}: {tile.value} {tile.currency}, {tile.detail}, {tile.gross}".rstrip(", "))
        self.setToolTip(presenter.IMPACT_WORDS.get(tile.name, ""))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class TaskRow(QPushButton):
    """One thing to do next."""

    def __init__(self, step: presenter.Step) -> None:
        super().__init__()
        self.setProperty("role", "task")
        self.setAccessibleName(f"{step.title}, {step.count} waiting" if step.count else step.title)
        self.setAccessibleDescription(step.detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        count = label(step.count, "heading")
        count.setFixedWidth(52)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        title = label(step.title)
        texts.addStretch(1)
        texts.addWidget(title)
        texts.addWidget(CutLabel(step.detail, "small"))
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(XS, 0, S, 0)
        layout.setSpacing(M)
        layout.addWidget(count)
        layout.addLayout(texts, 1)
        layout.addWidget(Picture("right", "faint", 16))
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class HomePage(Page):
    """The first page. It is told the HomeView by the window and asks nothing itself."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "home", "Home")
        self.gate = chip("", Tone.QUIET)
        self.gate.setAccessibleName("Close gate")
        self.gate.hide()
        self.head.addWidget(self.gate)
        self.run_button = ActionButton("run.checks", picture="run")
        self.head.addWidget(self.run_button)
        self.tiles = [TileCard() for _ in range(5)]
        tiles = QHBoxLayout()
        tiles.setSpacing(M)
        for each in self.tiles:
            tiles.addWidget(each, 1)
        self.tasks = Card("What to do next")
        self.task_rows = QVBoxLayout()
        self.task_rows.setSpacing(0)
        self.tasks.body.addLayout(self.task_rows)
        self.recent = Card("Latest steps")
        self.recent.head.addWidget(ActionButton("view.history", picture="clock", role="flat"))
        self.recent_rows = QVBoxLayout()
        self.recent_rows.setSpacing(S)
        self.recent.body.addLayout(self.recent_rows)
        self.dearest = Card("Largest open findings")
        self.dearest_model = GridModel(tones={"severity": SEVERITY_TONES}, coin=True)
        self.dearest_list = GridView(self.dearest_model, "Largest open findings; Enter opens one")
        self.dearest_list.setObjectName("bare")
        self.dearest_list.horizontalHeader().hide()
        self.dearest_list.horizontalHeader().setStretchLastSection(False)
        self.dearest_list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.dearest_list.setMinimumHeight(90)
        self.dearest_list.opened.connect(self._open_finding)
        self.dearest.body.addWidget(self.dearest_list, 1)
        self.figures = Card("Figures of the month")
        self.figure_rows = QGridLayout()
        self.figure_rows.setHorizontalSpacing(S)
        self.figure_rows.setVerticalSpacing(S)
        self.figure_rows.setColumnStretch(0, 1)
        self.figures.body.addLayout(self.figure_rows)
        self.silent = Card("Controls that could not be evaluated")
        self.silent_count = chip("", Tone.QUIET)
        self.silent.head.addWidget(self.silent_count)
        self.not_evaluated = GridModel()
        self.silent_list = GridView(self.not_evaluated, "Controls that could not be evaluated, with the reason")
        self.silent_list.setObjectName("bare")
        self.silent_list.horizontalHeader().hide()
        self.silent_list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.silent_list.setMinimumHeight(60)
        self.silent.body.addWidget(self.silent_list)
        self.nothing_silent = label("Every control had what it needs.", "muted")
        self.silent.body.addWidget(self.nothing_silent)
        right = QVBoxLayout()
        right.setSpacing(M)
        right.addWidget(self.figures)
        right.addWidget(self.recent)
        right.addWidget(self.silent, 1)
        right.addStretch(0)
        self.right = right
        lower = QHBoxLayout()
        lower.setSpacing(M)
        left = QVBoxLayout()
        left.setSpacing(M)
        left.addWidget(self.tasks)
        left.addWidget(self.dearest, 1)
        lower.addLayout(left, 6)
        lower.addLayout(right, 5)
        content = QWidget()
        content.setObjectName("content")
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, S)
        inside.setSpacing(M)
        inside.addLayout(tiles)
        inside.addLayout(lower, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opening = EmptyState("Opening the book …", "This takes a moment the first time.", picture="tieout")
        self.start = EmptyState(*_BEGIN, "import")
        self.start.pressed.connect(self._start_pressed)
        self._to_run = False
        self.failed = EmptyState("The book could not be opened", "", picture="exceptions")
        self.stack = QStackedWidget()
        for each_page in (self.opening, self.start, self.failed, scroll):
            self.stack.addWidget(each_page)
        self.sheet = scroll
        self.body.addWidget(self.stack, 1)
        self.body.setContentsMargins(L, M, L, S)
        door.summarised.connect(self.show_home)
        for at, each in enumerate(self.tiles):
            each.pressed.connect(lambda at=at: self._open_tile(at))
        self._shown: list[presenter.Tile] = []
        self._preparing = False
        door.reloaded.connect(self._prepared)

    def _open_tile(self, at: int) -> None:
        if at < len(self._shown):
            self.door.navigate.emit("exceptions", {"facets": self._shown[at].facets})

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """`refused`: why the book could not be opened; `preparing`: what is being made before there is anything to show."""
        if "preparing" in wanted:
            self._preparing = True
            self.opening.say(
                f"{wanted['preparing']} …",
                "Everything will stand here in a moment. The strip below shows how far it is.",
            )
        if "refused" in wanted:
            self.failed.say("The book could not be opened", str(wanted["refused"]))
            self.stack.setCurrentWidget(self.failed)

    def _prepared(self) -> None:
        self._preparing = False

    def show_home(self, view: HomeView) -> None:
        """Fills everything from the view."""
        if presenter.is_empty(view) and self._preparing:
            return
        if presenter.is_empty(view):
            self.gate.hide()
            self.door.ask(lambda front: front.imports().files, self._show_start, slot="start")
            return
        self.stack.setCurrentWidget(self.sheet)
        self.subtitle.setText(f"as of {view.as_of.isoformat()}")
        sentence, is_open = presenter.gate(view)
        self.gate.setText(sentence)
        retone(self.gate, str(Tone.GOOD if is_open else Tone.DANGER))
        self.gate.show()
        self._shown = presenter.tiles(view)
        for at, card in enumerate(self.tiles):
            card.setVisible(at < len(self._shown))
            if at < len(self._shown):
                card.show_tile(self._shown[at])
        self._show_tasks(view)
        self._show_figures(view)
        pairs = view.not_evaluated
        self.not_evaluated.load(Sheet(presenter.silent(view)))
        self.silent_count.setText(str(len(pairs)))
        self.silent_count.setVisible(bool(pairs))
        self.silent_list.setVisible(bool(pairs))
        self.nothing_silent.setVisible(not pairs)
        self.right.setStretch(2, 1 if pairs else 0)
        self.right.setStretch(3, 0 if pairs else 1)

    def refresh(self) -> None:
        """Asks for the latest steps and the largest findings; the rest is told by the window."""
        self.door.ask(lambda front: front.steps(), self._show_recent, slot="recent")
        self.door.ask(lambda front: Sheet(presenter.dearest(front.exceptions())), self._show_dearest, slot="dearest")

    def _show_dearest(self, sheet: Sheet) -> None:
        self.dearest_model.load(sheet)
        self.dearest_list.hide_columns(["currency"])
        self.dearest_list.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.dearest.setVisible(bool(len(sheet)))

    def _open_finding(self, key: str) -> None:
        self.door.navigate.emit("exceptions", {"facets": {"state": {"open"}}, "key": key})

    def _show_recent(self, steps: tuple[StepView, ...]) -> None:
        clear_layout(self.recent_rows)
        lines = presenter.recent(steps)
        if not lines:
            none = label(
                "No corrections yet. Each one will stand here with its reason, and can be undone.", "muted", wrap=True
            )
            self.recent_rows.addWidget(none)
        for each in lines:
            row = QVBoxLayout()
            row.setSpacing(0)
            holder = QWidget()
            holder.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(
                CutLabel(f"{each.name} (undone)" if each.undone else each.name, "muted" if each.undone else "")
            )
            row.addWidget(CutLabel(each.detail, "small"))
            self.recent_rows.addWidget(holder)

    def _show_start(self, files: Sequence[FileView]) -> None:
        """An empty month: nothing imported yet, or imported and not yet matched and checked."""
        read = sum(1 for each in files if not each.error)
        self._to_run = bool(read)
        if read:
            sentence = f"{read} tables are in the book. Matching and checking ties them and prices what does not hold."
            self.start.say("Ready to match and check", sentence, "Match and check")
        else:
            self.start.say(*_BEGIN)
        self.stack.setCurrentWidget(self.start)

    def _start_pressed(self) -> None:
        if self._to_run:
            self.run_button.click()
        else:
            self.door.navigate.emit("imports", {})

    def _show_tasks(self, view: HomeView) -> None:
        clear_layout(self.task_rows)
        for at, task in enumerate(view.tasks):
            step = presenter.step(task)
            if at:
                self.task_rows.addWidget(rule())
            row = TaskRow(step)
            row.clicked.connect(lambda _=False, step=step: self.door.navigate.emit(step.page, step.wanted))
            self.task_rows.addWidget(row)

    def _show_figures(self, view: HomeView) -> None:
        clear_layout(self.figure_rows)
        for at, figure in enumerate(view.figures):
            made = presenter.row(figure)
            self.figure_rows.addWidget(label(made.title), at, 0)
            if made.unknown:
                reason = CutLabel(made.unknown, "small")
                reason.setAlignment(Qt.AlignmentFlag.AlignRight)
                self.figure_rows.addWidget(reason, at, 1, 1, 2)
            else:
                value = label(made.value, "heading")
                value.setAlignment(Qt.AlignmentFlag.AlignRight)
                self.figure_rows.addWidget(value, at, 1)
                self.figure_rows.addWidget(label(made.unit, "small"), at, 2)
        self.figure_rows.setColumnStretch(1, 1)
