"""What was billed on a contract against what it allows: cap, fee, months, support and customer (BI-01, 04, 06, 10, 20)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import counted, listed, merged, sentences
from core.controls.wording import day, hours, label, money
from core.controls.work_time import worth
from core.records.tables import findings_frame
from core.thread.folding import mapped
from core.thread.months import months_of
from core.thread.pricing import settle
from core.thread.thread import Thread

_OLDEST_EXPENSE = pd.Timedelta(days=120)
_NEEDS = ("contracts", "invoices", "invoice_lines")
_READS = ("change_orders", "allocations", "customers", "people", "rates", "projects")


def projects_of(thread: Thread, contract: pd.Series) -> pd.Series:
    """Ids of the projects of each contract, `;` joined."""
    return mapped(contract, thread.contract_projects)


def fee_invoices(thread: Thread, contract: pd.Series) -> pd.Series:
    """Ids of the live invoices that bill fees of each contract, `;` joined."""
    lines = thread.lines
    lines = lines[lines["live"] & (lines["bills"] != "expense") & lines["contract"].isin(contract)]
    return mapped(contract, lines.groupby("contract")["invoice"].agg(joined))


def _billed(thread: Thread, chosen: pd.DataFrame) -> pd.DataFrame:
    """Net fees (no expenses) that live invoices bill on `chosen` contracts, in the contract's currency, less credits for errors.

    Indexed by contract: billed, last (the day of the latest), unpriced (lines with a quantity or a price and no amount; not in billed;
    lines of text alone are not counted). A goodwill credit gives money away; it does not undo the billing.
    """
    lines = thread.lines
    lines = lines[lines["live"] & (lines["bills"] != "expense") & lines["contract"].isin(chosen["id"])]
    lines = lines[lines["currency"] == thread.of_contract(lines["contract"], "currency")]
    unpriced = lines["amount"].isna() & (lines["quantity"].notna() | lines["unit_price"].notna())
    lines = lines.assign(unpriced=unpriced.astype("int64"))
    out = lines.groupby("contract", sort=True).agg(
        billed=("amount", "sum"), last=("invoice_day", "max"), unpriced=("unpriced", "sum")
    )
    credits = thread.credits
    credits = credits[credits["is_error"] & credits["invoice"].isin(lines["invoice"])]
    heads = thread.invoices.set_index("id")
    net, total = (credits["invoice"].map(heads[column]) for column in ("net", "total"))
    net = (2 * credits["amount"] * net + total) // (2 * total)  # half-up
    undone = net.groupby(credits["invoice"].map(heads["contract"])).sum()
    out["billed"] = out["billed"].astype("Int64") - undone.reindex(out.index).fillna(0).astype("Int64")
    return out


@control(
    "BI-01",
    "Cap overrun",
    severity="S1",
    impact="LR",
    needs=(*_NEEDS, "time"),
    reads=_READS,
)
def cap_overrun(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Contracts whose billed fees plus approved unbilled hours (at the time system's rate) exceed the cap with signed changes.

    One finding a contract, priced at the excess: what is billed above the cap is overbilled, the rest lost. Where a line that bills the
    contract has no amount, the excess is at least that; below the cap a warning without a price says that it cannot be told.
    """
    contracts = thread.contracts
    capped = contracts[contracts["active"] & contracts["full_cap"].notna() & (contracts["full_cap"] > 0)]
    if capped.empty:
        return findings_frame()
    billed = _billed(thread, capped)
    time = thread.time
    waits = time["is_billable"] & time["is_approved"] & ~time["is_invoiced"] & time["contract"].isin(capped["id"])
    open_time = time.loc[waits, ["id", "contract", "value_x", "card_x", "seconds"]]
    open_time["value_x"] = worth(open_time)
    idle = open_time.groupby("contract").agg(value=("value_x", "sum"), seconds=("seconds", "sum"))
    out = capped[["id", "full_cap", "currency"]].reset_index(drop=True)
    out["billed"] = out["id"].map(billed["billed"]).astype("Int64").fillna(0)
    out["open"] = settle(out["id"].map(idle["value"]).astype("Int64").fillna(0), out["currency"])
    out["seconds"] = out["id"].map(idle["seconds"]).astype("Int64").fillna(0)
    out["unpriced"] = out["id"].map(billed["unpriced"]).fillna(0).astype("int64")
    out["over"] = out["billed"] + out["open"] - out["full_cap"]
    passed = (out["over"] > 0).fillna(False).astype(bool)
    out["over"] = out["over"].mask(~passed)
    out = out[passed | (out["unpriced"] > 0)].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    ids = open_time[open_time["contract"].isin(out["id"])].groupby("contract")["id"].agg(joined)
    message = sentences(
        lambda had, h, idle, cap, over, unpriced: (
            f"Billed are {had}, {h} approved hours ({idle}) wait; "
            + (
                f"together they pass the cap of {cap} by {over}."
                if over
                else f"whether the cap of {cap} is passed cannot be told."
            )
            + (f" Not counted: {counted(unpriced, 'billed line')} without an amount." if unpriced else "")
        ),
        money(out["billed"], out["currency"]),
        hours(out["seconds"]),
        money(out["open"], out["currency"]),
        money(out["full_cap"], out["currency"]),
        money(out["over"].fillna(0), out["currency"]).where(out["over"].notna(), ""),
        out["unpriced"],
    )
    return findings(
        "BI-01",
        subject=out["id"],
        severity=out["over"].notna().map({True: "S1", False: "S3"}),
        amount=out["over"],
        currency=out["currency"],
        related=merged(projects_of(thread, out["id"]), fee_invoices(thread, out["id"]), mapped(out["id"], ids)),
        message=message,
        suggestion="Agree a change order, or write the hours down to the cap and credit what is billed above it.",
        impact_class=(out["billed"] > out["full_cap"]).map({True: "OB", False: "LR"}),
        day=out["id"].map(billed["last"]),
    )


