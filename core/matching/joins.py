"""Small steps that the kinds of tie share: candidate pairs by customer, closeness of days and amounts, link rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from core.matching.customers import CustomerMatch
from core.matching.evidence import SWORN, Bools, Floats, Objects, Pairs, confidence
from core.matching.parties import Party
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts
from core.matching.wording import likeness, title_of


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
    return np.asarray((other - one).dt.days, dtype=np.float64)


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
    kind: str,
    pairs: Pairs,
    chosen: Iterable[int],
    proven: Bools,
    weight: Floats,
    amount: pd.Series[Any] | None = None,
    currency: pd.Series[Any] | None = None,
) -> list[dict[str, object]]:
    """Link rows of the chosen pairs. amount, currency: columns as long as `pairs`, minor units."""
    made: list[dict[str, object]] = []
    amounts = amount.tolist() if amount is not None else [pd.NA] * len(pairs)
    currencies = currency.tolist() if currency is not None else [""] * len(pairs)
    for row in chosen:
        made.append(
            {
                "kind": kind,
                "left": pairs.left[row],
                "right": pairs.right[row],
                "amount": amounts[row],
                "currency": currencies[row],
                "status": "confirmed" if proven[row] else "suggested",
                "confidence": confidence(float(weight[row])),
                "reason": pairs.reasons([row])[0],
            }
        )
    return made


def add_verdicts(kind: str, pairs: Pairs, verdicts: Verdicts) -> Bools:
    """Weigh what people confirmed so that it wins; returns where they did."""
    sure = np.zeros(len(pairs), dtype=bool)
    if verdicts.confirmed:
        sure = np.array(
            [verdicts.confirms(kind, one, other) for one, other in zip(pairs.left, pairs.right, strict=True)],
            dtype=bool,
        )
        pairs.add(np.where(sure, SWORN, 0.0), "confirmed by a person")
    return sure


def stands(weight: Floats, lead: Floats, proof: Bools, sure: Bools, policy: MatchPolicy) -> Bools:
    """Which chosen pairs are confirmed: proven, heavy enough and clearly ahead, or confirmed by a person."""
    return sure | (proof & (weight >= policy.confirm) & (lead >= policy.margin))


def titles(
    names: pd.Series[str],
    cluster: pd.Series[Any],
    words: dict[int, frozenset[str]],
    codes: pd.Series[str] | None = None,
) -> Objects:
    """The names as titles, the customer's own name left out."""
    none: frozenset[str] = frozenset()
    code = codes if codes is not None else pd.Series("", index=names.index)
    made = [
        title_of(text, words.get(int(at), none) if not pd.isna(at) else none, own)
        for text, at, own in zip(names, cluster, code, strict=True)
    ]
    held = np.empty(len(made), dtype=object)
    held[:] = made
    return held


def customer_weight(pairs: Pairs, one: pd.Series[Any], other: pd.Series[Any]) -> Bools:
    """Add what the customers' numbers on both sides say; returns where they agree.

    A customer that is tied to nobody on the other side contradicts less than one that is tied to somebody else.
    """
    same = (one == other).fillna(False).to_numpy(dtype=bool)
    free = ~one.isin(other[same]).to_numpy(dtype=bool) & ~other.isin(one[same]).to_numpy(dtype=bool)
    words = np.where(same, "same customer", np.where(free, "customers not tied yet", "another customer"))
    pairs.add(np.where(same, 1.0, np.where(free, -1.0, -3.0)), words.astype(object))
    return same


def title_weight(one: Objects, other: Objects) -> tuple[Floats, Floats]:
    """Likeness of two columns of titles, and its weight of evidence."""
    found = np.array([likeness(a, b) for a, b in zip(one, other, strict=True)], dtype=np.float64)
    weight = np.interp(
        found, [-1.01, -0.01, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [-3.0, -4.5, -2.0, -1.0, 0.3, 2.0, 3.2, 5.0]
    )
    return found, weight


def proven_customers(one: pd.Series[str], other: pd.Series[str], customers: CustomerMatch) -> Bools:
    """Where two customer records are proven to be one."""
    return np.array(
        [a == b or (min(a, b), max(a, b)) in customers.proven for a, b in zip(one, other, strict=True)], dtype=bool
    )


def days_apart(gap: Floats, what: str) -> Objects:
    """Words for two days of one meaning: `same start day`, `start 12 days apart`; "" where one is not known."""
    return texts(
        "" if np.isnan(days) else f"{what} {int(days)} days apart" if days else f"same {what} day" for days in gap
    )


def days_after(gap: Floats, what: str) -> Objects:
    """Words for a day that follows another: `signature 4 days after`; "" where one is not known."""
    return texts("" if np.isnan(days) else f"{what} {int(days)} days later" for days in gap)


def texts(told: Iterable[str]) -> Objects:
    """A column of sentences."""
    listed = list(told)
    held = np.empty(len(listed), dtype=object)
    held[:] = listed
    return held


def either(mask: Bools, yes: str, no: str) -> Objects:
    """One sentence where `mask` holds, another where it does not."""
    return np.where(mask, yes, no).astype(object)
