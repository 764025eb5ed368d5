"""Write-off rate, billing accuracy and revenue leakage (CONTROLS.md, KPI definitions; BT-WU, SIMO, HUD)."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.kpi.measure import Measure, ratio
from core.thread.thread import Thread


def _months(thread: Thread) -> tuple[pd.Timestamp, pd.Timestamp, str]:
    """First and last day of the twelve months to the period, and how they are printed."""
    period = thread.tables.period
    start = period.shift(-11)
    return pd.Timestamp(start.first), pd.Timestamp(period.last), f"{start}/{period}"


def _exact_base(thread: Thread, value: pd.Series, currency: pd.Series, day: pd.Series) -> tuple[Decimal, int]:
    """Sum of exact work values in base (unrounded), and how many rows had no exchange rate."""
    rate = thread.fx_rate(currency, day)
    known = value.notna() & rate.notna()
    frame = pd.DataFrame({"value": value[known], "rate": rate[known]})
    sums = frame.groupby("rate")["value"].sum()
    pairs = zip(sums.index.tolist(), sums.tolist(), strict=True)
    total = sum((Decimal(rate) * Decimal(worth) for rate, worth in pairs), Decimal(0))
    return total, int((value.notna() & rate.isna()).sum())


def write_off_rate(thread: Thread) -> Measure:
    """(standard - billed) / standard over T&M time on a live invoice: standard at the card, billed at the time system's rate."""
    start, end, span = _months(thread)
    live = frozenset(thread.invoices.loc[thread.invoices["live"], "id"])
    time = thread.time
    rows = time[
        time["hourly"]
        & time["is_billable"]
        & time["invoice"].isin(live)
        & (time["day"] >= start)
        & (time["day"] <= end)
    ]
    priced = rows[rows["card_rate"].notna() & rows["rate"].notna()]  # both, or one side of the difference lacks it
    standard, _ = _exact_base(thread, priced["card_x"], priced["currency"], priced["day"])
    billed, _ = _exact_base(thread, priced["value_x"], priced["currency"], priced["day"])
    return ratio(
        "write_off_rate",
        "Billing write-off rate",
        span,
        standard - billed,
        standard,
        places=4,
        excluded=f"{len(rows) - len(priced)} entries without a rate",
        nothing="no billed hours have a card rate",
    )


def billing_accuracy(thread: Thread) -> Measure:
    """1 - (voided + credited in full for a billing error) / all invoices including voided, by count, twelve months."""
    start, end, span = _months(thread)
    invoices = thread.invoices
    invoices = invoices[(invoices["day"] >= start) & (invoices["day"] <= end)]
    bad = invoices["void"] | invoices["error_credit"]
    total = Decimal(len(invoices))
    return ratio(
        "billing_accuracy",
        "Billing accuracy",
        span,
        total - int(bad.sum()),
        total,
        places=3,
        records=tuple(invoices.loc[bad, "id"]),
        nothing="no invoices were imported",
    )


def revenue_leakage(thread: Thread) -> Measure:
    """(earned - billed) / earned up to the last billed month: earned = approved billable T&M hours at the card, billed = the part of
    them that stands on an invoice, at the billed rate; work without contract is left out.
    """
    period = thread.tables.period
    last = period.shift(-1)
    span = f"{period.shift(-11)}/{last}"
    time = thread.time
    rows = time[
        time["hourly"]
        & time["is_billable"]
        & time["is_approved"]
        & (time["day"] <= pd.Timestamp(last.last))
        & (time["day"] >= pd.Timestamp(period.shift(-11).first))
    ]
    # An hour billed at an unknown rate is no leakage.
    priced = rows[rows["card_rate"].notna() & ~(rows["is_invoiced"] & rows["rate"].isna())]
    earned, _ = _exact_base(thread, priced["card_x"], priced["currency"], priced["day"])
    # Hours on a credited invoice were billed once: what the credit took back is write-off, not leakage.
    billed, _ = _exact_base(thread, priced["value_x"].where(priced["is_invoiced"]), priced["currency"], priced["day"])
    return ratio(
        "revenue_leakage",
        "Revenue leakage",
        span,
        earned - billed,
        earned,
        places=4,
        excluded=f"work without contract; {len(rows) - len(priced)} entries without a rate",
        nothing="no approved billable hours on contracts billed by the hour",
    )
