"""Which won deal became which contract: the noted deal id, else customer, title, amount, days and method together."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from core.matching.assign import one_to_one
from core.matching.customers import CustomerMatch
from core.matching.evidence import Bools, Pairs
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
    true,
)
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts
from core.matching.votes import deal_refs
from core.records.tables import Tables

KIND: Final = "deal-contract"
_PRIOR: Final = -3.0
_OF_DEAL: Final = [
    "id",
    "customer",
    "cluster",
    "name",
    "heading",
    "amount",
    "currency",
    "start",
    "close_date",
    "method",
    "service_line",
]
_OF_CONTRACT: Final = [
    "id",
    "customer",
    "cluster",
    "title",
    "heading",
    "signed",
    "start",
    "worth",
    "value",
    "cap",
    "method",
    "service_line",
    "currency",
]


def match_deals(
    tables: Tables,
    terms: pd.DataFrame,
    words: dict[int, frozenset[str]],
    customers: CustomerMatch,
    policy: MatchPolicy,
    verdicts: Verdicts,
) -> list[dict[str, object]]:
    """Links from deals to contracts, one to one; amount = the deal's."""
    deals = tables["deals"].drop_duplicates("id").reset_index(drop=True)
    if not len(deals) or not len(terms):
        return []
    noted = deal_refs(tables)
    cluster = cluster_of(deals["customer"], customers)
    deals = deals.assign(cluster=cluster, heading=titles(deals["name"], cluster, words))
    open_too = deals["is_won"].isna() & ~true(deals["is_closed"])
    pool = deals[true(deals["is_won"]) | open_too | deals["id"].isin(noted["deal"])]
    held = _candidates(pool, terms, noted, verdicts)
    if not len(held):
        return []
    pairs = Pairs(held["deal"].to_numpy(dtype=object), held["contract"].to_numpy(dtype=object))
    proof = _weigh(pairs, held, noted, customers, policy)
    sure = add_verdicts(KIND, pairs, verdicts)
    weight = pairs.total
    chosen, lead = one_to_one(pairs.left, pairs.right, weight, policy.suggest)
    confirmed = stands(weight, lead, proof, sure, policy)
    return rows_of(
        KIND, pairs, np.flatnonzero(chosen), confirmed, weight, held["d_amount"],
        held["d_currency"],
    )  # fmt: skip


def _candidates(deals: pd.DataFrame, terms: pd.DataFrame, noted: pd.DataFrame, verdicts: Verdicts) -> pd.DataFrame:
    mine = deals[["id", "cluster"]].rename(columns={"id": "deal"})
    known = terms[["id", "cluster"]].rename(columns={"id": "contract"})
    same = mine.dropna().merge(known.dropna(), on="cluster")[["deal", "contract"]]
    sworn = pd.DataFrame(
        [pair if pair[0] in set(deals["id"]) else pair[::-1] for pair in verdicts.of_kind(KIND)],
        columns=["deal", "contract"],
    )
    astray = _astray(deals, terms)
    held = pd.concat([same, noted[["deal", "contract"]], sworn, astray], ignore_index=True).drop_duplicates()
    held = held[held["deal"].isin(deals["id"]) & held["contract"].isin(terms["id"])]
    held = held[verdicts.allowed(KIND, held["deal"], held["contract"])].sort_values(["deal", "contract"])
    held = held.merge(noted.assign(noted=True), on=["deal", "contract"], how="left")
    held = held.merge(deals[_OF_DEAL].add_prefix("d_"), left_on="deal", right_on="d_id", how="left")
    return held.merge(
        terms[_OF_CONTRACT].add_prefix("k_"), left_on="contract", right_on="k_id", how="left"
    ).reset_index(drop=True)


def _astray(deals: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Pairs of the same start and worth whose customers are tied to nobody on the other side."""
    lost = deals[~deals["cluster"].isin(terms["cluster"])].dropna(subset=["start", "amount"])
    alone = terms[~terms["cluster"].isin(deals["cluster"])].dropna(subset=["start", "worth"])
    both = lost[["id", "start", "amount"]].merge(
        alone[["id", "start", "worth"]], left_on=["start", "amount"], right_on=["start", "worth"]
    )
    return both[["id_x", "id_y"]].set_axis(["deal", "contract"], axis=1)


def _weigh(
    pairs: Pairs, held: pd.DataFrame, noted: pd.DataFrame, customers: CustomerMatch, policy: MatchPolicy
) -> Bools:
    pairs.add(_PRIOR, "most deals became another contract")
    is_noted = held["noted"].notna().to_numpy(dtype=bool)
    pairs.add(np.where(is_noted, 9.0, 0.0), "the contract notes this deal's id")
    elsewhere = held["contract"].isin(noted["contract"]).to_numpy(dtype=bool) | held["deal"].isin(
        noted["deal"]
    ).to_numpy(dtype=bool)
    pairs.add(np.where(elsewhere & ~is_noted, -6.0, 0.0), "the noted deal id names another pair")
    same = customer_weight(pairs, held["d_cluster"], held["k_cluster"])
    found, weight = title_weight(held["d_heading"].to_numpy(), held["k_heading"].to_numpy())
    pairs.add(weight, ("titles: " + held["d_name"] + " / " + held["k_title"]).to_numpy(dtype=object))
    amount = number(held["d_amount"])
    exact = np.zeros(len(held), dtype=bool)
    close = np.zeros(len(held), dtype=bool)
    for column in ("k_worth", "k_value", "k_cap"):
        value = number(held[column])
        exact |= amount == value
        close |= np.abs(amount - value) <= 0.01 * np.abs(value)
    close &= ~exact
    pairs.add(
        np.where(exact, 3.0, np.where(close, 2.0, np.where(np.isnan(amount), 0.0, -0.7))),
        np.where(exact, "amount equals the contract's worth", np.where(close, "amount is near the contract's worth", "amounts differ")).astype(object),
    )  # fmt: skip
    start = days_between(held["k_start"], held["d_start"])
    starts = start == 0
    pairs.add(
        np.where(starts, 2.0, np.where(np.abs(start) <= 7, 0.7, np.where(np.abs(start) > 7, -1.5, 0.0))),
        days_apart(start, "start"),
    )
    signed = days_between(held["d_close_date"], held["k_signed"])
    soon = (signed >= -7) & (signed <= policy.signing_days)
    pairs.add(
        np.where((signed >= 0) & (signed <= 14), 1.5, np.where(soon, 0.7, np.where(np.isnan(signed), 0.0, -2.0))),
        days_after(signed, "signed"),
    )
    for column, plus, minus in (("method", 0.7, -0.8), ("service_line", 0.5, -0.8), ("currency", 0.3, -2.5)):
        agree, differ = told(held[f"d_{column}"], held[f"k_{column}"])
        what = column.replace("_", " ")
        pairs.add(
            np.where(agree, plus, np.where(differ, minus, 0.0)),
            either(agree, f"same {what}", f"another {what}"),
        )
    proved = same & proven_customers(held["d_customer"], held["k_customer"], customers)
    facts = (found >= 0.55).astype(int) + (exact | close) + (starts & soon)
    return is_noted | (proved & (facts >= 2) & (found >= 0.0))
