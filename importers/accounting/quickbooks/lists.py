"""QuickBooks Online lists: accounts, products and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd

from importers.accounting.journals import code_and_name
from importers.accounting.quickbooks import fields
from importers.shared.table_reader import TableReader

if TYPE_CHECKING:
    from importers.shared.cells import Cells

_ROLES: Final = {
    "accounts receivable (a/r)": "receivable",
    "accounts receivable": "receivable",
    "bank": "bank",
    "income": "revenue",
    "other income": "other",
    "expenses": "other",
    "expense": "other",
    "other expense": "other",
    "cost of goods sold": "other",
    "equity": "other",
    "fixed assets": "other",
    "accounts payable (a/p)": "other",
    "credit card": "other",
    "long term liabilities": "other",
}


class AccountList(TableReader):
    """Account List: its balances are of today, not of any month, and are not read. Headings recalled."""

    layout = "quickbooks.accounts"
    system = "quickbooks"
    entity = "account"
    columns = fields.ACCOUNTS
    must: ClassVar = ("name", "kind", "detail")
    least = 0.6
    anchor = "name"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Accounts"""
        split = cells.trimmed("name").map(code_and_name)
        code, name = split.str[0].astype("object"), split.str[1].astype("object")
        printed = cells.trimmed("code")
        code = printed.where(printed != "", code)
        frame = pd.DataFrame(
            {
                "external_id": code.where(code != "", name),
                "row": cells.row,
                "code": code,
                "name": name,
                "role": cells.trimmed("kind").str.casefold().map(_ROLES).fillna(""),
                "currency": cells.trimmed("currency"),
            }
        )
        return {"accounts": frame.drop_duplicates("external_id", ignore_index=True)}


class ProductList(TableReader):
    """Product/Service List: it is understood, and no record is made of it. Headings recalled."""

    layout = "quickbooks.products"
    system = "quickbooks"
    entity = "item"
    columns = fields.PRODUCTS
    must: ClassVar = ("name", "kind", "price", ("account", "cost", "on_hand", "sku", "description"))
    least = 0.5
    anchor = "name"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """No records: products and services have no table of their own"""
        del cells
        return {}
