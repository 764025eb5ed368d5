"""Expenses against the contract's rules and the invoice lines that bill them (EX-02, EX-03, EX-04, EX-06)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import counted, listed, merged, sentences
from core.controls.wording import day, label, money, percent
from core.controls.work_time import last_closed_month
from core.records.tables import findings_frame
from core.thread.stacking import stacked
from core.thread.thread import Thread

_READS = ("contracts", "change_orders", "invoices", "invoice_lines", "allocations", "customers", "people", "rates")


def no_invoiced_flag(thread: Thread) -> str:
    """Why nothing can be called unbilled: "" unless the expenses' system says of no expense whether it is invoiced."""
    expenses = thread.tables["expenses"]
    known = expenses["invoiced"].notna().any() or (expenses["invoice_number"] != "").any()
    return "" if known else "the expense report does not say what is invoiced"


def _billed(thread: Thread) -> pd.DataFrame:
    """Ties of expense and line with the expense's fields; `amount` is the line's, `cost` the expense's."""
    ties = thread.billed_expenses
    fields = [
        "id",
        "project",
        "contract",
        "category",
        "merchant",
        "person_name",
        "day",
        "charge",
        "markup",
        "is_billable",
        "excluded",
    ]
    expense = thread.expenses[[*fields, "amount", "currency"]].rename(
        columns={"id": "expense", "amount": "cost", "currency": "cost_currency"}
    )
    return ties.merge(expense, on="expense").reset_index(drop=True)


