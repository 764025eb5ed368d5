"""Writes HubSpot's import files: records updated by Record ID; what no column can carry goes on a change list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.ports.writing import OutFile, Posting, RecordUpdate
from core.records.schema import Kind
from importers.shared.writing import Headings, change_list, csv_bytes, headings_of, leftovers, update_rows

KEY: Final = "Record ID"
HEADINGS: Final[Mapping[str, Headings]] = {
    "customers": {
        "name": "Company name",
        "domain": "Company Domain Name",
        "street": "Street Address",
        "city": "City",
        "region": "State/Region",
        "postcode": "Postal Code",
        "country": "Country/Region",
        "tax_id": "VAT Number",
        "terms_days": "Payment terms",
        "owner": "Company owner",
    },
    "deals": {
        "name": "Deal Name",
        "stage": "Deal Stage",
        "amount": "Amount",
        "currency": "Currency",
        "close_date": "Close Date",
        "owner": "Deal owner",
        "method": "Billing method",
        "service_line": "Service line",
        "terms_days": "Payment terms",
        "start": "Project start",
        "po_required": "PO required",
    },
}
"""Canonical field -> property label, as HubSpot's own export heads it; the import wizard maps columns by these labels."""

_OBJECTS: Final = {"customers": "companies", "deals": "deals"}
_NOTE: Final = "Import as an update of existing records, match on Record ID, dates as year-month-day. Blank cells leave the property as it is."


@dataclass(frozen=True, slots=True)
class HubSpotWriter:
    """One file an object, and a change list for associations and values to be emptied.

    seen: the firm's own property labels by table and field, as its export headed them; they stand in for the usual ones.
    """

    seen: Mapping[str, Headings] = field(default_factory=dict)

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """See core.ports.writing.Writer; HubSpot takes no ledger documents, so `postings` gives no file."""
        del postings
        headings = headings_of(HEADINGS, self.seen)
        made: list[OutFile] = []
        for table, name in _OBJECTS.items():
            mine = [update for update in updates if update.table == table]
            header, rows = update_rows(mine, KEY, headings[table], {Kind.FLAG: ("Yes", "No")})
            if rows:
                keys = {row[0] for row in rows}
                entries = tuple(update.entry for update in mine if update.key in keys)
                content = csv_bytes(header, rows)
                made.append(
                    OutFile(
                        f"hubspot-{name}.csv", f"hubspot.{name}_update", content, entries, len(rows), False, (), _NOTE
                    )
                )
        rest = leftovers(updates, headings)
        return (*made, *change_list("hubspot", rest, "HubSpot's import cannot carry these. Change them by hand."))
