"""Figures in the sentences of findings: amounts, days, hours, per cents and names, written the same way by every control."""

from __future__ import annotations

import pandas as pd

from core.base.money import from_minor


def money(amount: pd.Series, currency: pd.Series) -> pd.Series:
    """`1,125.00 GBP` of each amount in minor units; "an unknown amount" where it is NA."""
    texts = [
        "an unknown amount" if value is pd.NA else f"{from_minor(value, code):,} {code}".rstrip()
        for value, code in zip(amount.astype("object"), currency, strict=True)
    ]
    return pd.Series(texts, index=amount.index, dtype="object")


def day(days: pd.Series) -> pd.Series:
    """`2026-09-14` of each day; "an unknown day" where it is NaT."""
    return days.dt.strftime("%Y-%m-%d").fillna("an unknown day").astype("object")


def hours(seconds: pd.Series) -> pd.Series:
    """`7.50` of each duration in seconds."""
    texts = ["unknown" if value is pd.NA else f"{value / 3600:,.2f}" for value in seconds.astype("object")]
    return pd.Series(texts, index=seconds.index, dtype="object")


def percent(basis_points: pd.Series) -> pd.Series:
    """`45 %` of each number of basis points."""
    texts = ["unknown" if value is pd.NA else f"{value / 100:g} %" for value in basis_points.astype("object")]
    return pd.Series(texts, index=basis_points.index, dtype="object")


def label(ids: pd.Series) -> pd.Series:
    """The external part of each `system:entity:external id`."""
    return ids.str.split(":", n=2).str[2].fillna("").astype("object")


METHOD_WORDS = {
    "time_and_materials": "time and materials",
    "capped": "time and materials up to a cap",
    "milestones": "fixed fee by milestones",
    "instalments": "fixed fee by instalments",
    "retainer": "monthly retainer",
    "prepaid": "prepaid hours",
}
