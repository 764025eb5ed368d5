"""What Matches says of a link. No Qt."""

from __future__ import annotations

from typing import Final

from core.services.views import Grid, MatchView
from ui.grids.sheet import Order, Sheet

KIND_NAMES: Final = {
    "customer": "Customer",
    "deal-contract": "Deal to contract",
    "contract-project": "Contract to project",
    "contract-invoice": "Contract to invoice",
    "milestone-invoice": "Milestone to invoice",
    "payment-invoice": "Payment to invoice",
    "bank-payment": "Bank to payment",
    "person": "Person",
}
STATUS_NAMES: Final = {"suggested": "Suggested", "confirmed": "Confirmed", "rejected": "Rejected"}
COLUMN_ORDER: Final = ("kind", "status", "left", "right", "amount", "confidence", "reason")
WIDTHS: Final = {"kind": 144, "status": 92, "left": 196, "right": 196, "amount": 116, "confidence": 102, "reason": 360}
FIRST_ORDER: Final = (Order("confidence", descending=True),)


def sheet(grid: Grid) -> Sheet:
    """The grid ready for the screen."""
    return Sheet(grid, {"kind": KIND_NAMES, "status": STATUS_NAMES})


def sides(view: MatchView) -> tuple[str, str]:
    """The headings of the two columns: title, and id where it says more."""
    return view.left_title or view.left_id, view.right_title or view.right_id


def sureness(view: MatchView) -> str:
    """The confidence in words and per cent."""
    percent = view.confidence / 100
    word = "proven" if percent >= 99 else "very likely" if percent >= 90 else "likely" if percent >= 70 else "possible"
    return f"{int(percent)} %, {word}"  # cut, not rounded


def default_reason(verdict: str) -> str:
    """What is written as the reason of a verdict given with one key."""
    return "Accepted side by side" if verdict == "confirmed" else "Rejected side by side"
