"""Matches on screen: the list, and one link side by side with evidence and alternatives; A, R and P judge it and go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from core.services.front import Front
from core.services.views import MatchView, Touched
from ui.door import Door
from ui.grids.panel import GridPanel
from ui.grids.sheet import Chosen, Sheet
from ui.pages.matches import presenter
from ui.theme.palettes import Tone
from ui.theme.spacing import XS, L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.asking import Question, ask, why
from ui.widgets.compare import CompareView
from ui.widgets.empty import EmptyState
from ui.widgets.evidence import EvidenceList
from ui.widgets.labels import CutLabel, chip, clear_layout, label, retone
from ui.widgets.page import Handler, Page

_STATUS_TONES = {"suggested": Tone.WARN, "confirmed": Tone.GOOD, "rejected": Tone.QUIET}
_WIDE = 1500
_PATIENCE = 150  # ms before the pane says that it is looking
_PAUSE = 50  # ms on a row before its details are asked for


class MatchPane(QFrame):
    """One link in full."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = CutLabel("", "heading")
        self.status = chip("")
        self.sure = label("", "small")
        self.accept = ActionButton("match.accept", text="Accept  (A)", picture="check", role="primary")
        self.reject = ActionButton("match.reject", text="Reject  (R)", picture="cross")
        self.repoint = ActionButton("match.repoint", text="Re-point  (P)", picture="repoint")
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.title, 1)
        head.addWidget(self.status)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for each in (self.accept, self.reject, self.repoint):
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self.sure)
        self.compare = CompareView("The two records side by side")
        self.evidence = EvidenceList()
        self.others = QVBoxLayout()
        self.others.setSpacing(XS)
        self.others_title = label("Other candidates", "small")
        reasons = QWidget()
        reasons.setObjectName("content")
        inside = QVBoxLayout(reasons)
        inside.setContentsMargins(0, 0, S, 0)
        inside.setSpacing(S)
        inside.addWidget(label("Evidence", "small"))
        inside.addWidget(self.evidence)
        inside.addSpacing(S)
        inside.addWidget(self.others_title)
        inside.addLayout(self.others)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(reasons)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.compare)
        self.split.addWidget(scroll)
        self.split.setSizes([560, 330])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        layout.addLayout(buttons)
        layout.addWidget(self.split, 1)
        self.view: MatchView | None = None
        self.picked = ""

    def wait(self) -> None:
        """Says that the link is being looked up."""
        self.view = None
        self.title.say("Looking it up …")
        self.sure.setText("")
        self.status.setText("…")
        retone(self.status, str(Tone.QUIET))
        self.compare.show_fields("", "", ())
        self.evidence.show_evidence(())
        clear_layout(self.others)
        self.others_title.hide()

    def show_match(self, view: MatchView) -> None:
        """Fills the pane."""
        self.view = view
        left, right = presenter.sides(view)
        self.title.say(f"{presenter.KIND_NAMES.get(view.kind, view.kind)}: {left}  ↔  {right}")
        self.sure.setText(presenter.sureness(view))
        self.status.setText(presenter.STATUS_NAMES.get(view.status, view.status))
        retone(self.status, str(_STATUS_TONES.get(view.status, Tone.QUIET)))
        self.compare.show_fields(left, right, view.fields)
        self.evidence.show_evidence(view.evidence)
        clear_layout(self.others)
        self.others_title.setVisible(bool(view.alternatives))
        for id, name, reason in view.alternatives:
            row = QPushButton(name)
            row.setProperty("role", "option")
            row.setToolTip(f"{name}: {reason}")
            row.setAccessibleName(f"Re-point to {name}")
            row.setAccessibleDescription(reason)
            row.clicked.connect(lambda _=False, picked=id: self._pick(picked))
            self.others.addWidget(row)
            said = label(reason, "small", wrap=True)
            said.setIndent(S)
            self.others.addWidget(said)

    def _pick(self, id: str) -> None:
        self.picked = id
        self.repoint.click()


