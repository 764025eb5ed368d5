"""Which project carries out which contract: code, title, dates, method, budget and rates; phases of one job go together."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from core.matching.assign import one_to_one
from core.matching.customers import CustomerMatch
from core.matching.evidence import Bools, Floats, Pairs
from core.matching.joins import (
    add_verdicts,
    cluster_of,
    customer_weight,
    days_after,
    days_apart,
    days_between,
    either,
    number,
    proven_customers,
    rows_of,
    stands,
    title_weight,
    titles,
    told,
)
from core.matching.names import fold
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts
from core.matching.votes import coded_projects, project_codes
from core.matching.wording import Title, likeness, split_phase
from core.records.flags import billable
from core.records.tables import Tables

KIND: Final = "contract-project"
_PRIOR: Final = -3.0
_OF_CONTRACT: Final = [
    "id",
    "customer",
    "cluster",
    "title",
    "heading",
    "signed",
    "start",
    "end",
    "worth",
    "value",
    "cap",
    "method",
    "currency",
]
_OF_PROJECT: Final = [
    "id",
    "customer",
    "cluster",
    "name",
    "heading",
    "unit",
    "parts",
    "start",
    "end",
    "first",
    "last",
    "budget",
    "method",
    "currency",
    "set_up",
]


def contract_terms(tables: Tables, customers: CustomerMatch, words: dict[int, frozenset[str]]) -> pd.DataFrame:
    """Contracts with the number of their customer, their title taken apart, and their worth with signed change orders."""
    contracts = tables["contracts"].drop_duplicates("id").reset_index(drop=True)
    orders = tables["change_orders"]
    signed = orders[orders["status"] != "draft"].groupby("contract")["amount"].sum()
    extra = contracts["id"].map(signed).fillna(0).astype("Int64")
    cluster = cluster_of(contracts["customer"], customers)
    return contracts.assign(
        cluster=cluster, worth=contracts["value"] + extra, heading=titles(contracts["title"], cluster, words)
    )


def project_units(tables: Tables, customers: CustomerMatch, words: dict[int, frozenset[str]]) -> pd.DataFrame:
    """Projects that can belong to a contract, each with the unit it is part of.

    A unit is one project, or the phases of one job: same client, same title, different phase numbers. Columns of the unit
    (first day, last day, budget) stand on each of its projects.
    """
    projects = tables["projects"].drop_duplicates("id").reset_index(drop=True)
    codes = project_codes(tables).drop_duplicates("project").set_index("project")["code"]
    code = projects["id"].map(codes).fillna("")
    cluster = cluster_of(projects["customer"], customers)
    split = [split_phase(name) for name in projects["name"]]
    whole = pd.Series([base for base, _ in split], index=projects.index, dtype=object)
    phase = pd.Series([number for _, number in split], index=projects.index, dtype="int64")
    heading = titles(whole, cluster, words, code)
    frame = projects.assign(code=code, cluster=cluster, heading=heading, phase=phase)
    key = pd.Series(
        [(client, title) for client, title in zip(projects["customer"], heading, strict=True)], index=frame.index
    )
    grouped = frame.assign(key=key)[phase > 0].groupby("key", sort=False)
    sizes = grouped["phase"].agg(["size", "nunique"])
    jobs = {
        name for name, (size, kinds) in zip(sizes.index, sizes.to_numpy(), strict=True) if size > 1 and size == kinds
    }
    together = [name if at and name in jobs else None for name, at in zip(key, phase, strict=True)]
    labels = [record if name is None else f"{name}" for record, name in zip(projects["id"], together, strict=True)]
    frame["unit"] = labels
    units = frame.groupby("unit")
    frame["first"] = units["start"].transform("min")
    frame["last"] = units["end"].transform("max")
    frame["parts"] = units["id"].transform("size")
    budget = units["budget_amount"].agg(lambda values: values.sum(min_count=len(values)))
    frame["budget"] = frame["unit"].map(budget).astype("Int64")
    return frame


def match_projects(
    tables: Tables,
    terms: pd.DataFrame,
    units: pd.DataFrame,
    customers: CustomerMatch,
    policy: MatchPolicy,
    verdicts: Verdicts,
) -> list[dict[str, object]]:
    """Links from contracts to projects: a project serves one contract, a contract may have several phases of one job."""
    if not len(terms) or not len(units):
        return []
    coded = coded_projects(tables).drop_duplicates(["contract", "project"])
    billable = units[units["billable"].fillna(True).to_numpy(dtype=bool) | units["id"].isin(coded["project"])]
    held = _candidates(terms, billable, coded, verdicts)
    if not len(held):
        return []
    pairs = Pairs(held["contract"].to_numpy(dtype=object), held["project"].to_numpy(dtype=object))
    proof = _weigh(pairs, held, tables, customers)
    sure = add_verdicts(KIND, pairs, verdicts)
    weight = pairs.total
    # Phases of one job are placed together: by the mean of what speaks for each.
    unit = held["unit"].to_numpy(dtype=object)
    joint = pd.DataFrame({"contract": pairs.left, "unit": unit, "weight": weight})
    mean = joint.groupby(["contract", "unit"], sort=False)["weight"].mean().reset_index()
    taken, ahead = one_to_one(
        mean["contract"].to_numpy(dtype=object),
        mean["unit"].to_numpy(dtype=object),
        mean["weight"].to_numpy(),
        policy.suggest,
    )
    placed = {
        (one, other): gap
        for one, other, gap, yes in zip(mean["contract"], mean["unit"], ahead, taken, strict=True)
        if yes
    }
    lead = np.array([placed.get(pair, np.nan) for pair in zip(pairs.left, unit, strict=True)])
    chosen = ~np.isnan(lead)
    chosen |= _further_parts(pairs, held, weight, chosen, policy)
    by_code = held["how"].notna().to_numpy(dtype=bool)  # another part of the contract is no rival of a code
    lead = np.where(np.isnan(lead) | by_code, np.fmax(lead, policy.margin), lead)
    confirmed = stands(weight, lead, proof, sure, policy)
    return rows_of(KIND, pairs, np.flatnonzero(chosen), confirmed, weight)


def _candidates(terms: pd.DataFrame, units: pd.DataFrame, coded: pd.DataFrame, verdicts: Verdicts) -> pd.DataFrame:
    known = terms[["id", "cluster"]].rename(columns={"id": "contract"})
    mine = units[["id", "cluster"]].rename(columns={"id": "project"})
    same = known.dropna().merge(mine.dropna(), on="cluster")[["contract", "project"]]
    sworn = pd.DataFrame(
        [pair if pair[0] in set(terms["id"]) else pair[::-1] for pair in verdicts.of_kind(KIND)],
        columns=["contract", "project"],
    )
    astray = _astray(terms, units)
    held = pd.concat([same, coded[["contract", "project"]], sworn, astray], ignore_index=True).drop_duplicates()
    held = held[held["contract"].isin(terms["id"]) & held["project"].isin(units["id"])]
    held = held[verdicts.allowed(KIND, held["contract"], held["project"])].sort_values(["contract", "project"])
    held = held.merge(coded, on=["contract", "project"], how="left")
    held = held.merge(terms[_OF_CONTRACT].add_prefix("k_"), left_on="contract", right_on="k_id", how="left")
    held = held.merge(units[_OF_PROJECT].add_prefix("p_"), left_on="project", right_on="p_id", how="left")
    return held.rename(columns={"p_unit": "unit"}).reset_index(drop=True)


def _astray(terms: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Pairs of the same term whose customers are tied to nobody on the other side."""
    alone = terms[~terms["cluster"].isin(units["cluster"])].dropna(subset=["start", "end"])
    lost = units[~units["cluster"].isin(terms["cluster"])].dropna(subset=["first", "last"])
    both = alone[["id", "start", "end"]].merge(
        lost[["id", "first", "last"]], left_on=["start", "end"], right_on=["first", "last"]
    )
    return both[["id_x", "id_y"]].set_axis(["contract", "project"], axis=1)


