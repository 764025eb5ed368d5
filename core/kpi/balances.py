"""Unbilled work, deferred revenue and backlog at the month end (CONTROLS.md; BT-WIP, LC-BL, CP)."""

from __future__ import annotations

import pandas as pd

from core.base.money import from_minor
from core.kpi.measure import Measure, unknown
from core.records.schema import HOURLY_METHODS
from core.thread.postings import no_opening
from core.thread.pricing import settle
from core.thread.thread import Thread

_WIP = "Unbilled work in progress"
_DEFERRED = "Deferred revenue"
_BACKLOG = "Backlog"


def unbilled_wip(thread: Thread) -> Measure:
    """Approved billable T&M time not invoiced (card rate, else the time system's), billable expenses not invoiced plus mark-up,
    milestones accepted and not invoiced; base currency at the rate of the month end.
    """
    period, unit = thread.tables.period, thread.tables.base_currency
    as_of = pd.Timestamp(period.last)
    if all(thread.tables[name].empty for name in ("time", "expenses", "milestones")):
        return unknown("unbilled_wip", _WIP, str(period), unit, "no time, expenses or milestones were imported")
    time = thread.time
    open_time = time[
        (time["hourly"]) & time["is_billable"] & time["is_approved"] & ~time["is_invoiced"] & (time["day"] <= as_of)
    ]
    worth = open_time["card_x"].fillna(open_time["value_x"])
    currency = thread.of_contract(open_time["contract"], "currency").where(
        open_time["contract"] != "", open_time["currency"]
    )
    by_currency = worth.groupby(currency).sum()
    parts = pd.DataFrame({"currency": by_currency.index.astype("object"), "value": by_currency.to_numpy()})
    parts["amount"] = settle(parts["value"].astype("Int64"), parts["currency"])
    expenses = thread.expenses
    open_expenses = expenses[
        expenses["is_billable"]
        & ~expenses["is_invoiced"]
        & (expenses["day"] <= as_of)
        & ~expenses["excluded"]
        & (expenses["contract"] != "")
    ]
    milestones = thread.tables["milestones"]
    linked, billed = thread.milestone_invoices, thread.billed_milestones
    done = milestones[
        (milestones["type"] == "milestone")
        & (milestones["accepted"] <= as_of)
        & ~milestones["id"].isin(linked.loc[~linked["void"], "milestone"])
        & ~milestones["id"].isin(billed.loc[billed["live"].astype(bool), "milestone"])
    ]
    amounts = pd.concat([parts["amount"], open_expenses["charge"], done["amount"]], ignore_index=True)
    currencies = pd.concat([parts["currency"], open_expenses["currency"], done["currency"]], ignore_index=True).astype(
        "object"
    )
    base = thread.base(amounts, currencies, pd.Series(as_of, index=amounts.index))
    if base.isna().any():
        return unknown("unbilled_wip", _WIP, str(period), unit, "an exchange rate of the month is missing")
    records = (*open_time["id"], *open_expenses["id"], *done["id"])
    unpriced = int(worth.isna().sum())
    return Measure(
        "unbilled_wip",
        _WIP,
        str(period),
        from_minor(int(base.sum()), unit),
        unit,
        records=records,
        excluded="unapproved time; work without contract"
        + (f"; {unpriced} time entries of which no rate is known" if unpriced else ""),
    )


def deferred_revenue(thread: Thread) -> Measure:
    """Credit balance of the deferred revenue accounts at the month end."""
    period, unit = thread.tables.period, thread.tables.base_currency
    accounts = thread.tables["accounts"]
    deferred = accounts[accounts["role"] == "deferred"]
    if deferred.empty:
        return unknown(
            "deferred_revenue", _DEFERRED, str(period), unit, "no deferred revenue account was recognised in the ledger"
        )
    before = no_opening(thread.tables)
    if before:
        return unknown("deferred_revenue", _DEFERRED, str(period), unit, before)
    lines = thread.tables["journal_lines"]
    lines = lines[lines["account"].isin(deferred["id"]) & (lines["day"] <= pd.Timestamp(period.last))]
    balance = int(lines["credit"].fillna(0).sum() - lines["debit"].fillna(0).sum()) - int(
        deferred["opening"].fillna(0).sum()
    )
    return Measure(
        "deferred_revenue", _DEFERRED, str(period), from_minor(balance, unit), unit, records=tuple(deferred["id"])
    )


