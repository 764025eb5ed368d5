"""Which invoice line bills which milestone or instalment: the links first, then the name in the line's text."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from core.records.serials import same_serials
from core.thread.folding import mapped
from core.thread.stacking import stacked

_COLUMNS = ["milestone", "line", "invoice", "amount", "currency", "live", "invoice_day", "number", "linked"]
_DROPPED = ("cancelled", "canceled", "void", "draft")
_REACHED = ("accepted", "reached", "complete", "completed", "done")
_NOISE = re.compile(r"[^\w]+")


def schedule(milestones: pd.DataFrame, contracts: pd.DataFrame, projects: pd.Series) -> pd.DataFrame:
    """Milestones and instalments of active contracts that have an amount and are not cancelled, with project, by_date, needs_acceptance, due.

    contracts: `Thread.contract_by_id`; projects: `Thread.contract_projects`. project: ids of the contract's projects, `;` joined. by_date: an instalment. needs_acceptance:
    not by date and the contract does not say that acceptance is not required. due: the planned day by date, else the day of acceptance
    (the planned one where the status alone says accepted); NaT = not yet.
    """
    out = milestones[~milestones["status"].str.casefold().isin(_DROPPED) & milestones["amount"].notna()].copy()
    out = out[out["contract"].map(contracts["active"]).astype("boolean").fillna(False).astype(bool)]
    out["project"] = mapped(out["contract"], projects)
    out["by_date"] = out["type"].str.casefold().str.contains("instal").astype(bool)
    asked = out["contract"].map(contracts["acceptance_required"]).astype("boolean").fillna(True).astype(bool)
    out["needs_acceptance"] = asked & ~out["by_date"]
    reached = out["status"].str.casefold().isin(_REACHED)
    accepted = out["accepted"].where(out["accepted"].notna() | ~reached, out["planned"])
    out["due"] = accepted.where(~out["by_date"], out["planned"])
    return out.reset_index(drop=True)


def _plain(texts: pd.Series) -> pd.Series:
    """Texts as ` lower case words ` with one space around each, so that a name is found whole; running numbers alike."""
    plain = [f" {_NOISE.sub(' ', same_serials(text).casefold()).strip()} " for text in texts]
    return pd.Series(plain, index=texts.index, dtype="object")


def billed_milestones(
    milestones: pd.DataFrame, lines: pd.DataFrame, links: pd.DataFrame, rejected: pd.DataFrame
) -> pd.DataFrame:
    """One row a milestone and invoice line that bills it: milestone, line, invoice, amount, currency, live, invoice_day, number, linked.

    milestones, lines: with the cluster of the contract's and of the billed customer. links: milestone-invoice links not rejected, with the invoice's fields (`Thread.milestone_invoices`); rejected: pairs (left, right) a
    person refused. A link takes the invoice's line that names the milestone, else the one of its amount, else the first free one; with no
    line at all the link's own amount. Lines without a link bill the milestone of their contract whose name they say (the longest); lines
    of no known contract the one milestone of their customer that they name and nothing else bills.
    """
    fixed = lines[~lines["bills"].isin(["expense", "hourly", "retainer", "prepaid"])]
    names = milestones[["id", "contract", "cluster", "name", "amount"]].rename(
        columns={"id": "milestone", "amount": "agreed"}
    )
    names["plain"] = _plain(names["name"])
    fixed = fixed.assign(plain_text=_plain(fixed["description"]))
    tied = _by_link(links, names, fixed)
    said = _by_name(names, fixed[~fixed["id"].isin(tied["line"])])
    refused = set(zip(rejected["left"], rejected["right"], strict=True))
    if refused:
        pair = list(zip(said["milestone"], said["invoice"], strict=True))
        said = said[np.array([each not in refused for each in pair], dtype=bool)]
    lost = _by_customer(names[~names["milestone"].isin([*tied["milestone"], *said["milestone"]])], fixed, tied["line"])
    out = stacked(tied, said, lost)
    return out.sort_values(["milestone", "invoice_day", "invoice", "line"], kind="stable").reset_index(drop=True)


def _by_link(links: pd.DataFrame, names: pd.DataFrame, fixed: pd.DataFrame) -> pd.DataFrame:
    heads = links.merge(names[["milestone", "plain", "agreed"]], on="milestone", how="left")
    pairs = heads.merge(
        fixed[["id", "invoice", "amount", "currency", "plain_text"]].rename(columns={"id": "line"}),
        on="invoice",
        how="left",
        suffixes=("_link", ""),
    )
    said = np.array(
        [
            isinstance(p, str) and isinstance(t, str) and p in t
            for p, t in zip(pairs["plain"], pairs["plain_text"], strict=True)
        ],
        dtype=bool,
    )
    same = (pairs["amount"] == pairs["agreed"]).fillna(False).to_numpy(dtype=bool)
    # "Design" stands in "Design sign-off", too: the longest name chooses first.
    length = -pairs["plain"].fillna("").str.len()
    pairs = pairs.assign(rank=np.where(said, 0, np.where(same, 1, 2)), length=np.where(said, length, 0))
    pairs = pairs.sort_values(["rank", "length", "milestone", "line"], kind="stable")
    used: set[str] = set()
    done: set[tuple[str, str]] = set()
    keep = []
    for milestone, invoice, line in zip(pairs["milestone"], pairs["invoice"], pairs["line"], strict=True):
        free = (milestone, invoice) not in done and not (isinstance(line, str) and line in used)
        keep.append(free)
        if free:
            done.add((milestone, invoice))
            used.add(line)
    chosen = pairs[np.array(keep, dtype=bool)]
    left = heads[[each not in done for each in zip(heads["milestone"], heads["invoice"], strict=True)]]
    bare = left.rename(columns={"amount": "amount_link", "currency": "currency_link"}).assign(
        line="", amount=pd.array([pd.NA] * len(left), dtype="Int64"), currency=""
    )
    out = stacked(chosen, bare)
    out["line"] = out["line"].fillna("").astype("object")
    out["amount"] = out["amount"].astype("Int64").fillna(out["amount_link"].astype("Int64"))
    said_currency = out["currency"].where(out["currency"].notna() & (out["currency"] != ""), out["currency_link"])
    out["currency"] = said_currency.fillna("").astype("object")
    out["invoice_day"] = out["day"]
    out["linked"] = True
    return out[_COLUMNS]


def _by_name(names: pd.DataFrame, fixed: pd.DataFrame) -> pd.DataFrame:
    own = fixed[fixed["contract"] != ""].drop(columns=["line", "cluster"]).rename(columns={"id": "line"})
    pairs = own.merge(names, on="contract", suffixes=("", "_milestone"))
    said = np.array([p in t for p, t in zip(pairs["plain"], pairs["plain_text"], strict=True)], dtype=bool)
    pairs = pairs[said]
    pairs = pairs.assign(length=-pairs["plain"].str.len()).sort_values(["line", "length", "milestone"], kind="stable")
    return pairs.drop_duplicates("line").assign(linked=False)[_COLUMNS]


def _by_customer(names: pd.DataFrame, fixed: pd.DataFrame, taken: pd.Series) -> pd.DataFrame:
    loose = fixed[(fixed["contract"] == "") & fixed["live"] & (fixed["cluster"] != "") & ~fixed["id"].isin(taken)]
    loose = loose.drop(columns=["line", "contract"]).rename(columns={"id": "line"})
    pairs = loose.merge(names.drop(columns="contract"), on="cluster", suffixes=("", "_milestone"))
    said = np.array([p in t for p, t in zip(pairs["plain"], pairs["plain_text"], strict=True)], dtype=bool)
    pairs = pairs[said]
    alone = ~pairs.duplicated("line", keep=False) & ~pairs.duplicated("milestone", keep=False)
    return pairs[alone].assign(linked=False)[_COLUMNS]
