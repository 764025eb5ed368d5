"""The month at a glance: figures, impact by class, what to do next, and whether the gate is open."""

from __future__ import annotations

from typing import Final

import pandas as pd

from core.base.money import to_minor
from core.services.session import Session
from core.services.views import Figure, HomeView, Task

IMPACT_TITLES: Final = {
    "LR": "Lost revenue",
    "DC": "Delayed cash",
    "OB": "Overbilling",
    "MS": "Misstatement",
    "PR": "Process",
}
_HEADLINES: Final = (
    "ar_open",
    "unbilled_wip",
    "deferred_revenue",
    "backlog",
    "dso_countback",
    "utilization",
    "revenue_leakage",
)


def open_findings(session: Session) -> pd.DataFrame:
    """Findings that count: neither waived nor absorbed by one upstream."""
    found = session.result.findings
    return found[~found["key"].isin(list(session.waivers())) & (found["absorbed_by"] == "")]


def gate_open(session: Session) -> bool:
    """True when no open S1 stands in the way of the close."""
    return not (open_findings(session)["severity"] == "S1").any()


def home_view(session: Session, firm: str, digest: str, quarantined: int, waiting: int) -> HomeView:
    """Home of the session's period. quarantined: rows that could not be read; waiting: outbox entries to approve or write."""
    base = session.tables.base_currency
    found = session.result.findings
    live = open_findings(session)
    figures = []
    for each in session.measures:
        if each.kpi not in _HEADLINES:
            continue
        money = each.unit == base
        figures.append(
            Figure(
                each.kpi,
                each.title,
                minor=to_minor(each.value, base) if money and each.value is not None else None,
                currency=base if money else "",
                text="" if money or each.value is None else f"{each.value:,f}",
                unit="" if money else each.unit,
                unknown=each.unknown,
            )
        )
    return HomeView(
        firm=firm,
        period=str(session.period),
        as_of=session.period.last,
        base_currency=base,
        figures=tuple(figures),
        impact=tuple(_impact(name, title, live, found, base) for name, title in IMPACT_TITLES.items()),
        tasks=_tasks(session, live, quarantined, waiting),
        not_evaluated=session.result.not_evaluated,
        digest=digest,
        gate_open=gate_open(session),
    )


def _impact(name: str, title: str, live: pd.DataFrame, found: pd.DataFrame, base: str) -> Figure:
    """Net (priced once) of one class, the count and the gross beside it; unpriced findings are counted, never added as 0."""
    net = live[live["impact_class"] == name]
    gross = found[found["impact_class"] == name]
    unpriced = int(net["base_amount"].isna().sum())
    text = f"{len(net)} open" + (f", {unpriced} without a price" if unpriced and name != "PR" else "")
    gross_minor = int(gross["base_amount"].fillna(0).sum())
    if name == "PR":
        return Figure(name, title, text=f"{len(net)} open")
    return Figure(
        name, title, minor=int(net["base_amount"].fillna(0).sum()), currency=base, text=text, unit=str(gross_minor)
    )


def _tasks(session: Session, live: pd.DataFrame, quarantined: int, waiting: int) -> tuple[Task, ...]:
    """What a controller does next, in the order it pays."""
    severities = live["severity"].value_counts()
    suggested = int((session.tables.links["status"] == "suggested").sum())
    tasks = []
    if quarantined:
        tasks.append(
            Task("Read the quarantine", "Rows that no reader could take; they are in no figure", "imports", quarantined)
        )
    if int(severities.get("S1", 0)):
        tasks.append(
            Task("Clear what blocks the close", "Findings of severity S1", "exceptions", int(severities["S1"]))
        )
    if int(severities.get("S2", 0)):
        tasks.append(Task("Resolve or explain", "Findings of severity S2", "exceptions", int(severities["S2"])))
    if suggested:
        tasks.append(
            Task("Judge suggested links", "Likely, not proven: accept, reject or re-point", "matches", suggested)
        )
    if int(severities.get("S3", 0)):
        tasks.append(Task("Look over the warnings", "Findings of severity S3", "exceptions", int(severities["S3"])))
    if waiting:
        tasks.append(Task("Send what is ready", "Corrections waiting for approval or for writing", "sending", waiting))
    if not tasks:
        tasks.append(Task("Print the pack", "Nothing stands in the way", "reports", 0))
    return tuple(tasks)
