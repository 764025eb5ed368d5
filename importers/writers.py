"""The list of writers: which system takes what. A system without a format of its own gets a change list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.ports.writing import OutFile, Posting, RecordUpdate, Writer
from importers.accounting.quickbooks.writer import QuickBooksWriter
from importers.accounting.xero.writer import XeroWriter
from importers.crm.hubspot.writer import HubSpotWriter
from importers.crm.salesforce.writer import SalesforceWriter
from importers.psa.clockify.writer import ClockifyWriter
from importers.psa.harvest.writer import HarvestWriter
from importers.shared.writing import Headings, change_list, posting_list

# Where dates are written month first: currencies whose home countries do so.
_MONTH_FIRST: Final = frozenset({"USD"})


@dataclass(frozen=True, slots=True)
class ListWriter:
    """Lists for a person: changes, and documents to post, for a system that Tieout has no import file for (register, roster, others)."""

    system: str

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """See core.ports.writing.Writer."""
        by_hand = "There is no import file for these. Enter them by hand."
        return (
            *change_list(self.system, updates, by_hand),
            *posting_list(f"{self.system}-documents", f"{self.system}.document_list", postings, by_hand),
        )


class Writers(Mapping[str, Writer]):
    """Every system's writer; asking for one without a format of its own gives lists for a person."""

    def __init__(self, base_currency: str = "", seen: Mapping[str, Mapping[str, Headings]] | None = None) -> None:
        """seen: system -> table -> canonical field -> heading in the firm's own exports, for the CRM files."""
        seen = seen or {}
        day_first = base_currency.upper() not in _MONTH_FIRST
        self._known: dict[str, Writer] = {
            "hubspot": HubSpotWriter(seen.get("hubspot", {})),
            "salesforce": SalesforceWriter(seen.get("salesforce", {})),
            "xero": XeroWriter(day_first),
            "quickbooks": QuickBooksWriter(day_first),
            "harvest": HarvestWriter(),
            "clockify": ClockifyWriter(),
        }

    def __getitem__(self, system: str) -> Writer:
        return self._known.get(system) or ListWriter(system)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
