"""Billable hours against the card, the approval, the invoice and the project's window (TE-01 to TE-06)."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import counted, listed, merged, rate, sentences
from core.controls.wording import day, hours, label, money
from core.records.tables import findings_frame
from core.thread.pricing import settle
from core.thread.stacking import stacked
from core.thread.thread import Thread

_READS = ("contracts", "change_orders", "invoices", "invoice_lines", "allocations", "customers", "people", "rates")


_WORK = [
    *("id", "project", "contract", "invoice", "person_name", "day", "month", "seconds", "currency"),
    *("is_invoiced", "value_x", "card_x"),
]


def no_approval(thread: Thread) -> str:
    """Why approval cannot be judged: "" unless the time system says nothing about it."""
    return "" if thread.tables["time"]["approved"].notna().any() else "the time system has no approval column"


def no_invoiced_flag(thread: Thread) -> str:
    """Why nothing can be called unbilled: "" unless the time system says of no entry whether it is invoiced."""
    time = thread.tables["time"]
    known = time["invoiced"].notna().any() or (time["invoice_number"] != "").any()
    return "" if known else "the time system does not say what is invoiced"


def worth(time: pd.DataFrame) -> pd.Series:
    """The exact value of each entry at the time system's rate, at the card's where the system states none; NA = neither (Int64)."""
    return time["value_x"].fillna(time["card_x"]).astype("Int64")


def last_closed_month(thread: Thread, days: int) -> str:
    """The latest month `2026-08` whose last day lies more than `days` before the as-of date."""
    first = (thread.tables.as_of - timedelta(days=days)).replace(day=1)
    return (first - timedelta(days=1)).strftime("%Y-%m")


def by_project(rows: pd.DataFrame, value: pd.Series) -> pd.DataFrame:
    """One row a project and currency of `rows`: entries, seconds, exact value, its amount, contract, invoices, time ids, persons, first, last.

    value: exact products (`core.thread.pricing`), indexed as `rows`.
    """
    return _summed(rows, value, ["project", "currency"])


def _summed(rows: pd.DataFrame, value: pd.Series, by: list[str]) -> pd.DataFrame:
    out = (
        rows.assign(value=value)
        .groupby(by, sort=True)
        .agg(
            entries=("id", "size"),
            seconds=("seconds", "sum"),
            value=("value", lambda each: each.sum(min_count=1)),
            contract=("contract", "first"),
            projects=("project", joined),
            invoices=("invoice", joined),
            ids=("id", joined),
            persons=("person_name", listed),
            months=("month", listed),
            first=("day", "min"),
            last=("day", "max"),
        )
        .reset_index()
    )
    out["amount"] = settle(out["value"].astype("Int64"), out["currency"])
    out["related"] = merged(out["contract"], out["projects"], out["invoices"], out["ids"])
    return out


def _off_card(thread: Thread) -> pd.DataFrame:
    """Billable entries of hourly contracts whose rate is not the card's, with `outdated` (the rate of an earlier version of the same line)."""
    time = thread.time
    off = (time["hourly"] & time["is_billable"]).to_numpy(dtype=bool)
    off &= (time["rate"] != time["card_rate"]).fillna(False).to_numpy(dtype=bool)
    rows = time[off]
    rows = rows[rows["currency"] == rows["card_currency"]].copy()
    rows["outdated"] = False
    rates = thread.tables["rates"]
    ended = rates[rates["valid_to"].notna()]
    if rows.empty or ended.empty:
        return rows
    old = pd.DataFrame(
        {
            "contract": ended["contract"],
            "card_role": ended["role"].str.strip().str.casefold(),
            "card_person": ended["person"].str.strip().str.casefold(),
            "rate": ended["rate"],
            "valid_to": ended["valid_to"],
        }
    )
    left = rows[["id", "contract", "rate", "day", "work_role", "person_name"]]
    pairs = left.merge(old, on=["contract", "rate"])
    role, person = pairs["work_role"].str.strip().str.casefold(), pairs["person_name"].str.strip().str.casefold()
    same = (pairs["card_role"].isin(["", "any", "all"]) | (pairs["card_role"] == role)) & (
        (pairs["card_person"] == "") | (pairs["card_person"] == person)
    )
    rows["outdated"] = rows["id"].isin(pairs["id"][same & (pairs["valid_to"] < pairs["day"])])
    return rows


