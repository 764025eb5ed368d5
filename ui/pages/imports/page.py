"""Import on screen: a drop zone, the files with what was made of them, the quarantine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from core.ports.importing import Progress
from core.services.front import Front
from core.services.views import FileView, ImportView
from ui.door import Door
from ui.grids.panel import GridPanel
from ui.grids.sheet import Sheet
from ui.pages.imports import presenter
from ui.pages.imports.model import dropped_paths
from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.asking import ask, why
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Card, clear_layout, label, retone
from ui.widgets.page import Handler, Page
from ui.widgets.picture import Picture

_RESULT_TONES = {"refused": Tone.DANGER, "partly": Tone.WARN, "read": Tone.GOOD, "nothing new": Tone.QUIET}
_ZONE = 64
_ZONE_EMPTY = 150


class DropZone(QFrame):
    """Where files and folders are dropped. dropped: the paths."""

    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropzone")
        self.setAcceptDrops(True)
        self.setAccessibleName("Drop files or a folder here")
        self.setFixedHeight(_ZONE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, S, L, S)
        layout.setSpacing(M)
        layout.addWidget(Picture("import", "accent", 26))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addStretch(1)
        texts.addWidget(label("Drop export files or a whole folder here", "heading"))
        texts.addWidget(
            label("CSV, XLSX or OFX from any of your systems. The same file twice changes nothing.", "small")
        )
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        layout.addWidget(ActionButton("import.folder", text="Choose a folder …"))
        layout.addWidget(ActionButton("import.files", text="Choose files …", role="primary"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes what is on this machine."""
        if dropped_paths(event.mimeData()):
            retone(self, "true", "over")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Goes dark again."""
        retone(self, "false", "over")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hands the paths on."""
        retone(self, "false", "over")
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class FileCard(Card):
    """What is known of one file."""

    def __init__(self) -> None:
        super().__init__("No file selected")
        self.heading.setWordWrap(True)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(S)
        self.rows.setVerticalSpacing(6)
        self.rows.setColumnStretch(1, 1)
        inner = QWidget()
        inner.setObjectName("content")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.rows)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(scroll, 1)
        self.withdraw = ActionButton("import.undo", picture="undo")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.withdraw)
        self.body.addLayout(foot)

    def show_file(self, file: FileView | None) -> None:
        """Fills the card."""
        clear_layout(self.rows)
        self.heading.setText(file.file if file is not None else "No file selected")
        if file is None:
            return
        for at, (name, text) in enumerate(presenter.lines(file)):
            self.rows.addWidget(label(name, "small"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.rows.addWidget(label(text, "danger" if file.error else "", wrap=True), at, 1)


class ImportsPage(Page):
    """The import page; a drop anywhere on it counts."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "imports", "Import")
        self.setAcceptDrops(True)
        self.head.addWidget(ActionButton("run.checks", picture="run"))
        self.zone = DropZone()
        self.zone.dropped.connect(self.take)
        self.files = GridPanel(
            "Files",
            tones={"result": _RESULT_TONES},
            noun=("table", "tables"),
            filterable=False,
            empty=EmptyState(
                "No file has been read yet",
                "Each file will stand here with its system, its rows and its control totals.",
                picture="file",
            ),
        )
        self.card = FileCard()
        self.card.setMinimumWidth(240)
        self.quarantine = GridPanel(
            "Quarantine",
            widths=presenter.QUARANTINE_WIDTHS,
            noun=("row in quarantine", "rows in quarantine"),
            empty=EmptyState("The quarantine is empty", "Every row of every file could be read.", picture="check"),
        )
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setChildrenCollapsible(False)
        upper.addWidget(self.files)
        upper.addWidget(self.card)
        upper.setStretchFactor(0, 1)
        upper.setSizes([760, 290])
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, S, 0, 0)
        below.setSpacing(S)
        below.addWidget(self.quarantine)
        self.quarantine.bar.insertWidget(0, label("Quarantine", "heading"))
        self.quarantine.bar.insertWidget(1, label("rows that could not be read; they are in no figure", "small"))
        self.quarantine.bar.insertStretch(2, 1)
        self.quarantine.bar.takeAt(self.quarantine.bar.count() - 1)
        self.quarantine.filter.setFixedWidth(240)
        self.bring = Card("What to bring")
        for name, text in presenter.BRING:
            line = QHBoxLayout()
            line.setSpacing(M)
            what = label(name)
            what.setFixedWidth(150)
            line.addWidget(what)
            line.addWidget(label(text, "muted", wrap=True), 1)
            self.bring.body.addLayout(line)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setSizes([360, 250])
        self.body.addWidget(self.zone)
        self.body.addWidget(self.bring)
        self.body.addWidget(split, 1)
        self.lists = split
        self.body.addStretch(0)
        self.files.current.connect(self._show_file)
        self._by_key: dict[str, FileView] = {}
        self._files: tuple[FileView, ...] = ()

    def grid(self) -> GridPanel | None:
        """The quarantine when the keyboard is there, else the files."""
        return self.quarantine if self.quarantine.isAncestorOf(self.focusWidget() or self) else self.files

    def handlers(self) -> Mapping[str, Handler]:
        """Withdrawing."""
        return {"import.undo": self._withdraw}

    def ready(self, id: str) -> bool:
        """An import can be withdrawn when its file is selected and stored."""
        file = self._by_key.get(self.files.view.current_key())
        return id != "import.undo" or (file is not None and file.batch is not None)

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """`paths`: import these."""
        paths = wanted.get("paths")
        if paths:
            self.take(paths)

    def refresh(self) -> None:
        """Asks what was imported."""

        def question(front: Front) -> tuple[ImportView, Sheet, Sheet]:
            return _sheets(front.imports())

        self.door.ask(question, self._show, slot="imports")

    def take(self, paths: Sequence[Path]) -> None:
        """Imports files and folders, with progress and a way to stop."""
        wanted = list(paths)
        before = self._files

        def work(front: Front, progress: Progress) -> tuple[ImportView, Sheet, Sheet]:
            return _sheets(front.import_files(wanted, progress))

        def then(answer: tuple[ImportView, Sheet, Sheet]) -> None:
            view = answer[0]
            self._show(answer)
            refused = any(file.error for file in view.files[len(before) :])
            self.door.said.emit(presenter.said(before, view, wanted), str(Tone.DANGER if refused else Tone.GOOD), False)

        self.door.work("Importing", work, then)

    def _show(self, answer: tuple[ImportView, Sheet, Sheet]) -> None:
        view, files, quarantine = answer
        self._files = view.files
        self._by_key = {presenter.key_of(at, file): file for at, file in enumerate(view.files)}
        self.subtitle.setText(presenter.summary(view))
        self.lists.setVisible(bool(view.files))
        self.bring.setVisible(not view.files)
        self.zone.setFixedHeight(_ZONE if view.files else _ZONE_EMPTY)
        self.body.setStretch(self.body.count() - 1, 0 if view.files else 1)
        self.files.load(files)
        self.quarantine.load(quarantine)
        self._show_file(self.files.view.current_key())

    def _show_file(self, key: str) -> None:
        self.card.show_file(self._by_key.get(key))
        self.readied.emit()

    def _withdraw(self) -> None:
        file = self._by_key.get(self.files.view.current_key())
        if file is None or file.batch is None:
            return
        batch = file.batch
        ask(
            self,
            "Withdraw import",
            f"Everything that {file.file} brought (batch {batch}) leaves the book; what was there before comes back.",
            [why(self.door.last_reason)],
            lambda answers: self.door.act(lambda front: front.undo_batch(batch, answers["why"])),
            yes="Withdraw",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole page takes drops; the zone lights up."""
        self.zone.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The zone goes dark."""
        self.zone.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """As dropped on the zone."""
        self.zone.dropEvent(event)


def _sheets(view: ImportView) -> tuple[ImportView, Sheet, Sheet]:
    return view, Sheet(presenter.files_grid(view)), Sheet(view.quarantine)
