"""Readers of Stripe's exports: the balance held there is an account like a bank's, fees and refunds are lines of their own.

A line is named by the charge, refund or payout behind it, so that the lists of them do not double what the balance tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from importers.bank.fees import NetTies, with_fees
from importers.bank.rows import CheckedRows, moved, named, texts
from importers.bank.stripe import fields
from importers.shared.bodies import Body
from importers.shared.cells import Cells
from importers.shared.sheets import Sheet

_SERVICE = "Stripe"


class StripeBalance(NetTies):
    """Movements of the balance, one a row: gross, fee and net."""

    layout = "bank.stripe_itemized"
    system = "bank"
    entity = "bank_line"
    columns = fields.ITEMIZED
    must: ClassVar[tuple[str | tuple[str, ...], ...]] = (
        "external_id",
        "gross",
        "fee",
        "net",
        "currency",
        "day",
        "type",
    )
    anchor = "external_id"
    fee_sign = -1

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """bank_lines"""
        currency = self.currency(cells)
        account = _account(cells)
        source, own = cells.trimmed("source"), cells.trimmed("external_id")
        frame = pd.DataFrame(
            {
                "external_id": named(source.where(source != "", own), cells.numbered(), account),
                "row": cells.row,
                "account": account,
                "day": cells.day("day"),
                "type": cells.trimmed("type"),
                "payee": cells.text("payee"),
                "description": texts(cells, "description", "metadata"),
                "reference": texts(cells, "invoice", "intent", "payout"),
                "amount": cells.money("gross", currency),
                "balance": pd.array([pd.NA] * cells.size, dtype="Int64"),
                "currency": currency,
            }
        )
        return {"bank_lines": with_fees(frame, -cells.money("fee", currency), _SERVICE)}


class StripeHistory(StripeBalance):
    """The same from the dashboard; recalled headings."""

    layout = "bank.stripe_balance"
    columns = fields.HISTORY
    must: ClassVar = ("external_id", "gross", "fee", "net", "currency", "day", "available", "source")
    recalled = True


class StripeCharges(CheckedRows):
    """Charges in the currency in which they reach the balance, with what was refunded and the fee; recalled headings."""

    layout = "bank.stripe_charges"
    system = "bank"
    entity = "bank_line"
    columns = fields.CHARGES
    must: ClassVar = ("external_id", "day", "amount", "converted", "settled", "fee", "status")
    anchor = "external_id"
    recalled = True

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The charges that were paid."""
        body = super().body(sheet, header, width, places)
        return moved(body, places["status"], fields.UNPAID)

    def told(self, places: Mapping[str, int]) -> Mapping[str, frozenset[str]]:
        """The status tells whether money moved."""
        del places
        return {"status": fields.PAID}

    def currency(self, cells: Cells) -> pd.Series[str]:
        """The currency of the balance, not of the charge."""
        return cells.trimmed("settled").str.upper()

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """bank_lines"""
        currency = self.currency(cells)
        account = _account(cells)
        frame = pd.DataFrame(
            {
                "external_id": named(cells.trimmed("external_id"), cells.numbered(), account),
                "row": cells.row,
                "account": account,
                "day": cells.day("day"),
                "type": "charge",
                "payee": cells.text("payee"),
                "description": texts(cells, "description", "descriptor"),
                "reference": texts(cells, "invoice"),
                "amount": cells.money("converted", currency),
                "balance": pd.array([pd.NA] * cells.size, dtype="Int64"),
                "currency": currency,
            }
        )
        refunded = cells.money("converted_refunded", currency).fillna(0)
        back = (refunded != 0).to_numpy(dtype=np.bool_)
        refunds = frame[back].copy()
        days = cells.day("refund_day")[back]
        refunds["day"] = days.where(days.notna(), refunds["day"])
        refunds["amount"] = -refunded[back]
        refunds["type"] = "refund"
        refunds["external_id"] = refunds["external_id"] + " refund"
        lines = with_fees(frame, -cells.money("fee", currency), _SERVICE)
        return {"bank_lines": pd.concat([lines, refunds], ignore_index=True) if back.any() else lines}


class StripePayouts(CheckedRows):
    """Payouts to the bank: money that leaves the balance; recalled headings."""

    layout = "bank.stripe_payouts"
    system = "bank"
    entity = "bank_line"
    columns = fields.PAYOUTS
    must: ClassVar = ("external_id", "day", "arrival", "amount", "currency", "status", ("destination", "method"))
    anchor = "external_id"
    recalled = True

    def body(self, sheet: Sheet, header: int, width: int, places: Mapping[str, int]) -> Body:
        """The payouts that were sent."""
        body = super().body(sheet, header, width, places)
        return moved(body, places["status"], fields.NOT_SENT)

    def told(self, places: Mapping[str, int]) -> Mapping[str, frozenset[str]]:
        """The status tells whether money moved."""
        del places
        return {"status": fields.SENT}

    def frames(self, cells: Cells) -> dict[str, pd.DataFrame]:
        """bank_lines"""
        currency = self.currency(cells)
        account = _account(cells)
        frame = pd.DataFrame(
            {
                "external_id": named(cells.trimmed("external_id"), cells.numbered(), account),
                "row": cells.row,
                "account": account,
                "day": cells.day("day"),
                "type": "payout",
                "payee": cells.text("destination"),
                "description": cells.text("description"),
                "reference": cells.trimmed("transaction"),
                "amount": -cells.money("amount", currency),
                "balance": pd.array([pd.NA] * cells.size, dtype="Int64"),
                "currency": currency,
            }
        )
        return {"bank_lines": frame}


def _account(cells: Cells) -> pd.Series[str]:
    return pd.Series([_SERVICE] * cells.size, dtype="object")
