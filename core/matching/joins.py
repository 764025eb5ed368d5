"""Small steps that the kinds of tie share: candidate pairs by customer, closeness of days and amounts, link rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from core.matching.customers import CustomerMatch
from core.matching.evidence import Bools, Floats, Pairs, confidence
from core.matching.parties import Party
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts


def cluster_of(ids: pd.Series[str], customers: CustomerMatch) -> pd.Series[Any]:
    """Number of the customer behind each record id; NA where it is not known."""
    return ids.map(customers.cluster).astype("Int64")


def party_words(everyone: list[Party], customers: CustomerMatch) -> dict[int, frozenset[str]]:
    """The words of all names of each customer."""
    words: dict[int, set[str]] = {}
    for party in everyone:
        found = words.setdefault(customers.cluster[party.id], set())
        for name in party.names:
            found.update(name.words)
    return {number: frozenset(found) for number, found in words.items()}


def days_between(one: pd.Series[Any], other: pd.Series[Any]) -> Floats:
    """Days from `one` to `other`; NaN where either is absent."""
    return ((other - one) / np.timedelta64(1, "D")).to_numpy(dtype=np.float64, na_value=np.nan)


def number(values: pd.Series[Any]) -> Floats:
    """A nullable integer column as floats for comparing (not for money that is kept); NaN where absent."""
    return values.to_numpy(dtype=np.float64, na_value=np.nan)


def true(values: Any) -> Bools:
    """A comparison as plain booleans, absent = False."""
    return np.asarray(pd.Series(values).fillna(False).to_numpy(dtype=bool))


def told(one: pd.Series[str], other: pd.Series[str]) -> tuple[Bools, Bools]:
    """Where both texts say something and agree, and where both say something and differ."""
    both = ((one != "") & (other != "")).to_numpy(dtype=bool)
    same = (one == other).to_numpy(dtype=bool)
    return both & same, both & ~same


def rows_of(
    kind: str, pairs: Pairs, chosen: Iterable[int], proven: Bools, weight: Floats, amount: Any = None, currency: Any = None
) -> list[dict[str, object]]:
    """Link rows of the chosen pairs."""
    made: list[dict[str, object]] = []
    for row in chosen:
        link: dict[str, object] = {
            "kind": kind,
            "left": pairs.left[row],
            "right": pairs.right[row],
            "status": "confirmed" if proven[row] else "suggested",
            "confidence": confidence(float(weight[row])),
            "reason": pairs.reasons([row])[0],
        }
        if amount is not None and not pd.isna(amount[row]):
            link["amount"] = int(amount[row])
        if currency is not None:
            link["currency"] = currency[row]
        made.append(link)
    return made


def add_verdicts(kind: str, pairs: Pairs, verdicts: Verdicts) -> Bools:
    """Weigh what people confirmed so that it wins; returns where they did."""
    sure = np.zeros(len(pairs), dtype=bool)
    if verdicts.confirmed:
        sure = np.array(
            [verdicts.confirms(kind, one, other) for one, other in zip(pairs.left, pairs.right, strict=True)], dtype=bool
        )
        pairs.add(np.where(sure, 50.0, 0.0), "confirmed by a person")
    return sure


def stands(weight: Floats, lead: Floats, proof: Bools, sure: Bools, policy: MatchPolicy) -> Bools:
    """Which chosen pairs are confirmed: proven, heavy enough and clearly ahead, or confirmed by a person."""
    return sure | (proof & (weight >= policy.confirm) & (lead >= policy.margin))
