"""Which correction document suits which control, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Remedy(StrEnum):
    """What is made: a credit of a posted invoice (with its re-bill where one is due), or an invoice that was never made."""

    CREDIT_REBILL = "credit_rebill"
    DRAFT_INVOICE = "draft_invoice"


@dataclass(frozen=True, slots=True)
class Suit:
    """One control's remedy and what becomes of the posted invoice, in words for the screen."""

    control: str
    remedy: Remedy
    what: str


SUITS: Final[Mapping[str, Suit]] = {
    suit.control: suit
    for suit in (
        Suit("BI-04", Remedy.DRAFT_INVOICE, "Bill the month once"),
        Suit("BI-06", Remedy.CREDIT_REBILL, "Credit what was billed above the fixed price"),
        Suit("BI-07", Remedy.CREDIT_REBILL, "Credit in full and bill lines that add up"),
        Suit("BI-08", Remedy.CREDIT_REBILL, "Credit in full and bill again with the tax recomputed"),
        Suit("BI-09", Remedy.CREDIT_REBILL, "Credit in full and bill again with the contract's tax"),
        Suit("BI-10", Remedy.CREDIT_REBILL, "Credit the line without support"),
        Suit("BI-12", Remedy.CREDIT_REBILL, "Credit the duplicate in full"),
        Suit("BI-20", Remedy.CREDIT_REBILL, "Credit in full and bill the contract's customer"),
        Suit("CA-10", Remedy.DRAFT_INVOICE, "Bill again what was credited for re-billing"),
        Suit("EX-02", Remedy.CREDIT_REBILL, "Credit the expense line"),
        Suit("EX-03", Remedy.DRAFT_INVOICE, "Invoice the expenses with their mark-up"),
        Suit("EX-04", Remedy.CREDIT_REBILL, "Credit in full and bill the expense with the agreed mark-up"),
        Suit("HO-02", Remedy.DRAFT_INVOICE, "Invoice what the schedule says is due"),
        Suit("MD-09", Remedy.CREDIT_REBILL, "Credit in full and bill in the contract's currency"),
        Suit("MS-01", Remedy.DRAFT_INVOICE, "Invoice the milestone"),
        Suit("MS-02", Remedy.CREDIT_REBILL, "Credit the milestone that is not accepted"),
        Suit("MS-03", Remedy.CREDIT_REBILL, "Credit in full and bill the agreed amount"),
        Suit("MS-04", Remedy.CREDIT_REBILL, "Credit the second invoice of the milestone"),
        Suit("TE-01", Remedy.CREDIT_REBILL, "Credit in full and bill the hours at the card's rate"),
        Suit("TE-02", Remedy.CREDIT_REBILL, "Credit in full and bill the hours at the rate in force"),
        Suit("TE-03", Remedy.DRAFT_INVOICE, "Invoice the approved hours"),
        Suit("TE-05", Remedy.CREDIT_REBILL, "Credit in full and bill without the unapproved hours"),
    )
}
"""Control -> what can be drafted for its findings; a control that is not here has no correction document."""


def can_draft(control: str) -> str:
    """The remedy's name, or "" when no correction document suits the control."""
    suit = SUITS.get(control)
    return suit.remedy.value if suit else ""
