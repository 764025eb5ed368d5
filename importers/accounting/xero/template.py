"""Xero's invoice import template, as it is filled before it is imported: lines without an amount of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from importers.accounting.documents import apart
from importers.accounting.xero import fields
from importers.shared.cells import minor_units
from importers.shared.table_reader import TableReader

if TYPE_CHECKING:
    from importers.shared.cells import Cells


class InvoiceTemplate(TableReader):
    """Drafts: a line is worth quantity times price less its discount. Whether prices hold tax is chosen only at the import."""

    layout = "xero.invoice_template"
    system = "xero"
    entity = "invoice"
    columns = fields.TEMPLATE
    must: ClassVar = ("customer_name", "number", "day", "quantity", "unit_price", "account", "tax_code")
    anchor = "number"

    def amounts(self, cells: Cells) -> dict[str, tuple[str, pd.Series[int]]]:
        """Worked out, since no column prints it"""
        return {"amount": ("Quantity x UnitAmount less Discount", worth(cells))}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Invoices and invoice_lines"""
        currency = self.currency(cells)
        number, customer = cells.trimmed("number"), cells.text("customer_name")
        kind = pd.Series(["invoice"] * cells.size, dtype="object")
        external = apart(number, kind, customer)
        head = pd.DataFrame(
            {
                "external_id": external,
                "row": cells.row,
                "number": number,
                "kind": kind,
                "customer_name": customer,
                "reference": cells.text("reference"),
                "day": cells.day("day"),
                "due": cells.day("due"),
                "total": cells.money("doc_total", currency),
                "currency": currency,
                "status": pd.Series(["draft"] * cells.size, dtype="object"),
            }
        )
        item = cells.text("item")
        lines = pd.DataFrame(
            {
                "row": cells.row,
                "invoice": "invoice:" + external,
                "description": cells.text("description"),
                "item": item.where(item != "", cells.text("item_code")),
                "quantity": cells.number("quantity", 10_000),
                "unit_price": cells.number("unit_price", 10_000),
                "amount": minor_units(worth(cells), currency),
                "tax": cells.money("tax", currency),
                "tax_code": cells.text("tax_code"),
                "account": cells.trimmed("account"),
                "currency": currency,
            }
        )
        lines["line"] = lines.groupby("invoice").cumcount() + 1
        lines["external_id"] = external + "#" + lines["line"].astype(str)
        return {"invoices": head.drop_duplicates("external_id", ignore_index=True), "invoice_lines": lines}


def worth(cells: Cells) -> pd.Series[int]:
    """Quantity times price less the discount in per cent, millionths, half-up; NA where one of them is not known."""
    made: list[int | None] = []
    parts = (cells.number(name) for name in ("quantity", "unit_price", "discount"))
    for quantity, price, discount in zip(*parts, strict=True):
        if pd.isna(quantity) or pd.isna(price):
            made.append(None)
            continue
        kept = 100_000_000 - (0 if pd.isna(discount) else int(discount))
        value = Decimal(int(quantity) * int(price) * kept) / 10**14
        made.append(int(value.to_integral_value("ROUND_HALF_UP")))
    return pd.Series(pd.array(made, dtype="Int64"))
