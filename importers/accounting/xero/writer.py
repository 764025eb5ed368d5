"""Writes Xero's sales invoice import; credit notes, which that import does not take safely, as a list to post by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.ports.writing import OutFile, Posting, RecordUpdate
from importers.shared.writing import (
    amount_text,
    change_list,
    csv_bytes,
    numbered,
    portions,
    posting_list,
    quantity_and_price,
    safe,
    sums_of,
)

HEADINGS: Final = (
    "*ContactName",
    "EmailAddress",
    "POAddressLine1",
    "POAddressLine2",
    "POAddressLine3",
    "POAddressLine4",
    "POCity",
    "PORegion",
    "POPostalCode",
    "POCountry",
    "*InvoiceNumber",
    "Reference",
    "*InvoiceDate",
    "*DueDate",
    "Total",
    "InventoryItemCode",
    "*Description",
    "*Quantity",
    "*UnitAmount",
    "Discount",
    "*AccountCode",
    "*TaxType",
    "TaxAmount",
    "TrackingName1",
    "TrackingOption1",
    "TrackingName2",
    "TrackingOption2",
    "Currency",
    "BrandingTheme",
)
"""The import template's columns, in its order."""

MOST_INVOICES: Final = 500
"""Xero takes no more invoices in one file."""

_NOTE: Final = (
    "Import under Business > Invoices > Import, amounts are tax exclusive. They arrive as drafts; contacts are matched by exact name. "
    "Tracking options are left empty."
)
_CREDITS: Final = (
    "Post each credit note by hand and allocate it to the invoice it credits: Xero's invoice import does not take credit notes safely. "
    "Post the credits before the invoices that replace them are approved."
)
_CHANGES: Final = "Xero's imports do not change contacts or posted invoices by these fields. Change them by hand."


@dataclass(frozen=True, slots=True)
class XeroWriter:
    """Invoice import files of at most 500, one credit list, one change list.

    day_first: dates as DD/MM/YYYY, as organisations outside the United States import them.
    """

    day_first: bool = True

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """See core.ports.writing.Writer."""
        invoices = [each for each in postings if each.document.kind == "invoice"]
        credits = [each for each in postings if each.document.kind == "credit_note"]
        made = [
            OutFile(
                numbered("xero-sales-invoices", turn),
                "xero.sales_invoice_import",
                csv_bytes(HEADINGS, [row for posting in part for row in self._rows(posting)]),
                tuple(posting.entry for posting in part),
                len(part),
                False,
                sums_of(part),
                _NOTE,
            )
            for turn, part in enumerate(portions(invoices, MOST_INVOICES), 1)
        ]
        return (
            *made,
            *posting_list("xero-credit-notes", "xero.credit_note_list", credits, _CREDITS),
            *change_list("xero", updates, _CHANGES),
        )

    def _rows(self, posting: Posting) -> list[list[str]]:
        document = posting.document
        code = document.currency
        rows: list[list[str]] = []
        for line in document.lines:
            text, quantity, price = quantity_and_price(line, code)
            cells = {
                "*ContactName": safe(document.customer_name),
                "*InvoiceNumber": safe(document.number),
                "Reference": safe(document.reference),
                "*InvoiceDate": self._day(document.day),
                "*DueDate": self._day(document.due),
                "Total": amount_text(document.total, code),
                "*Description": text,
                "*Quantity": quantity,
                "*UnitAmount": price,
                "*AccountCode": safe(line.account),
                "*TaxType": safe(line.tax_code),
                "TaxAmount": amount_text(line.tax, code),
                "Currency": code,
            }
            rows.append([cells.get(heading, "") for heading in HEADINGS])
        return rows

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        return f"{day:%d/%m/%Y}" if self.day_first else f"{day:%m/%d/%Y}"
