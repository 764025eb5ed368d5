"""What Exceptions says of a finding, and how an edit of the grid becomes calls of the front. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from core.services.front import Front
from core.services.views import FindingView, Grid, Touched
from ui.grids.cells import money_text
from ui.grids.sheet import Order, Sheet

FACETS: Final = {
    "state": "State",
    "severity": "Severity",
    "impact_class": "Impact",
    "control": "Control",
    "customer": "Customer",
    "owner": "Owner",
}
IMPACT_NAMES: Final = {
    "LR": "Lost revenue",
    "DC": "Delayed cash",
    "OB": "Overbilling",
    "MS": "Misstatement",
    "PR": "Process",
}
STATE_NAMES: Final = {"open": "Open", "waived": "Waived", "absorbed": "Absorbed"}
COLUMN_ORDER: Final = (
    "severity", "control", "title", "amount", "customer", "field", "value", "owner", "contract", "state", "subject", "message", "suggestion", "impact_class",
)  # fmt: skip
WIDTHS: Final = {
    "severity": 78, "control": 72, "title": 186, "amount": 122, "customer": 158, "field": 104, "value": 100, "state": 84, "owner": 124,
    "contract": 96, "subject": 200, "message": 340, "suggestion": 220, "impact_class": 110,
}  # fmt: skip
FIRST_ORDER: Final = (Order("severity"), Order("amount", descending=True))
WAIVE_REASONS: Final = {
    "agreed": "Agreed with the customer",
    "immaterial": "Too small to matter",
    "timing": "Settles by itself next month",
    "source": "The source cannot be corrected",
    "not-an-exception": "The control does not apply here",
}
WAIVE_DAYS: Final = 92


def sheet(grid: Grid) -> Sheet:
    """The grid ready for the screen."""
    return Sheet(grid, {"impact_class": IMPACT_NAMES, "state": STATE_NAMES})


def impact(view: FindingView) -> str:
    """Class and amount in words."""
    name = IMPACT_NAMES.get(view.impact_class, view.impact_class)
    if view.amount is None:
        return name
    return f"{name} {money_text(view.amount, view.currency)} {view.currency}".strip()


def remarks(view: FindingView) -> str:
    """What else is worth knowing: that it is priced elsewhere, that it belongs to no contract."""
    made = []
    if view.absorbed_by:
        made.append(f"Priced once already, by {view.absorbed_by}.")
    if len(view.thread) == 1 and view.thread[0].unknown:
        made.append(f"{view.thread[0].unknown[:1].upper()}{view.thread[0].unknown[1:]}.")
    return " ".join(made)


def grouped(keys: Sequence[str], texts: Sequence[str]) -> list[tuple[str, list[str]]]:
    """(value, keys) for each distinct value, in order of first use: one call of the front each."""
    made: dict[str, list[str]] = {}
    for key, text in zip(keys, texts, strict=True):
        made.setdefault(text, []).append(key)
    return list(made.items())


def corrected(front: Front, column: str, groups: Sequence[tuple[str, list[str]]], why: str) -> list[Touched]:
    """Sets each value for its findings."""
    return [front.edit_findings(keys, column, value, why) for value, keys in groups]


def summary(count: int, text: str) -> str:
    """What an edit is about to do, in one line."""
    if count == 1:
        return f"The value becomes {text or 'blank'}."
    return (
        f"The value of {count:,} findings becomes {text or 'blank'}."
        if text
        else f"The values of {count:,} findings change."
    )


def expiry(today: date) -> str:
    """A waiver ends after a quarter unless said otherwise."""
    return (today + timedelta(days=WAIVE_DAYS)).isoformat()


def bad_day(text: str) -> str:
    """The sentence for an expiry that is no day, "" when it is one."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return f"{text!r} is not a day. Write it as 2026-12-31."
    return "" if len(text) == 10 else f"{text!r} is not a day. Write it as 2026-12-31."
