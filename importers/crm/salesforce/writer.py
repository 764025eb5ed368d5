"""Writes Salesforce data loader files: records updated by Id under API names; the rest goes on a change list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.ports.writing import OutFile, Posting, RecordUpdate
from core.records.schema import Kind
from importers.shared.writing import Headings, change_list, csv_bytes, headings_of, leftovers, update_rows

KEY: Final = "Id"
HEADINGS: Final[Mapping[str, Headings]] = {
    "customers": {
        "name": "Name",
        "domain": "Website",
        "street": "BillingStreet",
        "city": "BillingCity",
        "region": "BillingState",
        "postcode": "BillingPostalCode",
        "country": "BillingCountry",
        "currency": "CurrencyIsoCode",
        "tax_id": "Tax_ID__c",
        "terms_days": "Payment_Terms__c",
    },
    "deals": {
        "name": "Name",
        "stage": "StageName",
        "amount": "Amount",
        "currency": "CurrencyIsoCode",
        "probability": "Probability",
        "close_date": "CloseDate",
        "method": "Billing_Method__c",
        "service_line": "Service_Line__c",
        "terms_days": "Payment_Terms__c",
        "start": "Project_Start__c",
        "po_required": "PO_Required__c",
    },
}
"""Canonical field -> API name. Names ending in __c follow the label; map them to the organisation's own in the loader if they differ."""

_OBJECTS: Final = {"customers": "Account", "deals": "Opportunity"}
_NOTE: Final = (
    "Update with the Data Loader, match on Id. Leave 'Insert null values' off: blank cells leave the field as it is. "
    "Fields ending in __c are named after their labels."
)


@dataclass(frozen=True, slots=True)
class SalesforceWriter:
    """One file an object, and a change list for lookups and values to be emptied.

    seen: the firm's own API names by table and field, as its export headed them; they stand in for the usual ones.
    """

    seen: Mapping[str, Headings] = field(default_factory=dict)

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """See core.ports.writing.Writer; Salesforce takes no ledger documents, so `postings` gives no file."""
        del postings
        headings = headings_of(HEADINGS, self.seen)
        made: list[OutFile] = []
        for table, name in _OBJECTS.items():
            mine = [update for update in updates if update.table == table]
            header, rows = update_rows(mine, KEY, headings[table], {Kind.FLAG: ("true", "false")})
            if rows:
                keys = {row[0] for row in rows}
                entries = tuple(update.entry for update in mine if update.key in keys)
                layout = f"salesforce.{name.lower()}_update"
                content = csv_bytes(header, rows)
                made.append(OutFile(f"salesforce-{name}.csv", layout, content, entries, len(rows), False, (), _NOTE))
        rest = leftovers(updates, headings)
        return (*made, *change_list("salesforce", rest, "The data loader cannot carry these. Change them by hand."))
