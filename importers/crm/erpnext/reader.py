"""The reader of ERPNext's opportunities; its headings are recalled. Customers are read beside the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from importers.crm.erpnext import fields
from importers.crm.records import CrmReader, Must, continued, deals, decided, records_only
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.sheets import Sheet


class Opportunities(CrmReader):
    """The document type Opportunity. Its items stand in further lines without the document's own cells."""

    layout = "erpnext.opportunities"
    system = "erpnext"
    entity = "deal"
    columns = fields.OPPORTUNITIES
    must: ClassVar[Must] = ("external_id", ("source", "amount"), ("customer", "customer_name"), ("status", "stage"))
    anchor = "external_id"
    recalled = True
    foreign = frozenset({"opportunity name", "account name", "party/code", "conversion probability", "deal name"})

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, items known as further lines of their document."""
        body = super().body(sheet, header, width, places)
        heads = ("external_id", "customer", "customer_name", "amount", "status")
        return continued(body, places, heads, ("external_id", "currency"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals; only a party that is a customer already is one of the customers."""
        status = cells.text("status")
        won, closed = decided(status)
        party, name = cells.trimmed("customer"), cells.text("customer_name")
        is_customer = cells.trimmed("source").str.casefold().isin(["customer"])
        is_over = closed | status.str.strip().str.casefold().isin(["closed"])
        title, stage = cells.text("name"), cells.text("stage")
        found = deals(
            cells,
            self.currency(cells),
            name=title.where(title.str.strip() != "", name),
            customer=party.where(is_customer, ""),
            customer_name=name.where(name.str.strip() != "", party),
            stage=stage.where(stage != "", status),
            is_won=won,
            is_closed=is_over,
        )
        return records_only(cells, found)
