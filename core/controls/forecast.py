"""Forecast: open deals say what their stage and date allow (CONTROLS.md, section 7)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.controls import wording
from core.controls.policy import Policy
from core.controls.registry import control, findings
from core.controls.sentences import sentences
from core.thread.pricing import share
from core.thread.thread import Thread

# A usual probability needs that many deals in the stage, and that share of them saying it.
_FEWEST, _AGREEING = 3, 0.6


def _open_deals(thread: Thread) -> pd.DataFrame:
    """Deals not closed; a report of won deals may print neither stage nor flags, and says nothing of what is open."""
    deals = thread.tables["deals"]
    deals = deals[(deals["stage"] != "") | deals["is_closed"].notna() | deals["is_won"].notna()]
    return deals[~(deals["is_closed"].fillna(False) | deals["is_won"].fillna(False)).astype(bool)]


@control("FC-01", "Stage and probability inconsistent", severity="S3", impact="MS", needs=("deals",))
def stage_probability(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Open deals whose probability is not the usual one of their stage among the firm's own; won must say 100 %, lost 0 %."""
    deals = thread.tables["deals"]
    said = deals[deals["probability"].notna()]
    still = said[said["id"].isin(_open_deals(thread)["id"])]
    counts = still.groupby(["system", "pipeline", "stage", "probability"], as_index=False).size()
    counts = counts.sort_values("size", ascending=False, kind="stable")
    size = counts.groupby(["system", "pipeline", "stage"])["size"].transform("sum")
    usual = counts.assign(of=size).drop_duplicates(["system", "pipeline", "stage"])
    usual = usual[(usual["of"] >= _FEWEST) & (usual["size"] >= _AGREEING * usual["of"])]
    met = still.merge(
        usual[["system", "pipeline", "stage", "probability"]].rename(columns={"probability": "usual"}),
        on=["system", "pipeline", "stage"],
    )
    closed = said[said["is_closed"].fillna(False).astype(bool) | said["is_won"].fillna(False).astype(bool)]
    won = closed["is_won"].fillna(False).astype(bool)
    closed = closed.assign(usual=pd.Series(np.where(won, 10_000, 0), index=closed.index, dtype="Int64"))
    both = pd.concat([met, closed], ignore_index=True)
    gap = (both["probability"] - both["usual"]).abs()
    hit = both[(gap > policy.stage_band_basis).fillna(False)]
    amount = share(hit["amount"], gap[hit.index].astype("Int64"))
    return findings(
        "FC-01",
        subject=hit["id"],
        amount=amount,
        currency=hit["currency"],
        message=sentences(
            lambda name, stage, probability, usual, amount: (
                f"Deal {name} in stage {stage} says {probability}, usual is {usual}; the forecast is off by {amount}."
            ),
            hit["name"],
            hit["stage"],
            wording.percent(hit["probability"]),
            wording.percent(hit["usual"]),
            wording.money(amount, hit["currency"]),
        ),
        suggestion="Reset the probability to the stage's, or move the deal to the stage it is in.",
    )


@control("FC-02", "Stale close date", severity="S3", impact="DC", needs=("deals",))
def stale_close_date(thread: Thread, _policy: Policy) -> pd.DataFrame:
    """Open deals expected to close before the as-of date: amount x probability."""
    still = _open_deals(thread)
    hit = still[still["close_date"] < pd.Timestamp(thread.tables.as_of)]
    amount = share(hit["amount"], hit["probability"])
    return findings(
        "FC-02",
        subject=hit["id"],
        amount=amount,
        currency=hit["currency"],
        message=sentences(
            lambda name, close_date, amount: (
                f"Deal {name} is open and was expected to close on {close_date}; {amount} of the forecast rests on it."
            ),
            hit["name"],
            wording.day(hit["close_date"]),
            wording.money(amount, hit["currency"]),
        ),
        suggestion="Ask the owner for a new date, or close the deal as lost.",
    )
