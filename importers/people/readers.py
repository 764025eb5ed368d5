"""The readers of registers, rosters and staff systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from importers.people.register.reader import ChangeOrders, Contracts, ExchangeRates, RateCard, Schedule
from importers.people.roster.reader import SYSTEMS, Holidays, Leave, People, Staff

if TYPE_CHECKING:
    from importers.shared.file_reader import FileReader
    from importers.shared.table_reader import TableReader

TABLES: Final[tuple[TableReader, ...]] = (
    Contracts(),
    RateCard(),
    Schedule(),
    ChangeOrders(),
    ExchangeRates(),
    People(),
    Staff(),
    *SYSTEMS,
    Leave(),
    Holidays(),
)
FILES: Final[tuple[FileReader, ...]] = ()
