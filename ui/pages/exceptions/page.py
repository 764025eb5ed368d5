"""Exceptions on screen: facets, the editable grid, and one finding in full below (or beside) it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from core.base.errors import TieoutError
from core.services.views import EditableField, FindingView, Touched
from ui.door import Door, merged
from ui.grids.cells import plain, read
from ui.grids.panel import GridPanel
from ui.grids.sheet import Chosen, Sheet
from ui.pages.exceptions import presenter
from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.asking import Question, ask, why
from ui.widgets.compare import CompareView
from ui.widgets.empty import EmptyState
from ui.widgets.labels import CutLabel, chip, clear_layout, label, retone
from ui.widgets.page import Handler, Page
from ui.widgets.thread_chain import ThreadChain

SEVERITY_TONES = {"S1": Tone.DANGER, "S2": Tone.WARN, "S3": Tone.INFO}
STATE_TONES = {"open": Tone.WARN, "waived": Tone.QUIET, "absorbed": Tone.QUIET}
_WIDE = 1500
_PATIENCE = 150  # ms before the pane says that it is looking
_PAUSE = 50  # ms on a row before its details are asked for


class FieldLine(QLineEdit):
    """One value that may be corrected. changed: (the field, the text)."""

    changed = Signal(object, str)

    def __init__(self, field: EditableField) -> None:
        super().__init__(plain(field.value, field.kind, field.currency))
        self.field = field
        self.before = self.text()
        self.setAccessibleName(field.label)
        self.returnPressed.connect(self._hand_on)

    def _hand_on(self) -> None:
        text = self.text().strip()
        if text == self.before:
            return
        try:
            read(text, self.field.kind, self.field.currency)
        except TieoutError as error:
            retone(self, "true", "bad")
            self.setToolTip(error.sentence)
            self.changed.emit(None, error.sentence)
            return
        retone(self, "false", "bad")
        self.changed.emit(self.field, text)


class FindingPane(QFrame):
    """One finding in full. corrected: (field, text), or (None, why the text cannot be taken)."""

    corrected = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.view: FindingView | None = None
        self.severity = chip("")
        self.title = CutLabel("", "heading")
        self.impact = label("", "heading")
        self.message = label("", wrap=True)
        self.suggestion = label("", "muted", wrap=True)
        self.absorbed = label("", "small", wrap=True)
        self.chain = ThreadChain()
        self.compare = CompareView("Both sides of the mismatch")
        self.fields = QGridLayout()
        self.fields.setHorizontalSpacing(M)
        self.fields.setVerticalSpacing(6)
        self.fields.setColumnStretch(1, 1)
        self.fields_title = label("Correct here; Enter hands it on", "small")
        self.history_title = label("History", "small")
        self.history = label("", "", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.severity)
        head.addWidget(self.title, 1)
        head.addWidget(self.impact)
        self.buttons = QWidget()
        acts = QHBoxLayout(self.buttons)
        acts.setContentsMargins(S, 0, 0, 0)
        acts.setSpacing(S)
        acts.addWidget(ActionButton("finding.waive", picture="waive"))
        acts.addWidget(ActionButton("finding.prepare", text="Prepare correction", picture="file", role="primary"))
        head.addWidget(self.buttons)
        self.head = head
        self.foot = QHBoxLayout()
        said = QWidget()
        said.setObjectName("content")
        inside = QVBoxLayout(said)
        inside.setContentsMargins(0, 0, S, 0)
        inside.setSpacing(6)
        for each in (self.message, self.absorbed):
            inside.addWidget(each)
        self.suggestion_title = label("Suggestion", "small")
        inside.addWidget(self.suggestion_title)
        inside.addWidget(self.suggestion)
        inside.addWidget(self.fields_title)
        inside.addLayout(self.fields)
        inside.addWidget(self.history_title)
        inside.addWidget(self.history)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(said)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.compare)
        self.split.addWidget(scroll)
        self.split.setSizes([560, 400])
        self.words = scroll
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        layout.addWidget(self.chain)
        layout.addWidget(self.split, 1)
        layout.addLayout(self.foot)

    def stand(self, *, beside: bool) -> None:
        """Beside the grid the pane is narrow and tall, below it wide and low."""
        self.split.setOrientation(Qt.Orientation.Vertical if beside else Qt.Orientation.Horizontal)
        self.split.insertWidget(0 if beside else 1, self.words)
        self.split.setSizes([220, 420] if beside else [560, 400])
        (self.foot if beside else self.head).addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignRight)

    def wait(self) -> None:
        """Says that the finding is being looked up."""
        self.view = None
        self.severity.setText("…")
        retone(self.severity, str(Tone.QUIET))
        self.title.say("Looking it up …")
        for each in (self.impact, self.message):
            each.setText("")
        self.chain.show_steps(())
        self.compare.show_fields("", "", ())
        clear_layout(self.fields)
        for shy in (
            self.suggestion,
            self.suggestion_title,
            self.absorbed,
            self.fields_title,
            self.history,
            self.history_title,
        ):
            shy.hide()

    def show_finding(self, view: FindingView) -> None:
        """Fills the pane."""
        self.view = view
        self.severity.setText(view.severity)
        retone(self.severity, str(SEVERITY_TONES.get(view.severity, Tone.QUIET)))
        self.title.say(f"{view.control}  {view.title}")
        self.impact.setText(presenter.impact(view))
        self.message.setText(view.message)
        self.suggestion.setText(view.suggestion)
        for each in (self.suggestion, self.suggestion_title):
            each.setVisible(bool(view.suggestion))
        remarks = presenter.remarks(view)
        self.absorbed.setText(remarks)
        self.absorbed.setVisible(bool(remarks))
        self.chain.show_steps(view.thread)
        self.chain.setVisible(len(view.thread) > 1)
        self.compare.show_fields(view.left_title, view.right_title, view.fields)
        self._show_fields(view)
        self.history.setText("\n".join(view.history))
        for each in (self.history, self.history_title):
            each.setVisible(bool(view.history))

    def _show_fields(self, view: FindingView) -> None:
        clear_layout(self.fields)
        self.fields_title.setVisible(bool(view.editable))
        for at, field in enumerate(view.editable):
            line = FieldLine(field)
            line.setMaximumWidth(220)
            line.changed.connect(self.corrected)
            self.fields.addWidget(label(field.label), at, 0)
            self.fields.addWidget(line, at, 1)


class ExceptionsPage(Page):
    """The exceptions page."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "exceptions", "Exceptions")
        self.panel = GridPanel(
            "Exceptions",
            tones={"severity": SEVERITY_TONES, "state": STATE_TONES},
            muted=("waived", "absorbed"),
            facets=presenter.FACETS,
            labels={"impact_class": presenter.IMPACT_NAMES, "state": presenter.STATE_NAMES},
            hidden=("currency",),
            order=presenter.COLUMN_ORDER,
            widths=presenter.WIDTHS,
            coin=True,
            noun=("finding", "findings"),
            empty=EmptyState(
                "Nothing to show yet",
                "Import your exports, then match and check. What does not hold will stand here, priced.",
                "Go to Import",
                "exceptions",
            ),
        )
        self.panel.empty.pressed.connect(lambda: door.navigate.emit("imports", {}))
        self.panel.order_by(*presenter.FIRST_ORDER)
        self.head_filter(self.panel)
        self.head.addWidget(ActionButton("grid.bulk", picture="edit"))
        self.head.addWidget(ActionButton("edit.undo", picture="undo"))
        self.pane = FindingPane()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.panel)
        self.split.addWidget(self.pane)
        self.split.setSizes([320, 350])
        self.outer = QSplitter(Qt.Orientation.Horizontal)
        self.outer.setChildrenCollapsible(False)
        self.outer.addWidget(self.panel.facets)
        self.outer.addWidget(self.split)
        self.outer.setSizes([184, 880])
        self.outer.setStretchFactor(1, 1)
        self.body.addWidget(self.outer, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_finding)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._still_looking)
        self.panel.current.connect(lambda _: self._pause.start(_PAUSE))
        self.panel.view.picked.connect(self.readied)
        self.panel.edited.connect(self._edit)
        self.panel.refused.connect(lambda text: door.said.emit(text, str(Tone.DANGER), False))
        self.pane.corrected.connect(self._correct)
        self._was_chosen = False
        self._sought = ""

    def grid(self) -> GridPanel:
        """The findings."""
        return self.panel

    def handlers(self) -> Mapping[str, Handler]:
        """Preparing, waiving, bulk edit."""
        return {"finding.prepare": self._prepare, "finding.waive": self._waive, "grid.bulk": self._bulk}

    def ready(self, id: str) -> bool:
        """A correction document needs a finding that has one; the rest needs a selection."""
        if id == "finding.prepare":
            return self.pane.view is not None and bool(self.pane.view.can_draft)
        return bool(self.panel.view.selected_keys())

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """`facets`, `text`: what to show; `key`: the finding to stand on."""
        self._was_chosen = True
        self.panel.choose(wanted.get("facets", {}), str(wanted.get("text", "")))
        self._sought = str(wanted.get("key", ""))
        if self._sought and self.panel.view.select_key(self._sought):
            self._sought = ""

    def refresh(self) -> None:
        """Asks for the findings."""
        self.door.ask(lambda front: presenter.sheet(front.exceptions()), self._show, slot="exceptions")

    def _show(self, sheet: Sheet) -> None:
        if not self._was_chosen and len(sheet):
            self._was_chosen = True
            self.panel.choose({"state": {"open"}})
        self.panel.load(sheet)
        if self._sought:
            self.panel.view.select_key(self._sought)
            self._sought = ""
        live = sheet.counts("state", Chosen()).get("open", 0) if len(sheet) else 0
        self.subtitle.setText(f"{live:,} open" if len(sheet) else "")
        self.pane.setVisible(bool(self.panel.view.current_key()))
        self.panel.filter.setVisible(bool(len(sheet)))
        self.readied.emit()

    def _ask_finding(self) -> None:
        key = self.panel.view.current_key()
        self.pane.setVisible(bool(key))
        if key:
            self._looking.start(_PATIENCE)
            self.door.ask(lambda front: front.finding(key), self._show_finding, slot="finding")

    def _still_looking(self) -> None:
        """The answer takes its time: the pane must not go on showing another finding."""
        if self.pane.view is None or self.pane.view.key != self.panel.view.current_key():
            self.pane.wait()
            self.readied.emit()

    def _show_finding(self, view: FindingView) -> None:
        if view.key == self.panel.view.current_key():
            self._looking.stop()
            self.pane.show_finding(view)
            self.readied.emit()

    # --- edits -------------------------------------------------------------------------------------------------------

    def _edit(self, keys: Sequence[str], column: str, texts: Sequence[str]) -> None:
        """A typed or pasted edit: shown as waiting, its reason asked, then handed to the front."""
        model = self.panel.model
        before = ""
        if len(keys) == 1:
            before = model.sheet.text(model.sheet.row_of[keys[0]], model.sheet.at[column])
        for key, text in zip(keys, texts, strict=True):
            model.wait([key], column, text)
        groups = presenter.grouped(keys, texts)
        one = groups[0][0] if len(groups) == 1 else ""
        lead = f"{before or 'blank'} becomes {one or 'blank'}." if len(keys) == 1 else presenter.summary(len(keys), one)

        def go(answers: dict[str, str]) -> None:
            self._hand_on(list(keys), column, groups, answers["why"])

        ask(
            self, "Why this correction?", lead, [why(self.door.last_reason)], go,
            yes="Correct", otherwise=lambda: model.settle(keys, column, accepted=False),
        )  # fmt: skip

    def _hand_on(self, keys: list[str], column: str, groups: Sequence[tuple[str, list[str]]], reason: str) -> None:
        self.door.last_reason = reason
        model = self.panel.model

        def act(front: Any) -> Touched:
            parts = presenter.corrected(front, column, groups, reason)
            return merged(parts, parts[0].what if len(parts) == 1 else f"Corrected {len(keys):,} findings.")

        self.door.act(
            act,
            lambda _: model.settle(keys, column, accepted=True),
            failed=lambda _: model.settle(keys, column, accepted=False),
        )

    def _correct(self, field: EditableField | None, text: str) -> None:
        """An edit in the detail pane."""
        if field is None:
            self.door.said.emit(text, str(Tone.DANGER), False)
            return
        before = plain(field.value, field.kind, field.currency)

        def go(answers: dict[str, str]) -> None:
            self.door.last_reason = answers["why"]
            value = read(text, field.kind, field.currency)
            self.door.act(lambda front: front.edit(field.table, field.record, field.field, value, answers["why"]))

        ask(
            self,
            "Why this correction?",
            f"{field.label}: {before or 'blank'} becomes {text or 'blank'}.",
            [why(self.door.last_reason)],
            go,
            yes="Correct",
        )

    def _bulk(self) -> None:
        """One value to all selected findings."""
        model = self.panel.model
        keys = [
            key
            for key in self.panel.view.selected_keys()
            if any(model.can_edit(model.sheet.row_of[key], place) for place in range(len(model.sheet.columns)))
        ]
        columns = {column.name: column.title for column in model.sheet.columns if column.editable}
        if not keys or not columns:
            self.door.said.emit("None of the selected findings has a value to correct.", str(Tone.DANGER), False)
            return
        fields = (
            sorted({str(model.sheet.column("field")[model.sheet.row_of[key]]) for key in keys})
            if "field" in model.sheet.at
            else []
        )
        lead = f"All {len(keys):,} selected findings get one value, as one step."
        if fields:
            lead += f" It sets: {', '.join(fields)}."
        asked = [Question("value", "New value", "", "As you would type it into a cell"), why(self.door.last_reason)]
        if len(columns) > 1:
            asked.insert(0, Question("column", "Column", next(iter(columns)), choices=columns))

        def go(answers: dict[str, str]) -> None:
            column = answers.get("column") or next(iter(columns))
            model.wait(keys, column, answers["value"])
            self._hand_on(keys, column, [(answers["value"], keys)], answers["why"])

        ask(self, f"Edit {len(keys):,} findings", lead, asked, go, yes=f"Edit {len(keys):,}")

    # --- buttons -----------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        view = self.pane.view
        if view is None or not view.can_draft:
            return
        what = "a credit note and a new invoice" if view.can_draft == "credit_rebill" else "the missing invoice"

        def go(_answers: dict[str, str]) -> None:
            self.door.act(lambda front: front.prepare(view.key))

        ask(
            self,
            "Prepare correction",
            f"Drafts {what} and puts it into the outbox, where a second person approves it.",
            [],
            go,
            yes="Prepare",
        )

    def _waive(self) -> None:
        keys = self.panel.view.selected_keys()
        if not keys:
            return
        count = f"{len(keys):,} findings" if len(keys) > 1 else "this finding"

        def go(answers: dict[str, str]) -> None:
            self.door.act(lambda front: front.waive(keys, answers["reason"], answers["expires"], answers["why"]))

        ask(
            self,
            "Waive",
            f"Sets {count} aside. It stays in the totals as waived and comes back when the waiver ends.",
            [
                Question("reason", "Reason", choices=presenter.WAIVE_REASONS),
                Question(
                    "expires",
                    "Until",
                    presenter.expiry(datetime.now(UTC).date()),
                    needed="Say until which day the waiver holds.",
                ),
                Question(
                    "why",
                    "Note",
                    "",
                    "Who agreed, and where it is written",
                    needed="Say in a few words why; it stands in the history.",
                ),
            ],
            go,
            yes="Waive",
            check=lambda answers: presenter.bad_day(answers["expires"]),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide window the pane stands beside the grid."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.pane.stand(beside=wide)
            self.split.setSizes([900, 640] if wide else [320, 350])
