"""Xero's chart of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd

from importers.accounting.xero import fields
from importers.shared.table_reader import TableReader

if TYPE_CHECKING:
    from importers.shared.cells import Cells

_ROLES: Final = {
    "accounts receivable": "receivable",
    "bank": "bank",
    "revenue": "revenue",
    "sales": "revenue",
    "other income": "other",
    "expense": "other",
    "overhead": "other",
    "direct costs": "other",
    "depreciation": "other",
    "fixed asset": "other",
    "equity": "other",
    "accounts payable": "other",
}


class ChartOfAccounts(TableReader):
    """Chart of accounts. Headings recalled, never seen in a file; its balance is of today and is not read."""

    layout = "xero.accounts"
    system = "xero"
    entity = "account"
    columns = fields.ACCOUNTS
    must: ClassVar = ("code", "name", "kind", "tax_code", ("dashboard", "claims", "payments", "report_code"))
    anchor = "code"
    recalled = True

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Accounts"""
        code = cells.trimmed("code")
        frame = pd.DataFrame(
            {
                "external_id": code,
                "row": cells.row,
                "code": code,
                "name": cells.trimmed("name"),
                "role": cells.trimmed("kind").str.casefold().map(_ROLES).fillna(""),
            }
        )
        return {"accounts": frame.drop_duplicates("external_id", ignore_index=True)}
