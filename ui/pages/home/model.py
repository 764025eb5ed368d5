"""The controls that could not be evaluated, as a list for Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from ui.grids.model import Index

_NOWHERE: Final = QModelIndex()


class NotEvaluatedModel(QAbstractListModel):
    """(control id, reason) pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: tuple[tuple[str, str], ...] = ()

    def show(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Replaces the list."""
        self.beginResetModel()
        self.pairs = tuple(pairs)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Controls."""
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """`GL-13   why`."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            control, reason = self.pairs[index.row()]
            return f"{control}   {reason}"
        return None
