"""Reports on screen: print the pack, look through its pages, read the measures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QIcon, QImage, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.services.views import ReportView
from ui.door import Door
from ui.grids.panel import GridPanel
from ui.grids.sheet import Sheet
from ui.pages.reports import presenter
from ui.pages.reports.model import page_image, page_sizes
from ui.theme.palettes import Tone
from ui.theme.spacing import M, S
from ui.theme.style import colours
from ui.widgets.action_button import ActionButton
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.page import Handler, Page

_THUMB = 96
_THUMBS = 40  # pages drawn small; a longer pack lists the rest by number
_SETTLE = 120  # ms after the last change of size before a page is drawn anew


def _thumb(path: Path, at: int, scale: float) -> tuple[int, QImage]:
    return at, page_image(path, at, scale)


def edged(image: QImage, ratio: float) -> QImage:
    """A page with a hair line round it, so that paper stands off the screen."""
    painter = QPainter(image)
    painter.setPen(QPen(QColor(colours().line_strong), ratio))
    painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class ReportsPage(Page):
    """The reports page."""

    def __init__(self, door: Door) -> None:
        super().__init__(door, "reports", "Reports")
        self.report: ReportView | None = None
        self.sizes: list[tuple[float, float]] = []
        self.zoom = presenter.FIT
        self._asked: tuple[int, float] = (-1, 0.0)
        self.where = label("", "muted")
        self.head.addWidget(ActionButton("report.folder", picture="folder"))
        self.head.addWidget(ActionButton("report.workbook", picture="file"))
        self.head.addWidget(ActionButton("report.print", picture="print", role="primary"))
        self.thumbs = QListWidget()
        self.thumbs.setAccessibleName("Pages of the pack")
        self.thumbs.setIconSize(QSize(_THUMB, round(_THUMB * 1.42)))
        self.thumbs.setSpacing(4)
        self.thumbs.setMinimumWidth(_THUMB + 40)
        self.thumbs.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.thumbs.currentRowChanged.connect(lambda _: self._draw())
        self.paper = QLabel()
        self.paper.setAccessibleName("Page")
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet = QScrollArea()
        self.sheet.setWidgetResizable(True)
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sheet.setWidget(self.paper)
        tools = QHBoxLayout()
        tools.setSpacing(S)
        tools.addWidget(self.where, 1)
        tools.addWidget(ActionButton("report.smaller", picture="minus", role="flat"))
        tools.addWidget(ActionButton("report.larger", picture="plus", role="flat"))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(tools)
        column.addWidget(self.sheet, 1)
        self.kpis = GridPanel("Measures", noun=("measure", "measures"), filterable=False)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(M, 0, 0, 0)
        beside.setSpacing(S)
        beside.addWidget(label("Measures of the month", "heading"))
        beside.addWidget(self.kpis, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for each in (self.thumbs, middle, right):
            self.split.addWidget(each)
        self.split.setSizes([148, 520, 430])
        self.split.setStretchFactor(1, 1)
        self.empty = EmptyState(
            "No pack has been printed in this session",
            "Printing makes the reconciliation pack (PDF), its workbook with live formulas, and the output files, all in one folder.",
            "Print the pack …",
            "print",
        )
        self.empty.pressed.connect(self.ask_print)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.split)
        self.body.addWidget(self.stack, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._draw)

    def grid(self) -> GridPanel | None:
        """The measures, once there are any."""
        return self.kpis if self.report is not None else None

    def first_focus(self) -> QWidget:
        """The pages."""
        return self.thumbs if self.report is not None else self.empty.button

    def handlers(self) -> Mapping[str, Handler]:
        """Opening and zoom."""
        return {
            "report.folder": lambda: self._open(Path(self.report.path).parent if self.report else None),
            "report.workbook": lambda: self._open(
                Path(self.report.workbook) if self.report and self.report.workbook else None
            ),
            "report.larger": lambda: self._zoom(larger=True),
            "report.smaller": lambda: self._zoom(larger=False),
        }

    def ready(self, id: str) -> bool:
        """All of it needs a printed pack."""
        return self.report is not None and (id != "report.workbook" or bool(self.report.workbook))

    def show_with(self, wanted: Mapping[str, Any]) -> None:
        """`print`: ask for the folder and print; `folder`: print there."""
        if "folder" in wanted:
            self.print_to(Path(wanted["folder"]))
        elif wanted.get("print"):
            self.ask_print()

    def ask_print(self) -> None:
        """Asks where to."""
        name = QFileDialog.getExistingDirectory(self, "Folder for the pack")
        if name:
            self.print_to(Path(name))

    def print_to(self, folder: Path) -> None:
        """Prints the pack into `folder`."""

        def then(view: ReportView) -> None:
            self.show_report(view)
            self.door.said.emit(f"Printed {view.pages} pages to {Path(view.path).parent}.", str(Tone.GOOD), False)

        self.door.work("Printing the pack", lambda front, progress: front.report(folder, progress), then)

    def show_report(self, view: ReportView) -> None:
        """Shows a printed pack."""
        self.report = view
        self.kpis.load(Sheet(presenter.kpi_grid(view.kpis)))
        self.subtitle.setText(Path(view.path).name)
        self.stack.setCurrentWidget(self.split)
        path = Path(view.path)
        self.door.free(lambda: page_sizes(path), self._show_sizes, failed=self._no_pages)
        self.readied.emit()

    def _no_pages(self, error: BaseException) -> None:
        self.sizes = []
        self.thumbs.clear()
        self.paper.setText(f"The pages cannot be shown: {error}")

    def _show_sizes(self, sizes: list[tuple[float, float]]) -> None:
        self.sizes = sizes
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for at in range(len(sizes)):
            item = QListWidgetItem(str(at + 1))
            item.setToolTip(presenter.page_label(at, len(sizes)))
            self.thumbs.addItem(item)
        self.thumbs.blockSignals(False)
        if not sizes:
            return
        self.thumbs.setCurrentRow(0)
        path = Path(self.report.path) if self.report else Path()
        for at in range(min(len(sizes), _THUMBS)):
            scale = 2 * _THUMB / max(sizes[at][0], 1)
            self.door.free(partial(_thumb, path, at, scale), self._show_thumb)

    def _show_thumb(self, answer: tuple[int, QImage]) -> None:
        at, image = answer
        item = self.thumbs.item(at)
        if item is not None:
            small = QPixmap.fromImage(edged(image, 2))
            shown = QIcon(small)
            shown.addPixmap(small, QIcon.Mode.Selected)  # no tint: the row says which page is chosen
            item.setIcon(shown)

    def _fit(self, at: int) -> float:
        room = self.sheet.width() - self.sheet.verticalScrollBar().sizeHint().width() - 4
        return max(0.2, room / max(self.sizes[at][0], 1)) if self.sizes else 1.0

    def _zoom(self, *, larger: bool) -> None:
        at = max(0, self.thumbs.currentRow())
        self.zoom = presenter.nearer(self.zoom, self._fit(at), larger=larger)
        self._draw()

    def _draw(self) -> None:
        """Draws the current page off the screen's thread."""
        at = self.thumbs.currentRow()
        if self.report is None or not 0 <= at < len(self.sizes):
            return
        self.where.setText(presenter.page_label(at, len(self.sizes)))
        scale = self.zoom or self._fit(at)
        ratio = max(2.0, self.devicePixelRatioF())
        path = Path(self.report.path)
        self._asked = (at, scale)

        def then(image: QImage) -> None:
            if self._asked == (at, scale):  # two lanes draw: an older picture may arrive after a newer one
                self.paper.setPixmap(QPixmap.fromImage(edged(image, ratio)))
                self.paper.setAccessibleDescription(self.where.text())

        self.door.free(lambda: page_image(path, at, scale * ratio), then, failed=self._no_pages)

    def _open(self, path: Path | None) -> None:
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.door.said.emit(f"This system did not open {path}.", str(Tone.DANGER), False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the page anew once the size has settled."""
        super().resizeEvent(event)
        if self.report is not None and self.zoom == presenter.FIT:
            self._settle.start(_SETTLE)
