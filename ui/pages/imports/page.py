"""Import on screen: a drop zone, the files with what was made of them, and the quarantine with the row to correct beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.ports.importing import Answers, Progress
from core.services.front import Front
from core.services.views import FileView, ImportView, RereadView, Touched
from ui.door import Door
from ui.grids.panel import GridPanel
from ui.grids.sheet import Sheet
from ui.pages.imports import presenter
from ui.pages.imports.editor import RowEditor
from ui.pages.imports.model import dropped_paths
from ui.pages.imports.watching import Offer, Seen, Watcher
from ui.pages.wizard.dialog import MappingDialog
from ui.pages.wizard.mappings import MappingsDialog
from ui.theme.palettes import Tone
from ui.theme.spacing import L, M, S
from ui.widgets.action_button import ActionButton
from ui.widgets.asking import ask, why
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Card, clear_layout, label, retone
from ui.widgets.page import Handler, Page
from ui.widgets.picture import Picture

_RESULT_TONES = {
    "refused": Tone.DANGER,
    "partly": Tone.WARN,
    "waits": Tone.WARN,
    "read": Tone.GOOD,
    "nothing new": Tone.QUIET,
}
_ZONE: Final = 64
_ZONE_EMPTY: Final = 150
_PAUSE: Final = 40  # ms on a row before its cells are asked for

Shown = tuple[ImportView, Sheet, Sheet]


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
            label(
                "Exports from any of your systems, and lists kept by hand. The same file twice changes nothing.",
                "small",
            )
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
        self.map = ActionButton("import.map", text="Map columns …", role="primary")
        self.anyway = ActionButton("import.anyway", text="Import anyway …")
        self.withdraw = ActionButton("import.undo", text="Withdraw …", picture="undo")
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addStretch(1)
        for each in (self.withdraw, self.anyway, self.map):
            foot.addWidget(each)
        self.body.addLayout(foot)

    def show_file(self, file: FileView | None, waits: str = "") -> None:
        """Fills the card. waits: why all its rows are in quarantine."""
        clear_layout(self.rows)
        self.heading.setText(file.file if file is not None else "No file selected")
        self.map.setVisible(file is not None and file.mappable)
        self.anyway.setVisible(file is not None and file.untied)
        self.withdraw.setVisible(file is None or file.batch is not None)
        if file is None:
            return
        for at, (name, text) in enumerate(presenter.lines(file, waits)):
            self.rows.addWidget(label(name, "small"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.rows.addWidget(label(text, "danger" if file.error else "", wrap=True), at, 1)


class ImportsPage(Page):
    """The import page; a drop anywhere on it counts."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "imports", "Import")
        self.setAcceptDrops(True)
        self.watching = ActionButton("watch.folder", picture="folder", role="flat")
        self.head.addWidget(ActionButton("import.mappings", text="Saved mappings …", role="flat"))
        self.head.addWidget(self.watching)
        self.stop_watching = ActionButton("watch.stop", text="Stop watching", role="flat")
        self.stop_watching.hide()
        self.head.addWidget(self.stop_watching)
        self.head.addWidget(ActionButton("run.checks", picture="run"))
        self.zone = DropZone()
        self.zone.dropped.connect(self.take)
        self.offer = Offer()
        self.offer.hushed.connect(self._hush)
        self.waiting = QWidget()
        self.editor = RowEditor()
        self._make_files()
        self._make_quarantine()
        self._make_bring()
        self.lists = QSplitter(Qt.Orientation.Vertical)
        self.lists.setChildrenCollapsible(False)
        self.lists.addWidget(self.upper)
        self.lists.addWidget(self.waiting)
        self.lists.setSizes([300, 330])
        self.body.addWidget(self.zone)
        self.body.addWidget(self.offer)
        self.body.addWidget(self.bring)
        self.body.addWidget(self.lists, 1)
        self.body.addStretch(0)
        self._by_key: dict[str, FileView] = {}
        self._files: tuple[FileView, ...] = ()
        self._answered: dict[Path, tuple[Answers, bool]] = {}
        self.edits: dict[str, dict[str, str]] = {}
        self._failures: dict[str, str] = {}
        self._new: Seen = ()
        self._hushed: Seen = ()
        self.watcher = Watcher(door, self)
        self.watcher.looked.connect(self._looked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_row)

    # --- what stands where -------------------------------------------------------------------------------------------

    def _make_files(self) -> None:
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
        self.files.current.connect(self._show_file)
        self.card = FileCard()
        self.card.setMinimumWidth(340)
        self.upper = QSplitter(Qt.Orientation.Horizontal)
        self.upper.setChildrenCollapsible(False)
        self.upper.addWidget(self.files)
        self.upper.addWidget(self.card)
        self.upper.setStretchFactor(0, 1)
        self.upper.setSizes([700, 350])

    def _make_quarantine(self) -> None:
        """The rows that could not be read: facets, the list, and the row to correct."""
        self.quarantine = GridPanel(
            "Quarantine",
            widths=presenter.QUARANTINE_WIDTHS,
            facets={"code": "What is wrong", "file": "File"},
            labels={"code": presenter.CODES},
            order=presenter.QUARANTINE_ORDER,
            noun=("row in quarantine", "rows in quarantine"),
            empty=EmptyState("The quarantine is empty", "Every row of every file could be read.", picture="check"),
        )
        bar = self.quarantine.bar
        bar.insertWidget(0, label("Quarantine", "heading"))
        bar.insertWidget(1, label("in no figure", "small"))
        bar.insertStretch(2, 1)
        bar.takeAt(bar.count() - 1)
        self.quarantine.filter.setFixedWidth(200)
        self.quarantine.facets.setFixedWidth(150)
        self.quarantine.current.connect(self._row_chosen)
        self.quarantine.view.picked.connect(self.readied)
        self.quarantine.view.opened.connect(lambda _: self.editor.cells.setFocus())
        self.editor.setMinimumWidth(340)
        self.editor.edited.connect(self._corrected)
        listed = QWidget()
        beside = QHBoxLayout(listed)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(S)
        beside.addWidget(self.quarantine.facets)
        beside.addWidget(self.quarantine, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self.editor)
        split.setStretchFactor(0, 1)
        split.setSizes([700, 350])
        below = QVBoxLayout(self.waiting)
        below.setContentsMargins(0, S, 0, 0)
        below.setSpacing(S)
        below.addWidget(split)

    def _make_bring(self) -> None:
        self.bring = Card("What to bring")
        for name, text in presenter.BRING:
            line = QHBoxLayout()
            line.setSpacing(M)
            what = label(name)
            what.setFixedWidth(150)
            line.addWidget(what)
            line.addWidget(label(text, "muted", wrap=True), 1)
            self.bring.body.addLayout(line)

    # --- what a page says of itself ----------------------------------------------------------------------------------

    def grid(self) -> GridPanel | None:
        """The quarantine when the keyboard is there, else the files."""
        return self.quarantine if self.waiting.isAncestorOf(self.focusWidget() or self) else self.files

    def handlers(self) -> Mapping[str, Handler]:
        """Files, quarantine and the watched folder."""
        return {
            "import.undo": self._withdraw,
            "import.map": self._map,
            "import.anyway": self._anyway,
            "import.mappings": self._mappings,
            "quarantine.again": self._read_again,
            "quarantine.aside": self._set_aside,
            "quarantine.printed": self._as_printed,
            "watch.folder": self._watch,
            "watch.stop": lambda: self._watch_folder(None),
            "watch.import": self._import_new,
        }

    def ready(self, id: str) -> bool:
        """What can be done with the file, the rows and the folder as they are."""
        file = self._by_key.get(self.files.view.current_key())
        picked = self.quarantine.view.selected_keys() if id.startswith("quarantine.") else []
        return {
            "import.undo": lambda: file is not None and file.batch is not None,
            "import.anyway": lambda: file is not None and file.untied,
            "quarantine.again": lambda: bool(self.edits),
            "quarantine.aside": lambda: bool(picked),
            "quarantine.printed": lambda: any(key in self.edits for key in picked),
            "watch.stop": lambda: not self.stop_watching.isHidden(),
            "watch.import": lambda: bool(self._new),
        }.get(id, lambda: self.door.is_open)()

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """`paths`: import these."""
        paths = wanted.get("paths")
        if paths:
            self.take(paths)

    def refresh(self) -> None:
        """Asks what was imported."""
        failures = dict(self._failures)
        self.door.ask(lambda front: _sheets(front.imports(), failures), self._show, slot="imports")

    # --- importing ---------------------------------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> None:
        """Imports files and folders, with progress and a way to stop."""
        wanted = list(paths)
        self._import(wanted, lambda front, progress: front.import_files(wanted, progress))

    def _import(self, paths: Sequence[Path], importing: Callable[[Front, Progress], ImportView]) -> None:
        """Long work that brings files, and what is said of them afterwards."""
        before = self._files
        failures = dict(self._failures)

        def work(front: Front, progress: Progress) -> Shown:
            return _sheets(importing(front, progress), failures)

        def then(answer: Shown) -> None:
            view = answer[0]
            self._show(answer)
            fresh = presenter.brought(before, view, paths)
            refused = any(file.error for file in fresh)
            self.door.said.emit(presenter.said(before, view, paths), str(Tone.DANGER if refused else Tone.GOOD), False)
            if fresh and self._by_key.get(self.files.view.current_key()) not in fresh:
                wanted = next((key for key, file in self._by_key.items() if file == fresh[0]), "")
                self.files.view.select_key(wanted)
            self.watcher.look()

        self.door.work("Importing", work, then)

    def _map(self) -> None:
        """The wizard on the selected file, or on one that is chosen where it is not known any more where that lies."""
        file = self._by_key.get(self.files.view.current_key())
        path = Path(file.path) if file is not None and file.path else None
        if path is None or not path.is_file():
            name, _ = QFileDialog.getOpenFileName(self, f"Map columns of {file.file}" if file else "Map columns")
            if not name:
                return
            path = Path(name)
        dialog = MappingDialog(self, self.door, path)
        dialog.chosen.connect(partial(self._mapped, path))
        dialog.open()

    def _mapped(self, path: Path, answers: Answers, remember: bool) -> None:
        self._answered[path] = (answers, remember)
        self._import(
            [path], lambda front, progress: front.import_mapped(path, answers, remember=remember, progress=progress)
        )

    def _anyway(self) -> None:
        file = self._by_key.get(self.files.view.current_key())
        if file is None or not file.untied:
            return
        path = Path(file.path)

        def importing(front: Front, progress: Progress, reason: str) -> ImportView:
            if path in self._answered:
                answers, remember = self._answered[path]
                return front.import_mapped(path, answers, remember=remember, progress=progress, accept_untied=reason)
            return front.import_files([path], progress, reason)

        ask(
            self,
            "Import anyway",
            file.error,
            [why()],
            lambda answers: self._import([path], partial(importing, reason=answers["why"])),
            yes="Import anyway",
        )

    def _mappings(self) -> None:
        MappingsDialog(self, self.door).open()

    def _show(self, answer: Shown) -> None:
        view, files, quarantine = answer
        self._files = view.files
        self._by_key = {presenter.key_of(at, file): file for at, file in enumerate(view.files)}
        self.subtitle.setText(presenter.summary(view))
        self.lists.setVisible(bool(view.files))
        self.bring.setVisible(not view.files)
        self.zone.setFixedHeight(_ZONE if view.files else _ZONE_EMPTY)
        self.body.setStretch(self.body.count() - 1, 0 if view.files else 1)
        self.files.load(files)
        waiting = set(quarantine.keys)
        self.edits = {key: edits for key, edits in self.edits.items() if key in waiting}
        self._failures = {key: text for key, text in self._failures.items() if key in waiting}
        self.quarantine.load(quarantine)
        # One kind of fault needs no choice.
        self.quarantine.facets.setVisible(self.quarantine.facets.lines.rowCount() > 0)
        self.editor.setVisible(bool(waiting))
        for key in self.edits:
            self._mark(key)
        self.editor.say(len(self.edits))
        self._show_file(self.files.view.current_key())

    def _show_file(self, key: str) -> None:
        file = self._by_key.get(key)
        self.card.show_file(file, self._waits(file) if file is not None else "")
        self.readied.emit()

    def _waits(self, file: FileView) -> str:
        """Why a table waits as a whole: what its first row in quarantine says."""
        sheet = self.quarantine.model.sheet
        if presenter.result(file) != "waits" or not len(sheet):
            return ""
        places = zip(sheet.column("file"), sheet.column("sheet"), sheet.column("reason"), strict=True)
        return next((str(reason) for name, part, reason in places if (name, part) == (file.file, file.sheet)), "")

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

    # --- quarantine --------------------------------------------------------------------------------------------------

    def _cell(self, key: str, column: str) -> str:
        sheet = self.quarantine.model.sheet
        return str(sheet.column(column)[sheet.row_of[key]] or "") if key in sheet.row_of else ""

    def _row_chosen(self, key: str) -> None:
        if not key:
            self._pause.stop()
            self.editor.show_nothing()
        elif key == self.editor.key:
            self.editor.reason.setText(self._cell(key, "reason"))
        else:
            self._pause.start(_PAUSE)
        self.readied.emit()

    def _ask_row(self) -> None:
        key = self.quarantine.view.current_key()
        if key:
            self.door.ask(lambda front: front.quarantined(key), partial(self._show_row, key), slot="quarantined")

    def _show_row(self, key: str, cells: tuple[tuple[str, str], ...]) -> None:
        if key != self.quarantine.view.current_key():
            return
        place = (self._cell(key, "row"), self._cell(key, "file"))
        self.editor.show_row(
            key, place, self._cell(key, "reason"), self._cell(key, "column"), cells, self.edits.get(key, {})
        )
        self.editor.say(len(self.edits))

    def _corrected(self, key: str, _heading: str, _text: str) -> None:
        """A cell was typed over, or back to what was printed."""
        edits = dict(self.editor.model.edits)
        if edits:
            self.edits[key] = edits
        else:
            self.edits.pop(key, None)
        self._mark(key)
        self.editor.say(len(self.edits))
        self.readied.emit()

    def _mark(self, key: str) -> None:
        """The grid shows what a row is corrected to, as waiting."""
        if key in self.edits:
            text = presenter.waiting_text(self.edits[key], self._cell(key, "column"))
            self.quarantine.model.wait([key], "value", text)
        else:
            self.quarantine.model.settle([key], "value", accepted=False)

    def _as_printed(self) -> None:
        for key in self.quarantine.view.selected_keys():
            if self.edits.pop(key, None) is not None:
                self._mark(key)
        self.editor.key = ""
        self.editor.say(len(self.edits))
        self._ask_row()
        self.readied.emit()

    def _read_again(self) -> None:
        edits = {key: dict(cells) for key, cells in self.edits.items()}
        if not edits:
            return
        count = "1 corrected row is" if len(edits) == 1 else f"{len(edits):,} corrected rows are"
        ask(
            self,
            "Read again",
            f"{count} read by the reader of their file. What can be read enters the book as an import that can be withdrawn.",
            [why(self.door.last_reason)],
            lambda answers: self._hand_on(edits, answers["why"]),
            yes="Read again",
        )

    def _hand_on(self, edits: Mapping[str, Mapping[str, str]], reason: str) -> None:
        self.door.last_reason = reason
        answers: list[RereadView] = []

        def act(front: Front) -> Touched:
            answers.append(front.read_again(edits, reason))
            return answers[-1].touched

        def then(_touched: Touched) -> None:
            refused = dict(answers[-1].refused)
            done = [key for key in edits if key not in refused]
            for key in done:
                self.edits.pop(key, None)
                self._failures.pop(key, None)
            self._failures.update(refused)
            self.door.said.emit(
                presenter.reread(len(done), len(refused)), str(Tone.DANGER if refused else Tone.GOOD), False
            )
            self.refresh()

        self.door.act(act, then, quiet=True)

    def _set_aside(self) -> None:
        keys = self.quarantine.view.selected_keys()
        if not keys:
            return
        count = "1 row" if len(keys) == 1 else f"{len(keys):,} rows"
        ask(
            self,
            "Set aside",
            f"{count} will wait no longer: unread, in no figure, and on record with your name and reason.",
            [why(self.door.last_reason)],
            lambda answers: self.door.act(lambda front: front.set_aside(keys, answers["why"])),
            yes="Set aside",
        )

    # --- the watched folder ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The folder is looked at while the page is seen."""
        super().showEvent(event)
        self.watcher.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And left alone while it is not."""
        super().hideEvent(event)
        self.watcher.stop()

    def _watch(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Watch a folder for new exports")
        if name:
            self._watch_folder(Path(name))

    def _watch_folder(self, folder: Path | None) -> None:
        self._hushed = ()
        self.door.ask(lambda front: front.watch(folder), lambda _: self.watcher.look())

    def _looked(self, folder: Path | None, found: Seen) -> None:
        self._new = tuple(each for each in found if each not in self._hushed)
        self.stop_watching.setVisible(folder is not None)
        self.watching.setText(f" Watching {folder.name or folder}" if folder is not None else " Watch a folder …")
        self.offer.setVisible(folder is not None and bool(self._new))
        if folder is not None and self._new:
            self.offer.offer(folder, [path for path, *_ in self._new])
        self.readied.emit()

    def _hush(self) -> None:
        """These files are not offered again as they are."""
        self._hushed = tuple({*self._hushed, *self._new})
        self._new = ()
        self.offer.hide()
        self.readied.emit()

    def _import_new(self) -> None:
        paths = [path for path, *_ in self._new]
        self._hush()  # what is refused is told once
        if paths:
            self.take(paths)

    # --- drops -------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole page takes drops; the zone lights up."""
        self.zone.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The zone goes dark."""
        self.zone.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """As dropped on the zone."""
        self.zone.dropEvent(event)


def _sheets(view: ImportView, failures: Mapping[str, str]) -> Shown:
    return view, Sheet(presenter.files_grid(view)), Sheet(presenter.quarantine_grid(view.quarantine, failures))
