"""Readers of Zoho CRM: the modules Deals (once Potentials) and Accounts."""

from __future__ import annotations

from typing import ClassVar

import pandas as pd

from importers.crm.records import CrmReader, Must, customers, deals, texts_of, told
from importers.crm.zoho_crm import fields
from importers.shared.cells import Cells

_HUBSPOT = frozenset({"close date", "deal stage", "associated company", "company name"})


def bare_id(text: str) -> str:
    """The record's number without the prefix that some exports put before it."""
    return text.strip().removeprefix("zcrm_")


class Deals(CrmReader):
    """The module Deals, in older organisations Potentials."""

    layout = "zoho_crm.deals"
    system = "zoho_crm"
    entity = "deal"
    columns = fields.DEALS
    must: ClassVar[Must] = ("external_id", "name", ("close_date", "customer"))
    anchor = "external_id"
    mark = ""
    foreign = _HUBSPOT

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals; their stage is the only word on how they ended."""
        won, closed = told(cells.text("stage"))
        return deals(
            cells,
            self.currency(cells),
            external_id=texts_of(cells.text("external_id"), bare_id),
            customer=texts_of(cells.text("customer"), bare_id),
            is_won=won,
            is_closed=closed,
        )


class Accounts(CrmReader):
    """The module Accounts."""

    layout = "zoho_crm.accounts"
    system = "zoho_crm"
    entity = "customer"
    columns = fields.ACCOUNTS
    must: ClassVar[Must] = ("external_id", "name", ("owner", "created", "street", "city", "website", "account_type"))
    anchor = "external_id"
    foreign = _HUBSPOT | {"deal name", "potential name", "last name", "opportunity name", "opportunity id"}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(
            cells,
            external_id=texts_of(cells.text("external_id"), bare_id),
            parent=texts_of(cells.text("parent"), bare_id),
        )
