"""Readers of Salesforce: the Account and Opportunity objects, and reports of opportunities."""

from __future__ import annotations

import re
from typing import ClassVar, Final

import pandas as pd

from core.normalise.addresses import host_of
from importers.crm.salesforce import fields
from importers.shared.cells import Cells
from importers.shared.table_reader import TableReader
from importers.shared.wordings import has_any, methods, terms

_SHORT: Final = re.compile(r"[A-Za-z0-9]{15}")
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def long_id(text: str) -> str:
    """The 18-character form of a 15-character id; other texts as they are.

    Each of three suffix characters holds five bits, one a character of five, set where that character is a capital letter
    (Salesforce, "How to convert a 15 character Id to an 18 character case-safe Id").
    """
    plain = text.strip()
    if not _SHORT.fullmatch(plain):
        return plain
    suffix = ""
    for start in (0, 5, 10):
        bits = sum(1 << place for place, letter in enumerate(plain[start : start + 5]) if letter.isupper())
        suffix += _ALPHABET[bits]
    return plain + suffix


class _Salesforce(TableReader):
    system = "salesforce"
    anchor = "external_id"
    unwanted = ("deleted", re.compile(r"^(true|1|yes)$"), "deleted records")

    @staticmethod
    def ids(cells: Cells, name: str) -> pd.Series[str]:
        """Ids in their long form; the null mark of bulk exports is nothing."""
        return cells.text(name).map(lambda text: "" if text == "#N/A" else long_id(text))


class Accounts(_Salesforce):
    """The Account object."""

    layout = "salesforce.account"
    entity = "customer"
    columns = fields.ACCOUNTS
    must: ClassVar = ("external_id", "name", ("city", "street", "website", "parent"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Customers"""
        frame = pd.DataFrame(
            {
                "external_id": self.ids(cells, "external_id"),
                "row": cells.row,
                "parent": self.ids(cells, "parent"),
                "domain": cells.text("website").map(host_of),
                "created": cells.day("created"),
                "tax_id": cells.trimmed("tax_id"),
                "terms_days": terms(cells.text("terms")),
                "currency": cells.trimmed("currency"),
                **{name: cells.text(name) for name in ("name", "street", "city", "region", "postcode", "country")},
            }
        )
        return {"customers": frame}


class Opportunities(_Salesforce):
    """The Opportunity object. Owners are user ids there, no names, and are left to the report."""

    layout = "salesforce.opportunity"
    entity = "deal"
    columns = fields.OPPORTUNITIES
    must: ClassVar = ("external_id", "name", "stage", "close_date")

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        return {"deals": _deals(self, cells)}


class OpportunityReport(_Salesforce):
    """A report of opportunities, details only, with its footer."""

    layout = "salesforce.report"
    mark = ""
    entity = "deal"
    columns = fields.REPORT
    must: ClassVar = ("external_id", "name", ("close_date", "stage", "amount", "method"))

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """Deals"""
        return {"deals": _deals(self, cells)}


def _deals(reader: _Salesforce, cells: Cells) -> pd.DataFrame:
    currency = reader.currency(cells)
    return pd.DataFrame(
        {
            "external_id": reader.ids(cells, "external_id"),
            "row": cells.row,
            "customer": reader.ids(cells, "customer"),
            **{
                name: cells.text(name)
                for name in ("name", "customer_name", "stage", "deal_type", "service_line", "owner")
            },
            "is_won": cells.flag("is_won"),
            "is_closed": cells.flag("is_closed"),
            "probability": cells.number("probability", 100),  # printed 0..100
            "amount": cells.money("amount", currency),
            "currency": currency,
            "close_date": cells.day("close_date"),
            "created": cells.day("created"),
            "method": methods(cells.text("method")),
            "method_text": cells.text("method"),
            "terms_days": terms(cells.text("terms")),
            "start": cells.day("start"),
            "po_required": cells.flag("po_required"),
            "has_handoff": has_any(cells, "method", "terms", "start", "po_required"),
        }
    )
