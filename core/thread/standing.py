"""The book as it stood at the as-of date: what came later is put aside, and what later events changed is turned back."""

from __future__ import annotations

from typing import Final

import pandas as pd

from core.records.tables import Tables
from core.thread.thread import Thread

_DATED: Final = ("time", "expenses", "invoices", "payments", "allocations", "bank_lines", "journal_lines")


def standing(tables: Tables) -> Tables:
    """`tables` without records dated after the as-of date; the very same object where there are none.

    Open and paid amounts of documents lose what was settled later, hours and expenses that only a later invoice bills are not invoiced
    yet, and milestones accepted later are not reached. Where no settlements were read, the open amount of a document that is partly or
    wholly paid is not known. Records without a date stay.
    """
    end = pd.Timestamp(tables.as_of)
    late = {name: tables[name]["day"] > end for name in _DATED}
    accepted = tables["milestones"]["accepted"] > end
    if not accepted.any() and not any(each.any() for each in late.values()):
        return tables
    whole = Thread(tables)
    frames = dict(tables.frames)
    for name, after in late.items():
        frames[name] = tables[name][~after].reset_index(drop=True)
    kept = frozenset(frames["invoices"]["id"])
    lines, allocations = tables["invoice_lines"], frames["allocations"]
    frames["invoice_lines"] = lines[lines["invoice"].isin(kept)].reset_index(drop=True)
    sources = kept | frozenset(frames["payments"]["id"])
    both = allocations["invoice"].isin(kept) & allocations["source"].isin(sources)
    frames["allocations"] = allocations[both].reset_index(drop=True)
    frames["invoices"] = _turned_back(frames["invoices"], tables["allocations"], frames["allocations"])
    gone = frozenset(tables["invoices"].loc[late["invoices"], "id"])
    frames["time"] = _not_invoiced(frames["time"], whole.time_invoices[~late["time"].to_numpy(dtype=bool)].isin(gone))
    billed = whole.billed_expenses
    later_expenses = frozenset(billed.loc[billed["invoice"].isin(gone), "expense"])
    frames["expenses"] = _not_invoiced(frames["expenses"], frames["expenses"]["id"].isin(later_expenses))
    milestones = tables["milestones"]
    frames["milestones"] = milestones.assign(
        accepted=milestones["accepted"].mask(accepted), status=milestones["status"].mask(accepted, "")
    )
    return Tables(frames, tables.links, tables.base_currency, tables.period, tables.loaded)


def _turned_back(invoices: pd.DataFrame, every: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Documents with open and paid as they were before the settlements among `every` that are not `kept`."""
    if every.empty:
        settled = (invoices["open"] != invoices["total"]).fillna(False).astype(bool)
        return invoices.assign(open=invoices["open"].mask(settled), paid=invoices["paid"].mask(settled))

    def later(side: str) -> pd.Series:
        sums = every.groupby(side)["amount"].sum().sub(kept.groupby(side)["amount"].sum(), fill_value=0)
        return invoices["id"].map(sums).astype("Int64").fillna(0)

    moved = later("invoice") - later("source")
    paid = (invoices["status"] == "paid") & (moved != 0).astype(bool)
    return invoices.assign(
        open=invoices["open"] + moved, paid=invoices["paid"] - moved, status=invoices["status"].mask(paid, "open")
    )


def _not_invoiced(rows: pd.DataFrame, which: pd.Series) -> pd.DataFrame:
    """`rows` with `which` of them not invoiced yet."""
    undone = which.to_numpy(dtype=bool)
    return rows.assign(
        invoiced=rows["invoiced"].mask(undone, False), invoice_number=rows["invoice_number"].mask(undone, "")
    )
