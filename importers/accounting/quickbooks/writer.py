"""Writes QuickBooks Online's invoice import; credit memos, for which it has no import, as a list to post by hand."""

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
    "*InvoiceNo",
    "*Customer",
    "*InvoiceDate",
    "*DueDate",
    "Terms",
    "Location",
    "Memo",
    "Item(Product/Service)",
    "ItemDescription",
    "ItemQuantity",
    "ItemRate",
    "*ItemAmount",
    "Service Date",
    "*ItemTaxCode",
    "ItemTaxAmount",
    "Currency",
)
"""The import's columns; the last three are mapped where the company has tax codes or several currencies."""

MOST_INVOICES: Final = 100
"""QuickBooks takes about a hundred invoices in one file."""

_NOTE: Final = (
    "Import under Settings > Import data > Invoices, with custom transaction numbers switched on. Check the tax of each invoice against "
    "ItemTaxAmount: companies with automated sales tax compute it themselves."
)
_CREDITS: Final = (
    "Enter each credit memo by hand and apply it to the invoice it credits: QuickBooks has no import for credit memos. "
    "Enter the credits before the invoices that replace them are sent."
)
_CHANGES: Final = "QuickBooks has no import that changes these. Change them by hand."


@dataclass(frozen=True, slots=True)
class QuickBooksWriter:
    """Invoice import files of at most 100, one credit memo list, one change list.

    day_first: dates as DD/MM/YYYY; the order is chosen in the import.
    """

    day_first: bool = False

    def files(self, updates: Sequence[RecordUpdate], postings: Sequence[Posting]) -> tuple[OutFile, ...]:
        """See core.ports.writing.Writer."""
        invoices = [each for each in postings if each.document.kind == "invoice"]
        credits = [each for each in postings if each.document.kind == "credit_note"]
        made = [
            OutFile(
                numbered("quickbooks-invoices", turn),
                "quickbooks.invoice_import",
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
            *posting_list("quickbooks-credit-memos", "quickbooks.credit_memo_list", credits, _CREDITS),
            *change_list("quickbooks", updates, _CHANGES),
        )

    def _rows(self, posting: Posting) -> list[list[str]]:
        document = posting.document
        code = document.currency
        rows: list[list[str]] = []
        for line in document.lines:
            text, quantity, price = quantity_and_price(line, code)
            cells = {
                "*InvoiceNo": safe(document.number),
                "*Customer": safe(document.customer_name),
                "*InvoiceDate": self._day(document.day),
                "*DueDate": self._day(document.due),
                "Memo": safe(document.reference),
                "Item(Product/Service)": safe(line.item),
                "ItemDescription": text,
                "ItemQuantity": quantity,
                "ItemRate": price,
                "*ItemAmount": amount_text(line.amount, code),
                "*ItemTaxCode": safe(line.tax_code),
                "ItemTaxAmount": amount_text(line.tax, code),
                "Currency": code,
            }
            rows.append([cells.get(heading, "") for heading in HEADINGS])
        return rows

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        return f"{day:%d/%m/%Y}" if self.day_first else f"{day:%m/%d/%Y}"