def _weigh(pairs: Pairs, held: pd.DataFrame, tables: Tables, customers: CustomerMatch) -> Bools:
    """Add the evidence; returns where it is proof."""
    pairs.add(_PRIOR, "most projects belong to another contract")
    is_coded = held["how"].notna().to_numpy(dtype=bool)
    pairs.add(np.where(is_coded, 9.0, 0.0), held["how"].fillna("").to_numpy(dtype=object))
    elsewhere = held["project"].isin(held.loc[is_coded, "project"]).to_numpy(dtype=bool) & ~is_coded
    pairs.add(np.where(elsewhere, -6.0, 0.0), "the project's code names another contract")
    same = customer_weight(pairs, held["k_cluster"], held["p_cluster"])
    found, weight = title_weight(held["k_heading"].to_numpy(), held["p_heading"].to_numpy())
    pairs.add(weight, ("titles: " + held["k_title"] + " / " + held["p_name"]).to_numpy(dtype=object))
    first = days_between(held["k_start"], held["p_first"])
    last = days_between(held["k_end"], held["p_last"])
    starts, ends = first == 0, last == 0
    outside = (days_between(held["p_last"], held["k_start"]) > 31) | (days_between(held["k_end"], held["p_first"]) > 31)
    for gap, exact, what in ((first, starts, "first"), (last, ends, "last")):
        near = (np.abs(gap) <= 7) & ~exact
        far = np.abs(gap) > 7
        pairs.add(np.where(exact, 2.0, np.where(near, 0.7, np.where(far, -1.0, 0.0))), days_apart(gap, what))
    pairs.add(np.where(outside, -3.0, 0.0), "the project runs outside the contract's term")
    worth = _budget(pairs, held)
    agree, differ = told(held["k_method"], held["p_method"])
    pairs.add(
        np.where(agree, 0.7, np.where(differ, -0.8, 0.0)),
        either(agree, "billing methods agree", "billing methods differ"),
    )
    manner = agree
    _, differ = told(held["k_currency"], held["p_currency"])
    pairs.add(np.where(differ, -2.0, 0.0), "currencies differ")
    gap = days_between(held["k_signed"], held["p_set_up"])
    pairs.add(
        np.where((gap >= -7) & (gap <= 45), 0.7, np.where(gap < -31, -1.0, 0.0)),
        days_after(gap, "set up"),
    )
    on_card = _rate_weight(held, tables)
    pairs.add(on_card, "rates of its time stand on the contract's rate card")
    proved = same & proven_customers(held["k_customer"], held["p_customer"], customers)
    facts = (found >= 0.55).astype(int) + (found >= 0.95) + (starts & ends) + worth + (on_card >= 1.2)
    facts += (found >= 0.4) & (found < 0.55) & starts & ends & manner
    return is_coded & ~elsewhere | (proved & (facts >= 2) & (found >= 0.0))