@control(
    "BI-04",
    "Retainer missing or billed twice",
    severity="S1",
    impact="DC",
    needs=_NEEDS,
    reads=_READS,
)
def retainer_months(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Retainers: each month of the term up to the as-of date on exactly one live line, no month twice; one finding a month.

    The first and last month of the term count when the term covers any of it. Priced at the monthly fee for each line too few or too many.
    """
    contracts = thread.contracts
    term = contracts[
        (contracts["method"] == "retainer")
        & contracts["active"]
        & contracts["start"].notna()
        & (contracts["start"] <= pd.Timestamp(thread.tables.as_of))
    ]
    if term.empty:
        return findings_frame()
    as_of = pd.Timestamp(thread.tables.as_of)
    last = term["last_day"].where(term["last_day"] < as_of, as_of)
    months = [
        (contract, str(month))
        for contract, first, end in zip(term["id"], term["start"], last, strict=True)
        for month in pd.period_range(first, end, freq="M")
    ]
    due = pd.DataFrame(months, columns=["contract", "month"], dtype="object").assign(due=1)
    lines = thread.lines
    lines = lines[lines["live"] & (lines["bills"] == "retainer") & lines["contract"].isin(term["id"])]
    fees = lines[lines["amount"] > 0]
    by = ["contract", "month"]
    billed = fees.groupby(by)["amount"].sum().rename("sum").to_frame()
    billed["count"] = fees.drop_duplicates([*by, "invoice"]).groupby(by).size()
    billed = billed.reset_index()
    out = due.merge(billed, on=["contract", "month"], how="outer")
    out["count"], out["due"] = out["count"].fillna(0).astype("int64"), out["due"].fillna(0).astype("int64")
    out["fee"] = thread.of_contract(out["contract"], "monthly_fee").astype("Int64")
    out["currency"] = thread.of_contract(out["contract"], "currency")
    # Two part lines of one fee are one month's billing.
    doubled = (out["fee"] > 0) & (out["sum"] >= 2 * out["fee"])
    over = out["fee"].isna() | (out["sum"] > out["fee"] + policy.tol_minor)
    twice = ((out["count"] > 1) & over.fillna(False)) | doubled.fillna(False)
    missing = (out["due"] == 1) & (out["count"] == 0)
    out = out[(missing | twice).astype(bool)].sort_values(["contract", "month"], kind="stable").reset_index(drop=True)
    if out.empty:
        return findings_frame()
    told = (
        fees.merge(out[by], on=by)
        .groupby(by)
        .agg(invoices=("invoice", joined), numbers=("number", listed), day=("invoice_day", "max"))
    )
    out = out.join(told, on=by)
    gone = out["count"] == 0
    extra = (out["count"] - 1).abs().clip(lower=1)
    out["amount"] = out["fee"] * extra
    message = sentences(
        lambda month, none, m, numbers: (
            f"The retainer for {month} ({m}) is on no invoice."
            if none
            else f"The retainer for {month} ({m}) is billed more than once: invoices {numbers}."
        ),
        out["month"],
        gone,
        money(out["fee"], out["currency"]),
        out["numbers"].fillna(""),
    )
    end = pd.to_datetime(out["month"] + "-01") + pd.offsets.MonthEnd(0)
    return findings(
        "BI-04",
        subject=out["contract"],
        amount=out["amount"].astype("Int64"),
        currency=out["currency"],
        related=merged(out["invoices"].fillna(""), projects_of(thread, out["contract"])),
        message=message,
        suggestion=gone.map({True: "Draft the invoice for the month.", False: "Credit the second invoice."}),
        detail=out["month"],
        impact_class=gone.map({True: "DC", False: "OB"}),
        day=out["day"].where(out["day"].notna(), end),
    )


@control(
    "BI-06",
    "Fixed fee overbilled",
    severity="S1",
    impact="OB",
    needs=_NEEDS,
    reads=_READS,
)
def fixed_fee_overbilled(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Fixed fees whose live invoices, less credits for errors, bill more than the price with signed changes (more than `tol_minor`)."""
    contracts = thread.contracts
    fixed = contracts[
        contracts["active"] & contracts["method"].isin(["milestones", "instalments"]) & contracts["price"].notna()
    ]
    billed = _billed(thread, fixed)
    out = fixed[["id", "price", "currency"]].merge(billed, left_on="id", right_index=True).reset_index(drop=True)
    out["over"] = out["billed"] - out["price"]
    out = out[(out["over"] > policy.tol_minor).fillna(False).astype(bool)].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda had, price, over, unpriced: (
            f"Live invoices bill {had} net of a fixed price of {price} with signed changes: {over} too much."
            + (f" Not counted: {counted(unpriced, 'billed line')} without an amount." if unpriced else "")
        ),
        money(out["billed"], out["currency"]),
        money(out["price"], out["currency"]),
        money(out["over"], out["currency"]),
        out["unpriced"],
    )
    return findings(
        "BI-06",
        subject=out["id"],
        amount=out["over"],
        currency=out["currency"],
        related=merged(fee_invoices(thread, out["id"]), projects_of(thread, out["id"])),
        message=message,
        suggestion="Credit the excess, or record the signed change order that covers it.",
        day=out["last"],
    )


