"""Lines for what was never billed: hours by person or role, expenses with their mark-up, milestones, retainer months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from core.base.periods import Period
from core.invoicing.corrections import ONE, Cause, Correction, Drafter, NotDraftable, UnknownDocument, price_of
from core.records.documents import DocumentLine, line_amount
from core.thread.pricing import settle

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The few rows of a selection, one dict each."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def month_name(month: str) -> str:
    """`October 2025` of `2025-10`; raises BadUsage."""
    period = Period.parse(month)
    return f"{_MONTHS[period.month - 1]} {period.year}"


def open_time(drafter: Drafter, project: str) -> pd.DataFrame:
    """Approved billable hours of the project, billed by the hour, on no invoice, up to the month before the close's.

    The hours of the close's own month are billed in the month after; rows of `Thread.time`.
    """
    time = drafter.thread.time
    idle = time["is_billable"] & time["is_approved"] & ~time["is_invoiced"] & time["hourly"]
    return time[idle & (time["project"] == project) & (time["day"] < pd.Timestamp(drafter.tables.period.first))]


def open_expenses(drafter: Drafter, project: str) -> pd.DataFrame:
    """Approved billable expenses of the project on no invoice, not excluded by the contract, up to the month before the close's."""
    expenses = drafter.thread.expenses
    idle = expenses["is_billable"] & expenses["is_approved"] & ~expenses["is_invoiced"] & ~expenses["excluded"]
    early = expenses["day"] < pd.Timestamp(drafter.tables.period.first)
    return expenses[idle & early & (expenses["project"] == project)]


def time_lines(drafter: Drafter, rows: pd.DataFrame, contract: str) -> tuple[DocumentLine, ...]:
    """One line a project, person (or role), month and rate: hours x the card's rate, else the time system's; rounded once a line.

    Raises NotDraftable for hours that no rate is known for.
    """
    if rows.empty:
        return ()
    currency = str(drafter.ledger.contracts.loc[contract, "currency"])
    carded = rows["card_rate"].notna() & rows["card_currency"].isin([currency, ""])
    rate = rows["card_rate"].where(carded, rows["rate"])
    bare = rows[rate.isna()]
    if len(bare):
        raise NotDraftable(
            reason=f"{bare['person_name'].iloc[0]} has no rate on {bare['day'].iloc[0]:%Y-%m-%d}. Add the rate card line first."
        )
    role = rows["work_role"].where(rows["work_role"] != "", rows["person_name"])
    work = pd.DataFrame(
        {
            "project": rows["project_name"],
            "who": role if drafter.settings.lines_by == "role" else rows["person_name"],
            "month": rows["month"],
            "rate": rate.astype("int64"),
            "seconds": rows["seconds"].astype("int64"),
            "id": rows["id"],
        }
    )
    keys = ["project", "who", "month", "rate"]
    summed = work.groupby(keys, sort=True).agg(seconds=("seconds", "sum"), ids=("id", list)).reset_index()
    exact = (summed["seconds"] * summed["rate"]).astype("Int64")
    amounts = settle(exact, pd.Series(currency, index=summed.index), drafter.settings.rounding)
    account, item = drafter.ledger.account_of(contract, "hourly")
    made: list[DocumentLine] = []
    for project, who, month, price, seconds, ids, amount in zip(
        *(summed[k] for k in [*keys, "seconds", "ids"]), amounts.tolist(), strict=True
    ):
        text = f"{project}: {who}, {month_name(month)}"
        quantity, rest = divmod(int(seconds) * ONE, 3600)
        if rest or line_amount(quantity, int(price), currency) != amount:
            text = f"{text} ({int(seconds) // 3600}:{int(seconds) % 3600 // 60:02d} h)"
            quantity, price = ONE, price_of(amount, currency)  # noqa: PLW2901
        made.append(DocumentLine(text, quantity, int(price), amount, account=account, item=item, sources=tuple(ids)))
    return tuple(made)


def expense_lines(drafter: Drafter, rows: pd.DataFrame, contract: str) -> tuple[DocumentLine, ...]:
    """One line an expense: cost plus the contract's mark-up, rounded per expense. Raises NotDraftable for another currency."""
    currency = str(drafter.ledger.contracts.loc[contract, "currency"])
    foreign = rows[rows["currency"] != currency]
    if len(foreign):
        raise NotDraftable(
            reason=f"an expense is in {foreign['currency'].iloc[0]}, the contract in {currency}. Convert it first."
        )
    account, item = drafter.ledger.account_of(contract, "expense")
    columns = ("category", "merchant", "day", "person_name", "charge", "id")
    return tuple(
        DocumentLine(
            f"Expenses: {', '.join(part for part in (category, merchant, f'{day:%Y-%m-%d}') if part)} ({person})",
            ONE,
            price_of(int(charge), currency),
            int(charge),
            account=account,
            item=item,
            sources=(record,),
        )
        for category, merchant, day, person, charge, record in zip(
            *(rows.sort_values(["day", "row"], kind="stable")[c] for c in columns), strict=True
        )
    )


