"""The hand-off: won deal, contract, project, schedule and purchase order agree (CONTROLS.md, section 2)."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.controls import wording
from core.controls.gathering import gathered
from core.controls.master_data import unmatched
from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import merged, sentences
from core.records.tables import findings_frame
from core.thread.pricing import settle
from core.thread.thread import Thread

_CONTRACT = ("contracts", "change_orders", "customers")
_FIXED = ("milestones", "instalments")
# A contract is signed that near the day its deal is won, at most.
_NEAR_DAYS = 90
_CANCELLED = re.compile(r"cancel|void|withdrawn|dropped", re.IGNORECASE)


def _business_days_after(days: pd.Series, count: int, thread: Thread) -> pd.Series:
    """The day `count` business days after each day; NaT stays NaT."""
    holidays = thread.tables["holidays"]["day"].dropna().to_numpy().astype("datetime64[D]")
    out = pd.Series(pd.NaT, index=days.index, dtype="datetime64[ns]")
    known = days.notna()
    if known.any():
        moved = np.busday_offset(
            days[known].to_numpy().astype("datetime64[D]"), count, roll="backward", holidays=holidays
        )
        out[known] = moved.astype("datetime64[ns]")
    return out


def _as_of(thread: Thread) -> pd.Timestamp:
    return pd.Timestamp(thread.tables.as_of)


def _ids(frame: pd.DataFrame, key: str, wanted: pd.Series) -> pd.Series:
    """The ids of the rows of `frame` under each `wanted` value of `key`, joined; "" where there are none."""
    rows = frame.loc[frame[key].isin(wanted), [key, "id"]]
    if rows.empty:
        return pd.Series("", index=wanted.index, dtype="object")
    found = wanted.map(rows.sort_values("id").groupby(key)["id"].agg(joined))
    return found.astype("object").where(found.notna(), "")


def _with_projects(thread: Thread, contracts: pd.Series, *more: pd.Series) -> pd.Series:
    """Related ids of each contract: `more`, then its projects."""
    return merged(*more, _ids(thread.projects, "contract", contracts))


def _smaller(gap: pd.Series, later: pd.Series) -> pd.Series:
    """The gap with or without change orders signed after the as-of date, whichever is nearer to none."""
    less = gap - later
    return gap.where((gap.abs() <= less.abs()).fillna(True).astype(bool), less)


def _won(thread: Thread) -> pd.DataFrame:
    deals = thread.tables["deals"]
    return deals[deals["is_won"].fillna(False).astype(bool)]


@control(
    "HO-01",
    "Won deal without contract",
    severity="S2",
    impact="DC",
    needs=("deals", "contracts"),
    reads=(*_CONTRACT[1:], "holidays"),
    unless=unmatched,
)
def deal_without_contract(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Won deals that no contract answers within the days of set-up; deals older than the register's first contract are not asked.

    A contract of the customer signed about then and tied to no deal may be the one: that is a missing tie, not a missing contract.
    """
    won = _won(thread)
    signed = set(thread.contract_deal)
    begins = thread.tables["contracts"]["signed"].min()
    due = _business_days_after(won["close_date"], policy.setup_business_days, thread)
    hit = won[~won["id"].isin(signed) & (due <= _as_of(thread)) & ~(won["close_date"] < begins)]
    hit = hit[~_has_loose_contract(thread, hit)]
    return findings(
        "HO-01",
        subject=hit["id"],
        related=hit["customer"],
        amount=hit["amount"],
        currency=hit["currency"],
        day=hit["close_date"],
        message=sentences(
            lambda name, close_date, amount: f"Deal {name} was won on {close_date} for {amount} and has no contract.",
            hit["name"],
            wording.day(hit["close_date"]),
            wording.money(hit["amount"], hit["currency"]),
        ),
        suggestion="Ask the seller for the signed contract, or link the one that exists.",
    )


