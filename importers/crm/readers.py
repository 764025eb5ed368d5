"""The readers of CRM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.crm.hubspot.reader import Companies, Deals
from importers.crm.salesforce.reader import Accounts, Opportunities, OpportunityReport

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    Companies(),
    Deals(),
    Accounts(),
    Opportunities(),
    OpportunityReport(),
)
FILES: Final[tuple[FileReader, ...]] = ()
