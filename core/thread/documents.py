"""Invoices as the thread sees them: which are live, what was credited and why, and what each line bills."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from core.records.tables import Tables
from core.thread.folding import best_left, live_links, mapped
from core.thread.months import named_months

_ERROR = re.compile(
    r"error|rebill|re-bill|reissue|re-issue|incorrect|wrong|mistake|duplicate|billed twice", re.IGNORECASE
)
_REBILL = re.compile(r"rebill|re-bill|reissue|re-issue", re.IGNORECASE)
ONE_PIECE = 10_000
# "Expenses: taxi" bills an expense; "Expense policy" may well be the title of hours.
_EXPENSE = re.compile(r"^\W*(?:expenses?\s*(?:[:,(–-]|\d|$)|re-?charge|reimburs|disburse|out[- ]of[- ]pocket)")
_LIKE_EXPENSE = re.compile(r"^\W*(?:(?:travel|billable|client|project)\W+(?:and\W+)?)*expenses?\b")
_EXPENSE_ACCOUNT = re.compile(r"expense|disburse|re-?charge|reimburs", re.IGNORECASE)
_COMMERCIAL = re.compile(r"commercial|goodwill|discount|agreed|courtesy", re.IGNORECASE)


def credits(tables: Tables) -> pd.DataFrame:
    """One row a credit note and invoice it credits: credit, invoice ("" = none named), amount (positive), open, reason, is_error, is_rebill, day.

    The invoice is the one the ledger allocated the note to, else the one whose number stands in the note's reference.
    """
    invoices = tables["invoices"]
    notes = invoices[(invoices["kind"] == "credit_note") & (invoices["status"] != "void")]
    allocations = tables["allocations"]
    used = allocations[allocations["source"].isin(notes["id"])].drop_duplicates(["source", "invoice"])
    by_number = invoices[invoices["kind"] == "invoice"].drop_duplicates(["system", "number"])
    lookup = dict(zip(by_number["system"] + "|" + by_number["number"], by_number["id"], strict=True))
    named: dict[str, str] = {}
    for note, system, reference in zip(notes["id"], notes["system"], notes["reference"], strict=True):
        for token in re.findall(r"[\w./-]*\d[\w./-]*", reference):
            hit = lookup.get(f"{system}|{token.strip('.,;')}")
            if hit:
                named[note] = hit
                break
    out = notes[["id", "customer", "total", "open", "reference", "day", "currency"]].rename(columns={"id": "credit"})
    out = out.merge(used[["source", "invoice"]].rename(columns={"source": "credit"}), on="credit", how="left")
    out["allocated"] = out["invoice"].notna()
    in_text = out["credit"].map(named).astype("object")
    out["invoice"] = out["invoice"].astype("object").where(out["allocated"], in_text.where(in_text.notna(), ""))
    out["amount"] = out["total"].abs()
    out["open"] = out["open"].abs()
    # Wording decides: "billing error (address), rebilled" is an error, "commercial goodwill" is not, even beside "agreed".
    text = out["reference"]
    out["is_error"] = text.str.contains(_ERROR) & ~(text.str.contains(_COMMERCIAL) & ~text.str.contains(_ERROR))
    out["is_rebill"] = text.str.contains(_REBILL)
    return out.drop(columns=["total"]).rename(columns={"reference": "reason"})


def open_balances(tables: Tables) -> pd.Series:
    """What is open of each row of the invoices: the ledger's own word, else the total less what settles it (Int64).

    What a credit note settles makes it smaller. NA = it has no total either.
    """
    heads, allocations = tables["invoices"], tables["allocations"]
    settled = allocations.groupby("invoice")["amount"].sum()
    spent = allocations.groupby("source")["amount"].sum()
    moved = heads["id"].map(spent).astype("Int64").fillna(0) - heads["id"].map(settled).astype("Int64").fillna(0)
    return heads["open"].fillna(heads["total"] + moved).astype("Int64")


def invoice_heads(tables: Tables, credited: pd.DataFrame) -> pd.DataFrame:
    """Invoices (kind invoice) with contract, net, credited (positive), full_credit, error_credit, void and live.

    net: sum of line nets, else total - tax. live: not void, not a draft and not credited in full for a billing error.
    """
    heads = tables["invoices"]
    heads = heads[heads["kind"] == "invoice"].copy()
    lines = tables["invoice_lines"]
    net = lines.groupby("invoice")["amount"].sum(min_count=1)
    heads["net_lines"] = heads["id"].map(net).astype("Int64")
    heads["net"] = heads["net_lines"].fillna(heads["total"] - heads["tax"])
    heads["contract"] = mapped(heads["id"], best_left(tables.links, "contract-invoice"))
    total = credited[credited["invoice"] != ""].groupby("invoice")["amount"].sum()
    error = credited[(credited["invoice"] != "") & credited["is_error"]].groupby("invoice")["amount"].sum()
    heads["credited"] = heads["id"].map(total).astype("Int64").fillna(0)
    heads["void"] = heads["status"] == "void"
    size = heads["total"].fillna(0)
    heads["full_credit"] = ((heads["credited"] >= size) & (size > 0)).astype(bool)
    heads["error_credit"] = ((heads["id"].map(error).astype("Int64").fillna(0) >= size) & (size > 0)).astype(bool)
    heads["live"] = ~heads["void"] & (heads["status"] != "draft") & ~heads["error_credit"]
    return heads.reset_index(drop=True)


def invoice_lines(
    tables: Tables, heads: pd.DataFrame, contracts: pd.DataFrame, people: frozenset[str], roles: frozenset[str]
) -> pd.DataFrame:
    """Lines of invoices with head fields, contract, method, kind of billing, service month and whom they name.

    bills: expense, retainer, milestone, instalment, prepaid, hourly or other. month: `2026-05` or "", month_named: the text says it (hourly lines that name none
    take the month before the invoice, retainers the month the firm's other retainers would name). who: the person's name or role
    that an hourly line names, lower case, "" = none.
    """
    lines = tables["invoice_lines"].merge(
        heads[["id", "number", "customer", "day", "contract", "live", "void", "total", "status"]].rename(
            columns={"id": "invoice", "day": "invoice_day"}
        ),
        on="invoice",
    )
    method = lines["contract"].map(contracts.set_index("id")["method"]).fillna("")
    fee = lines["contract"].map(contracts.set_index("id")["monthly_fee"]).astype("Int64")
    text = lines["description"].str.casefold()
    item = lines["item"].str.casefold()
    month = named_months(lines["description"])
    before = (lines["invoice_day"].dt.to_period("M") - 1).astype(str).replace("NaT", "")
    who, is_named = _named(text, people, roles)
    milestones = live_links(tables.links, "milestone-invoice")
    of_schedule = lines["invoice"].isin(milestones["right"])
    hourly_method = method.isin(["time_and_materials", "capped"])
    price = lines["unit_price"].fillna(0)
    # A title may hold any word: "Advisory retainer: Analyst, November" on an hourly contract is hours of an analyst.
    several = lines["quantity"].fillna(ONE_PIECE) != ONE_PIECE
    by_hours = is_named & (month != "") & (hourly_method | ((method == "") & several))
    conditions = [
        text.str.contains(_EXPENSE) | item.str.contains("expense") | _on_expense_accounts(lines, tables["accounts"]),
        by_hours,
        text.str.contains(_LIKE_EXPENSE),
        text.str.contains(r"\bretainers?\b") | ((method == "retainer") & (lines["amount"] == fee).fillna(False)),
        text.str.contains(r"\bpre-?paid\b|\bblock of hours\b") | ((method == "prepaid") & (price > 0)),
        text.str.contains(r"\binstall?ments?\b") | ((method == "instalments") & of_schedule),
        text.str.contains(r"\bmilestones?\b") | ((method == "milestones") & of_schedule),
        is_named | (hourly_method & (month != "") & (price > 0)),
    ]
    lines["method"] = method
    lines["bills"] = np.select(
        [c.to_numpy(dtype=bool) for c in conditions],
        ["expense", "hourly", "expense", "retainer", "prepaid", "instalment", "milestone", "hourly"],
        "other",
    )
    lines["month_named"] = month != ""
    lines["month"] = month.where((month != "") | (lines["bills"] != "hourly"), before)
    lines["month"] = _retainer_months(lines)
    lines["who"] = who.where(lines["bills"] == "hourly", "")
    return lines


def _on_expense_accounts(lines: pd.DataFrame, accounts: pd.DataFrame) -> pd.Series:
    """Which lines are posted to a revenue account for expenses."""
    named = accounts["name"].str.contains(_EXPENSE_ACCOUNT) & (accounts["role"] == "revenue")
    codes = accounts.loc[named & (accounts["code"] != ""), ["system", "code"]]
    return (lines["system"] + "|" + lines["account"]).isin(codes["system"] + "|" + codes["code"])


def _retainer_months(lines: pd.DataFrame) -> pd.Series:
    """The months of `lines`, those of retainers without one filled: invoice month plus the firm's usual distance to the month it names."""
    invoiced = lines["invoice_day"].dt.to_period("M")
    known = lines["invoice_day"].notna() & (lines["bills"] == "retainer")
    blank = known & (lines["month"] == "")
    if not blank.any():
        return lines["month"]
    named = known & (lines["month"] != "")
    ordinal = invoiced[known].map(lambda month: month.ordinal)
    target = pd.Series(pd.PeriodIndex(lines["month"][named], freq="M"), index=lines.index[named]).map(
        lambda m: m.ordinal
    )
    usual = (target - ordinal[named[known]]).mode()
    shifted = invoiced[blank] + (int(usual.iloc[0]) if len(usual) else 0)
    return lines["month"].where(~blank, shifted.astype(str).reindex(lines.index, fill_value=""))


def _named(text: pd.Series, people: frozenset[str], roles: frozenset[str]) -> tuple[pd.Series, pd.Series]:
    """The person or role that each text names (longest name first; persons before roles), and whether it names one with a month or price."""
    names = sorted(people, key=lambda n: (-len(n), n)) + sorted(roles, key=lambda n: (-len(n), n))
    if not names:
        blank = pd.Series("", index=text.index, dtype="object")
        return blank, blank != ""
    pattern = re.compile(r"(?<!\w)(" + "|".join(re.escape(n) for n in names) + r")(?!\w)")
    distinct: dict[str, str] = {}
    for each in text.unique().tolist():
        found = pattern.search(each)
        distinct[each] = found[1] if found else ""
    who = text.map(distinct).astype("object")
    return who, who != ""