def _budget(pairs: Pairs, held: pd.DataFrame) -> Bools:
    budget, alone = number(held["p_budget"]), held["p_parts"].to_numpy() == 1
    exact = np.zeros(len(held), dtype=bool)
    close = np.zeros(len(held), dtype=bool)
    told_any = ~np.isnan(budget)
    for column in ("k_worth", "k_value", "k_cap"):
        value = number(held[column])
        exact |= budget == value
        close |= (np.abs(budget - value) <= 0.005 * value) | (alone & (np.abs(2 * budget - value) <= 1))
    close &= ~exact
    pairs.add(
        np.where(exact, 3.0, np.where(close, 1.5, np.where(told_any, -0.4, 0.0))),
        np.select([exact, close], ["budget equals the contract's worth", "budget is near it"], "budget differs").astype(
            object
        ),
    )
    return exact


def _rate_weight(held: pd.DataFrame, tables: Tables) -> Floats:
    """0 .. 1.5 by the share of a project's billable hours whose rate stands on the contract's card for that role or person."""
    time, rates = tables["time"], tables["rates"]
    none = np.zeros(len(held))
    if not len(time) or not len(rates):
        return none
    worked = time[billable(time) & time["rate"].notna()]
    worked = worked.groupby(["project", "role", "person_name", "rate"], sort=False)["seconds"].sum().reset_index()
    card = rates[["contract", "role", "person", "rate"]].drop_duplicates()
    both = (
        held[["contract", "project"]]
        .merge(worked, on="project")
        .merge(card, on=["contract", "rate"], suffixes=("", "_k"))
    )
    if not len(both):
        return none
    by_role = (both["role_k"].map(fold) == both["role"].map(fold)) | both["role_k"].str.casefold().isin(["", "any"])
    by_person = (both["person"] == "") | (both["person"].map(_surname) == both["person_name"].map(_surname))
    fits = both[(by_role & (both["person"] == "")) | ((both["person"] != "") & by_person)]
    fits = fits.drop_duplicates(["contract", "project", "role", "person_name", "rate"])
    share = (
        fits.groupby(["contract", "project"])["seconds"].sum()
        / worked.groupby("project")["seconds"]
        .sum()
        .reindex(
            fits.drop_duplicates(["contract", "project"])
            .set_index(["contract", "project"])
            .index.get_level_values("project")
        )
        .to_numpy()
    )
    index = pd.MultiIndex.from_frame(held[["contract", "project"]])
    found = share.reindex(index).astype(float).fillna(0.0).to_numpy()
    return 1.5 * np.clip(found, 0.0, 1.0)


def _surname(name: str) -> str:
    return fold(name).rsplit(" ", 1)[-1] if name else ""


def _further_parts(pairs: Pairs, held: pd.DataFrame, weight: Floats, chosen: Bools, policy: MatchPolicy) -> Bools:
    """Projects left over that are a further phase of a contract already placed: named so by code, or next in time."""
    more = np.zeros(len(pairs), dtype=bool)
    placed = {str(project) for project in pairs.right[chosen]}
    for contract in dict.fromkeys(pairs.left[chosen]):
        own = held[chosen & (pairs.left == contract)]
        rest = [at for at in np.flatnonzero((pairs.left == contract) & ~chosen) if str(pairs.right[at]) not in placed]
        for at in rest:
            row = held.iloc[int(at)]
            if isinstance(row["how"], str) or _next_phase(row, own, float(weight[at]), policy):
                more[at] = True
                placed.add(str(pairs.right[at]))
    return more


def _next_phase(row: pd.Series[Any], own: pd.DataFrame, weight: float, policy: MatchPolicy) -> bool:
    """Whether a project continues the ones in `own`: same words, a day after one ends or a day before one starts."""
    if weight < policy.suggest or not len(own):
        return False
    title: Title = row["p_heading"]
    alike = any(likeness(title, other) >= 0.75 for other in own["p_heading"])
    follows = ((row["p_start"] - own["p_end"]).dt.days.between(0, 7)).any()
    precedes = ((own["p_start"] - row["p_end"]).dt.days.between(0, 7)).any()
    return bool(alike and (follows or precedes))
