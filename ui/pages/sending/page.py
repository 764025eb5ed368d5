"""Sending on screen: how far everything is, the outbox, and one entry before and after."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout

from core.access.rules import require_second_person
from core.base.errors import TieoutError
from core.services.front import Front
from core.services.views import OutboxView, Touched
from ui.door import Door
from ui.grids.panel import GridPanel
from ui.grids.sheet import Order, Sheet
from ui.pages.sending import presenter
from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.asking import Question, ask
from ui.widgets.compare import CompareView
from ui.widgets.empty import EmptyState
from ui.widgets.labels import CutLabel, chip, label, retone
from ui.widgets.page import Handler, Page

_TONES = {
    "prepared": Tone.WARN,
    "approved": Tone.INFO,
    "blocked": Tone.DANGER,
    "written": Tone.INFO,
    "confirmed": Tone.GOOD,
    "withdrawn": Tone.QUIET,
}
_WIDE = 1500


class Stations(QFrame):
    """How many entries stand at each station, from prepared to confirmed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, S, L, S)
        layout.setSpacing(M)
        self.numbers = {}
        for at, (status, title, detail) in enumerate(presenter.STATIONS):
            if at:
                arrow = label("→", "muted")
                layout.addWidget(arrow)
            number = label("0", "figure")
            texts = QVBoxLayout()
            texts.setSpacing(0)
            texts.addWidget(label(title))
            texts.addWidget(CutLabel(detail, "small"))
            layout.addWidget(number)
            layout.addLayout(texts, 1)
            self.numbers[status] = number

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Takes the numbers."""
        for status, number in self.numbers.items():
            number.setText(f"{counts.get(status, 0):,}")


class EntryPane(QFrame):
    """One entry before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = CutLabel("", "heading")
        self.status = chip("")
        self.next = label("", "muted", wrap=True)
        self.note = label("", "danger", wrap=True)
        self.compare = CompareView("Before and after")
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.title, 1)
        head.addWidget(self.status)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        layout.addWidget(self.next)
        layout.addWidget(self.note)
        layout.addWidget(self.compare, 1)

    def show_entry(self, entry: OutboxView) -> None:
        """Fills the pane."""
        self.title.say(presenter.heading(entry))
        self.status.setText(entry.status)
        retone(self.status, str(_TONES.get(entry.status, Tone.QUIET)))
        self.next.setText(presenter.next_step(entry))
        self.note.setText(entry.note)
        self.note.setVisible(bool(entry.note))
        self.compare.show_fields("Before", "After", entry.before_after)


class SendingPage(Page):
    """The sending page."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "sending", "Sending")
        self.stations = Stations()
        self.panel = GridPanel(
            "Outbox",
            tones={"status": _TONES},
            noun=("entry", "entries"),
            empty=EmptyState(
                "The outbox is empty",
                "Correct or prepare something on the Exceptions page, then queue it here. A second person approves before anything is written.",
                "Go to Exceptions",
                "sending",
            ),
        )
        self.panel.empty.pressed.connect(lambda: door.navigate.emit("exceptions", {}))
        self.head_filter(self.panel)
        self.head.addWidget(ActionButton("sending.queue", picture="plus"))
        self.head.addWidget(ActionButton("sending.approve", picture="seal"))
        self.head.addWidget(ActionButton("sending.write", picture="folder", role="primary"))
        self.pane = EntryPane()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.panel)
        self.split.addWidget(self.pane)
        self.split.setSizes([340, 240])
        self.panel.order_by(Order("number", descending=True))
        self.body.addWidget(self.stations)
        self.body.addWidget(self.split, 1)
        self.panel.current.connect(self._show_entry)
        self.panel.view.picked.connect(self.readied)
        self._by_key: dict[str, OutboxView] = {}

    def grid(self) -> GridPanel:
        """The outbox."""
        return self.panel

    def handlers(self) -> Mapping[str, Handler]:
        """Queue, approve, write."""
        return {"sending.queue": self._queue, "sending.approve": self._approve, "sending.write": self._write}

    def ready(self, id: str) -> bool:
        """Approving needs a prepared entry in the selection; writing needs an approved one anywhere."""
        if id == "sending.approve":
            return bool(self._prepared())
        if id == "sending.write":
            return any(each.status == "approved" for each in self._by_key.values())
        return True

    def refresh(self) -> None:
        """Asks for the outbox."""

        def question(front: Front) -> tuple[tuple[OutboxView, ...], Sheet]:
            entries = front.outbox()
            return entries, Sheet(presenter.grid(entries))

        self.door.ask(question, self._show, slot="outbox")

    def _show(self, answer: tuple[tuple[OutboxView, ...], Sheet]) -> None:
        entries, sheet = answer
        self._by_key = {str(each.number): each for each in entries}
        counts = presenter.counts(entries)
        self.stations.show_counts(counts)
        self.stations.setVisible(bool(entries))
        self.panel.filter.setVisible(bool(entries))
        self.pane.setVisible(bool(entries))
        waiting = counts["prepared"] + counts["approved"]
        self.subtitle.setText(f"{waiting:,} on the way" if waiting else "")
        self.panel.load(sheet)
        self._show_entry(self.panel.view.current_key())

    def _show_entry(self, key: str) -> None:
        entry = self._by_key.get(key)
        if entry is not None:
            self.pane.show_entry(entry)
        self.readied.emit()

    def _prepared(self) -> list[int]:
        chosen = (self._by_key.get(key) for key in self.panel.view.selected_keys())
        return [each.number for each in chosen if each is not None and each.status == "prepared"]

    def _queue(self) -> None:
        self.door.act(lambda front: front.queue_changes())

    def _approve(self) -> None:
        """Asks the second person's name; the preparer's own is refused on the spot."""
        numbers = self._prepared()
        if not numbers:
            return
        preparers = {self._by_key[str(number)].prepared_by for number in numbers}

        def check(answers: Mapping[str, str]) -> str:
            for preparer in preparers:
                require_second_person(preparer, answers["by"])
            return ""

        count = f"{len(numbers)} entries" if len(numbers) > 1 else f"entry {numbers[0]}"
        ask(
            self,
            "Approve",
            f"You approve {count} as a second person. Prepared by {', '.join(sorted(preparers))}.",
            [Question("by", "Your name", "", "First and last name", needed="Say who approves.")],
            lambda answers: self.door.act(lambda front: front.approve(numbers, answers["by"])),
            yes="Approve",
            check=check,
        )

    def _write(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Folder for the files")
        if name:
            self.write(Path(name))

    def write(self, folder: Path) -> None:
        """Writes approved entries into `folder`."""

        def then(paths: tuple[Path, ...]) -> None:
            sentence = (
                f"Wrote {len(paths)} file{'s' if len(paths) != 1 else ''} to {folder}."
                if paths
                else "Nothing approved waits to be written."
            )
            self.door.said.emit(sentence, str(Tone.GOOD if paths else Tone.QUIET), False)
            self.door.touched.emit(Touched(None, ""))

        self.door.ask(lambda front: front.write_outbox(folder), then, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, OSError) and not isinstance(error, TieoutError):
            self.door.said.emit(
                f"The folder cannot be written to: {error.strerror or error}. Choose another one.",
                str(Tone.DANGER),
                False,
            )
        else:
            self.door.complain(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide window the entry stands beside the list."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if event.size().width() >= _WIDE else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.split.setSizes([900, 600] if wanted == Qt.Orientation.Horizontal else [340, 240])