@control(
    "BI-10",
    "Line without support",
    severity="S1",
    impact="OB",
    needs=_NEEDS,
    reads=(*_READS, "time", "expenses", "milestones"),
)
def line_without_support(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Lines of live invoices with nothing behind them: hours nobody wrote, expenses nobody claimed, text of no milestone; one an invoice."""
    lines = thread.lines
    live = lines[
        lines["live"] & (lines["amount"].fillna(0) > 0) & lines["contract"].isin(thread.contract_projects.index)
    ]
    loose = live[_unsupported(thread, live)]
    if loose.empty:
        return findings_frame()
    out = (
        loose.groupby(["invoice", "currency"], sort=True)
        .agg(
            amount=("amount", "sum"),
            count=("id", "size"),
            contract=("contract", joined),
            texts=("description", listed),
            number=("number", "first"),
            day=("invoice_day", "first"),
        )
        .reset_index()
    )
    message = sentences(
        lambda number, n, text, m: (
            f"Invoice {number} has {counted(n, 'line')} without time, expense or schedule behind {'it' if n == 1 else 'them'}: {text} ({m})."
        ),
        out["number"],
        out["count"],
        out["texts"],
        money(out["amount"].astype("Int64"), out["currency"]),
    )
    return findings(
        "BI-10",
        subject=out["invoice"],
        amount=out["amount"].astype("Int64"),
        currency=out["currency"],
        related=merged(out["contract"], projects_of(thread, out["contract"])),
        message=message,
        suggestion="Attach the time, expense or change order that supports the line, or credit it.",
        detail=out["currency"],
        day=out["day"],
    )


def _unsupported(thread: Thread, live: pd.DataFrame) -> pd.Series:
    """Which lines have no source (bool, indexed as `live`)."""
    loaded = thread.tables.loaded
    schedule = live["id"].isin(thread.billed_milestones["line"])
    fixed = live["method"].isin(["milestones", "instalments"])
    loose = live["bills"].eq("other") & ~schedule
    loose |= fixed & live["bills"].isin(["milestone", "instalment"]) & ~schedule
    if "milestones" not in loaded:  # nobody said what the fixed fees are billed for
        loose &= ~fixed
    if "time" in loaded:
        known = _worked(thread)
        key = live["contract"] + "|" + live["month"]
        named = live["who"] != ""
        # Without a month in the text the hours may be those of the invoice's own month.
        own = live["contract"] + "|" + months_of(live["invoice_day"])
        found = key.where(~named, key + "|" + live["who"]).isin(known)
        found |= ~live["month_named"] & own.where(~named, own + "|" + live["who"]).isin(known)
        loose |= live["bills"].eq("hourly") & ~found
    if "expenses" in loaded:
        loose |= _no_expense(thread, live)
    return loose.astype(bool)


def _worked(thread: Thread) -> frozenset[str]:
    """`contract|month` and `contract|month|name or role` (lower case) of all billable time."""
    time, keys = thread.placed_time, thread.card_keys
    month, months = pd.factorize(time["month"])
    billable = (time["is_billable"] & (time["contract"] != "")).to_numpy(dtype=bool)
    pairs = np.unique(keys.codes[billable] * len(months) + month[billable])
    out: set[str] = set()
    askers = keys.keys.iloc[pairs // len(months)]
    for contract, names, role, at in zip(
        askers["contract"], askers["person_names"], askers["role"], pairs % len(months), strict=True
    ):
        whole = f"{contract}|{months[at]}"
        out.add(whole)
        out.update(f"{whole}|{who}" for who in (*names.split("|"), role.casefold()) if who)
    return frozenset(out)


def _no_expense(thread: Thread, live: pd.DataFrame) -> pd.Series:
    """Expense lines tied to no expense though the contract has none left that they could bill (bool, indexed as `live`)."""
    expenses = thread.expenses
    ties = thread.billed_expenses
    free = expenses[(expenses["contract"] != "") & ~expenses["id"].isin(ties["expense"]) & expenses["is_invoiced"]]
    lines = live[live["bills"].eq("expense") & ~live["id"].isin(ties["line"])]
    pairs = lines[["id", "contract", "invoice_day"]].merge(free[["contract", "day"]], on="contract")
    may = pairs[(pairs["day"] <= pairs["invoice_day"]) & (pairs["invoice_day"] - pairs["day"] <= _OLDEST_EXPENSE)]
    return live["id"].isin(lines["id"]) & ~live["id"].isin(may["id"])


@control(
    "BI-20",
    "Invoiced to the wrong customer",
    severity="S1",
    impact="OB",
    needs=("contracts", "invoices", "customers"),
    reads=(*_READS, "invoice_lines"),
)
def wrong_customer(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Live invoices whose customer is not the contract's: both are known apart, in the ledger and in another system. Priced at the total.

    Where the contract's customer has no record in the ledger, or the billed record is tied to nobody elsewhere, the customers are not
    matched yet (MD-01, MD-02) and the invoice may well be right.
    """
    heads = thread.invoices
    heads = heads[heads["live"] & (heads["contract"] != "")].reset_index(drop=True)
    heads["owner"] = thread.of_contract(heads["contract"], "cluster")
    customers = thread.tables["customers"]
    ledger = customers[~customers["derived"].fillna(False).astype(bool)]
    ledger = ledger.assign(cluster=thread.cluster_of(ledger["id"]))
    own = ledger.groupby(ledger["system"] + "|" + ledger["cluster"])["id"].agg(joined)
    right = mapped(heads["system"] + "|" + heads["owner"], own)
    systems = customers.assign(cluster=thread.cluster_of(customers["id"])).groupby("cluster")["system"].nunique()
    stranger = heads["cluster"].map(systems).fillna(0) > 1
    out = heads[(heads["owner"] != "") & (heads["cluster"] != heads["owner"]) & (right != "") & stranger].copy()
    out["right"] = right[out.index]
    # Two records of one name that are not tied are a double record (MD-02), not two customers.
    twin = [
        _plain(name) in {_plain(each.split(":", 2)[-1]) for each in own.split(";")}
        for name, own in zip(out["customer_name"], out["right"], strict=True)
    ]
    out = out[~np.array(twin, dtype=bool)].reset_index(drop=True)
    if out.empty:
        return findings_frame()
    message = sentences(
        lambda number, m, on, was, ref, own: (
            f"Invoice {number} of {on} ({m}) went to {was}; contract {ref} is with {own}."
        ),
        out["number"],
        money(out["total"], out["currency"]),
        day(out["day"]),
        out["customer_name"],
        label(out["contract"]),
        label(out["right"].str.split(";").str[0]),
    )
    return findings(
        "BI-20",
        subject=out["id"],
        amount=out["total"],
        currency=out["currency"],
        related=merged(out["contract"], out["customer"], out["right"], projects_of(thread, out["contract"])),
        message=message,
        suggestion="Credit the invoice and issue it to the contract's customer.",
        day=out["day"],
    )


def _plain(name: str) -> str:
    """The letters and digits of a name, case aside."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())
