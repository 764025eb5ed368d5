"""The parameters of the controls, declared once with their defaults (CONTROLS.md, section 0); shown and logged with each run."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Policy:
    """Tolerances and windows. Money parameters are minor units of base currency unless the name says otherwise.

    tol_minor: exact tolerance in minor units; tol_basis: relative tolerance in basis points (50 = 0.5 %).
    materiality_basis: of the month's revenue, in basis points. *_days are calendar days, *_business_days business days.
    """

    tol_minor: int = 1
    tol_basis: int = 50
    tm_budget_basis: int = 500
    materiality_basis: int = 50
    unbilled_days: int = 10
    unapproved_days: int = 5
    setup_business_days: int = 5
    milestone_days: int = 5
    unapplied_days: int = 10
    credit_open_days: int = 10
    rebill_days: int = 10
    bank_unmatched_days: int = 5
    date_window_days: int = 4
    duplicate_payment_days: int = 3
    duplicate_invoice_days: int = 35
    duplicate_expense_days: int = 1
    short_payment_minor: int = 5_000
    cost_of_capital_basis: int = 800
    missing_seconds: int = 4 * 3600
    implausible_day_seconds: int = 14 * 3600
    impossible_day_seconds: int = 24 * 3600
    duplicate_text_similarity: int = 90
    name_similarity: int = 92
    # Usual probability of a stage is the most frequent one among the firm's own open deals; this is the allowed band in basis points.
    stage_band_basis: int = 0
    # Tax rate assumed for reverse-charge customers when their tax id fails (MD-04): the firm's own standard rate, in basis points; None = from invoices.
    standard_tax_basis: int | None = None
    severity: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def rounding_tolerance(self, taxed_lines: int) -> int:
        """Cent tolerance in minor units where tax rounding is involved: 0.005 x taxed lines + 0.005, rounded down (CONTROLS.md, section 0)."""
        return (5 * taxed_lines + 5) // 10