def milestone_lines(drafter: Drafter, milestones: Sequence[str], contract: str) -> tuple[DocumentLine, ...]:
    """One line a milestone or instalment at its agreed amount. Raises NotDraftable where no amount is agreed."""
    frame = drafter.tables["milestones"]
    chosen = frame[frame["id"].isin(milestones)].sort_values(["planned", "row"], kind="stable")
    title = str(drafter.ledger.contracts.loc[contract, "title"])
    made: list[DocumentLine] = []
    for row in records(chosen):
        if pd.isna(row["amount"]):
            raise NotDraftable(reason=f"no amount is agreed for {row['name']}.")
        instalment = row["type"] == "instalment"
        text = f"{row['name']} - {title}" if instalment else f"Milestone: {row['name']} - {title}"
        account, item = drafter.ledger.account_of(contract, "instalment" if instalment else "milestone")
        amount = int(row["amount"])
        price = price_of(amount, row["currency"])
        made.append(DocumentLine(text, ONE, price, amount, account=account, item=item, sources=(row["id"],)))
    return tuple(made)


def retainer_lines(drafter: Drafter, months: Sequence[str], contract: str) -> tuple[DocumentLine, ...]:
    """One line a month at the monthly fee. Raises NotDraftable without a fee."""
    if not months:
        return ()
    row = records(drafter.ledger.contracts.loc[[contract]])[0]
    if pd.isna(row["monthly_fee"]):
        raise NotDraftable(reason=f"{row['ref']} has no monthly fee.")
    fee, currency = int(row["monthly_fee"]), str(row["currency"])
    account, item = drafter.ledger.account_of(contract, "retainer")
    return tuple(
        DocumentLine(
            f"Retainer {month_name(month)} - {row['title']}",
            ONE,
            price_of(fee, currency),
            fee,
            account=account,
            item=item,
            sources=(f"{contract}|{month}",),
        )
        for month in months
    )


def due_milestones(drafter: Drafter, contract: str) -> tuple[str, ...]:
    """Ids of the contract's schedule that fell due by the as-of day and stand on no live invoice: instalments by plan, milestones by acceptance."""
    frame = drafter.tables["milestones"]
    linked = drafter.thread.milestone_invoices
    billed = set(linked.loc[linked["live"], "milestone"])
    until = pd.Timestamp(drafter.tables.as_of)
    due = np.where(frame["type"] == "instalment", frame["planned"] <= until, frame["accepted"] <= until)
    dropped = frame["status"].str.casefold().isin(["cancelled", "canceled"])
    chosen = frame[due & ~dropped & (frame["contract"] == contract) & ~frame["id"].isin(billed)]
    return tuple(chosen["id"])


def missing_months(drafter: Drafter, contract: str) -> tuple[str, ...]:
    """Retainer months from the contract's start to the as-of month (or its end) that no live invoice bills."""
    row = records(drafter.ledger.contracts.loc[[contract]])[0]
    if pd.isna(row["start"]):
        return ()
    last = (
        min(drafter.tables.period, Period.of(row["last_day"])) if pd.notna(row["last_day"]) else drafter.tables.period
    )
    lines = drafter.thread.lines
    mine = lines[(lines["contract"] == contract) & lines["live"] & (lines["bills"] == "retainer")]
    billed = set(mine["month"].where(mine["month"] != "", mine["invoice_day"].dt.strftime("%Y-%m")))
    month, made = Period.of(row["start"]), []
    while month <= last:
        if str(month) not in billed:
            made.append(str(month))
        month = month.shift(1)
    return tuple(made)


def draft_unbilled(
    drafter: Drafter,
    *,
    contract: str = "",
    project: str = "",
    time: Sequence[str] | None = None,
    expenses: Sequence[str] | None = None,
    milestones: Sequence[str] | None = None,
    months: Sequence[str] | None = None,
    cause: Cause | None = None,
) -> Correction:
    """One invoice of what a contract (or one project of it) did but was never billed for: hours, expenses, schedule, retainer months.

    time, expenses, milestones: ids; months: `2026-09`; None = everything open up to the month before the close's (schedule: up to the
    as-of day), () = nothing. Raises UnknownDocument, or NotDraftable when nothing is open or something has no price.
    """
    if not contract:
        contract = str(drafter.thread.project_contract.get(project, ""))
        if not contract:
            raise NotDraftable(reason="the project has no contract. Link one first.")
    if contract not in drafter.ledger.contracts.index:
        raise UnknownDocument(what="contract", record=contract)
    of_contract = drafter.thread.project_contract
    projects = [project] if project else [each for each, owner in of_contract.items() if owner == contract]
    work, spent = drafter.thread.time, drafter.thread.expenses
    hours = (
        pd.concat([open_time(drafter, str(each)) for each in projects] or [work.iloc[:0]])
        if time is None
        else work[work["id"].isin(time)]
    )
    costs = (
        pd.concat([open_expenses(drafter, str(each)) for each in projects] or [spent.iloc[:0]])
        if expenses is None
        else spent[spent["id"].isin(expenses)]
    )
    retainer = str(drafter.ledger.contracts.loc[contract, "method"]) == "retainer"
    if months is None:
        months = missing_months(drafter, contract) if retainer and not project else ()
    if milestones is None:
        milestones = () if project else due_milestones(drafter, contract)
    lines = (
        *time_lines(drafter, hours, contract),
        *expense_lines(drafter, costs, contract),
        *milestone_lines(drafter, milestones, contract),
        *retainer_lines(drafter, months, contract),
    )
    return drafter.draft(contract, lines, cause=cause or Cause(f"unbilled|{project or contract}"))
