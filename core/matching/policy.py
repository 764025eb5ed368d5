"""Tolerances and thresholds of matching, declared once; a book may replace any of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """What counts as near, as proof, and as worth showing.

    Weights are natural log-odds: 0 = as likely as not, 3 = about 95 %.
    """

    date_window: int = 5  # days between a bank line and its payment
    duplicate_window: int = 10  # days between two entries of one receipt
    fee_limit: int = 5000  # minor units a bank may keep of a transfer, at least
    fee_share: int = 100  # basis points of the transfer a bank may keep, where that is more
    short_limit: int = 5000  # minor units a payer may leave open and still have paid that invoice
    advance_days: int = 60  # an invoice may precede its contract's start by this much
    arrears_days: int = 100  # and follow its end by this much
    signing_days: int = 31  # a deal is won this many days around the signature
    settle_invoices: int = 12  # open invoices of one payer searched for an exact sum
    settle_parts: int = 4  # invoices one receipt is assumed to pay at most when nothing names them
    suggest: float = 0.0  # total weight from which a link is shown
    confirm: float = 3.0  # total weight from which a proven link is confirmed
    margin: float = 2.0  # lead over the runner-up that a confirmed link needs
    key_limit: int = 60  # records that may share a key before the key says nothing
