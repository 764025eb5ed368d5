"""Which invoice bills which milestone or instalment of the contract it belongs to: by name, by amount, by day."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from core.matching.assign import best_for_each, one_to_one
from core.matching.evidence import Bools, Floats, Pairs
from core.matching.joins import add_verdicts, days_between, either, number, rows_of, stands
from core.matching.names import fold
from core.matching.policy import MatchPolicy
from core.matching.verdicts import Verdicts
from core.matching.wording import likeness, title_of
from core.records.serials import same_serials
from core.records.tables import Tables

KIND: Final = "milestone-invoice"
_PRIOR: Final = -3.0
_LABEL: Final = re.compile(
    r"^\s*(?:milestone|deliverable|stage payment|stage|instal?lment plan|fixed fee|fee)\s*[:–-]\s*", re.IGNORECASE
)


def match_milestones(
    tables: Tables, contract_links: list[dict[str, object]], policy: MatchPolicy, verdicts: Verdicts
) -> list[dict[str, object]]:
    """Links from milestones to invoice lines of the same contract; amount = the line's net.

    A milestone named on two invoices is tied to both: that it was billed twice is for the controls to say.
    """
    milestones, lines = tables["milestones"], tables["invoice_lines"]
    bound = pd.DataFrame(
        [(link["left"], link["right"], link["status"] == "confirmed") for link in contract_links],
        columns=["contract", "invoice", "sure"],
    )
    if not len(milestones) or not len(bound) or not len(lines):
        return []
    held = (
        milestones[["id", "contract", "name", "type", "planned", "accepted", "amount"]]
        .rename(columns={"id": "milestone", "amount": "agreed"})
        .merge(bound, on="contract")
        .merge(lines[["invoice", "line", "description", "amount", "currency"]], on="invoice")
        .merge(tables["invoices"][["id", "day"]].rename(columns={"id": "invoice"}), on="invoice")
    )
    held = held[verdicts.allowed(KIND, held["milestone"], held["invoice"])]
    held = held.sort_values(["milestone", "invoice", "line"], kind="stable").reset_index(drop=True)
    if not len(held):
        return []
    pairs = Pairs(held["milestone"].to_numpy(dtype=object), held["invoice"].to_numpy(dtype=object))
    named = _weigh(pairs, held)
    sure = add_verdicts(KIND, pairs, verdicts)
    weight = pairs.total
    slot = (held["invoice"] + "#" + held["line"].astype(str)).to_numpy(dtype=object)
    chosen, _ = one_to_one(pairs.left, slot, weight, policy.suggest)
    chosen |= _billed_again(pairs.left, slot, named, weight, chosen, policy)
    _, lead = best_for_each(slot, weight, policy.suggest)
    confirmed = stands(weight, lead, held["sure"].to_numpy(dtype=bool) & named, sure, policy)
    picked = np.flatnonzero(chosen)
    return rows_of(
        KIND, pairs, picked, confirmed, weight, held["amount"],
        held["currency"],
    )  # fmt: skip


def _weigh(pairs: Pairs, held: pd.DataFrame) -> Bools:
    pairs.add(_PRIOR, "most lines bill something else")
    near = _name_likeness(held["name"], held["description"])
    named = near >= 0.95
    pairs.add(
        np.interp(near, [0.0, 0.4, 0.7, 0.95, 1.0], [-2.5, -1.0, 1.5, 5.0, 6.0]),
        np.where(
            named,
            "the line names it",
            np.where(near > 0.4, "the line's words are near its name", "the line does not name it"),
        ).astype(object),
    )
    agreed, billed = number(held["agreed"]), number(held["amount"])
    exact = agreed == billed
    pairs.add(
        np.where(exact, 3.0, np.where(np.isnan(agreed) | np.isnan(billed), 0.0, -0.8)),
        either(exact, "same amount", "amounts differ"),
    )
    due = held["accepted"].fillna(held["planned"])
    gap = days_between(due, held["day"])
    soon = (gap >= -40) & (gap <= 60)
    pairs.add(
        np.where(np.isnan(gap), 0.0, np.where(soon, 1.0, -0.7)),
        either(soon, "billed about when it was due", "billed at another time"),
    )
    return named


def _name_likeness(names: pd.Series[str], lines: pd.Series[str]) -> Floats:
    """0 .. 1 for each pair: 1 where the text holds the whole name, with no number running on."""
    found: list[float] = []
    seen: dict[tuple[str, str], float] = {}
    for pair in zip(names, lines, strict=True):
        if pair not in seen:
            seen[pair] = _holds(*pair)
        found.append(seen[pair])
    return np.array(found, dtype=np.float64)


def _holds(name: str, text: str) -> float:
    plain, whole = _plain(name), _plain(text)
    if not plain:
        return 0.0
    label = _LABEL.sub("", text)
    head = _plain(label)
    if head == plain or head.startswith(plain + " "):
        return 1.0
    if f" {plain} " in f" {whole} ":
        return 0.97
    body = re.split(r" - | – ", label)[0]
    return 0.9 * max(likeness(title_of(name), title_of(body)), 0.0)


def _plain(text: str) -> str:
    """Folded words; running numbers and the spellings of `instalment` alike."""
    return " ".join(re.findall(r"[0-9a-z]+", fold(same_serials(text))))


def _billed_again(
    left: object, slot: object, named: Bools, weight: Floats, chosen: Bools, policy: MatchPolicy
) -> Bools:
    """Further lines that name a milestone already placed, and nothing else."""
    owner = np.asarray(left, dtype=object)
    place = np.asarray(slot, dtype=object)
    taken = set(place[chosen])
    placed = set(owner[chosen])
    more = np.zeros(len(weight), dtype=bool)
    for row in np.lexsort((place, owner, -weight)):
        if (
            not chosen[row]
            and named[row]
            and weight[row] >= policy.confirm
            and owner[row] in placed
            and place[row] not in taken
        ):
            more[row] = True
            taken.add(place[row])
    return more