def backlog(thread: Thread) -> Measure:
    """Signed value not yet worked, for contracts ending on or after the month end, not below zero per contract.

    Work done: T&M and prepaid = billable hours x rate (the card's where none is stated); milestones = accepted; retainers and instalments = elapsed months of the term that
    the fee or the schedule covers (each instalment covers the months to the next).
    """
    period, unit = thread.tables.period, thread.tables.base_currency
    as_of = pd.Timestamp(period.last)
    contracts = thread.contracts
    contracts = contracts[contracts["active"] & (contracts["last_day"] >= as_of) & (contracts["signed"] <= as_of)]
    if contracts.empty:
        return unknown("backlog", _BACKLOG, str(period), unit, "no contract runs past the month end")
    done = work_done(thread, contracts, as_of)
    left = (contracts["price"] - done).clip(lower=0)
    base = thread.base(left, contracts["currency"], pd.Series(as_of, index=contracts.index))
    known = base.notna()
    value = from_minor(int(base[known].sum()), unit)
    unrated = done.isna() & contracts["price"].notna()
    gaps = (
        (int(unrated.sum()), "with work whose rate or amount is unknown"),
        (int((~known & ~unrated).sum()), "without a value or an exchange rate"),
    )
    excluded = "; ".join(f"{count} contract{'s' if count > 1 else ''} {why}" for count, why in gaps if count)
    return Measure(
        "backlog", _BACKLOG, str(period), value, unit, records=tuple(contracts.loc[known, "id"]), excluded=excluded
    )


def work_done(thread: Thread, contracts: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Minor units of work done by `as_of` per contract row, by billing method (Int64); NA where a rate or an amount of it is unknown."""
    time = thread.time
    time = time[time["is_billable"] & (time["contract"] != "") & (time["day"] <= as_of)]
    prepaid = thread.of_contract(time["contract"], "prepaid_rate").astype("Int64")
    rate = time["rate"].where(time["method"] != "prepaid", prepaid).fillna(time["card_rate"])
    worth = time["seconds"] * rate
    worked = worth.groupby(time["contract"]).sum()
    hours = settle(contracts["id"].map(worked).astype("Int64").fillna(0), contracts["currency"])
    hours = hours.mask(contracts["id"].isin(time.loc[worth.isna(), "contract"]))
    milestones = thread.tables["milestones"]
    met = milestones[milestones["accepted"] <= as_of]
    accepted = contracts["id"].map(met.groupby("contract")["amount"].sum()).astype("Int64").fillna(0)
    accepted = accepted.mask(contracts["id"].isin(met.loc[met["amount"].isna(), "contract"]))
    elapsed = _months(contracts["start"], pd.Series(as_of, index=contracts.index))
    term = _months(contracts["start"], contracts["last_day"])
    covered = contracts["id"].map(_covered(milestones[milestones["type"] == "instalment"])).astype("Int64")
    term = term.where((contracts["method"] != "instalments") | covered.isna(), covered)
    months = term.where((term > 0).fillna(True).astype(bool), 1)  # NA where start or end is not known
    gone = elapsed.where((elapsed <= term).fillna(False).astype(bool), term)
    passed = (2 * contracts["price"] * gone + months) // (2 * months)  # half-up
    done = passed.where(contracts["method"].isin(["instalments", "retainer"]), accepted)
    return done.where(~contracts["method"].isin([*HOURLY_METHODS, "prepaid"]), hours).astype("Int64")


def _covered(instalments: pd.DataFrame) -> pd.Series:
    """Months that each contract's instalments cover: their number times the months from one to the next; absent for a single one."""
    plan = instalments.groupby("contract")["planned"].agg(["min", "max", "count"])
    plan = plan[plan["count"] > 1]
    span = (plan["max"].dt.year - plan["min"].dt.year) * 12 + plan["max"].dt.month - plan["min"].dt.month
    return (span * plan["count"] / (plan["count"] - 1)).round().astype("Int64")


def _months(start: pd.Series, end: pd.Series) -> pd.Series:
    """Calendar months touched from `start` to `end`, both included, not below zero (Int64)."""
    months = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month + 1
    return months.clip(lower=0).astype("Int64")
