"""A grid with what belongs to it: filter line, facets, the line that sums the selection, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.grids.cells import money_text
from ui.grids.facets import FacetList
from ui.grids.model import GridModel
from ui.grids.sheet import Chosen, Order, Sheet
from ui.grids.view import GridView
from ui.theme.icons import icon
from ui.theme.palettes import Tone
from ui.theme.spacing import XS, S
from ui.theme.style import colours, current
from ui.widgets.empty import EmptyState

_TYPING = 60  # ms without a key before the filter is applied on large grids
_LARGE = 20_000


class GridPanel(QWidget):
    """One grid in full. edited: (keys, column, texts). current: key of the current row, "" when none is seen. refused: a sentence."""

    edited = Signal(list, str, list)
    current = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        tones: Mapping[str, Mapping[str, Tone]] | None = None,
        muted: Iterable[str] = (),
        facets: Mapping[str, str] | None = None,
        labels: Mapping[str, Mapping[str, str]] | None = None,
        hidden: Iterable[str] = (),
        noun: tuple[str, str] = ("row", "rows"),
        empty: EmptyState | None = None,
        filterable: bool = True,
        order: Sequence[str] = (),
        widths: Mapping[str, int] | None = None,
        coin: bool = False,
    ) -> None:
        """The filter, its `clear` button and the facets are made here and stand where the page puts them (`bar` by default)."""
        super().__init__()
        self.noun = noun
        self._hidden = tuple(hidden)
        self.model = GridModel(tones, muted, coin=coin)
        self.view = GridView(self.model, name, self, order=order, widths=widths)
        self.facets = FacetList(self.model, facets or {}, labels, self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName(f"Filter {name}")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(120)
        self.filter.setMaximumWidth(280)
        self._look = self.filter.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.clear = QPushButton("Show all")
        self.clear.setProperty("role", "flat")
        self.clear.hide()
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(0, 0, 0, 0)
        self.bar.setSpacing(S)
        self.bar.addWidget(self.filter, 1)
        self.bar.addWidget(self.clear)
        self.bar.addStretch(1)
        if not filterable:
            self.filter.hide()
        self.line = QLabel()
        self.line.setProperty("role", "small")
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.nothing = EmptyState("Nothing passes the filter", f"All {noun[1]} are still there.", "Show all", "filter")
        self.nothing.pressed.connect(self.show_all)
        self.empty = empty or EmptyState("Nothing here yet", "")
        self.stack = QStackedWidget()
        for each in (self.view, self.nothing, self.empty):
            self.stack.addWidget(each)
        self.facets.setMinimumWidth(120)
        if not facets:
            self.facets.hide()
        self._faceted = bool(facets)
        self._loading = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(self.bar)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.line)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(self._typed)
        self.clear.clicked.connect(self.show_all)
        self.view.edited.connect(self.edited)
        self.view.refused.connect(self.refused)
        self.view.chosen_key.connect(self.current)
        self.view.picked.connect(self._sum)
        self.model.changed.connect(self._arranged)
        current().changed.connect(self._restyle)
        self._arranged()

    def _restyle(self) -> None:
        self._look.setIcon(icon("search", colours().muted))

    def _typed(self) -> None:
        if len(self.model.sheet) > _LARGE:
            self._typing.start(_TYPING)
        else:
            self._apply_filter()

    def _apply_filter(self) -> None:
        chosen = self.model.chosen
        self.model.choose(Chosen(self.filter.text().strip(), chosen.facets, chosen.orders))

    def focus_filter(self) -> None:
        """Puts the keyboard into the filter line."""
        self.filter.setFocus()
        self.filter.selectAll()

    def show_all(self) -> None:
        """Lets go of text and facets."""
        self.filter.clear()
        self._typing.stop()
        self.model.choose(Chosen("", {}, self.model.chosen.orders))
        self.view.setFocus()

    def choose(self, facets: Mapping[str, Iterable[str]], text: str = "") -> None:
        """Shows what passes `facets` and `text` only."""
        self.filter.setText(text)
        self._typing.stop()
        wanted = {column: frozenset(values) for column, values in facets.items()}
        self.model.choose(
            Chosen(
                text.strip(), {column: values for column, values in wanted.items() if values}, self.model.chosen.orders
            )
        )

    def order_by(self, *orders: Order) -> None:
        """The order before a person chooses one."""
        self.model.choose(Chosen(self.model.chosen.text, self.model.chosen.facets, orders))

    def load(self, sheet: Sheet) -> None:
        """Shows `sheet`, keeping filter, order, selection and scroll; the first row becomes current when none is."""
        columns = self.model.sheet.columns
        row = self.view.currentIndex().row()
        had = self.view.current_key()
        self._loading = True
        self.model.load(sheet)
        self._loading = False
        if sheet.columns != columns:
            self.view.hide_columns(self._hidden)
        if not self.model.rows:
            self.current.emit("")
            return
        now = self.view.current_key()
        if not now or not self.view.selectionModel().hasSelection():
            # The row worked on is gone: the one that took its place is next.
            if not (had and self.view.select_key(had)):
                self.view.select_place(max(row, 0))
        elif now:
            self.current.emit(now)

    def _arranged(self) -> None:
        total, seen = len(self.model.sheet), len(self.model.rows)
        chosen = self.model.chosen
        narrowed = bool(chosen.text or any(chosen.facets.values()))
        self.clear.setVisible(narrowed)
        self.stack.setCurrentWidget(self.view if seen else self.nothing if total else self.empty)
        self.facets.setVisible(self._faceted and bool(total))
        self._sum()
        if not self._loading and total:
            if not seen:
                self.current.emit("")
            elif not self.view.current_key():
                self.view.select_place(0)  # the row looked at was filtered away

    def _sum(self) -> None:
        """Counts and sums of what is selected, or of all that is seen."""
        total, seen = len(self.model.sheet), len(self.model.rows)
        if not total:
            self.line.setText("")
            return
        noun = self.noun[0] if total == 1 else self.noun[1]
        parts = [f"{seen:,} of {total:,} {noun}" if seen != total else f"{total:,} {noun}"]
        picked = self.view.selected_rows()
        rows = [self.model.rows[at] for at in picked if at < seen] if len(picked) > 1 else self.model.rows
        if len(picked) > 1:
            parts.append(f"{len(picked):,} selected")
        parts.extend(
            f"{currency} {money_text(minor, currency)}"
            for currency, minor in self.model.sheet.sums(rows).items()
            if currency
        )
        self.line.setText("   ·   ".join(parts))