def _rate_findings(id: str, rows: pd.DataFrame, wording: str) -> pd.DataFrame:
    """Off-card rows as findings, one a project: priced at the sum of hours x the distance to the card's rate."""
    if rows.empty:
        return findings_frame()
    signed = rows["card_x"] - rows["value_x"]
    out = by_project(rows, signed.abs())
    key = ["project", "currency"]
    of = rows.assign(
        signed=signed, booked=[rate(r) for r in rows["rate"]], card=[rate(r) for r in rows["card_rate"]]
    ).groupby(key, sort=True)
    out["net"] = of["signed"].sum().to_numpy()
    out["booked"], out["card"] = of["booked"].agg(listed).to_numpy(), of["card"].agg(listed).to_numpy()
    out["billed"] = of["is_invoiced"].sum().to_numpy()
    low = out["net"] >= 0
    message = sentences(
        lambda n, h, who, a, b, was, card, m, under: (
            f"{counted(n, 'entry', 'entries')} ({h} h) of {who} from {a} to {b} stand at {was} {wording} {card} an hour: {m} too {'little' if under else 'much'}."
        ),
        out["entries"],
        hours(out["seconds"]),
        out["persons"],
        day(out["first"]),
        day(out["last"]),
        out["booked"],
        out["card"],
        money(out["amount"], out["currency"]),
        low,
    )
    suggestion = sentences(
        lambda card, n: (
            f"Set the rate to {card}"
            + (f"; credit and re-bill the {counted(n, 'entry', 'entries')} already invoiced." if n else ".")
        ),
        out["card"],
        out["billed"],
    )
    return findings(
        id,
        subject=out["project"],
        amount=out["amount"],
        currency=out["currency"],
        related=out["related"],
        message=message,
        suggestion=suggestion,
        detail=out["currency"],
        impact_class=pd.Series(np.where(low, "LR", "OB"), index=out.index),
        day=out["last"],
    )


