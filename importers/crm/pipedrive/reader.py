"""Readers of Pipedrive: deals under prefixed, bare and translated headings, and organisations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import pandas as pd

from importers.crm.pipedrive import fields
from importers.crm.records import CrmReader, Must, customers, deals, decided, first_of, ids_or
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.columns import Headings
from importers.shared.parsing import text_of
from importers.shared.sheets import Sheet

_STATUS: Final = re.compile(
    r"open|won|lost|deleted|offen|gewonnen|verloren|gelöscht|abierto|ganado|perdido|eliminado|"
    r"ouvert|gagné|perdu|supprimé|otevřen[ýo]?|vyhrán[oa]?|prohrán[oa]?",
    re.IGNORECASE,
)


class _Deals(CrmReader):
    system = "pipedrive"
    entity = "deal"
    anchor = "name"

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The rows; where the firm's own field is headed like the status, the column that says open, won or lost is the status."""
        body = super().body(sheet, header, width, places)
        if "status" in places:
            folded = Headings.of(sheet.rows[header]).folded
            twins = [place for place, heading in enumerate(folded) if heading == folded[places["status"]]]
            if len(twins) > 1:
                best = max(twins, key=lambda place: (_statuses(body, place), -place))
                body.extra["status"] = [row[best] for row in body.rows]
        return body

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals; closed on the day they were won or lost, expected to close before that."""
        currency = self.currency(cells)
        status = cells.text("status")
        won, closed = decided(status)
        return deals(
            cells,
            currency,
            external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("name")),
            is_won=won,
            is_closed=closed,
            close_date=first_of(
                *(cells.day(name) for name in ("won_time", "lost_time", "closed_on", "expected")),
            ),
        )


def _statuses(body: Body, place: int) -> int:
    return sum(1 for row in body.rows if _STATUS.fullmatch(text_of(row[place]).strip()))


class Deals(_Deals):
    """Export of deals under `Deal - Field` headings."""

    layout = "pipedrive.deals"
    columns = fields.DEALS
    must: ClassVar[Must] = ("external_id", "name")


class DealsByName(_Deals):
    """Export of deals without their ids: the title is the id, and a title that comes back is another deal."""

    layout = "pipedrive.deals_by_name"
    columns = fields.DEALS_BY_NAME
    must: ClassVar[Must] = ("name", ("status", "amount", "stage"))
    apart = ("deals",)
    foreign = frozenset({"deal - id", "deal - pipedrive system id", "pipedrive system id - deal"})


class BareDeals(_Deals):
    """Export of deals without prefixes; the headings are recalled."""

    layout = "pipedrive.deals_bare"
    columns = fields.DEALS_BARE
    must: ClassVar[Must] = ("external_id", "name", "status", "stage", ("won_time", "lost_time", "expected", "created"))
    least = 0.4
    recalled = True


class TranslatedDeals(_Deals):
    """Export of deals in another language than English; the headings are recalled."""

    layout = "pipedrive.deals_translated"
    columns = fields.DEALS_TRANSLATED
    must: ClassVar[Must] = ("name", ("status", "amount"))
    mark = ""
    recalled = True


class Organizations(CrmReader):
    """Export of organisations; a name without an id is its own id."""

    layout = "pipedrive.organizations"
    system = "pipedrive"
    entity = "customer"
    columns = fields.ORGANIZATIONS
    must: ClassVar[Must] = ("name",)
    anchor = "name"
    foreign = frozenset({"deal - title", "deal - id", "person - name"})

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        return customers(cells, external_id=ids_or(cells.trimmed("external_id"), cells.trimmed("name")))