def _has_loose_contract(thread: Thread, deals: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether a contract without a deal, of the deal's customer and currency, was signed within _NEAR_DAYS of each deal's close."""
    contracts = thread.contracts
    loose = contracts.loc[contracts["deal"] == "", ["cluster", "currency", "signed"]]
    met = pd.DataFrame(
        {
            "id": deals["id"],
            "cluster": thread.cluster_of(deals["customer"]),
            "currency": deals["currency"],
            "day": deals["close_date"],
        }
    ).merge(loose, on=["cluster", "currency"])
    near = met[(met["signed"] - met["day"]).dt.days.abs() <= _NEAR_DAYS]
    return deals["id"].isin(near["id"]).to_numpy(dtype=bool)


def _loose_pairs(thread: Thread) -> pd.DataFrame:
    """Contracts without project beside billable projects without contract that may be theirs: columns contract, project.

    Same customer, overlapping dates where both are known, the same billing method where both say it.
    """
    projects, contracts = thread.projects, thread.contracts
    alone = projects.loc[
        (projects["contract"] == "") & projects["is_billable"], ["id", "cluster", "start", "end", "method", "customer"]
    ]
    idle = contracts.loc[
        (contracts["projects"] == 0) & contracts["active"], ["id", "cluster", "start", "last_day", "method"]
    ]
    met = alone[alone["customer"] != ""].merge(idle, on="cluster", suffixes=("", "_k"))
    apart = (met["start"] > met["last_day"]) | (met["end"] < met["start_k"])
    other = (met["method"] != "") & (met["method_k"] != "") & (met["method"] != met["method_k"])
    return met[~apart & ~other].rename(columns={"id_k": "contract", "id": "project"})[["contract", "project"]]


@control(
    "HO-02",
    "Contract without project",
    severity="S1",
    impact="DC",
    needs=("contracts", "projects"),
    reads=("change_orders", "customers", "milestones", "holidays", "invoices"),
    unless=unmatched,
)
def contract_without_project(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Running contracts without a project, some business days after signature and start; impact: the schedule due up to the as-of date.

    Where a project of the customer without contract may be theirs, the tie is missing and HO-03 says so, once.
    """
    contracts = thread.contracts
    as_of = _as_of(thread)
    ready = _business_days_after(contracts[["signed", "start"]].max(axis=1), policy.setup_business_days, thread)
    begins = thread.tables["invoices"]["day"].min()
    over = contracts["last_day"] < (as_of if pd.isna(begins) else begins)
    hit = contracts[(contracts["projects"] == 0) & contracts["active"] & (ready <= as_of) & ~over]
    hit = hit[~hit["id"].isin(_loose_pairs(thread)["contract"])]
    if hit.empty:
        return findings_frame()
    schedule = thread.tables["milestones"]
    due = schedule[
        ((schedule["planned"] <= as_of) | (schedule["accepted"] <= as_of))
        & ~schedule["status"].str.contains(_CANCELLED)
    ]
    amount = hit["id"].map(due.groupby("contract")["amount"].sum()).astype("Int64")
    last = hit["last_day"].where(hit["last_day"] < as_of, as_of)
    months = (last.dt.year - hit["start"].dt.year) * 12 + last.dt.month - hit["start"].dt.month + 1
    amount = amount.fillna(hit["monthly_fee"] * months.astype("Int64")).fillna(0)
    return findings(
        "HO-02",
        subject=hit["id"],
        related=hit["deal"],
        amount=amount,
        currency=hit["currency"],
        message=sentences(
            lambda ref, start, amount: (
                f"Contract {ref} started on {start} and has no project; {amount} of its schedule is due."
            ),
            hit["ref"],
            wording.day(hit["start"]),
            wording.money(amount, hit["currency"]),
        ),
        suggestion="Create the project with budget, billing rule and rates, then bill what is due.",
    )


@control(
    "HO-03",
    "Billable project without contract",
    severity="S1",
    impact="LR",
    needs=("projects", "contracts", "time"),
    reads=("customers", "change_orders", "expenses", "people"),
    unless=unmatched,
)
def project_without_contract(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Projects with billable work and no contract: hours at the time system's rate (no card is agreed), and expenses at cost where no hours are.

    Hours of which no rate is known at all are not priced.
    """
    projects = thread.projects
    alone = projects[(projects["contract"] == "") & projects["is_billable"]]
    time = thread.placed_time
    rows = time.loc[
        time["is_billable"] & time["project"].isin(alone["id"]), ["project", "value_x", "seconds", "currency"]
    ]
    value = rows.groupby("project")["value_x"].sum(min_count=1)
    seconds = rows.groupby("project")["seconds"].sum()
    coin = rows.groupby("project")["currency"].first()
    costs = thread.expenses
    costs = costs[costs["is_billable"] & costs["project"].isin(alone["id"])]
    spent = costs.groupby("project")["amount"].sum()
    alone = alone.assign(
        x=alone["id"].map(value).astype("Int64"),
        seconds=alone["id"].map(seconds).astype("Int64").fillna(0),
        spent=alone["id"].map(spent).astype("Int64").fillna(0),
        coin=alone["id"].map(coin).fillna(alone["id"].map(costs.groupby("project")["currency"].first())).fillna(""),
    )
    unpriced = alone["x"].isna() & (alone["seconds"] > 0)
    amount = settle(alone["x"], alone["coin"]).fillna(0)
    hit = alone[((amount + alone["spent"]) > policy.tol_minor) | unpriced]
    amount = amount[hit.index].where(amount[hit.index] > 0, hit["spent"]).mask(unpriced[hit.index])
    return findings(
        "HO-03",
        subject=hit["id"],
        related=hit["customer"],
        amount=amount,
        currency=hit["coin"],
        message=sentences(
            lambda name, seconds, amount: (
                f"Project {name} has {seconds} billable hours and no contract; {amount} is worked at risk."
            ),
            hit["name"],
            wording.hours(hit["seconds"]),
            wording.money(amount, hit["coin"]),
        ),
        suggestion="Link the contract that covers it, or stop time on it until one is signed.",
    )


_HANDOFF = {
    "customer": "customer",
    "amount": "amount",
    "currency": "currency",
    "close_date": "close date",
    "method": "billing method",
    "service_line": "service line",
    "terms_days": "payment terms",
    "start": "start date",
    "po_required": "purchase order flag",
}


@control("HO-04", "Won deal missing required fields", severity="S2", impact="PR", needs=("deals",), reads=_CONTRACT)
def deal_missing_fields(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Won deals without a field that the hand-off needs; a field that most won deals of the system lack is not kept there and not asked for."""
    won = _won(thread)
    won = won[won["has_handoff"].fillna(False).astype(bool)]
    if won.empty:
        return findings_frame()
    blank = pd.DataFrame(
        {name: (won[name] == "") if won[name].dtype == "object" else won[name].isna() for name in _HANDOFF}
    ).astype(bool)
    # A method that is written but not understood is not missing.
    blank["method"] &= won["method_text"].str.strip() == ""
    kept = (~blank).groupby(won["system"]).mean() > 0.5
    blank &= kept.reindex(won["system"]).to_numpy()
    hit = won[blank.any(axis=1)]
    words = np.array(list(_HANDOFF.values()), dtype=object)
    missing = pd.Series(
        [", ".join(words[row]) for row in blank.loc[hit.index].to_numpy(dtype=bool)], index=hit.index, dtype="object"
    )
    contract = _ids(thread.contracts, "deal", hit["id"])
    return findings(
        "HO-04",
        subject=hit["id"],
        related=contract,
        message=sentences(lambda name, missing: f"Won deal {name} does not say: {missing}.", hit["name"], missing),
        suggestion="Have the seller fill it in before the project is set up.",
    )


@control(
    "HO-05",
    "Deal value against contract value",
    severity="S2",
    impact="MS",
    needs=("deals", *_CONTRACT[:1]),
    reads=_CONTRACT[1:],
)
def deal_value(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Won deals whose amount differs from their contracts, signed change orders included, by more than the relative tolerance."""
    contracts = thread.contracts
    held = contracts[(contracts["deal"] != "") & contracts["price"].notna()]
    sums = held.groupby("deal").agg(
        price=("price", "sum"), later=("later", "sum"), currency=("currency", "first"), coins=("currency", "nunique")
    )
    won = _won(thread)
    met = won[won["amount"].notna()].merge(sums, left_on="id", right_index=True, suffixes=("", "_k"))
    met = met[(met["coins"] == 1) & ((met["currency"] == met["currency_k"]) | (met["currency"] == ""))]
    gap = _smaller(met["amount"] - met["price"], met["later"]).abs()
    # gap > max(tol_pct x amount, tol_abs), in whole numbers
    hit = met[(gap * 10_000 > met["amount"].abs() * policy.tol_basis) & (gap > policy.tol_minor)]
    gap = gap[hit.index]
    return findings(
        "HO-05",
        subject=hit["id"],
        related=_ids(thread.contracts, "deal", hit["id"]),
        amount=gap,
        currency=hit["currency_k"],
        day=hit["close_date"],
        message=sentences(
            lambda name, amount, price: f"Deal {name} says {amount}, its contract with signed changes {price}.",
            hit["name"],
            wording.money(hit["amount"], hit["currency_k"]),
            wording.money(hit["price"], hit["currency_k"]),
        ),
        suggestion="Correct the deal, or note why they differ (discount, phase).",
    )


@control(
    "HO-06",
    "Contract value against project budget",
    severity="S2",
    impact="OB",
    needs=("contracts", "projects"),
    reads=_CONTRACT[1:],
)
def budget(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Project budgets against the contract: fixed fee equal, capped not above the cap, time and materials within the relative band.

    The budgets of all projects of a contract count together; a contract with a project without budget is not judged, nor is a budget
    too small while a project of the customer waits for its contract: it may be the rest.
    """
    projects = thread.projects[thread.projects["contract"] != ""]
    waiting = set(thread.projects.loc[(thread.projects["contract"] == "") & thread.projects["is_billable"], "cluster"])
    sums = projects.groupby("contract")["budget_amount"].agg(budget="sum", known="count", size="size")
    met = thread.contracts.merge(sums[(sums["known"] == sums["size"])], left_on="id", right_index=True)
    met = met[met["budget"] > 0]
    cap = met["full_cap"].fillna(met["price"])
    target = met["price"].where(met["method"] != "capped", cap)
    gap = _smaller(met["budget"] - target, met["later"])
    wrong = (
        (met["method"].isin(_FIXED) & (gap.abs() > policy.tol_minor))
        | ((met["method"] == "capped") & (gap > policy.tol_minor))
        | ((met["method"] == "time_and_materials") & (gap.abs() * 10_000 > target * policy.tm_budget_basis))
    )
    unsure = (gap < 0).fillna(False) & met["cluster"].isin(waiting)
    hit = met[wrong.fillna(False).astype(bool) & ~unsure]
    gap, target = gap[hit.index], target[hit.index]
    return findings(
        "HO-06",
        subject=hit["id"],
        related=_with_projects(thread, hit["id"]),
        amount=gap,
        currency=hit["currency"],
        impact_class=pd.Series(np.where(gap > 0, "OB", "LR"), index=hit.index),
        message=sentences(
            lambda ref, budget, target, method: (
                f"The project budget of {ref} is {budget}, the contract {target} ({method})."
            ),
            hit["ref"],
            wording.money(hit["budget"], hit["currency"]),
            wording.money(target, hit["currency"]),
            hit["method"].map(wording.METHOD_WORDS),
        ),
        suggestion="Set the budget to the contract, or raise a change order.",
    )


def _outside(thread: Thread, contracts: pd.DataFrame) -> pd.DataFrame:
    """Billable time of `contracts` outside their dates: contract, project, day, seconds, value_x, currency, after (the contract ended)."""
    time = thread.placed_time
    rows = time.loc[
        time["contract"].isin(contracts["id"]) & time["is_billable"],
        ["contract", "project", "day", "seconds", "value_x", "currency"],
    ]
    dates = contracts.drop_duplicates("id").set_index("id")
    after = rows["day"] > rows["contract"].map(dates["last_day"])
    before = rows["day"] < rows["contract"].map(dates["start"])
    return rows.assign(after=after)[after | before]


@control(
    "HO-07",
    "Project dates outside the contract",
    severity="S3",
    impact="LR",
    needs=("contracts", "projects"),
    reads=(*_CONTRACT[1:], "time", "people"),
)
def project_dates(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Projects that start before or end after their contract; impact: the value of time booked outside."""
    projects = thread.projects[thread.projects["contract"] != ""]
    start, last = (
        thread.of_contract(projects["contract"], "start"),
        thread.of_contract(projects["contract"], "last_day"),
    )
    early, late = projects["start"] < start, projects["end"] > last
    wide = projects[early | late]
    if wide.empty:
        return findings_frame()
    span = gathered(wide, "contract", least=["start"], largest=["end"]).rename(
        columns={"start": "begin", "end": "finish"}
    )
    hit = thread.contracts.loc[:, ["id", "ref", "currency", "start", "last_day"]].merge(
        span, left_on="id", right_on="contract"
    )
    time = _outside(thread, hit)
    value = time.loc[time["project"].isin(wide["id"]), ["contract", "value_x"]].groupby("contract")["value_x"].sum()
    amount = settle(hit["id"].map(value).astype("Int64").fillna(0), hit["currency"])
    return findings(
        "HO-07",
        subject=hit["id"],
        related=_with_projects(thread, hit["id"]),
        amount=amount,
        currency=hit["currency"],
        message=sentences(
            lambda ref, begin, finish, start, last_day, amount: (
                f"The project of {ref} runs from {begin} to {finish}, the contract from {start} to {last_day}; {amount} of time lies outside."
            ),
            hit["ref"],
            wording.day(hit["begin"]),
            wording.day(hit["finish"]),
            wording.day(hit["start"]),
            wording.day(hit["last_day"]),
            wording.money(amount, hit["currency"]),
        ),
        suggestion="Amend the contract, or correct the project's dates.",
    )


@control(
    "HO-08", "Billing method mismatch", severity="S1", impact="PR", needs=("contracts", "projects"), reads=_CONTRACT[1:]
)
def billing_method(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Contracts and projects that are billed by different methods, both known.

    A project system that only says "fixed fee" or "hourly" agrees with every kind of it.
    """
    projects = thread.projects[(thread.projects["contract"] != "") & (thread.projects["method"] != "")]
    agreed = projects["contract_method"]
    text = projects["method_text"].str.casefold()
    vague_fixed = (
        projects["method"].isin(_FIXED) & agreed.isin(_FIXED) & ~text.str.contains("milestone|instal|schedule")
    )
    hourly = ["time_and_materials", "capped"]
    vague_hourly = projects["method"].isin(hourly) & agreed.isin(hourly) & ~_says_cap(thread)
    wrong = projects[(agreed != "") & (agreed != projects["method"]) & ~vague_fixed & ~vague_hourly]
    if wrong.empty:
        return findings_frame()
    methods = wrong.groupby("contract")["method"].first()
    hit = thread.contracts.merge(methods.rename("used"), left_on="id", right_index=True)
    return findings(
        "HO-08",
        subject=hit["id"],
        related=_ids(wrong, "contract", hit["id"]),
        currency=hit["currency"],
        message=sentences(
            lambda ref, method, used: f"Contract {ref} is billed as {method}, its project as {used}.",
            hit["ref"],
            hit["method"].map(wording.METHOD_WORDS),
            hit["used"].map(wording.METHOD_WORDS),
        ),
        suggestion="Change the project's billing rule before the next invoice.",
    )


def _says_cap(thread: Thread) -> bool:
    """Whether the project system tells capped work from uncapped at all."""
    return bool((thread.tables["projects"]["method"] == "capped").any())


@control(
    "HO-12",
    "Schedule does not sum to price",
    severity="S1",
    impact="LR",
    needs=("contracts", "milestones"),
    reads=(*_CONTRACT[1:], "projects"),
)
def schedule_sum(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Fixed-fee contracts whose schedule, cancelled entries left out, does not add up to value plus signed changes."""
    schedule = thread.tables["milestones"]
    live = schedule[~schedule["status"].str.contains(_CANCELLED)]
    sums = live.groupby("contract").agg(total=("amount", "sum"), last=("id", "last"))
    met = thread.contracts.merge(sums, left_on="id", right_index=True)
    met = met[met["method"].isin([*_FIXED, ""]) & met["active"]]
    gap = _smaller(met["total"] - met["price"], met["later"])
    hit = met[(gap.abs() > policy.tol_minor).fillna(False)]
    gap = gap[hit.index]
    return findings(
        "HO-12",
        subject=hit["id"],
        related=_with_projects(thread, hit["id"], hit["last"]),
        amount=gap,
        currency=hit["currency"],
        impact_class=pd.Series(np.where(gap > 0, "OB", "LR"), index=hit.index),
        message=sentences(
            lambda ref, total, price: (
                f"The schedule of {ref} adds up to {total}, the price with signed changes is {price}."
            ),
            hit["ref"],
            wording.money(hit["total"], hit["currency"]),
            wording.money(hit["price"], hit["currency"]),
        ),
        suggestion="Adjust the last entry of the schedule, or enter the missing change order.",
    )


_PO = re.compile(
    r"\b(?:p\.?\s?o\.?|purchase\s+order|order|bestellung|bon de commande)\b[\s#:.no°-]*(?=\w*\d)", re.IGNORECASE
)


def _plain(texts: pd.Series) -> pd.Series:
    return texts.str.upper().str.replace(r"[^A-Z0-9]", "", regex=True)


def _names_order(heads: pd.DataFrame, number: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each invoice names a purchase order: in its own column, as "PO ..." in the reference, or the contract's number itself."""
    own = heads["po_number"].str.strip() != ""
    said = heads["reference"].str.contains(_PO) | heads["reference"].str.contains(r"(?i)\bPO[\s-]?\d")
    bare = number.str.replace(r"^(PO|P)(?=\d)", "", regex=True)
    inside = [bool(n) and n in text for n, text in zip(bare, _plain(heads["reference"]), strict=True)]
    return own.to_numpy(dtype=bool) | said.to_numpy(dtype=bool) | np.array(inside, dtype=bool)


@control(
    "HO-13",
    "Purchase order missing or expired",
    severity="S1",
    impact="DC",
    needs=("contracts", "invoices"),
    reads=(*_CONTRACT[1:], "invoice_lines", "allocations"),
)
def purchase_order(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Invoices of contracts that ask for a purchase order and name none, or dated after the order's end."""
    heads = thread.invoices[thread.invoices["live"] & (thread.invoices["contract"] != "")]
    heads = heads[thread.of_contract(heads["contract"], "po_required").fillna(False).astype(bool)]
    expiry = thread.of_contract(heads["contract"], "po_expiry")
    number = _plain(thread.of_contract(heads["contract"], "po_number"))
    without = pd.Series(~_names_order(heads, number), index=heads.index)
    expired = (heads["day"] > expiry) & ~without
    hit = heads[without | expired]
    reason = pd.Series("names no purchase order", index=hit.index).where(
        without[hit.index], "is dated after the purchase order ended on " + wording.day(expiry[hit.index])
    )
    return findings(
        "HO-13",
        subject=hit["id"],
        related=hit["contract"],
        amount=hit["total"],
        currency=hit["currency"],
        day=hit["day"],
        message=sentences(
            lambda number, total, reason: f"Invoice {number} over {total} {reason}; the contract requires one.",
            hit["number"],
            wording.money(hit["total"], hit["currency"]),
            reason,
        ),
        suggestion="Get the purchase order (or its extension) from the customer and put its number on the invoice.",
    )


@control(
    "HO-15",
    "Expired contract still worked",
    severity="S2",
    impact="LR",
    needs=("contracts", "time"),
    reads=(*_CONTRACT[1:], "people", "rates", "invoices", "invoice_lines", "allocations"),
)
def expired_contract(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Billable time after the contract's last day with no other contract of the project, at the time system's rate."""
    contracts = thread.contracts
    rows = _outside(thread, contracts[contracts["last_day"] < _as_of(thread)])
    rows = rows[rows["after"]].join(thread.time_invoices.rename("invoice"))
    if rows.empty:
        return findings_frame()
    sums = gathered(
        rows, "contract", total=["value_x", "seconds"], first=["currency"], largest=["day"], ids=["project", "invoice"]
    )
    hit = sums.merge(contracts[["id", "ref", "last_day"]], left_on="contract", right_on="id")
    amount = settle(hit["value_x"], hit["currency"])
    return findings(
        "HO-15",
        subject=hit["id"],
        related=(hit["project"] + ";" + hit["invoice"]).str.strip(";"),
        amount=amount,
        currency=hit["currency"],
        message=sentences(
            lambda ref, last_day, seconds, until, amount: (
                f"Contract {ref} ended on {last_day}; {seconds} billable hours were worked after it, up to {until}, worth {amount}."
            ),
            hit["ref"],
            wording.day(hit["last_day"]),
            wording.hours(hit["seconds"]),
            wording.day(hit["day"]),
            wording.money(amount, hit["currency"]),
        ),
        suggestion="Renew or amend the contract before more is billed.",
    )
