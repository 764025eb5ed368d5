"""QuickBooks Online reports of open documents: Open Invoices, A/R Ageing Detail, Customer Balance Detail, and the invoice list in groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from importers.accounting.documents import apart, kind_of
from importers.accounting.quickbooks import fields
from importers.accounting.quickbooks.reader import grouped_body
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import is_blank, text_of
from importers.shared.sheets import Sheet
from importers.shared.table_reader import TableReader
from importers.shared.wordings import terms

DOCUMENT: Final = re.compile(r"^(invoice|credit memo|sales receipt|refund|cash (sale|refund))", re.IGNORECASE)
"""Transaction types that are sales documents."""


def without_number(body: Body, places: Mapping[str, int], types: re.Pattern[str], what: str) -> None:
    """Refuses the rows of `types` that have no number: nothing tells them apart from the same document in another report."""
    place = places.get("number")
    for index, row in enumerate(body.rows):
        kind = text_of(row[places["kind"]]).strip()
        if types.match(kind) and (place is None or is_blank(row[place])):
            sentence = f"The {kind.casefold()} has no number, so that it cannot be told from the same one in {what}"
            body.refused[index] = ("", "", "IMP-204", sentence)


class OpenItems(TableReader):
    """Documents with what is open on them, under their customer or under their age."""

    layout = "quickbooks.open_items"
    system = "quickbooks"
    entity = "invoice"
    columns = fields.OPEN
    must: ClassVar = ("day", "kind", "number", "open")
    anchor = "kind"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """Rows with their group; totals of groups checked. Payments and deposits stand among them and make no document."""
        body = grouped_body(sheet, header, width)
        kinds = [text_of(row[places["kind"]]).strip() for row in body.rows]
        others = sum(1 for kind in kinds if kind and not DOCUMENT.match(kind))
        if others:
            body.notes.append(
                f"{others} rows are payments, deposits or entries: they count in the sums and make no document here."
            )
        without_number(body, places, DOCUMENT, "the invoice list")
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices"""
        currency = self.currency(cells)
        printed = cells.trimmed("kind")
        kind, number = kind_of(printed), cells.trimmed("number")
        customer = cells.text("customer_name") if cells.has("customer_name") else cells.text("full")
        total, left = cells.money("amount", currency), cells.money("open", currency)
        frame = pd.DataFrame(
            {
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "po_number": cells.trimmed("po_number"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "terms_days": terms(cells.text("terms")),
                "total": total,
                "open": left,
                "currency": currency,
                "status": pd.Series(np.where((left == 0).fillna(value=False), "paid", "open"), dtype="object"),
            }
        )
        mine = printed.str.match(DOCUMENT).to_numpy(dtype=np.bool_)
        frame = frame[mine].reset_index(drop=True)
        frame["external_id"] = apart(frame["number"], frame["kind"], frame["customer_name"]).reindex(frame.index)
        return {"invoices": frame.drop_duplicates(["kind", "external_id"], ignore_index=True)}
