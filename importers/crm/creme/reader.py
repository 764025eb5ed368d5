"""Readers of Creme CRM: opportunities and organisations. Records have no ids in its files; amounts may be text with their currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import pandas as pd

from importers.crm.creme import fields
from importers.crm.records import (
    CrmReader,
    Must,
    currencies,
    currency_code,
    customers,
    deals,
    decided,
    first_of,
    ids_or,
)
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet

_SIGN: Final = re.compile(r"[€£$¥]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SIGNED: Final = "sign_of_amount"
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

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows, with the currency that stands beside the amounts."""
        body = super().body(sheet, header, width, places)
        amounts = [places[name] for name in ("made", "estimated") if name in places]
        body.extra[_SIGNED] = [_sign([text_of(row[place]) for place in amounts]) for row in body.rows]
        return body

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency column by name or code, else the sign beside the amount."""
        named = currencies(cells)
        return named.where(named != "", cells.text(_SIGNED))

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


def _sign(texts: list[str]) -> str:
    """The code of the first currency sign or code in `texts`; "" where there is none, or only the sign of several currencies."""
    for text in texts:
        found = _SIGN.search(text)
        if found:
            return currency_code(found[0])
    return ""


class Organisations(_Creme):
    """A list of organisations; the name is the id, and a name that comes back is another organisation."""

    layout = "creme.organisations"
    entity = "customer"
    columns = fields.ORGANISATIONS
    must: ClassVar[Must] = (
        "name",
        ("siren", "siret", "naf", "rcs", "legal_form"),
        ("sector", "staff", "tax_id", "email", "phone"),
    )
    apart = ("customers",)
    least = 0.4

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(cells, external_id=cells.trimmed("name"))
