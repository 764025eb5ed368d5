"""The billing schedule of fixed fees: reached and not billed, billed too early, at another amount, or twice (MS-01 to MS-04)."""

from __future__ import annotations

import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import merged, sentences
from core.controls.wording import day, money
from core.records.tables import findings_frame
from core.thread.folding import mapped
from core.thread.thread import Thread

_NEEDS = ("milestones", "contracts", "invoices", "invoice_lines")
_READS = ("projects", "change_orders", "allocations", "customers", "people", "rates")


@control("MS-01", "Milestone reached, not invoiced", severity="S1", impact="DC", needs=_NEEDS, reads=_READS)
def milestone_not_invoiced(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Milestones accepted and instalments due more than `milestone_days` before the as-of date that stand on no live invoice."""
    schedule = thread.schedule
    billed = thread.billed_milestones
    live = billed["milestone"][billed["live"].astype(bool)]
    before = pd.Timestamp(thread.tables.as_of) - pd.Timedelta(days=policy.milestone_days)
    out = schedule[(schedule["due"] < before) & ~schedule["id"].isin(live)].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    dead = billed[~billed["live"].astype(bool)].groupby("milestone")["invoice"].agg(joined)
    late = (pd.Timestamp(thread.tables.as_of) - out["due"]).dt.days
    message = sentences(
        lambda name, m, word, on, n: f"{name} ({m}) was {word} on {on} and is on no invoice {n} days later.",
        out["name"],
        money(out["amount"], out["currency"]),
        out["needs_acceptance"].map({True: "accepted", False: "due"}),
        day(out["due"]),
        late,
    )
    return findings(
        "MS-01",
        subject=out["id"],
        amount=out["amount"],
        currency=out["currency"],
        related=merged(out["contract"], out["project"], mapped(out["id"], dead)),
        message=message,
        suggestion="Draft the invoice.",
        day=out["due"],
    )


def _lived(thread: Thread) -> pd.DataFrame:
    """Live billings of the schedule with the milestone's fields; `amount` is the line's, `agreed` the milestone's."""
    billed = thread.billed_milestones
    schedule = thread.schedule.rename(columns={"id": "milestone", "amount": "agreed", "currency": "agreed_currency"})
    fields = ["milestone", "name", "contract", "project", "agreed", "agreed_currency", "accepted", "needs_acceptance"]
    return billed[billed["live"].astype(bool)].merge(schedule[fields], on="milestone").reset_index(drop=True)


@control("MS-02", "Milestone invoiced before acceptance", severity="S1", impact="OB", needs=_NEEDS, reads=_READS)
def milestone_before_acceptance(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Milestones on a live invoice without acceptance, or accepted after the invoice's date, where the contract asks for acceptance."""
    lived = _lived(thread)
    early = lived["accepted"].isna() | (lived["accepted"] > lived["invoice_day"])
    out = lived[early & lived["needs_acceptance"]].drop_duplicates(["milestone", "invoice"]).reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda name, m, number, on, got: (
            f"{name} ({m}) is billed on invoice {number} of {on}, "
            + (f"accepted only on {got}." if got else "and is not accepted.")
        ),
        out["name"],
        money(out["agreed"], out["agreed_currency"]),
        out["number"],
        day(out["invoice_day"]),
        out["accepted"].dt.strftime("%Y-%m-%d").fillna(""),
    )
    return findings(
        "MS-02",
        subject=out["milestone"],
        amount=out["agreed"],
        currency=out["agreed_currency"],
        related=merged(out["invoice"], out["contract"], out["project"]),
        message=message,
        suggestion="Get the acceptance, or credit the invoice until it is there.",
        detail=out["invoice"],
        day=out["invoice_day"],
    )


@control("MS-03", "Milestone amount differs", severity="S1", impact="LR", needs=_NEEDS, reads=_READS)
def milestone_amount_differs(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Milestones billed on one live invoice at another net than agreed, by more than `tol_minor`; priced at the difference."""
    lived = _lived(thread)
    lived["unknown"] = lived["amount"].isna()
    # A milestone on several invoices is MS-04, or paid in parts that may still come.
    once = lived.groupby("milestone")["invoice"].transform("nunique") == 1
    out = (
        lived[once & (lived["currency"] == lived["agreed_currency"])]
        .groupby(["milestone"], sort=True)
        .agg(
            billed=("amount", "sum"),
            unknown=("unknown", "any"),
            **{
                name: (name, "first")
                for name in ("invoice", "number", "name", "contract", "project", "agreed", "currency")
            },
            invoice_day=("invoice_day", "max"),
        )
        .reset_index()
    )
    gap = out["billed"].astype("Int64") - out["agreed"]
    wrong = (gap.abs() > policy.tol_minor).fillna(False).astype(bool) & ~out["unknown"].astype(bool)
    out, gap = out[wrong].reset_index(drop=True), gap[wrong].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda name, had, number, want: f"{name} is billed at {had} on invoice {number}; agreed are {want}.",
        out["name"],
        money(out["billed"].astype("Int64"), out["currency"]),
        out["number"],
        money(out["agreed"], out["currency"]),
    )
    return findings(
        "MS-03",
        subject=out["milestone"],
        amount=gap,
        currency=out["currency"],
        related=merged(out["invoice"], out["contract"], out["project"]),
        message=message,
        suggestion="Credit and bill again at the agreed amount, or record the change order.",
        impact_class=(gap > 0).map({True: "OB", False: "LR"}),
        day=out["invoice_day"],
    )


def _twice(lived: pd.DataFrame) -> pd.DataFrame:
    """Milestones on two or more live invoices that together bill more than agreed: milestone, invoices, numbers, count, billed, last."""
    out = (
        lived.drop_duplicates(["milestone", "invoice"])
        .groupby("milestone", sort=True)
        .agg(
            invoices=("invoice", joined),
            numbers=("number", ", ".join),
            count=("invoice", "size"),
            billed=("amount", "sum"),
            last=("invoice_day", "max"),
            **{name: (name, "first") for name in ("name", "contract", "project", "agreed", "agreed_currency")},
        )
        .reset_index()
    )
    return out[(out["count"] > 1) & (out["billed"] > out["agreed"] + 1).fillna(False)].reset_index(drop=True)


@control("MS-04", "Milestone billed twice", severity="S1", impact="OB", needs=_NEEDS, reads=_READS)
def milestone_billed_twice(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Milestones on several live invoices that together exceed the agreed amount; priced at the amount for each invoice too many."""
    out = _twice(_lived(thread))
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda name, m, numbers: f"{name} ({m}) is billed on each of the invoices {numbers}.",
        out["name"],
        money(out["agreed"], out["agreed_currency"]),
        out["numbers"],
    )
    return findings(
        "MS-04",
        subject=out["milestone"],
        amount=(out["agreed"] * (out["count"] - 1)).astype("Int64"),
        currency=out["agreed_currency"],
        related=merged(out["invoices"], out["contract"], out["project"]),
        message=message,
        suggestion="Credit the later invoice.",
        day=out["last"],
    )
