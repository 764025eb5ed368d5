"""QuickBooks Online's Transaction List by Date, by Customer and by Vendor: every kind of transaction in one list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.accounting.documents import apart, kind_of
from importers.accounting.quickbooks import fields
from importers.accounting.quickbooks.open_items import DOCUMENT, without_number
from importers.accounting.quickbooks.reader import grouped_body
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader

_PAYMENT: Final = re.compile(r"^(payment|receive payment)$", re.IGNORECASE)
_OWN: Final = re.compile(f"{DOCUMENT.pattern}|{_PAYMENT.pattern}", re.IGNORECASE)


class TransactionList(TableReader):
    """Sales documents and receipts are read; every other transaction counts in the control total and makes no record."""

    layout = "quickbooks.transactions"
    system = "quickbooks"
    entity = "invoice"
    columns = fields.TRANSACTIONS
    must: ClassVar = ("day", "kind", "number", "amount", ("posting", "split", "account"))
    anchor = "kind"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Rows with their group, if the list has groups; totals checked."""
        body = grouped_body(sheet, header, width)
        kinds = [text_of(row[places["kind"]]).strip() for row in body.rows]
        others = sorted({kind for kind in kinds if kind and not _OWN.match(kind)})
        if others:
            count = sum(1 for kind in kinds if kind and not _OWN.match(kind))
            body.notes.append(
                f"{count} rows are no sales documents or receipts ({', '.join(others[:6])}): they count in the sums and make no record."
            )
        without_number(body, places, DOCUMENT, "the invoice list")
        without_number(body, places, _PAYMENT, "Invoices and Received Payments; import that report")
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and payments"""
        currency = self.currency(cells)
        printed, number = cells.trimmed("kind"), cells.trimmed("number")
        grouped = cells.text("full")
        customer = cells.text("customer_name") if cells.has("customer_name") else grouped
        posting = ~cells.trimmed("posting").str.casefold().isin(["no", "n"])
        base = pd.DataFrame(
            {
                "row": cells.row,
                "number": number,
                "customer_name": customer,
                "day": cells.day("day"),
                "currency": currency,
                "amount": cells.money("amount", currency),
                "memo": cells.text("memo"),
                "due": cells.day("due"),
                "printed": printed,
                "account": cells.text("account"),
            }
        )[posting.to_numpy(dtype=np.bool_)]
        documents = base[base["printed"].str.match(DOCUMENT)].reset_index(drop=True)
        kind = kind_of(documents["printed"])
        credit = kind == "credit_note"
        documents["amount"] = documents["amount"].where(~credit, -documents["amount"].abs())
        invoices = documents.rename(columns={"amount": "total", "memo": "reference"}).assign(
            kind=kind, external_id=apart(documents["number"], kind, documents["customer_name"]).reindex(documents.index)
        )
        receipts = base[base["printed"].str.match(_PAYMENT)].reset_index(drop=True)
        again = receipts.groupby("number").cumcount() + 1
        payments = receipts.assign(
            kind="payment",
            external_id=receipts["number"].where(again == 1, receipts["number"] + " (" + again.astype(str) + ")"),
            amount=receipts["amount"].abs(),
        )
        return {
            "invoices": invoices.drop(columns=["printed", "account"]).drop_duplicates(
                ["kind", "external_id"], ignore_index=True
            ),
            "payments": payments.drop(columns=["printed", "due", "account"]),
        }