@control(
    "EX-02",
    "Non-billable expense billed",
    severity="S1",
    impact="OB",
    needs=("expenses", "invoices", "invoice_lines"),
    reads=_READS,
)
def non_billable_expense_billed(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Expense lines of live invoices for an expense that is marked not billable or whose category the contract excludes; one an invoice.

    A line that fits no expense counts when it names an excluded category. Priced at the lines' net.
    """
    ties = _billed(thread)
    wrong = ties[~ties["is_billable"] | ties["excluded"]].copy()
    wrong["why"] = np.where(wrong["excluded"], "excluded by the contract", "marked not billable")
    rows = stacked(
        wrong[["invoice", "contract", "project", "expense", "category", "amount", "currency", "why"]],
        _excluded_lines(thread, ties),
    )
    if rows.empty:
        return findings_frame()
    out = (
        rows.groupby(["invoice", "currency"], sort=True)
        .agg(
            amount=("amount", "sum"),
            lines=("amount", "size"),
            contract=("contract", joined),
            project=("project", joined),
            expenses=("expense", joined),
            categories=("category", listed),
            why=("why", listed),
        )
        .reset_index()
    )
    message = sentences(
        lambda number, n, m, what, why: (
            f"Invoice {number} bills {counted(n, 'expense')} of {m} ({what}) that {'is' if n == 1 else 'are'} {why}."
        ),
        label(out["invoice"]),
        out["lines"],
        money(out["amount"], out["currency"]),
        out["categories"],
        out["why"],
    )
    return findings(
        "EX-02",
        subject=out["invoice"],
        amount=out["amount"].astype("Int64"),
        currency=out["currency"],
        related=merged(out["expenses"], out["project"], out["contract"]),
        message=message,
        suggestion="Credit the line, or get the client's consent and mark the expense billable.",
        detail=out["currency"],
        day=out["invoice"].map(thread.invoices.set_index("id")["day"]),
    )


def _excluded_lines(thread: Thread, ties: pd.DataFrame) -> pd.DataFrame:
    """Live expense lines tied to no expense that name a category their contract excludes."""
    lines = thread.lines
    free = lines[(lines["bills"] == "expense") & lines["live"] & ~lines["id"].isin(ties["line"])].copy()
    free["excluded"] = thread.of_contract(free["contract"], "expenses_excluded").str.casefold()
    free["category"] = [
        next((part.strip() for part in rule.split(",") if part.strip() and part.strip() in text), "")
        for rule, text in zip(free["excluded"], free["description"].str.casefold(), strict=True)
    ]
    free = free[free["category"] != ""]
    out = free[["invoice", "contract", "category", "amount", "currency"]]
    return out.assign(project="", expense="", why="excluded by the contract")


@control(
    "EX-03",
    "Billable expense not billed",
    severity="S2",
    impact="DC",
    needs=("expenses", "projects", "contracts"),
    reads=_READS,
    unless=no_invoiced_flag,
)
def billable_expense_not_billed(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Approved billable expenses on no invoice, of months that ended more than `unbilled_days` ago; one finding a project.

    Priced at cost plus mark-up. A contract without a mark-up agrees to no expenses where the register states mark-ups at all.
    """
    expenses = thread.expenses
    closed = last_closed_month(thread, policy.unbilled_days)
    agreed = expenses["markup"].notna() | bool(thread.contracts["markup"].isna().all())
    idle = expenses[
        (expenses["contract"] != "")
        & agreed
        & expenses["is_billable"]
        & ~expenses["excluded"]
        & expenses["is_approved"]
        & ~expenses["is_invoiced"]
        & (expenses["month"] != "")
        & (expenses["month"] <= closed)
        & ~expenses["id"].isin(thread.billed_expenses["expense"])
    ]
    if idle.empty:
        return findings_frame()
    out = (
        idle.groupby(["project", "currency"], sort=True)
        .agg(
            amount=("charge", "sum"),
            count=("id", "size"),
            ids=("id", joined),
            contract=("contract", joined),
            months=("month", listed),
            markup=("markup", "first"),
            last=("day", "max"),
        )
        .reset_index()
    )
    late = (pd.Timestamp(thread.tables.as_of) - out["last"]).dt.days
    message = sentences(
        lambda n, m, months, up, d: (
            f"{counted(n, 'billable expense')} of {months} ({m} with {up} mark-up) {'is' if n == 1 else 'are'} on no invoice, {d} days after the last."
        ),
        out["count"],
        money(out["amount"], out["currency"]),
        out["months"],
        percent(out["markup"].fillna(0)),
        late,
    )
    return findings(
        "EX-03",
        subject=out["project"],
        amount=out["amount"],
        currency=out["currency"],
        related=merged(out["contract"], out["ids"]),
        message=message,
        suggestion="Add the expenses to the next invoice of the contract.",
        detail=out["currency"],
        impact_class=pd.Series(np.where(late > 90, "LR", "DC"), index=out.index),
        day=out["last"],
    )


@control(
    "EX-04",
    "Mark-up wrong",
    severity="S2",
    impact="OB",
    needs=("expenses", "invoices", "invoice_lines", "contracts"),
    reads=_READS,
)
def markup_wrong(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Expense lines whose net is not cost plus the agreed mark-up, by more than `tol_minor`; one finding an invoice."""
    ties = _billed(thread)
    gap = ties["amount"].astype("Int64") - ties["charge"]
    wrong = ties[
        (gap.abs() > policy.tol_minor).fillna(False).astype(bool)
        & ties["is_billable"]
        & ~ties["excluded"]
        & (ties["currency"] == ties["cost_currency"])
    ].copy()
    if wrong.empty:
        return findings_frame()
    wrong["gap"] = gap[wrong.index]
    out = (
        wrong.groupby(["invoice", "currency"], sort=True)
        .agg(
            gap=("gap", "sum"),
            lines=("gap", "size"),
            billed=("amount", "sum"),
            right=("charge", "sum"),
            markup=("markup", "first"),
            expenses=("expense", joined),
            project=("project", joined),
            contract=("contract", joined),
            merchants=("merchant", listed),
        )
        .reset_index()
    )
    over = out["gap"] > 0
    message = sentences(
        lambda number, n, what, had, want, up: (
            f"Invoice {number} bills {counted(n, 'expense')} ({what}) at {had}; cost plus the agreed {up} is {want}."
        ),
        label(out["invoice"]),
        out["lines"],
        out["merchants"],
        money(out["billed"].astype("Int64"), out["currency"]),
        money(out["right"], out["currency"]),
        percent(out["markup"].fillna(0)),
    )
    return findings(
        "EX-04",
        subject=out["invoice"],
        amount=out["gap"].abs(),
        currency=out["currency"],
        related=merged(out["expenses"], out["project"], out["contract"]),
        message=message,
        suggestion="Credit and re-bill the line at cost plus the agreed mark-up.",
        detail=out["currency"],
        impact_class=pd.Series(np.where(over, "OB", "LR"), index=out.index),
        day=out["invoice"].map(thread.invoices.set_index("id")["day"]),
    )


@control(
    "EX-06",
    "Duplicate expense",
    severity="S2",
    impact="OB",
    needs=("expenses",),
    reads=("contracts", "change_orders", "customers"),
)
def duplicate_expense(thread: Thread, policy: Policy) -> pd.DataFrame:
    """The same person, merchant and amount within `duplicate_expense_days`; one finding an expense, on the later of two. Priced at cost."""
    expenses = thread.expenses
    key = ["system", "person", "merchant", "amount", "currency"]
    rows = expenses[expenses["amount"].notna() & expenses["day"].notna() & (expenses["merchant"] != "")]
    rows = rows[rows.duplicated(key, keep=False)].reset_index(drop=True)
    rows = rows.sort_values([*key, "day", "row", "id"], kind="stable")
    before = rows.groupby(key, sort=False)[["id", "day", "project"]].shift()
    near = (rows["day"] - before["day"]).dt.days <= policy.duplicate_expense_days
    out = rows[near].assign(earlier=before["id"][near], first_day=before["day"][near], other=before["project"][near])
    out = out.reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda who, m, shop, a, b: f"{who} claimed {m} at {shop} on {a} and again on {b}.",
        out["person_name"],
        money(out["amount"], out["currency"]),
        out["merchant"],
        day(out["first_day"]),
        day(out["day"]),
    )
    return findings(
        "EX-06",
        subject=out["id"],
        amount=out["amount"],
        currency=out["currency"],
        related=merged(out["earlier"], out["project"], out["other"], out["contract"]),
        message=message,
        suggestion="Ask for both receipts; void one claim, and credit it if both were billed.",
        day=out["day"],
    )