class MatchesPage(Page):
    """The matches page."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "matches", "Matches")
        self.panel = GridPanel(
            "Matches",
            tones={"status": _STATUS_TONES},
            facets={"status": "Status", "kind": "Kind"},
            labels={"kind": presenter.KIND_NAMES, "status": presenter.STATUS_NAMES},
            hidden=("currency",),
            order=presenter.COLUMN_ORDER,
            widths=presenter.WIDTHS,
            coin=True,
            noun=("link", "links"),
            empty=EmptyState(
                "No links yet",
                "Import the exports of at least two systems, then match and check.",
                "Go to Import",
                "matches",
            ),
        )
        self.panel.empty.pressed.connect(lambda: door.navigate.emit("imports", {}))
        self.panel.order_by(*presenter.FIRST_ORDER)
        self.pane = MatchPane()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.panel)
        self.split.addWidget(self.pane)
        self.split.setSizes([340, 330])
        self.outer = QSplitter(Qt.Orientation.Horizontal)
        self.outer.setChildrenCollapsible(False)
        self.outer.addWidget(self.panel.facets)
        self.outer.addWidget(self.split)
        self.outer.setSizes([184, 880])
        self.outer.setStretchFactor(1, 1)
        self.head_filter(self.panel)
        self.body.addWidget(self.outer, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_match)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._still_looking)
        self.panel.current.connect(lambda _: self._pause.start(_PAUSE))
        self.panel.view.picked.connect(self.readied)
        self.panel.refused.connect(lambda text: door.said.emit(text, str(Tone.DANGER), False))
        self._was_chosen = False

    def grid(self) -> GridPanel:
        """The list."""
        return self.panel

    def handlers(self) -> Mapping[str, Handler]:
        """The three verdicts."""
        return {
            "match.accept": lambda: self._decide("confirmed"),
            "match.reject": lambda: self._decide("rejected"),
            "match.repoint": self._repoint,
        }

    def ready(self, id: str) -> bool:
        """A verdict needs a selected link that has another one; re-pointing needs another candidate."""
        if id == "match.repoint":
            return self.pane.view is not None and bool(self.pane.view.alternatives)
        sheet = self.panel.model.sheet
        keys = self.panel.view.selected_keys()
        given = "confirmed" if id == "match.accept" else "rejected"
        return any(sheet.column("status")[sheet.row_of[key]] != given for key in keys)

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """`facets`, `text`: what to show."""
        self._was_chosen = True
        self.panel.choose(wanted.get("facets", {}), str(wanted.get("text", "")))

    def concerns(self, touched: Touched) -> bool:
        """Links, or records that links speak of."""
        return bool(touched.links or touched.records) or touched.step is None

    def refresh(self) -> None:
        """Asks for the links."""
        self.door.ask(lambda front: presenter.sheet(front.matches()), self._show, slot="matches")

    def _show(self, sheet: Sheet) -> None:
        if not self._was_chosen and "suggested" in sheet.counts("status", self.panel.model.chosen):
            self._was_chosen = True
            self.panel.choose({"status": {"suggested"}})  # what waits for a person comes first
        self.panel.load(sheet)
        counts = sheet.counts("status", Chosen()) if len(sheet) else {}
        waiting = counts.get("suggested", 0)
        self.subtitle.setText(f"{waiting:,} to judge" if waiting else "nothing to judge" if len(sheet) else "")
        self.pane.setVisible(bool(self.panel.view.current_key()))
        self.panel.filter.setVisible(bool(len(sheet)))
        self.readied.emit()

    def _ask_match(self) -> None:
        key = self.panel.view.current_key()
        self.pane.setVisible(bool(key))
        if key:
            self._looking.start(_PATIENCE)
            self.door.ask(lambda front: front.match(key), self._show_match, slot="match")

    def _still_looking(self) -> None:
        """The answer takes its time: the pane must not go on showing another link."""
        if self.pane.view is None or self.pane.view.key != self.panel.view.current_key():
            self.pane.wait()
            self.readied.emit()

    def _show_match(self, view: MatchView) -> None:
        if view.key == self.panel.view.current_key():
            self._looking.stop()
            self.pane.show_match(view)
            self.readied.emit()

    # --- verdicts ----------------------------------------------------------------------------------------------------

    def _decide(self, verdict: str) -> None:
        keys = self.panel.view.selected_keys()
        if not keys:
            return
        self._advance(keys)
        self.door.act(lambda front: front.decide(keys, verdict, presenter.default_reason(verdict)))

    def _advance(self, keys: list[str]) -> None:
        """Goes to the first row behind those judged; when they leave the list, the view is there already."""
        model = self.panel.model
        places = [model.place_of(key) for key in keys]
        after = max(places) + 1
        if after < len(model.rows):
            self.panel.view.select_place(after)
        elif min(places) > 0:
            self.panel.view.select_place(min(places) - 1)

    def _repoint(self) -> None:
        view = self.pane.view
        if view is None or not view.alternatives:
            return
        choices = {id: f"{name}  ({reason})" for id, name, reason in view.alternatives}
        picked, self.pane.picked = self.pane.picked, ""

        def then(answers: dict[str, str]) -> None:
            self.door.last_reason = answers["why"]
            self._advance([view.key])
            self.door.act(lambda front: _repointed(front, view.key, answers))

        ask(
            self,
            "Re-point",
            f"{view.left_title} is tied to another record instead of {view.right_title}.",
            [Question("right", "Tie to", picked or next(iter(choices)), choices=choices), why(self.door.last_reason)],
            then,
            yes="Re-point",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide window the pane stands beside the list."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.pane.split.setOrientation(Qt.Orientation.Vertical if wide else Qt.Orientation.Horizontal)
            self.split.setSizes([900, 600] if wide else [340, 330])


def _repointed(front: Front, key: str, answers: dict[str, str]) -> Touched:
    return front.repoint(key, answers["right"], answers["why"])
