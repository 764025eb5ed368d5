"""The readers of banks and payment services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.bank.csv.reader import StatementLines
from importers.bank.ofx.reader import OfxStatement

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (StatementLines(),)
FILES: Final[tuple[FileReader, ...]] = (OfxStatement(),)
