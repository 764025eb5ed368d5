"""Readers of Creme CRM: opportunities and organisations. Records have no ids in its files; amounts may be text with their currency."""

from __future__ import annotations

import re
from typing import ClassVar, Final

import pandas as pd

from importers.crm.creme import fields
from importers.crm.records import (
    CrmReader,
    Must,
    customers,
    deals,
    decided,
    first_of,
    ids_or,
)
from importers.shared.cells import Cells

_YES: Final = re.compile(r"^(yes|true|oui|1)$", re.IGNORECASE)


class _Creme(CrmReader):
    system = "creme"
    mark = ""
    anchor = "name"


class Opportunities(_Creme):
    """A list of opportunities. What was made counts, else what is estimated; a name that comes back is another opportunity."""

    layout = "creme.opportunities"
    entity = "deal"
    columns = fields.OPPORTUNITIES
    must: ClassVar[Must] = ("name", ("stage", "estimated", "made", "probability", "customer_name"))
    apart = ("deals",)

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        currency = self.currency(cells)
        won, closed = decided(cells.text("stage"))
        if cells.has("won"):
            won = pd.Series(cells.text("won").str.strip().str.match(_YES), dtype="boolean")
            closed = closed | won
        made = cells.money("made", currency)
        is_made = (made.notna() & (made != 0).fillna(value=False)).astype(bool)
        return deals(
            cells,
            currency,
            external_id=ids_or(cells.trimmed("reference"), cells.trimmed("name")),
            amount=made.where(is_made, cells.money("estimated", currency)),
            is_won=won,
            is_closed=closed,
            close_date=first_of(cells.day("close_date"), cells.day("expected")),
        )


class Organisations(_Creme):
    """A list of organisations; the name is the id, and a name that comes back is another organisation."""

    layout = "creme.organisations"
    entity = "customer"
    columns = fields.ORGANISATIONS
    must: ClassVar[Must] = (
        "name",
        ("siren", "siret", "naf", "rcs", "legal_form", "sector"),
        ("rcs", "staff", "city", "postcode", "country", "owner", "managed"),
    )
    apart = ("customers",)
    least = 0.4

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(cells, external_id=cells.trimmed("name"))
