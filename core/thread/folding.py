"""Links folded onto records: which contract a project, a deal or an invoice belongs to, and who is the same customer."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def live_links(links: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The links of `kind` that are not rejected, best first (confirmed before suggested, then by confidence)."""
    chosen = links[(links["kind"] == kind) & (links["status"] != "rejected")]
    rank = (chosen["status"] != "confirmed").astype("int64")
    order = pd.DataFrame({"rank": rank, "confidence": -chosen["confidence"].fillna(0).astype("int64")})
    order["left"], order["right"] = chosen["left"], chosen["right"]
    return chosen.loc[order.sort_values(["rank", "confidence", "left", "right"]).index]


def best_left(links: pd.DataFrame, kind: str) -> pd.Series:
    """For every right id the best left id of `kind` (index: right id)."""
    chosen = live_links(links, kind).drop_duplicates("right")
    return pd.Series(chosen["left"].to_numpy(), index=pd.Index(chosen["right"].to_numpy()), dtype="object")


def best_right(links: pd.DataFrame, kind: str) -> pd.Series:
    """For every left id the best right id of `kind` (index: left id)."""
    chosen = live_links(links, kind).drop_duplicates("left")
    return pd.Series(chosen["right"].to_numpy(), index=pd.Index(chosen["left"].to_numpy()), dtype="object")


def clusters(ids: Iterable[str], links: pd.DataFrame, kind: str = "customer") -> pd.Series:
    """Connected components over the live links of `kind`: id -> the smallest id of its component (union-find)."""
    parent: dict[str, str] = {each: each for each in ids}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    chosen = live_links(links, kind)
    for left, right in zip(chosen["left"].tolist(), chosen["right"].tolist(), strict=True):
        parent.setdefault(left, left)
        parent.setdefault(right, right)
        a, b = root(left), root(right)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return pd.Series({each: root(each) for each in parent}, dtype="object")


def mapped(keys: pd.Series, lookup: pd.Series) -> pd.Series:
    """`keys` looked up in `lookup`, "" where there is nothing (object dtype)."""
    found = keys.map(lookup)
    return found.astype("object").where(found.notna(), "")
