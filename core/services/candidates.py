"""What a link could be re-pointed to: the records of the right side's list, likeliest first, with why."""

from __future__ import annotations

from typing import Final

import pandas as pd
from rapidfuzz import fuzz, process

from core.records.tables import Tables
from core.services.titles import labels, table_of
from core.thread.thread import Thread

_MOST: Final = 40
_AMOUNTS: Final = {
    "deals": "amount",
    "contracts": "value",
    "projects": "budget_amount",
    "milestones": "amount",
    "invoices": "total",
    "payments": "amount",
    "bank_lines": "amount",
}


def alternatives(thread: Thread, left: str, right: str) -> tuple[tuple[str, str, str], ...]:
    """(id, label, why) of up to forty other records like `right` that `left` could be tied to.

    A record of the same customer, of the same amount or of a like name stands first; a record already tied to another says so by nothing
    here: the person decides.
    """
    tables = thread.tables
    name, (system, entity) = table_of(right), right.split(":", 2)[:2]
    frame = tables[name] if name else pd.DataFrame()
    if frame.empty:
        return ()
    frame = frame[frame["id"].str.startswith(f"{system}:{entity}:") & ~frame["id"].isin([left, right])]
    said = labels(tables, [left, *frame["id"]])
    texts = [said[each] for each in frame["id"]]
    likeness = process.cdist([said[left]], texts, scorer=fuzz.token_set_ratio)[0] if texts else []
    cluster = _cluster(thread, left)
    mine = _amount(tables, left)
    amounts = frame[_AMOUNTS[name]].tolist() if name in _AMOUNTS else [pd.NA] * len(frame)
    customers = frame["customer"].tolist() if "customer" in frame.columns else [""] * len(frame)
    ranked = []
    for record, text, like, amount, customer in zip(frame["id"], texts, likeness, amounts, customers, strict=True):
        same_customer = bool(cluster) and thread.customer_cluster.get(customer, customer) == cluster
        same_amount = mine is not None and not pd.isna(amount) and int(amount) == mine
        why = [words for holds, words in ((same_customer, "same customer"), (same_amount, "same amount")) if holds]
        why.append(f"name {like:.0f} % alike")
        ranked.append((-(like + 60 * same_customer + 60 * same_amount), record, text, ", ".join(why)))
    return tuple((record, text, why) for _, record, text, why in sorted(ranked)[:_MOST])


def _row(tables: Tables, record: str) -> pd.Series | None:
    name = table_of(record)
    frame = tables[name] if name else pd.DataFrame({"id": []})
    rows = frame[frame["id"] == record]
    return None if rows.empty else rows.iloc[0]


def _cluster(thread: Thread, record: str) -> str:
    """The real customer of `record`, "" when it names none."""
    row = _row(thread.tables, record)
    customer = record if ":customer:" in record else "" if row is None else str(row.get("customer", ""))
    return str(thread.customer_cluster.get(customer, customer)) if customer else ""


def _amount(tables: Tables, record: str) -> int | None:
    row = _row(tables, record)
    column = _AMOUNTS.get(table_of(record), "")
    return None if row is None or not column or pd.isna(row[column]) else int(row[column])
