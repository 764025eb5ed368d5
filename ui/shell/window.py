"""The main window: rail, top bar, pages made when first seen, notices, progress; binds the declared actions to what does them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.ports.importing import Progress
from core.services.front import Front
from core.services.views import HomeView, StepView, Touched
from ui.door import Door
from ui.shell.actions import ACTIONS, GROUPS
from ui.shell.help import HelpDialog
from ui.shell.history import HistoryDialog
from ui.shell.notices import Notices
from ui.shell.palette import CommandPalette
from ui.shell.rail import Rail
from ui.shell.topbar import TopBar
from ui.shell.working import Working
from ui.theme import style
from ui.widgets.asking import Question, ask
from ui.widgets.page import Page

PAGES: Final = {
    "home": "Home",
    "imports": "Import",
    "matches": "Matches",
    "exceptions": "Exceptions",
    "sending": "Sending",
    "reports": "Reports",
}
_BETWEEN: Final = 30  # ms between two pages made in the background
_AFTER_TOUCH: Final = 150  # ms; the page in front is answered first


def _home(door: Door) -> Page:
    from ui.pages.home.page import HomePage

    return HomePage(door)


def _imports(door: Door) -> Page:
    from ui.pages.imports.page import ImportsPage

    return ImportsPage(door)


def _matches(door: Door) -> Page:
    from ui.pages.matches.page import MatchesPage

    return MatchesPage(door)


def _exceptions(door: Door) -> Page:
    from ui.pages.exceptions.page import ExceptionsPage

    return ExceptionsPage(door)


def _sending(door: Door) -> Page:
    from ui.pages.sending.page import SendingPage

    return SendingPage(door)


def _reports(door: Door) -> Page:
    from ui.pages.reports.page import ReportsPage

    return ReportsPage(door)


_MAKERS: Final[Mapping[str, Callable[[Door], Page]]] = {
    "home": _home,
    "imports": _imports,
    "matches": _matches,
    "exceptions": _exceptions,
    "sending": _sending,
    "reports": _reports,
}


class MainWindow(QMainWindow):
    """The desktop. painted: the first frame is on the screen."""

    painted = Signal()

    def __init__(self, door: Door, title: str = "Tieout") -> None:
        super().__init__()
        self.door = door
        self.setWindowTitle(title)
        self.resize(1280, 800)
        self.setMinimumSize(960, 620)
        self._was_painted = False
        self._finished = False
        self.pages: dict[str, Page] = {}
        self.actions_by_id: dict[str, QAction] = {}
        self._make_actions()
        self._make_menus()
        self.topbar = TopBar(title)
        self.rail = Rail(PAGES, self.actions_by_id)
        self.stack = QStackedWidget()
        self.working = Working(door.jobs)
        centre = QWidget()
        centre.setObjectName("page")
        layout = QHBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self.stack, 1)
        right.addWidget(self.working)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.topbar.bind(self.actions_by_id)
        self.notices = Notices(self.stack)
        self.notices.undo.connect(door.undo)
        self.palette_box = CommandPalette(centre, self.actions_by_id)
        self.palette_box.sought.connect(lambda words: self.go("exceptions", {"text": words}))
        self._summary_timer = QTimer(self)
        self._summary_timer.setSingleShot(True)
        self._summary_timer.timeout.connect(self._summarise)
        door.opened.connect(self._opened)
        door.refused.connect(self._refused)
        door.said.connect(self.notices.say)
        door.navigate.connect(self.go)
        door.whose.connect(self.topbar.name)
        door.touched.connect(self._touched)
        door.reloaded.connect(self._summarise)
        self.go("home")
        self._ready()

    # --- actions -----------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        mine: dict[str, Callable[[], None]] = {
            "import.files": self._import_files,
            "import.folder": self._import_folder,
            "run.checks": self._run_checks,
            "who.set": self._ask_who,
            "app.quit": lambda: (self.close(), None)[1],
            "edit.undo": self.door.undo,
            "edit.redo": self.door.redo,
            "view.palette": lambda: self.palette_box.open(),  # noqa: PLW0108  # made after the actions
            "view.history": self._history,
            "view.theme": self._other_theme,
            "report.print": self._print,
            "help.actions": self._help,
        } | {f"go.{name}": partial(self.go, name) for name in PAGES}
        for each in ACTIONS:
            action = QAction(each.title, self)
            action.setObjectName(each.id)
            action.setToolTip(each.text)
            action.setStatusTip(each.text)
            if each.keys:
                action.setShortcut(QKeySequence(each.keys))
            if each.page:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                self.addAction(action)
            done = mine.get(each.id)
            action.triggered.connect(partial(self._do, each.id) if done is None else partial(self._call, done))
            self.actions_by_id[each.id] = action

    @staticmethod
    def _call(done: Callable[[], None], _checked: bool = False) -> None:
        done()

    def _do(self, id: str, _checked: bool = False) -> None:
        """Runs a page's or a grid's action."""
        page = self.page()
        grid = page.grid()
        handlers = dict(page.handlers())
        if grid is not None:
            handlers = {
                "grid.copy": grid.view.copy,
                "grid.paste": grid.view.paste,
                "grid.edit": grid.view.edit_current,
                "grid.filter": grid.focus_filter,
                "grid.all": grid.show_all,
            } | handlers
        if id in handlers:
            handlers[id]()

    def _make_menus(self) -> None:
        bar = self.menuBar()
        self.menus: dict[str, QMenu] = {}
        for group in GROUPS:
            menu = bar.addMenu(group)
            self.menus[group] = menu
            for each in ACTIONS:
                if each.group == group:
                    if each.id in {"run.checks", "app.quit", "grid.copy", "who.set"}:
                        menu.addSeparator()
                    menu.addAction(self.actions_by_id[each.id])

    def _ready(self) -> None:
        """Enables what can be done now."""
        page = self.page()
        grid = page.grid()
        mine = page.handlers()
        for each in ACTIONS:
            able = True
            if each.page:
                able = each.page == page.name and each.id in mine and page.ready(each.id)
            elif each.id.startswith("grid."):
                able = (each.id in mine and page.ready(each.id)) or (grid is not None and each.id != "grid.bulk")
            elif each.id in {
                "import.files",
                "import.folder",
                "run.checks",
                "report.print",
                "view.history",
                "who.set",
                "edit.undo",
                "edit.redo",
            }:
                able = self.door.is_open
            self.actions_by_id[each.id].setEnabled(able)

    # --- pages -------------------------------------------------------------------------------------------------------

    def page(self) -> Page:
        """The page in front."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def _made(self, name: str) -> Page:
        """Page `name`, made if it is new."""
        if name not in self.pages:
            page = _MAKERS[name](self.door)
            page.install(self.actions_by_id)
            page.readied.connect(self._ready)
            for each in ACTIONS:
                if each.page == name:
                    page.addAction(self.actions_by_id[each.id])
            self.pages[name] = page
            self.stack.addWidget(page)
        return self.pages[name]

    def preload(self) -> None:
        """Makes and fills the pages not yet seen, one a turn of the event loop; their first details bring the book into memory."""
        for name in PAGES:
            page = self.pages.get(name)
            if not self._finished and (page is None or page.stale):
                self._made(name).preload()
                QTimer.singleShot(_BETWEEN, self.preload)
                return

    def go(self, name: str, wanted: Mapping[str, Any] | None = None) -> None:
        """Brings page `name` to the front, made if it is new, and shows there what is wanted."""
        page = self._made(name)
        self.stack.setCurrentWidget(page)
        self.rail.choose(name)
        if wanted:
            page.show_with(wanted)
        self._ready()
        page.first_focus().setFocus()

    # --- the book ----------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        self._ready()
        self._summarise()

    def _refused(self, sentence: str) -> None:
        page = self.pages["home"]
        page.show_with({"refused": sentence})

    def _touched(self, _touched: Touched) -> None:
        self._summary_timer.start(_AFTER_TOUCH)

    def _summarise(self) -> None:
        self._summary_timer.stop()
        self.door.ask(lambda front: front.home(), self._show_home, slot="home")

    def _show_home(self, view: HomeView) -> None:
        self.topbar.show_home(view)
        waiting: dict[str, int] = {}
        for task in view.tasks:
            waiting[task.page] = waiting.get(task.page, 0) + task.count
        self.rail.count(waiting)
        self.door.summarised.emit(view)

    def _import_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Import export files")
        if names:
            self.go("imports", {"paths": [Path(name) for name in names]})

    def _import_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Import a folder of exports")
        if name:
            self.go("imports", {"paths": [Path(name)]})

    def _run_checks(self) -> None:
        self.door.long_act("Matching and checking", lambda front, progress: front.run(progress))

    def _print(self) -> None:
        self.go("reports", {"print": True})

    def _ask_who(self) -> None:
        ask(
            self,
            "Who prepares?",
            "This name stands behind your corrections. Another person approves them.",
            [
                Question(
                    "who", "Name", self.door.who, "First and last name", needed="Say a name; it stands in the history."
                )
            ],
            lambda answers: self.door.set_who(answers["who"]),
            yes="Use this name",
        )

    def _history(self) -> None:
        def show(steps: tuple[StepView, ...]) -> None:
            HistoryDialog(self, steps).show()

        self.door.ask(lambda front: front.steps(), show)

    def _help(self) -> None:
        HelpDialog(self).show()

    def _other_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(app, "light" if style.colours().name == "dark" else "dark")

    def start(self, title: str, work: Callable[[Front, Progress], Any]) -> None:
        """Long work that the program begins by itself once the book is open."""
        self.pages["home"].show_with({"preparing": title})
        self.door.work(title, work, lambda _: None)

    # --- the window's own events -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells when the first frame is done."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def door_closed(self) -> None:
        """The lanes were closed by someone else, and the front stays open."""
        self._finished = True
        self._summary_timer.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stops the work and closes the book."""
        if not self._finished:
            self._finished = True
            self._summary_timer.stop()
            self.door.close()
        super().closeEvent(event)
