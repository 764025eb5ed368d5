"""The readers of project, time and expense systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.psa.clockify import reader as clockify
from importers.psa.harvest import reader as harvest

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    harvest.TimeReport(),
    harvest.ExpenseReport(),
    harvest.Projects(),
    harvest.Clients(),
    clockify.TimeReport(),
    clockify.ExpenseReport(),
    clockify.Projects(),
)
FILES: Final[tuple[FileReader, ...]] = ()
