"""Readers of HubSpot's company and deal exports."""

from __future__ import annotations

from typing import ClassVar

import pandas as pd

from core.normalise.addresses import host_of
from importers.crm.hubspot import fields
from importers.shared.cells import Cells
from importers.shared.table_reader import TableReader
from importers.shared.wordings import has_any, methods, terms


class Companies(TableReader):
    """Export of companies."""

    layout = "hubspot.companies"
    system = "hubspot"
    entity = "customer"
    columns = fields.COMPANIES
    must: ClassVar = ("external_id", "name", ("domain", "owner", "created"))
    anchor = "external_id"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("external_id"),
                "row": cells.row,
                "name": cells.text("name"),
                "domain": cells.text("domain").map(host_of),
                "tax_id": cells.trimmed("tax_id"),
                "terms_days": terms(cells.text("terms")),
                "created": cells.day("created"),
                "parent": cells.trimmed("parent"),
                **{name: cells.text(name) for name in ("street", "city", "region", "postcode", "country", "owner")},
                "currency": cells.trimmed("currency"),
            }
        )
        return {"customers": frame}


class Deals(TableReader):
    """Export of deals; several associated companies stand in one cell, the primary one first."""

    layout = "hubspot.deals"
    system = "hubspot"
    entity = "deal"
    columns = fields.DEALS
    must: ClassVar = ("external_id", "name", ("stage", "amount", "close_date"))
    anchor = "external_id"

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        currency = self.currency(cells)
        won, lost = cells.flag("won"), cells.flag("lost")
        stage = cells.text("stage").str.casefold().str.replace(" ", "")
        won = won.fillna(stage.eq("closedwon")) if not cells.has("won") else won
        lost = lost.fillna(stage.eq("closedlost")) if not cells.has("lost") else lost
        handoff = has_any(cells, "method", "terms", "start", "po_required")
        frame = pd.DataFrame(
            {
                "external_id": cells.trimmed("external_id"),
                "row": cells.row,
                **{
                    name: cells.text(name)
                    for name in ("name", "pipeline", "stage", "owner", "deal_type", "service_line")
                },
                "customer": cells.text("customer").str.split(";").str[0].str.strip(),
                "customer_name": cells.text("customer_name").str.split(";").str[0],
                "is_won": won,
                "is_closed": won | lost,
                "probability": cells.number("probability", 10_000),  # printed 0..1
                "amount": cells.money("amount", currency),
                "currency": currency,
                "close_date": cells.day("close_date"),
                "created": cells.day("created"),
                "method": methods(cells.text("method")),
                "method_text": cells.text("method"),
                "terms_days": terms(cells.text("terms")),
                "start": cells.day("start"),
                "po_required": cells.flag("po_required"),
                "has_handoff": handoff,
            }
        )
        return {"deals": frame}
