"""The grid's Qt model: reads a Sheet through an int row map, and after a reload repaints only the rows that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.services.views import CellKind, Grid
from ui.grids.cells import NUMERIC, plain
from ui.grids.sheet import Chosen, Order, Sheet
from ui.theme.palettes import Tone

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PLAIN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE: Final = _PLAIN | Qt.ItemFlag.ItemIsEditable
_MANY: Final = 200  # runs of changed rows beyond which one full repaint is cheaper
EMPTY: Final = Grid((), (), ())


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending places as (first, last) stretches."""
    made: list[tuple[int, int]] = []
    for place in places:
        if made and made[-1][1] == place - 1:
            made[-1] = (made[-1][0], place)
        else:
            made.append((place, place))
    return made


class GridModel(QAbstractTableModel):
    """A Sheet on screen. tones: column -> value -> tone, painted as chips; muted: values of `state` whose rows are painted quietly.
    coin: amounts carry their currency, in place of a column for it.

    changed: the row map or its values are new. edited: (key, column name) of cells edited since the window opened.
    """

    changed = Signal()

    def __init__(
        self, tones: Mapping[str, Mapping[str, Tone]] | None = None, muted: Iterable[str] = (), *, coin: bool = False
    ) -> None:
        super().__init__()
        self.coin = coin
        self.sheet = Sheet(EMPTY)
        self._editable: list[bool] = []
        self.chosen = Chosen()
        self.rows: list[int] = []
        self.tones = dict(tones or {})
        self.muted = frozenset(muted)
        self.edited: set[tuple[str, str]] = set()
        self.pending: dict[tuple[str, str], str] = {}

    # --- what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows in the row map."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns of the sheet."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts for reading, accessibility and editing; the delegate paints without asking here."""
        if not index.isValid():
            return None
        row, place = self.rows[index.row()], index.column()
        column = self.sheet.columns[place]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.pending.get((self.sheet.keys[row], column.name)) or self.sheet.text(row, place)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            text = self.sheet.text(row, place)
            return f"{column.title}: {text}" if role == Qt.ItemDataRole.AccessibleTextRole else text
        if role == Qt.ItemDataRole.EditRole:
            return plain(self.sheet.values[place][row], column.kind, self.currency(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in NUMERIC else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.sheet.columns):
            return None
        column = self.sheet.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            first = self.chosen.orders[0] if self.chosen.orders else None
            if first is None or first.column != column.name:
                return column.title
            return f"{column.title} {'↓' if first.descending else '↑'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.kind in NUMERIC else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{column.title}: click to sort, again to turn round" + (", F2 to edit" if column.editable else "")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Selectable everywhere, editable where the column says so and the row has something to edit."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        place = index.column()
        if not self._editable[place]:
            return _PLAIN
        return _EDITABLE if self.can_edit(self.rows[index.row()], place) else _PLAIN

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Makes `column` the strongest sort key; the former ones decide ties."""
        if 0 <= column < len(self.sheet.columns):
            name = self.sheet.columns[column].name
            older = [each for each in self.chosen.orders if each.column != name]
            self.choose(
                Chosen(
                    self.chosen.text,
                    self.chosen.facets,
                    (Order(name, order == Qt.SortOrder.DescendingOrder), *older[:2]),
                )
            )

    # --- what the grid asks ------------------------------------------------------------------------------------------

    def currency(self, row: int) -> str:
        """The currency of one row of the sheet, "" when the grid has none."""
        return str(self.sheet.currency[row] or "") if self.sheet.currency is not None else ""

    def can_edit(self, row: int, place: int) -> bool:
        """True when the cell takes an edit. row: row of the sheet."""
        column = self.sheet.columns[place]
        if not column.editable:
            return False
        if "field" in self.sheet.at:  # a grid that says per row what would be corrected
            return bool(self.sheet.column("field")[row])
        return column.kind is CellKind.TEXT or self.sheet.values[place][row] is not None

    def key(self, place: int) -> str:
        """The key of the row at `place` of the row map."""
        return self.sheet.keys[self.rows[place]]

    def place_of(self, key: str) -> int:
        """Where `key` stands in the row map, -1 when it is not seen."""
        row = self.sheet.row_of.get(key)
        try:
            return self.rows.index(row) if row is not None else -1
        except ValueError:
            return -1

    def choose(self, chosen: Chosen) -> None:
        """Applies another filter, facets or order; selected rows stay selected while they are seen."""
        if chosen == self.chosen:
            return
        self.chosen = chosen
        self._arrange(self.sheet.rows(chosen))

    def _arrange(self, rows: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        old = self.rows
        if held:
            place = {row: at for at, row in enumerate(rows)}
            moved = []
            for index in held:
                at = place.get(old[index.row()], -1) if index.row() < len(old) else -1
                moved.append(self.createIndex(at, index.column()) if at >= 0 else QModelIndex())
            self.rows = rows
            self.changePersistentIndexList(held, moved)
        self.rows = rows
        self.layoutChanged.emit()
        self.changed.emit()

    def load(self, sheet: Sheet) -> None:
        """Shows `sheet`; where it has the columns of the present one, only what differs is touched and the order of rows is kept."""
        older = self.sheet
        if sheet.columns != older.columns or not older.keys:
            self.beginResetModel()
            self.sheet = sheet
            self._editable = [column.editable for column in sheet.columns]
            self.rows = sheet.rows(self.chosen)
            self.pending.clear()
            self.endResetModel()
            self.changed.emit()
            return
        passing = sheet.filtered(self.chosen)
        same = sheet.keys == older.keys
        seen = set(passing)
        now = self.rows if same else [sheet.row_of.get(older.keys[row], -1) for row in self.rows]
        differing = sheet.changed_from(older)
        gone = [place for place, row in enumerate(now) if row not in seen]
        if not same:
            now = [row for row in now if row in seen]
        for first, last in reversed(runs(gone)):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()
        if not same:
            self.rows = now
        self.sheet = sheet
        resolved = list(self.pending)
        self.pending.clear()
        if len(passing) > len(self.rows):
            self._insert(sheet.ordered(passing, self.chosen.orders))
        pending = {sheet.row_of[key] for key, _ in resolved if key in sheet.row_of}
        self._repaint(pending.union(differing))
        self.changed.emit()

    def _insert(self, wanted: Sequence[int]) -> None:
        """Puts rows that are new to the view behind the row they follow in the wanted order."""
        present = set(self.rows)
        block: list[int] = []
        before: int | None = None
        blocks: list[tuple[int | None, list[int]]] = []
        for row in wanted:
            if row in present:
                if block:
                    blocks.append((before, block))
                    block = []
                before = row
            else:
                block.append(row)
        if block:
            blocks.append((before, block))
        if len(blocks) > _MANY:
            self._arrange(list(wanted))
            return
        for after, new in blocks:
            at = 0 if after is None else self.rows.index(after) + 1
            self.beginInsertRows(_NOWHERE, at, at + len(new) - 1)
            self.rows[at:at] = new
            self.endInsertRows()

    def _repaint(self, rows: set[int]) -> None:
        """Tells the view which rows of the sheet look different now."""
        if not rows:
            return
        stretches = runs(place for place, row in enumerate(self.rows) if row in rows)
        last = len(self.sheet.columns) - 1
        if len(stretches) > _MANY:
            stretches = [(0, len(self.rows) - 1)]
        for first, final in stretches:
            self.dataChanged.emit(self.index(first, 0), self.index(final, last))

    def wait(self, keys: Iterable[str], column: str, text: str) -> None:
        """Shows `text` in the cells as not yet answered."""
        rows = set()
        for key in keys:
            self.pending[key, column] = text
            if key in self.sheet.row_of:
                rows.add(self.sheet.row_of[key])
        self._repaint(rows)

    def settle(self, keys: Iterable[str], column: str, *, accepted: bool) -> None:
        """The answer for waiting cells is here: they show the book's value again, marked edited when it was accepted."""
        rows = set()
        for key in keys:
            self.pending.pop((key, column), None)
            if accepted:
                self.edited.add((key, column))
            if key in self.sheet.row_of:
                rows.add(self.sheet.row_of[key])
        self._repaint(rows)
