"""What a drop carries that can be imported, and the cells of one quarantined row as they are corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from ui.grids.model import Index
from ui.theme import fonts
from ui.theme.palettes import Tone
from ui.theme.style import colours

_NOWHERE: Final = QModelIndex()
TEXT: Final = 1


def dropped_paths(data: QMimeData | None) -> list[Path]:
    """The local files and folders of a drop, in order."""
    if data is None or not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class CellsModel(QAbstractTableModel):
    """One row of a file, a cell a line: heading and text. bad: heading of the cell that cannot be read.

    edited: (heading, text) typed by a person; the text as it was printed takes a correction back.
    """

    edited = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.cells: tuple[tuple[str, str], ...] = ()
        self.edits: dict[str, str] = {}
        self.bad = ""

    def show(self, cells: Sequence[tuple[str, str]], edits: Mapping[str, str], bad: str) -> None:
        """Replaces the row."""
        self.beginResetModel()
        self.cells, self.edits, self.bad = tuple(cells), dict(edits), bad
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Cells of the row."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Heading and text."""
        return 0 if parent.isValid() else 2

    def place(self, heading: str) -> int:
        """The line of a cell, -1 when the row has none of that heading."""
        return next((at for at, (name, _) in enumerate(self.cells) if name == heading), -1)

    def text(self, row: int) -> str:
        """The text of a cell as it is corrected."""
        name, printed = self.cells[row]
        return self.edits.get(name, printed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; the bad cell on a ground of its own, corrected ones in bold."""
        if not index.isValid():
            return None
        name, printed = self.cells[index.row()]
        text = name if index.column() == 0 else self.text(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"Printed: {printed}" if name in self.edits and index.column() == TEXT else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ", cannot be read" if name == self.bad else ""
            return f"{name}: {self.text(index.row())}{said}{', corrected' if name in self.edits else ''}"
        if role == Qt.ItemDataRole.FontRole and name in self.edits and index.column() == TEXT:
            return fonts.font(13, weight=QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.BackgroundRole and name == self.bad:
            return QColor(colours().tones[Tone.DANGER][1])
        if role == Qt.ItemDataRole.ForegroundRole:
            palette = colours()
            if name == self.bad:
                return QColor(palette.tones[Tone.DANGER][0])
            return QColor(palette.muted if index.column() == 0 else palette.text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Heading and text."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Heading", "Text")[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The texts can be edited."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() == TEXT else plain

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A correction."""
        if role != Qt.ItemDataRole.EditRole or index.column() != TEXT:
            return False
        name, printed = self.cells[index.row()]
        if value == self.text(index.row()):
            return False
        if value == printed:
            self.edits.pop(name, None)
        else:
            self.edits[name] = str(value)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), TEXT))
        self.edited.emit(name, str(value))
        return True