@control(
    "TE-01",
    "Rate not on the rate card",
    severity="S1",
    impact="LR",
    needs=("time", "projects", "contracts", "rates"),
    reads=_READS,
)
def rate_off_card(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Billable hours of hourly contracts whose rate is neither the card's nor an earlier version of it; one finding a project.

    A person or role without a line on the card is MD-12, an earlier version TE-02.
    """
    rows = _off_card(thread)
    return _rate_findings("TE-01", rows[~rows["outdated"]], "where the card says")


@control(
    "TE-02",
    "Outdated rate used",
    severity="S2",
    impact="LR",
    needs=("time", "projects", "contracts", "rates"),
    reads=_READS,
)
def rate_outdated(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Billable hours at a rate of the card that had ended before the day; one finding a project."""
    rows = _off_card(thread)
    return _rate_findings("TE-02", rows[rows["outdated"]], "of an earlier card; the card in force says")


def _exhausted(thread: Thread) -> pd.Index:
    """Contracts whose cap the live invoices have used up: further hours cannot be billed (BI-01 prices them)."""
    lines = thread.lines
    billed = lines[lines["live"] & (lines["bills"] != "expense")].groupby("contract")["amount"].sum()
    cap = thread.contracts.drop_duplicates("id").set_index("id")["full_cap"].dropna()
    used = billed.reindex(cap.index).fillna(0)
    return cap.index[(used >= cap).to_numpy(dtype=bool)]


@control(
    "TE-03",
    "Approved time not billed",
    severity="S2",
    impact="DC",
    needs=("time", "projects", "contracts"),
    reads=_READS,
    unless=no_invoiced_flag,
)
def approved_time_not_billed(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Approved billable hours of hourly contracts on no live invoice, of months that ended more than `unbilled_days` ago.

    One finding a project; a further one for each credited invoice that nothing replaced. Hours beyond a used-up cap are BI-01.
    """
    time = thread.time
    closed = last_closed_month(thread, policy.unbilled_days)
    chosen = (
        time["hourly"] & time["is_billable"] & time["is_approved"] & (time["month"] != "") & (time["month"] <= closed)
    )
    base = time.loc[chosen, _WORK]
    idle = base[~base["is_invoiced"]]
    idle = idle[(worth(idle).fillna(1) > 0) & ~idle["contract"].isin(_exhausted(thread))]
    heads = thread.invoices
    gone = heads["id"][heads["error_credit"] & ~heads["void"]]
    gone = gone[~gone.isin(thread.reissues["replaces"])]
    undone = base[base["invoice"].isin(gone)]
    return stacked(_idle_findings(idle, thread), _undone_findings(undone))


def _idle_findings(idle: pd.DataFrame, thread: Thread) -> pd.DataFrame:
    if idle.empty:
        return findings_frame()
    out = by_project(idle, worth(idle))
    as_of = pd.Timestamp(thread.tables.as_of)
    message = sentences(
        lambda n, h, m, who, months, late: (
            f"{counted(n, 'approved entry', 'approved entries')} ({h} h, {m}) of {who} in {months} are on no invoice, {late} days after the last of them."
        ),
        out["entries"],
        hours(out["seconds"]),
        money(out["amount"], out["currency"]),
        out["persons"],
        out["months"],
        (as_of - out["last"]).dt.days,
    )
    return findings(
        "TE-03",
        subject=out["project"],
        amount=out["amount"],
        currency=out["currency"],
        related=out["related"],
        message=message,
        suggestion="Add the hours to the next invoice of the contract, or mark them not billable with a reason.",
        detail=out["currency"],
        impact_class=pd.Series(np.where((as_of - out["last"]).dt.days > 90, "LR", "DC"), index=out.index),
        day=out["last"],
    )


def _undone_findings(undone: pd.DataFrame) -> pd.DataFrame:
    if undone.empty:
        return findings_frame()
    out = _summed(undone, worth(undone), ["project", "currency", "invoice"])
    message = sentences(
        lambda n, h, m, months, number: (
            f"{counted(n, 'approved entry', 'approved entries')} ({h} h, {m}) in {months} stand only on invoice {number}, which was credited in full for an error and not billed again."
        ),
        out["entries"],
        hours(out["seconds"]),
        money(out["amount"], out["currency"]),
        out["months"],
        label(out["invoice"]),
    )
    return findings(
        "TE-03",
        subject=out["project"],
        amount=out["amount"],
        currency=out["currency"],
        related=out["related"],
        message=message,
        suggestion="Bill the hours again on a new invoice.",
        detail=out["invoice"],
        day=out["last"],
    )


@control(
    "TE-04",
    "Unapproved time past cut-off",
    severity="S2",
    impact="DC",
    needs=("time", "projects"),
    reads=_READS,
    unless=no_approval,
)
def unapproved_time(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Billable hours not approved and not billed, dated more than `unapproved_days` before the as-of date; one finding a project."""
    time = thread.time
    before = pd.Timestamp(thread.tables.as_of) - pd.Timedelta(days=policy.unapproved_days)
    late = time.loc[time["is_billable"] & ~time["is_approved"] & ~time["is_invoiced"] & (time["day"] < before), _WORK]
    if late.empty:
        return findings_frame()
    out = by_project(late, worth(late))
    message = sentences(
        lambda n, h, m, who, a, b: (
            f"{counted(n, 'entry', 'entries')} ({h} h, {m}) of {who} from {a} to {b} are still not approved."
        ),
        out["entries"],
        hours(out["seconds"]),
        money(out["amount"], out["currency"]),
        out["persons"],
        day(out["first"]),
        day(out["last"]),
    )
    return findings(
        "TE-04",
        subject=out["project"],
        amount=out["amount"],
        currency=out["currency"],
        related=out["related"],
        message=message,
        suggestion="Ask the project's approver to approve or return the entries.",
        detail=out["currency"],
        day=out["last"],
    )


@control(
    "TE-05",
    "Unapproved time billed",
    severity="S1",
    impact="OB",
    needs=("time", "projects", "invoices"),
    reads=_READS,
    unless=no_approval,
)
def unapproved_time_billed(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Hours that are invoiced though not approved; one finding an invoice, or a project where the invoice is not known."""
    time = thread.time
    rows = time[time["is_billable"] & ~time["is_approved"] & time["is_invoiced"]]
    dead = thread.invoices["id"][~thread.invoices["live"]]
    rows = rows[~rows["invoice"].isin(dead)]
    if rows.empty:
        return findings_frame()
    rows = rows.assign(subject=rows["invoice"].where(rows["invoice"] != "", rows["project"]))
    out = _summed(rows, worth(rows), ["subject", "currency"])
    message = sentences(
        lambda n, h, m, who, a, b: (
            f"{counted(n, 'entry', 'entries')} ({h} h, {m}) of {who} from {a} to {b} {'is' if n == 1 else 'are'} billed without approval."
        ),
        out["entries"],
        hours(out["seconds"]),
        money(out["amount"], out["currency"]),
        out["persons"],
        day(out["first"]),
        day(out["last"]),
    )
    return findings(
        "TE-05",
        subject=out["subject"],
        amount=out["amount"],
        currency=out["currency"],
        related=out["related"],
        message=message,
        suggestion="Get the entries approved, or credit them.",
        detail=out["currency"],
        day=out["last"],
    )


@control(
    "TE-06",
    "Time outside the project's window",
    severity="S2",
    impact="LR",
    needs=("time", "projects"),
    reads=_READS,
)
def time_outside_project(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Billable hours dated before the project's start or after its end; one finding a project.

    A closed project is judged by its end date too: time inside the window was right when it was written.
    """
    time = thread.time
    projects = thread.projects.drop_duplicates("id").set_index("id")
    start, end = time["project"].map(projects["start"]), time["project"].map(projects["end"])
    outside = time["is_billable"] & ((time["day"] < start) | (time["day"] > end))
    rows = time.loc[outside, _WORK]
    if rows.empty:
        return findings_frame()
    out = by_project(rows, worth(rows))
    message = sentences(
        lambda n, h, m, who, a, b, since, until: (
            f"{counted(n, 'entry', 'entries')} ({h} h, {m}) of {who} from {a} to {b} lie outside the project's time ({since} to {until})."
        ),
        out["entries"],
        hours(out["seconds"]),
        money(out["amount"], out["currency"]),
        out["persons"],
        day(out["first"]),
        day(out["last"]),
        day(out["project"].map(projects["start"])),
        day(out["project"].map(projects["end"])),
    )
    return findings(
        "TE-06",
        subject=out["project"],
        amount=out["amount"],
        currency=out["currency"],
        related=out["related"],
        message=message,
        suggestion="Move the entries to the right project, or extend the project with the client's consent.",
        detail=out["currency"],
        day=out["last"],
    )
