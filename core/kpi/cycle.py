"""Invoice cycle time and project set-up time (CONTROLS.md, KPI definitions; source APQC-1)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from core.kpi.measure import Measure, unknown
from core.records.schema import HOURLY_METHODS
from core.thread.thread import Thread

_CYCLE = "Invoice cycle time"
_SETUP = "Project set-up time"


def invoice_cycle_days(thread: Thread) -> Measure:
    """Mean days from the end of service (T&M: end of the service month; milestone: acceptance) to the invoice, weighted by base net.

    Reissued, advance-billed and unaccepted documents are left out.
    """
    period = str(thread.tables.period)
    invoices = thread.invoices
    month = invoices["day"].dt.strftime("%Y-%m")
    invoices = invoices[(month == period) & ~invoices["void"]]
    lines = thread.lines
    hourly = lines[lines["bills"] == "hourly"].groupby("invoice")["month"].max()
    accepted = thread.tables["milestones"].drop_duplicates("id").set_index("id")["accepted"]
    by_milestone = (
        thread.milestone_invoices.assign(accepted=lambda m: m["milestone"].map(accepted))
        .groupby("invoice")["accepted"]
        .max()
    )
    method = thread.of_contract(invoices["contract"], "method")
    service = pd.to_datetime(invoices["id"].map(hourly), format="%Y-%m") + pd.offsets.MonthEnd(0)
    end = service.where(method.isin(HOURLY_METHODS), pd.NaT)
    milestone = invoices["id"].map(by_milestone).where(method == "milestones", pd.NaT)
    end = end.where(end.notna(), milestone)
    days = (invoices["day"] - end).dt.days
    reissued = invoices["id"].isin(thread.reissues["invoice"])
    net = thread.base(invoices["net"], invoices["currency"], invoices["day"])
    take = days.notna() & ~reissued & net.notna() & (days >= 0)
    left_out = f"{int((~take).sum())} invoices reissued, billed in advance, unaccepted or without service date"
    weights = net[take].to_numpy(dtype=np.int64)
    if not weights.sum():
        return unknown("invoice_cycle_days", _CYCLE, period, "days", "no invoice of the period has a service end")
    weighted = sum(int(d) * int(w) for d, w in zip(days[take], weights, strict=True))
    value = (Decimal(weighted) / Decimal(int(weights.sum()))).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return Measure(
        "invoice_cycle_days", _CYCLE, period, value, "days", excluded=left_out, records=tuple(invoices.loc[take, "id"])
    )


def project_setup_days(thread: Thread) -> Measure:
    """Median calendar days over contracts from signature to the set-up of the first project, set up inside the last twelve months."""
    period = thread.tables.period
    span = f"{period.shift(-11)}/{period}"
    projects = thread.projects
    first = projects[projects["contract"] != ""].groupby("contract")["set_up"].min()
    contracts = thread.contracts
    ready = contracts["id"].map(first)
    inside = (
        (ready >= pd.Timestamp(period.shift(-11).first))
        & (ready <= pd.Timestamp(period.last))
        & contracts["signed"].notna()
    )
    days = (ready[inside] - contracts.loc[inside, "signed"]).dt.days
    if days.empty:
        return unknown(
            "project_setup_days", _SETUP, span, "days", "no project has both a set-up date and a signed contract"
        )
    waiting = int((contracts["active"] & ready.isna()).sum())
    value = Decimal(str(float(days.median()))).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Measure(
        "project_setup_days",
        _SETUP,
        span,
        value,
        "days",
        excluded=f"{waiting} contracts without a project",
        records=tuple(contracts.loc[inside, "id"]),
    )
