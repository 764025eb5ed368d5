"""Readers of Dynamics 365 Sales: views of opportunities and accounts, with or without the hidden columns of the way back."""

from __future__ import annotations

from typing import ClassVar, Final

import pandas as pd

from importers.crm.dynamics import fields
from importers.crm.records import Counted, CrmReader, Must, customers, deals, first_of, texts_of, told
from importers.shared.cells import Cells
from importers.shared.columns import Headings, plain
from importers.shared.table_reader import RECALLED

_IDS: Final = frozenset(plain(heading) for heading in fields.OPPORTUNITIES["external_id"].headings)


def guid(text: str) -> str:
    """A record's id without braces, lower case."""
    return text.strip().strip("{}").casefold()


class _Dynamics(CrmReader):
    system = "dynamics"
    mark = ""

    def sure(self, headings: Headings) -> float:
        """How sure this reader is; the hidden columns were seen in English only, the other languages are recalled."""
        sure = super().sure(headings)
        english = any(heading.startswith("(do not modify)") for heading in headings.folded)
        return sure if english else min(sure, RECALLED)


class Opportunities(_Dynamics):
    """A view of opportunities with its hidden columns. A won one is worth what was won, any other what is estimated."""

    layout = "dynamics.opportunities"
    entity = "deal"
    columns = fields.OPPORTUNITIES
    must: ClassVar[Must] = ("external_id", ("name", "customer_name", "amount", "actual", "status", "stage"))
    anchor = "external_id"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        currency = self.currency(cells)
        won, closed = told(cells.text("status").str.cat(cells.text("stage"), sep=" "))
        known = cells.text("status").str.strip() != ""
        actual = cells.money("actual", currency)
        won = won.fillna(value=False).where(known, won)
        is_actual = actual.notna() & (actual != 0).fillna(value=False) & won.fillna(value=False)
        stage = cells.text("stage")
        return deals(
            cells,
            currency,
            external_id=self.ids(cells),
            stage=stage.where(stage != "", cells.text("status")),
            is_won=won,
            is_closed=closed.fillna(value=False).where(known, closed),
            amount=actual.where(is_actual.astype(bool), cells.money("amount", currency)),
            close_date=first_of(cells.day("close_date"), cells.day("expected")),
        )

    def ids(self, cells: Cells) -> pd.Series[str]:
        """The hidden id; the topic where the export dropped it."""
        return texts_of(cells.text("external_id"), guid) if cells.has("external_id") else cells.trimmed("name")


class OpportunitiesByName(Opportunities):
    """A view of opportunities whose hidden columns are gone, as in CSV: the topic is the id, one that comes back is another deal."""

    layout = "dynamics.opportunities_by_name"
    columns = fields.OPPORTUNITIES_BY_NAME
    must: ClassVar[Must] = ("name", "stage", ("amount", "actual", "expected", "close_date"))
    anchor = "name"
    apart = ("deals",)
    foreign = _IDS
    least = 0.5
    recalled = True


class Accounts(_Dynamics):
    """A view of accounts with its hidden columns."""

    layout = "dynamics.accounts"
    entity = "customer"
    columns = fields.ACCOUNTS
    must: ClassVar[Must] = ("external_id", "name")
    anchor = "external_id"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(cells, external_id=texts_of(cells.text("external_id"), guid))


class Rows(Counted, _Dynamics):
    """A view of any other table, known by its hidden columns."""

    layout = "dynamics.table"
    entity = "record"
    what = "records of another Dynamics table"
    columns = fields.ROWS
    must: ClassVar[Must] = ("checksum", "record")
    anchor = "checksum"
    foreign = _IDS | frozenset(plain(heading) for heading in fields.ACCOUNTS["external_id"].headings)
